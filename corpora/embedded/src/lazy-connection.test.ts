import { expect, test } from 'vitest';
import { type Connection, ConnectionClosedError, LazyConnection } from './lazy-connection.ts';

function manual() {
  const opens: PromiseWithResolvers<Connection>[] = [];
  const log: string[] = [];
  const lazy = new LazyConnection(() => {
    const open = Promise.withResolvers<Connection>();
    opens.push(open);
    return open.promise;
  });
  const connection: Connection = {
    query: (text) => Promise.resolve(`${text}!`),
    close: () => {
      log.push('closed');
      return Promise.resolve();
    },
  };
  return { lazy, opens, connection, log };
}

test('nothing is opened before the first query, and one connection serves all', async () => {
  const { lazy, opens, connection } = manual();
  expect([lazy.isOpen, opens.length]).toEqual([false, 0]);
  const answers = Promise.all([lazy.query('a'), lazy.query('b')]);
  opens[0]?.resolve(connection);
  expect(await answers).toEqual(['a!', 'b!']);
  expect(await lazy.query('c')).toBe('c!');
  expect([lazy.isOpen, lazy.attempts, opens.length]).toEqual([true, 1, 1]);
});

test('a connection that could not be opened is tried again', async () => {
  const { lazy, opens, connection } = manual();
  const failed = lazy.query('a');
  opens[0]?.reject(new Error('refused'));
  await expect(failed).rejects.toThrow('refused');
  expect(lazy.isOpen).toBe(false);
  const answer = lazy.query('a');
  opens[1]?.resolve(connection);
  expect(await answer).toBe('a!');
  expect(lazy.attempts).toBe(2);
});

test('a closed connection answers no query', async () => {
  const { lazy, opens, connection, log } = manual();
  const answer = lazy.query('a');
  opens[0]?.resolve(connection);
  await answer;
  await Promise.all([lazy.close(), lazy.close()]);
  expect(log).toEqual(['closed']);
  await expect(lazy.query('b')).rejects.toThrow(ConnectionClosedError);
  expect(opens).toHaveLength(1);
});

test('closing while it is opened closes what was opened', async () => {
  const { lazy, opens, connection, log } = manual();
  const answer = lazy.query('a');
  const closing = lazy.close();
  opens[0]?.resolve(connection);
  await expect(answer).rejects.toThrow(ConnectionClosedError);
  await closing;
  expect([log, lazy.isOpen]).toEqual([['closed'], false]);
});

test('closing what was never opened only forbids queries', async () => {
  const { lazy, opens } = manual();
  await lazy.close();
  await expect(lazy.query('a')).rejects.toThrow(ConnectionClosedError);
  expect(opens).toHaveLength(0);
});

test('what could not be opened needs no closing', async () => {
  const { lazy, opens, log } = manual();
  const answer = lazy.query('a');
  const closing = lazy.close();
  opens[0]?.reject(new Error('refused'));
  await expect(answer).rejects.toThrow('refused');
  await closing;
  expect(log).toEqual([]);
});
