import { expect, test } from 'vitest';
import { endSession, parseCookies, serializeCookie, sessionOf, startSession } from './session-cookie.ts';

test('a cookie is out of reach of scripts and of plain connections', () => {
  expect(serializeCookie('theme', 'dark')).toBe('theme=dark; Path=/; HttpOnly; Secure; SameSite=Lax');
});

test('options become attributes', () => {
  const options = { maxAge: 60, path: '/app', domain: 'shop.example', sameSite: 'Strict' } as const;
  expect(serializeCookie('a', 'b', options)).toBe(
    'a=b; Path=/app; Domain=shop.example; Max-Age=60; HttpOnly; Secure; SameSite=Strict',
  );
  expect(serializeCookie('a', 'b', { maxAge: 0 })).toContain('; Max-Age=0;');
});

test('values are encoded', () => {
  expect(serializeCookie('a', 'x; y=ü\r\n')).toMatch(/^a=x%3B%20y%3D%C3%BC%0D%0A;/u);
});

test.for(['', 'a b', 'a=b', 'a;b', 'a\n', 'ä', 'a,b', 'a"'])('"%s" is not a name', (name) => {
  expect(() => serializeCookie(name, 'x')).toThrow(TypeError);
});

test.for(['/a;b', '/a b', '/a\r\nX: y', ''])('"%s" is not a path', (path) => {
  expect(() => serializeCookie('a', 'x', { path })).toThrow(TypeError);
});

test('a domain is checked, and so is an age', () => {
  expect(() => serializeCookie('a', 'x', { domain: 'a.example; x' })).toThrow(TypeError);
  expect(() => serializeCookie('a', 'x', { maxAge: 1.5 })).toThrow(RangeError);
  expect(() => serializeCookie('a', 'x', { maxAge: NaN })).toThrow(RangeError);
});

test('a name with __Host- belongs to one host and all its paths', () => {
  expect(serializeCookie('__Host-a', 'x')).toContain('__Host-a=x; Path=/;');
  expect(() => serializeCookie('__Host-a', 'x', { path: '/app' })).toThrow(TypeError);
  expect(() => serializeCookie('__Host-a', 'x', { domain: 'a.example' })).toThrow(TypeError);
});

test('a header is read into its cookies', () => {
  const cookies = parseCookies('a=1; b = x%20y ;c="quoted"; d==; e; a=2; f="; g=%zz; h=""');
  expect([...cookies]).toEqual([
    ['a', '1'],
    ['b', 'x y'],
    ['c', 'quoted'],
    ['d', '='],
    ['f', '"'],
    ['g', '%zz'],
    ['h', ''],
  ]);
  expect(parseCookies('').size).toBe(0);
});

test('a session is started, found and ended', () => {
  const headers: string[][] = [];
  const response = { setHeader: (name: string, value: string) => headers.push([name, value]) };
  startSession(response, 'k1', 3600);
  endSession(response);
  expect(headers).toEqual([
    ['Set-Cookie', '__Host-session=k1; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Strict'],
    ['Set-Cookie', '__Host-session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Strict'],
  ]);
  expect(sessionOf('theme=dark; __Host-session=k1')).toBe('k1');
  for (const header of [undefined, '', 'theme=dark', '__Host-session=', 'session=k1']) {
    expect(sessionOf(header)).toBeNull();
  }
});
