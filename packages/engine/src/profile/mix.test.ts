import type { Profile } from '@bebug/core/truth';
import { describe, expect, test } from 'vitest';
import { Mix } from './mix.ts';
import { PROFILES } from './named-profiles.ts';

const OPERATORS = [
  { id: 'a1', family: 'async' },
  { id: 'n1', family: 'number' },
  { id: 'o1', family: 'omission' },
  { id: 'o2', family: 'omission' },
] as const;

function drawn(
  profile: Profile,
  number: number,
  open = OPERATORS.map(({ id }) => id as string),
): Record<string, number> {
  const counts: Record<string, number> = {};
  const mix = new Mix(profile, OPERATORS);
  for (let turn = 0; turn < number; turn++) {
    const next = mix.next(new Set(open), (id) => counts[id] ?? 0);
    counts[next] = (counts[next] ?? 0) + 1;
  }
  return counts;
}

describe('a mix', () => {
  test('draws operators in the proportion of their families, and of their own weights inside', () => {
    const profile = { what: '', families: { omission: 6, number: 2, async: 2 }, operators: { o1: 2 } };
    expect(drawn(profile, 30)).toEqual({ o1: 12, o2: 6, n1: 6, a1: 6 });
  });

  test('gives the share of a family without operators to the others', () => {
    const mix = new Mix(
      { what: '', families: { omission: 3, number: 1, string: 4 }, operators: {} },
      OPERATORS,
    );
    expect(mix.missing).toEqual(['string']);
    expect(Object.fromEntries(mix.target)).toEqual({ omission: 0.375, number: 0.125, string: 0.5 });
    expect(Object.fromEntries(mix.adjusted)).toEqual({ omission: 0.75, number: 0.25 });
  });

  test('takes what has no share when nothing else is open, each in turn', () => {
    const profile = { what: '', families: { omission: 1 }, operators: {} };
    expect(drawn(profile, 4, ['a1', 'n1'])).toEqual({ a1: 2, n1: 2 });
  });
});

test.for(Object.entries(PROFILES))('the weights of %s add up to something', ([, profile]) => {
  const sum = Object.values(profile.families).reduce((total, weight) => total + weight, 0);
  expect(sum).toBeGreaterThan(0);
  expect(profile.what).not.toBe('');
});
