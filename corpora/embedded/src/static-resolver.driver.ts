import { posix } from 'node:path';
import type { Driver } from '@bebug/oracle/driver';
import { decodePath, StaticResolver } from './static-resolver.ts';

const target = {
  oneOf: [
    '/',
    '/index.html',
    '/style.CSS?v=1',
    '/docs/',
    '/docs/a%20b.txt#top',
    '/docs/./a b.txt',
    '/docs/../index.html',
    '/docs',
    '/data',
    '/.env',
    '/docs/.git/config',
    '/missing.js',
    '/%zz',
    'index.html',
    '/a%00b',
    '/..',
    '/../site.txt',
    '/../site-private/plan.txt',
    '',
  ],
};

export default {
  create(world) {
    const files = new Map([
      ['/srv/site/index.html', '<h1>home</h1>'],
      ['/srv/site/style.CSS', 'h1 {}'],
      ['/srv/site/docs/index.html', '<h1>docs</h1>'],
      ['/srv/site/docs/a b.txt', 'a and b'],
      ['/srv/site/data', '01'],
      ['/srv/site/.env', 'KEY=value'],
      ['/srv/site/docs/.git/config', '[core]'],
      ['/srv/site.txt', world.marker],
      ['/srv/site-private/plan.txt', world.marker],
      ['/srv/secret.txt', world.marker],
      ['/secret.txt', world.marker],
      ['/etc/passwd', world.marker],
    ]);
    return new StaticResolver('/srv/site/', (path) =>
      world.external('readFile', [path], () => files.get(posix.normalize(path))),
    );
  },
  calls: {
    respond: { args: [target], run: (resolver, request: string) => resolver.respond(request) },
    decodePath: { args: [target], run: (_resolver, request: string) => decodePath(request) },
    build: {
      args: [{ oneOf: ['srv/site', './site', '/srv', '/', ''] }],
      run: (_resolver, root: string) =>
        new StaticResolver(root, (path) => Promise.resolve(path)).respond('/a/b.txt'),
    },
  },
  attacks: {
    'request a file': {
      kit: 'path-traversal',
      cwe: 22,
      send: (resolver, request) => resolver.respond(request.startsWith('/') ? request : `/${request}`),
      benign: ['/', '/index.html', '/docs/', '/docs/a%20b.txt', '/docs/../index.html', '/missing.js'],
    },
  },
} satisfies Driver<StaticResolver>;
