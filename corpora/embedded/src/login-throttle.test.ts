import { beforeEach, expect, test } from 'vitest';
import { LoginThrottle } from './login-throttle.ts';

const options = { maxFailures: 3, baseLock: 10, maxLock: 35, memory: 100 };
let checks: string[];
let throttle: LoginThrottle;

beforeEach(() => {
  checks = [];
  throttle = new LoginThrottle((account, password) => {
    checks.push(account);
    return Promise.resolve(password === 'right');
  }, options);
});

const login = (password: string, now: number, account = 'ada') => throttle.login(account, password, now);

test('a right password is welcome, a wrong one costs a try', async () => {
  expect(await login('right', 0)).toEqual({ kind: 'welcome' });
  expect(await login('wrong', 0)).toEqual({ kind: 'wrong', left: 2 });
  expect(await login('wrong', 0)).toEqual({ kind: 'wrong', left: 1 });
  expect(await login('right', 0)).toEqual({ kind: 'welcome' });
  expect(await login('wrong', 0)).toEqual({ kind: 'wrong', left: 2 });
});

test('a locked account is not even checked', async () => {
  for (let count = 0; count < 2; count++) await login('wrong', 5);
  expect(await login('wrong', 5)).toEqual({ kind: 'locked', until: 15 });
  expect(await login('right', 14.9)).toEqual({ kind: 'locked', until: 15 });
  expect(checks).toHaveLength(3);
  expect(await login('right', 15)).toEqual({ kind: 'welcome' });
});

test('locks get longer, up to the longest', async () => {
  const untils: unknown[] = [];
  let now = 0;
  for (let count = 0; count < 12; count++) {
    const result = await login('wrong', now);
    if (result.kind !== 'locked') continue;
    untils.push(result.until - now);
    now = result.until;
  }
  expect(untils).toEqual([10, 20, 35, 35]);
});

test('accounts are counted apart, in whatever case they are written', async () => {
  for (const account of ['Ada', ' ada ', 'ADA']) await login('wrong', 0, account);
  expect(await login('right', 0)).toMatchObject({ kind: 'locked' });
  expect(await login('right', 0, 'bob')).toEqual({ kind: 'welcome' });
  expect(throttle.watched).toEqual(['ada']);
  expect(checks).toEqual(['ada', 'ada', 'ada', 'bob']);
});

test('tries at the same time are no more tries', async () => {
  const results = await Promise.all(
    ['wrong', 'wrong', 'wrong', 'wrong', 'right'].map((password) => login(password, 0)),
  );
  expect(results.map(({ kind }) => kind)).toEqual(['wrong', 'wrong', 'locked', 'locked', 'locked']);
  expect(checks).toHaveLength(3);
});

test('the last try may be the right one', async () => {
  const results = await Promise.all(['wrong', 'wrong', 'right'].map((password) => login(password, 0)));
  expect(results.at(-1)).toEqual({ kind: 'welcome' });
  expect(throttle.watched).toEqual([]);
});

test('a check that breaks down counts, too', async () => {
  let isDown = true;
  const fragile = new LoginThrottle(
    () => (isDown ? Promise.reject(new Error('down')) : Promise.resolve(false)),
    options,
  );
  await expect(fragile.login('ada', 'x', 0)).rejects.toThrow('down');
  isDown = false;
  expect(await fragile.login('ada', 'x', 0)).toEqual({ kind: 'wrong', left: 1 });
});

test('what is long ago is forgotten, but no lock is', async () => {
  await login('wrong', 0);
  await login('wrong', 50);
  expect(await login('wrong', 150)).toEqual({ kind: 'wrong', left: 2 });
  await login('wrong', 249);
  expect(await login('wrong', 249)).toEqual({ kind: 'locked', until: 259 });
  const short = new LoginThrottle(() => Promise.resolve(false), { ...options, maxFailures: 1, memory: 1 });
  expect(await short.login('ada', 'x', 0)).toEqual({ kind: 'locked', until: 10 });
  expect(await short.login('ada', 'x', 9)).toEqual({ kind: 'locked', until: 10 });
  short.sweep(9);
  expect(short.watched).toEqual(['ada']);
  short.sweep(10);
  expect(short.watched).toEqual([]);
});

test('an account can be forgiven', async () => {
  for (let count = 0; count < 3; count++) await login('wrong', 0);
  expect([throttle.forgive(' ADA'), throttle.forgive('ada')]).toEqual([true, false]);
  expect(await login('right', 0)).toEqual({ kind: 'welcome' });
});

test('options are checked and copied', async () => {
  for (const maxFailures of [0, 1.5, NaN])
    expect(() => new LoginThrottle(() => Promise.resolve(true), { ...options, maxFailures })).toThrow(
      RangeError,
    );
  const mutable = { ...options, maxFailures: 1 };
  const copied = new LoginThrottle(() => Promise.resolve(false), mutable);
  mutable.baseLock = 99;
  expect(await copied.login('ada', 'x', 0)).toEqual({ kind: 'locked', until: 10 });
});
