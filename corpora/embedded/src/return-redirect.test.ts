import { expect, test } from 'vitest';
import { completeSignIn, resolveReturn, signInUrl, type RedirectPolicy } from './return-redirect.ts';

const policy: RedirectPolicy = {
  origin: 'https://shop.example',
  partners: ['pay.example', 'maps.example:8443'],
  fallback: '/account',
};
const resolve = (target: string | null) => resolveReturn(target, policy);

test.for([
  ['/cart?step=2#pay', '/cart?step=2#pay'],
  ['cart', '/cart'],
  ['', '/'],
  [' /cart ', '/cart'],
  ['?page=2', '/?page=2'],
  ['https://shop.example/orders/1', '/orders/1'],
  ['HTTPS://SHOP.example/orders', '/orders'],
  ['https://shop.example:443/orders', '/orders'],
  ['//shop.example/orders', '/orders'],
])('"%s" leads to %s', ([target, path]) => {
  expect(resolve(target!)).toBe(path);
});

test.for([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  'https://shop.example.evil.example/',
  'https://shop.example@evil.example/',
  'http://shop.example/cart',
  'https://shop.example:8080/cart',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://',
])('%s is not trusted', (target) => {
  expect(resolve(target)).toBe('/account');
});

test('a path that would be read as a host is made a path', () => {
  expect(resolve('https://shop.example//evil.example/')).toBe('/evil.example/');
  expect(resolve('/.//evil.example/')).toBe('/evil.example/');
  expect(resolve('https://shop.example/\\evil.example')).toBe('/evil.example');
});

test('partners are reached over https, at their host alone', () => {
  expect(resolve('https://pay.example/a?b=c')).toBe('https://pay.example/a?b=c');
  expect(resolve('https://maps.example:8443/')).toBe('https://maps.example:8443/');
  for (const target of [
    'http://pay.example/',
    'https://www.pay.example/',
    'https://pay.example:8443/',
    'https://maps.example/',
    'https://user@pay.example/',
    'https://:word@pay.example/',
  ]) {
    expect(resolve(target)).toBe('/account');
  }
});

test('nobody is sent back to a page for signing in', () => {
  expect(['/sign-in', '/sign-out?now', '//shop.example/register', '/sign-in/help'].map(resolve)).toEqual([
    '/account',
    '/account',
    '/account',
    '/sign-in/help',
  ]);
});

test('targets have a length', () => {
  expect(resolve(`/${'a'.repeat(511)}`)).toHaveLength(512);
  expect(resolve(`/${'a'.repeat(512)}`)).toBe('/account');
  expect(resolve(null)).toBe('/account');
});

test('the sign-in page is told where to go back to', () => {
  expect(signInUrl('/cart?a=1&b=2')).toBe('/sign-in?next=%2Fcart%3Fa%3D1%26b%3D2');
  expect(signInUrl('/', 'timed out')).toBe('/sign-in?next=%2F&message=timed%20out');
});

test('a sign-in ends with a redirection that nobody caches', () => {
  const answers: string[][] = [];
  const response = {
    setHeader: (name: string, value: string) => answers.push([name, value]),
    redirect: (url: string) => answers.push(['redirect', url]),
  };
  completeSignIn(signInUrl('/cart?a=1&b=2').split('?')[1]!, response, policy);
  completeSignIn('', response, policy);
  expect(answers).toEqual([
    ['Cache-Control', 'no-store'],
    ['redirect', '/cart?a=1&b=2'],
    ['Cache-Control', 'no-store'],
    ['redirect', '/account'],
  ]);
});
