import { expect, test } from 'vitest';
import { named } from './named.ts';
import type { Spec } from './spec.ts';

const giving = (returns: Spec): Spec => ({ kind: 'function', returns, echoes: [], data: [], callees: [] });
const number: Spec = { kind: 'number' };

test.for(['compare', 'comparator', 'keyComparator', 'compareMinX', 'cmp', 'sortBy'])(
  '%s, which gives numbers, is an order',
  (name) => {
    expect(named(name, giving(number))).toHaveProperty('isOrder', true);
  },
);

test.for([
  ['distance', number],
  ['compare', { kind: 'string' } satisfies Spec],
] as const)('%s, which gives a %s, is none', ([name, returns]) => {
  expect(named(name, giving(returns))).not.toHaveProperty('isOrder');
});

test('a number where a function may stand, too, is left alone', () => {
  const spec = named('compare', { kind: 'union', of: [number, giving(number)] });
  expect(spec).toEqual({ kind: 'union', of: [number, { ...giving(number), isOrder: true }] });
});
