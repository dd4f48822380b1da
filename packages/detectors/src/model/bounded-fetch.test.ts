import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { boundedFetch, OversizedBodyError } from './bounded-fetch.ts';

const MOST = 1000;

async function fetched(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_request, response) => {
    answer(response);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return (await boundedFetch(MOST)(`http://127.0.0.1:${port}/`)).text();
}

const told = (text: string) => (response: ServerResponse) =>
  response.writeHead(200, { 'content-length': text.length }).end(text);
const inParts = (text: string) => (response: ServerResponse) => {
  response.write(text.slice(0, 500));
  response.end(text.slice(500));
};
const packed = (text: string) => (response: ServerResponse) => {
  const bytes = gzipSync(text);
  response.writeHead(200, { 'content-length': bytes.length, 'content-encoding': 'gzip' }).end(bytes);
};

test.for([
  ['whose length is told', told],
  ['that comes in parts', inParts],
  ['that is packed', packed],
] as const)('a body %s is read to its end, unless it is too large', async ([, serve]) => {
  const [whole, more] = ['x'.repeat(MOST), 'x'.repeat(MOST + 1)];
  expect(await fetched(serve(whole))).toBe(whole);
  await expect(fetched(serve(more))).rejects.toThrow(OversizedBodyError);
});

test('a body without an end is given up', async () => {
  let isOpen = true;
  const endless = (response: ServerResponse): void => {
    const timer = setInterval(() => response.write('x'.repeat(400)), 5);
    response.on('close', () => {
      clearInterval(timer);
      isOpen = false;
    });
  };
  await expect(fetched(endless)).rejects.toThrow(OversizedBodyError);
  await expect.poll(() => isOpen).toBe(false);
});
