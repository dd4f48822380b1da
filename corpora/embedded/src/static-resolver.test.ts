import { beforeEach, expect, test } from 'vitest';
import { decodePath, StaticResolver } from './static-resolver.ts';

const files = new Map([
  ['/srv/site/index.html', 'home'],
  ['/srv/site/docs/index.html', 'docs'],
  ['/srv/site/docs/a b.txt', 'a and b'],
  ['/srv/site/LOGO.SVG', '<svg/>'],
  ['/srv/site/data', '01'],
  ['/srv/site/.env', 'secret'],
  ['/srv/site/docs/.git/config', 'secret'],
  ['/srv/site.txt', 'secret'],
  ['/srv/site-private/plan.txt', 'secret'],
]);

let read: string[];
let resolver: StaticResolver;

beforeEach(() => {
  read = [];
  resolver = new StaticResolver('/srv/site/', (path) => {
    read.push(path);
    return Promise.resolve(files.get(path));
  });
});

test.for([
  { target: '/', body: 'home', type: 'text/html' },
  { target: '/docs/?page=1', body: 'docs', type: 'text/html' },
  { target: '/docs/a%20b.txt#top', body: 'a and b', type: 'text/plain' },
  { target: '/docs/../LOGO.SVG', body: '<svg/>', type: 'image/svg+xml' },
  { target: '/data', body: '01', type: 'application/octet-stream' },
])('$target is served', async ({ target, body, type }) => {
  expect(await resolver.respond(target)).toEqual({ status: 200, type, body });
});

test.for(['/missing.js', '/docs', '/index.html/'])('%s is not found', async (target) => {
  expect(await resolver.respond(target)).toEqual({ status: 404, type: 'text/plain', body: 'Not found' });
});

test.for([
  '/..',
  '/../site.txt',
  '/../site-private/plan.txt',
  '/docs/%2e%2e/%2e%2e/site.txt',
  '/.env',
  '/docs/.git/config',
])('%s is forbidden, and nothing is read', async (target) => {
  expect((await resolver.respond(target)).status).toBe(403);
  expect(read).toEqual([]);
});

test.for(['/%zz', 'index.html', '', '/a%00.txt', '*'])('"%s" is a bad request', async (target) => {
  expect((await resolver.respond(target)).status).toBe(400);
  expect(decodePath(target)).toBeNull();
});

test('the root may be written with or without a slash at its end, and may be the root of all', async () => {
  for (const root of ['/srv/site', '/srv/./site/']) {
    const response = await new StaticResolver(root, (path) => Promise.resolve(files.get(path))).respond(
      '/data',
    );
    expect(response.body).toBe('01');
  }
  const response = await new StaticResolver('/', (path) => Promise.resolve(files.get(path))).respond(
    '/srv/site/data',
  );
  expect(response.body).toBe('01');
});

test('the root must be absolute', () => {
  expect(() => new StaticResolver('site', () => Promise.resolve(undefined))).toThrow(TypeError);
});
