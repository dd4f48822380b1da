import { expect, test } from 'vitest';
import { RouteError, RouteMatcher } from './route-matcher.ts';

const matcher = new RouteMatcher<string>()
  .add('GET', '/files/*path', 'any file')
  .add('GET', '/:page', 'page')
  .add('GET', '/users/:id', 'user by name')
  .add('GET', '/users/:id(\\d+)', 'user by number')
  .add('GET', '/users/me', 'myself')
  .add('DELETE', '/users/:user(\\d+)', 'delete')
  .add('get', '/', 'home')
  .add('GET', '/users/:id/posts/:post', 'post')
  .add('POST', '/files/readme', 'readme');

test.for<[string, string, Record<string, string>]>([
  ['/', 'home', {}],
  ['', 'home', {}],
  ['/about', 'page', { page: 'about' }],
  ['/about/', 'page', { page: 'about' }],
  ['//users///me', 'myself', {}],
  ['/users/12', 'user by number', { id: '12' }],
  ['/users/12a', 'user by name', { id: '12a' }],
  ['/users/a%2Fb%20c', 'user by name', { id: 'a/b c' }],
  ['/%75sers/me', 'myself', {}],
  ['/users/1/posts/2', 'post', { id: '1', post: '2' }],
  ['/files/a', 'any file', { path: 'a' }],
  ['/files/a/b%20c/', 'any file', { path: 'a/b%20c' }],
  ['/files', 'page', { page: 'files' }],
])('%s leads to %s', ([path, handler, parameters]) => {
  expect(matcher.match('GET', path)).toEqual({ handler, parameters });
});

test.for([
  ['GET', '/users/1/posts'],
  ['GET', '/users/1/posts/2/3'],
  ['GET', '/%zz'],
  ['PUT', '/users/1'],
  ['DELETE', '/users/ada'],
  ['POST', '/files/other'],
])('%s %s leads nowhere', ([method, path]) => {
  expect(matcher.match(method!, path!)).toBeNull();
});

test('methods are written in any case', () => {
  expect(matcher.match('delete', '/users/7')).toEqual({ handler: 'delete', parameters: { user: '7' } });
});

test('a path knows its methods', () => {
  expect(matcher.methodsOf('/users/7')).toEqual(['DELETE', 'GET']);
  expect(matcher.methodsOf('/files/readme')).toEqual(['GET', 'POST']);
  expect(matcher.methodsOf('/a/b')).toEqual([]);
});

test('a pattern holds for the whole segment', () => {
  const routes = new RouteMatcher<number>().add('GET', '/:a(x|y)', 1);
  expect(['/x', '/y', '/xz', '/zy'].map((path) => routes.match('GET', path)?.handler)).toEqual([
    1,
    1,
    undefined,
    undefined,
  ]);
});

test.for(['users', '', '/a/:', '/*', '/:a-b', '/*rest/x', '/*rest(x)', '/:a/:a', '/:a/*a', '/:a(', '/:a([)'])(
  '"%s" is not a path for a route',
  (path) => {
    expect(() => new RouteMatcher<number>().add('GET', path, 1)).toThrow(RouteError);
  },
);

test.for([
  ['/users/me', '/users/me/'],
  ['/:a', '/:b'],
  ['/x/*a', '/x/*b'],
  ['/:a(\\d)', '/:b(\\d)'],
])('%s and %s are the same route', ([first, second]) => {
  const routes = new RouteMatcher<number>().add('get', first!, 1);
  expect(() => routes.add('GET', second!, 2)).toThrow(RouteError);
  expect(routes.add('POST', second!, 3).match('GET', '/users/me')?.handler).not.toBe(2);
});

test.for([
  ['/:a', '/*a'],
  ['/:a(\\d)', '/:a(\\d+)'],
  ['/:a', '/a'],
  ['/:a', '/:a/:b'],
])('%s and %s are not', ([first, second]) => {
  expect(() => new RouteMatcher<number>().add('GET', first!, 1).add('GET', second!, 2)).not.toThrow();
});

test('parameters are fields of their own, whatever they are called', () => {
  const routes = new RouteMatcher<number>().add('GET', '/:__proto__', 1);
  expect(Object.entries(routes.match('GET', '/x')!.parameters)).toEqual([['__proto__', 'x']]);
});
