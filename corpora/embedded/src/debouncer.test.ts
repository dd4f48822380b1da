import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Debouncer, type DebounceOptions, type Timers } from './debouncer.ts';

const timers: Timers = {
  now: () => Date.now(),
  set: (task, milliseconds) => Number(setTimeout(task, milliseconds)),
  clear: (id) => {
    clearTimeout(id);
  },
};
let passed: string[];

beforeEach(() => {
  vi.useFakeTimers({ now: 5000 });
  passed = [];
});

afterEach(() => {
  vi.useRealTimers();
});

const debouncerOf = (options: DebounceOptions) =>
  new Debouncer<string>((value) => passed.push(`${value}@${String(Date.now() - 5000)}`), timers, options);

test('the last value of a burst is passed on after the quiet time', () => {
  const debouncer = debouncerOf({ wait: 100 });
  debouncer.push('a');
  vi.advanceTimersByTime(99);
  debouncer.push('b');
  vi.advanceTimersByTime(99);
  expect([passed, debouncer.isPending]).toEqual([[], true]);
  vi.advanceTimersByTime(1);
  expect([passed, debouncer.isPending, vi.getTimerCount()]).toEqual([['b@199'], false, 0]);
});

test('a burst that does not end is cut at the longest wait', () => {
  const debouncer = debouncerOf({ wait: 100, maxWait: 150 });
  for (const value of ['a', 'b', 'c', 'd']) {
    debouncer.push(value);
    vi.advanceTimersByTime(60);
  }
  expect(passed).toEqual(['c@150']);
  vi.advanceTimersByTime(100);
  expect(passed).toEqual(['c@150', 'd@280']);
});

test('a flush passes the value on at once, and only once', () => {
  const debouncer = debouncerOf({ wait: 100 });
  debouncer.push('a');
  expect([debouncer.flush(), debouncer.flush()]).toEqual([true, false]);
  vi.advanceTimersByTime(200);
  expect(passed).toEqual(['a@0']);
});

test('a cancelled value is not passed on', () => {
  const debouncer = debouncerOf({ wait: 100 });
  debouncer.push('a');
  expect([debouncer.cancel(), debouncer.cancel(), debouncer.flush()]).toEqual([true, false, false]);
  expect(vi.getTimerCount()).toBe(0);
});

test('an action may push again', () => {
  const debouncer: Debouncer<string> = new Debouncer<string>(
    (value) => {
      passed.push(value);
      if (value === 'a') debouncer.push('again');
    },
    timers,
    { wait: 10 },
  );
  debouncer.push('a');
  vi.advanceTimersByTime(20);
  expect(passed).toEqual(['a', 'again']);
});

test('waits are checked', () => {
  for (const wait of [-1, NaN]) expect(() => debouncerOf({ wait })).toThrow(RangeError);
  expect(() => debouncerOf({ wait: 5, maxWait: 4 })).toThrow(RangeError);
  expect(debouncerOf({ wait: 5, maxWait: 5 }).isPending).toBe(false);
});
