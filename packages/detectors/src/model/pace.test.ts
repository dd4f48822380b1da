import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

const never = new AbortController().signal;

/** The most that were under way at once, over so many requests that end in their turn. */
async function mostAtOnce(pace: Pace, requests: number, done: (began: number) => void): Promise<number> {
  let [active, most] = [0, 0];
  await Promise.all(
    Array.from({ length: requests }, async () => {
      using place = pace.place();
      await place.take(never);
      most = Math.max(most, ++active);
      await wait(1);
      active -= 1;
      done(place.taken);
    }),
  );
  return most;
}

test('the limit is kept, halved when the provider wants less, and grows back to what it was', async () => {
  const pace = new Pace(8);
  expect(await mostAtOnce(pace, 30, () => void pace.succeeded())).toBe(8);
  // All eight that were under way are turned away: that is one sign, not eight.
  expect(await mostAtOnce(pace, 8, (began) => void pace.slow(began, 0))).toBe(8);
  expect(pace.limit).toBe(4);
  expect(await mostAtOnce(pace, 4, () => undefined)).toBe(4);
  await mostAtOnce(pace, 100, () => void pace.succeeded());
  expect(pace.limit).toBe(8);
});

test('who waits for a turn can be stopped, and the others go on', async () => {
  const pace = new Pace(1);
  const stop = new AbortController();
  const [first, stopped, last] = [pace.place(), pace.place(), pace.place()];
  await first.take(never);
  const refused = stopped.take(stop.signal);
  const turn = last.take(never);
  stop.abort(new Error('Ctrl-C'));
  await expect(refused).rejects.toThrow('Ctrl-C');
  // It never had a place, so that none gets free.
  stopped.leave();
  expect(await Promise.race([turn.then(() => 'turn'), wait(20, 'none')])).toBe('none');
  first.leave();
  first.leave();
  await turn;
  expect(await Promise.race([pace.place().take(never), wait(20, 'one at a time')])).toBe('one at a time');
});
