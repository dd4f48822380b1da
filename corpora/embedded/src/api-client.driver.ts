import type { Driver, World } from '@bebug/oracle/driver';
import { ApiClient, ApiError, type ApiReply } from './api-client.ts';

interface Subject {
  readonly client: ApiClient;
  readonly world: World;
}

const answered = (body: string, status = 200): ApiReply => ({ status, headers: {}, body });
const moved = (location: string, status = 302): ApiReply => ({
  status,
  headers: { location },
  body: 'moved',
});

const REPLIES: Readonly<Record<string, ApiReply>> = {
  'https://api.example/v2/orders': answered('[1]'),
  'https://api.example/v2/old': moved('orders', 301),
  'https://api.example/v2/older': moved('/v2/old', 308),
  'https://api.example/v2/oldest': moved('older', 307),
  'https://api.example/v2/away': moved('https://cdn.example/orders'),
  'https://api.example/v2/open': moved('http://api.example/v2/orders'),
  'https://api.example/v2/port': moved('https://api.example:8443/orders'),
  'https://api.example/v2/same': { status: 304, headers: { location: 'orders' }, body: 'same' },
  'https://api.example/v2/nowhere': { status: 302, headers: {}, body: 'nowhere' },
  'https://api.example/v2/created': answered('', 201),
  'https://api.example/v2/last': answered('last', 299),
  'https://api.example/v2/many': moved('orders', 300),
  'https://api.example/v2/early': answered('early', 199),
  'https://cdn.example/orders': answered('[2]'),
  'https://api.example:8443/orders': answered('[3]'),
};

export default {
  create: (world) => ({
    world,
    client: new ApiClient({
      base: 'https://api.example/v2/',
      token: 't0ken',
      transport: (url, headers, options) =>
        world.external(
          'transport',
          [url.href, headers, options],
          () => REPLIES[url.href] ?? answered('none', 404),
        ),
    }),
  }),
  calls: {
    get: {
      args: [
        {
          oneOf: [
            ...Object.keys(REPLIES).map((url) => url.replace('https://api.example/v2/', '')),
            '',
            '//cdn.example/orders',
            'http://api.example/v2/orders',
            '../orders',
          ],
        },
      ],
      run: async ({ client }, path: string) => {
        try {
          return await client.get(path);
        } catch (error) {
          return error instanceof ApiError ? [error.message, error.status] : error;
        }
      },
    },
    build: {
      args: [{ oneOf: ['https://api.example', 'http://api.example', 'api.example'] }],
      run: (_subject, base: string) =>
        new ApiClient({
          base,
          token: 'x',
          transport: (url, headers, options) =>
            Promise.resolve(answered(JSON.stringify([url, headers, options]))),
        }).get('a'),
    },
  },
  attacks: {
    'answer in the place of the server': {
      kit: 'unverified-peer',
      cwe: 295,
      send: ({ world }, request) =>
        new ApiClient({
          base: 'https://api.example/',
          token: 'x',
          transport(_url, _headers, options) {
            world.connect({ ...options });
            return Promise.resolve(answered('[]'));
          },
        }).get(request),
      benign: ['orders', 'carts'],
    },
    'redirect a request': {
      kit: 'secret-sent',
      cwe: 200,
      allowed: ['api.example'],
      send: ({ world }, request) =>
        new ApiClient({
          base: 'https://api.example/',
          token: world.marker,
          transport: (url, headers) =>
            world.fetch(url.href, headers, url.pathname === '/go' ? moved(request) : answered('[]')),
        }).get('go'),
      benign: ['/orders', 'https://api.example/carts'],
    },
  },
} satisfies Driver<Subject>;
