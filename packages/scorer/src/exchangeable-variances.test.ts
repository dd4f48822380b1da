import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchangeableVariances } from './exchangeable-variances.ts';
import { fitRasch } from './item-response.ts';
import { inverseOf } from './symmetric-matrix.ts';

test('equals the diagonal of the whole inverse', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  const entries = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(sizes, entries, ([...lengths], numbers) => {
      const groupOf = lengths.flatMap((length, group) => Array.from({ length }, () => group));
      // Diagonally dominant, so definite; entries depend on the groups alone.
      const matrix = groupOf.map((group, i) =>
        groupOf.map((other, j) =>
          i === j ? 200 + group : numbers[Math.min(group, other) * 4 + Math.max(group, other)]!,
        ),
      );
      const groups = lengths.map((_, group) =>
        groupOf.flatMap((one, parameter) => (one === group ? [parameter] : [])),
      );
      const inverse = inverseOf(matrix)!;
      const variances = exchangeableVariances(groups, (parameter) => matrix[parameter]!)!;
      for (const [parameter, variance] of variances.entries())
        expect(variance).toBeCloseTo(inverse[parameter]![parameter]!, 10);
    }),
  );
});

test('bugs that all runs answered alike have one standard error', () => {
  const answers = Array.from({ length: 120 }, (_, item) =>
    [item % 2 === 0, item % 3 === 0, item % 7 < 5].map((isFound) => Number(isFound) as 0 | 1),
  );
  const { items } = fitRasch([0, 1, 2].map((run) => answers.map((row) => row[run]!)));
  const errors = new Map<string, Set<number>>();
  for (const [item, { b, se }] of items.entries()) {
    if (b === null) continue;
    const key = answers[item]!.join('');
    expect(se).toBeGreaterThan(0);
    errors.set(key, (errors.get(key) ?? new Set()).add(Math.round(se! * 1e6)));
  }
  expect(errors.size).toBeGreaterThan(3);
  expect([...errors.values()].every((kinds) => kinds.size === 1)).toBe(true);
});
