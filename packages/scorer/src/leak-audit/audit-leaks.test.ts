import { randomStream, type Tier } from '@bebug/core';
import { expect, test } from 'vitest';
import { auditLeaks, type TwinPair } from './audit-leaks.ts';

/** Code of random words, four pairs a file; `spoil` makes the bug of a clean text. */
function pairsWith(spoil: (clean: string, nth: number) => string, tier: Tier = 'hard'): TwinPair[] {
  const random = randomStream('leak test');
  const words = ['alpha', 'beta', 'gamma', 'delta', 'if', 'return', '+', '(', ')', ';', '1', '2'];
  return Array.from({ length: 80 }, (_, nth) => {
    const clean = Array.from({ length: 4 }, () =>
      Array.from({ length: 5 }, () => random.pick(words)).join(' '),
    ).join('\n');
    const mutated = spoil(clean, nth);
    const specimen = (window: string) => ({
      window,
      file: `${window}\n${window}`,
      diagnostics: 0,
      hits: new Map(),
    });
    return {
      bug: `b-${nth}`,
      operator: nth % 2 === 0 ? 'even' : 'odd',
      tier,
      cluster: `file ${Math.floor(nth / 4)}`,
      mutated: specimen(mutated),
      clean: specimen(clean),
    };
  });
}

const swapLines = (text: string): string => text.split('\n').reverse().join('\n');
const aucOf = (audit: ReturnType<typeof auditLeaks>, features: string, tier: string): number | null =>
  audit.rates.find((rate) => rate.features === features && rate.tier === tier)!.auc;

test('bugs that leave no mark are not told from clean code', () => {
  const audit = auditLeaks(pairsWith(swapLines), { seed: 1, draws: 50 });
  expect(audit).toMatchObject({ pairs: 80, files: 20 });
  // Nobody looked with a tool.
  expect(audit.rates.map(({ features }) => features)).not.toContain('hits');
  const all = audit.rates.find(({ features, tier }) => features === 'all' && tier === 'hard')!;
  // Rather below a half: what was learned on one half of the twins speaks against the like on the other.
  expect(all.auc).toBeGreaterThan(0.4);
  expect(all.auc).toBeLessThan(0.55);
  expect(all.interval!.low).toBeLessThan(0.5);
  expect(audit.giveaways).toEqual([]);
  expect(aucOf(audit, 'all', 'expert')).toBeNull();
});

test('a mark is found by the features that show it, and its operator is named', () => {
  const audit = auditLeaks(
    pairsWith((clean, nth) =>
      nth % 2 === 0 ? clean.replace(/^.*$/mu, 'zeta ( zeta ) ; ') : swapLines(clean),
    ),
    { seed: 1, draws: 50 },
  );
  expect(audit.goal).toBe('missed');
  expect(aucOf(audit, 'tokens', 'hard')).toBeGreaterThan(0.65);
  expect(aucOf(audit, 'formatting', 'hard')).toBeGreaterThan(0.65);
  expect(aucOf(audit, 'diagnostics', 'hard')).toBe(0.5);
  expect(audit.giveaways.map(({ operator }) => operator)).toEqual(['even']);
});

test('what tools say near a bug and not near its twin is a mark', () => {
  const seen = pairsWith(swapLines).map((pair) => ({
    ...pair,
    mutated: { ...pair.mutated, hits: new Map([['linter', { window: 1, file: 3 }]]) },
    clean: { ...pair.clean, hits: new Map([['linter', { window: 0, file: 2 }]]) },
  }));
  const told = auditLeaks(seen, { seed: 1, draws: 50 }).rates.find(
    ({ features, tier }) => features === 'hits' && tier === 'hard',
  )!;
  // Wilson's interval of 80 of 80, with Student's quantile for twenty files, and half as long again for cross-validation in five folds.
  expect(told).toMatchObject({
    auc: 1,
    interval: { low: expect.closeTo(1 - 1.5 * (1 - 80 / (80 + 2.0930241 ** 2)), 6) as number, high: 1 },
  });
});

test('easy bugs may be told, tools flag them, and without others the goal is open', () => {
  const flagged = pairsWith(swapLines, 'easy').map((pair) => ({
    ...pair,
    mutated: { ...pair.mutated, diagnostics: 1 },
  }));
  const audit = auditLeaks(flagged, { seed: 1, draws: 50 });
  expect(aucOf(audit, 'diagnostics', 'easy')).toBe(1);
  expect(audit.goal).toBe('open');
});

test('pairs of one file cannot be judged', () => {
  const alone = pairsWith((clean) => `zeta zeta\n${clean}`).map((pair) => ({ ...pair, cluster: 'one.ts' }));
  const { goal, rates, giveaways } = auditLeaks(alone, { seed: 1, draws: 50 });
  expect([goal, giveaways]).toEqual(['open', []]);
  expect(rates.every(({ interval }) => interval === null)).toBe(true);
});

test('the same pairs and seed give the same audit', () => {
  const pairs = pairsWith(swapLines).slice(0, 40);
  expect(auditLeaks(pairs, { seed: 3, draws: 50 })).toEqual(auditLeaks(pairs, { seed: 3, draws: 50 }));
  expect(auditLeaks(pairs.slice(0, 10), { seed: 3, draws: 50 }).goal).toBe('open');
});
