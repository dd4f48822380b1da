import { randomStream } from '@bebug/core';
import { expect, test } from 'vitest';
import type { Case } from '../sandbox/case.ts';
import type { Result } from '../sandbox/side.ts';
import { Herd } from './herd.ts';
import { Hunt } from './hunt.ts';

const use = (name: string): Case => ({ kind: 'function', name, args: [], calls: [] });
/** A run that entered the regions of these numbers. */
const run = (
  entered: readonly number[],
  ending: 'returned' | 'threw' = 'returned',
  verdict = '',
): Exclude<Result, { ending: 'breached' }> => ({
  ending,
  verdict,
  detail: '',
  steps: 1,
  marked: false,
  entered: Buffer.from([entered.reduce((bits, bit) => bits | (1 << bit), 0)]).toString('base64'),
});
const random = randomStream('hunt');
/** Names of what is bred: nothing is changed. */
const bredBy = (hunt: Hunt): Set<string> =>
  new Set(hunt.brood(60, random).map((one) => ('name' in one ? one.name : '')));
const unchanged = {
  neighbour: (given: Case) => given,
  joined: (given: Case) => given,
  *simpler() {},
};

test('what came nearest is bred from, mostly', () => {
  // Region 2 is in region 1, the edits are in region 2.
  const hunt = new Hunt(unchanged, [2, 1]);
  expect(hunt.isEmpty).toBe(true);
  hunt.learn(use('elsewhere'), run([0]), false);
  expect(hunt.isEmpty).toBe(true);
  hunt.learn(use('around'), run([0, 1]), false);
  expect(bredBy(hunt)).toEqual(new Set(['around']));
  hunt.learn(use('at the edits'), run([0, 1, 2]), false);
  hunt.learn(use('infected'), run([1, 2]), true);
  const names = hunt.brood(400, random).map((one) => ('name' in one ? one.name : ''));
  expect(names.filter((name) => name === 'infected').length).toBeGreaterThan(300);
  expect(new Set(names)).toEqual(new Set(['around', 'at the edits', 'infected']));
});

test('one case is kept for each way, and what an error quotes is no other way', () => {
  const herd = new Herd();
  herd.learn(use('first'), run([0], 'threw', 'threw Error: bad "a" at 1'));
  herd.learn(use('second'), run([0], 'threw', 'threw Error: bad "b" at 22'));
  herd.learn(use('third'), run([0], 'threw', 'threw Error: worse'));
  const picked = Array.from({ length: 50 }, () => herd.pick(random)).map((one) =>
    'name' in one ? one.name : '',
  );
  expect(new Set(picked)).toEqual(new Set(['first', 'third']));
});
