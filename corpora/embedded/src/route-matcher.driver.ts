import type { Driver } from '@bebug/oracle/driver';
import { RouteError, RouteMatcher } from './route-matcher.ts';

const method = { oneOf: ['GET', 'get', 'DELETE', 'POST'] };
const path = {
  oneOf: [
    '/',
    '',
    '/about',
    '//users///me',
    '/users/12',
    '/users/12a',
    '/users/a%2Fb%20c',
    '/users/1/posts/2',
    '/users/1/posts',
    '/users/1/posts/2/3',
    '/files',
    '/files/a',
    '/files/a/b%20c/',
    '/files/readme',
    '/%zz',
  ],
};
const route = {
  oneOf: [
    '/',
    '/:page',
    '/:other',
    '/users/me',
    '/users/you',
    '/about',
    '/users/:id',
    '/users/:id(\\d+)',
    '/users/:user(\\d+)',
    '/users/:id/posts/:post',
    '/:kind(users|files)/*rest',
    '/files/*path',
    '/*all',
    '/:a/:a',
    '/*rest/x',
    '/*rest(x)',
    '/:a(',
    '/:a([)',
    '/:',
    'users',
  ],
};

export default {
  create: () => new RouteMatcher<string>(),
  calls: {
    add: {
      args: [method, route],
      run: (matcher, verb: string, pattern: string) => {
        try {
          matcher.add(verb, pattern, `${verb} ${pattern}`);
          return 'added';
        } catch (error) {
          return error instanceof RouteError ? error.message : error;
        }
      },
    },
    match: { args: [method, path], run: (matcher, verb: string, to: string) => matcher.match(verb, to) },
    methodsOf: { args: [path], run: (matcher, to: string) => matcher.methodsOf(to) },
    serve: {
      args: [route, route, path],
      run: (_matcher, first: string, second: string, to: string) =>
        new RouteMatcher<number>()
          .add('GET', first, 1)
          .add('GET', second, 2)
          .add('POST', '/users/:id', 3)
          .match('GET', to),
    },
    serveAll: {
      args: [method, path],
      run(_matcher, verb: string, to: string) {
        const matcher = new RouteMatcher<string>();
        for (const one of [
          '/*all',
          '/files/*path',
          '/:page',
          '/users/:id',
          '/users/:id(\\d+)',
          '/users/me',
          '/',
        ])
          matcher.add('GET', one, one);
        matcher.add('DELETE', '/:kind/:id(\\d+)', 'delete').add('POST', '/files/readme', 'write');
        return [matcher.match(verb, to), matcher.methodsOf(to)];
      },
    },
  },
  attacks: {
    'ask for a page': {
      kit: 'prototype-pollution',
      cwe: 1321,
      send: (_matcher, request) =>
        new RouteMatcher<number>().add('GET', '/:a/:b/*rest', 1).match('GET', request)?.handler ?? null,
      benign: ['/a/b/c', '/a'],
    },
  },
} satisfies Driver<RouteMatcher<string>>;
