import { expect, test } from 'vitest';
import { ApiClient, ApiError, type ApiReply, type ConnectOptions } from './api-client.ts';

const moved = (location: string): ApiReply => ({ status: 302, headers: { location }, body: '' });

function clientWith(replies: Readonly<Record<string, ApiReply>>, base = 'https://api.example/v2/') {
  const sent: [string, string | undefined][] = [];
  const connections: ConnectOptions[] = [];
  const client = new ApiClient({
    base,
    token: 't',
    transport(url, headers, options) {
      sent.push([url.href, headers.authorization]);
      connections.push(options);
      return Promise.resolve(replies[url.href] ?? { status: 200, headers: {}, body: 'here' });
    },
  });
  return { client, sent, connections };
}

test('a path is read below the base, with the token, over a connection that is checked', async () => {
  const { client, sent, connections } = clientWith({});
  expect(await client.get('orders?page=2')).toBe('here');
  expect(sent).toEqual([['https://api.example/v2/orders?page=2', 'Bearer t']]);
  expect(connections).toEqual([{ host: 'api.example', rejectUnauthorized: true, minVersion: 'TLSv1.2' }]);
  await expect(client.get('//cdn.example/')).rejects.toThrow(ApiError);
  expect(sent).toHaveLength(1);
});

test('the token stays with the server of the base', async () => {
  const { client, sent } = clientWith({
    'https://api.example/v2/a': moved('/b'),
    'https://api.example/b': moved('https://cdn.example/c'),
  });
  expect(await client.get('a')).toBe('here');
  expect(sent.map(([, token]) => token)).toEqual(['Bearer t', 'Bearer t', undefined]);
});

test('redirections end after two, and never lead into the open', async () => {
  const { client, sent } = clientWith({
    'https://api.example/v2/a': moved('b'),
    'https://api.example/v2/b': moved('c'),
    'https://api.example/v2/c': moved('d'),
    'https://api.example/v2/e': moved('http://api.example/v2/d'),
  });
  expect(await client.get('b').catch((error: unknown) => error)).toBe('here');
  await expect(client.get('a')).rejects.toThrow('redirected too often');
  await expect(client.get('e')).rejects.toThrow('in the open');
  expect(sent.map(([url]) => url.at(-1)).join('')).toBe('bcdabce');
});

test.for([199, 300, 302, 404])('status %i is no success', async (status) => {
  const { client } = clientWith({ 'https://api.example/v2/a': { status, headers: {}, body: 'x' } });
  await expect(client.get('a')).rejects.toMatchObject({ status });
});

test.for([200, 299])('status %i is a success', async (status) => {
  const { client } = clientWith({ 'https://api.example/v2/a': { status, headers: {}, body: 'x' } });
  expect(await client.get('a')).toBe('x');
});

test('there is no base without encryption', () => {
  expect(() => clientWith({}, 'http://api.example/')).toThrow(TypeError);
});
