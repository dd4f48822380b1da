import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HitTable } from './hit-table.ts';

test('a table of bits counts what an array of booleans counts', () => {
  const marked = fc
    .record({ draws: fc.integer({ min: 1, max: 100 }), rows: fc.integer({ min: 1, max: 90 }) })
    .chain(({ draws, rows }) =>
      fc.record({
        hits: fc.array(fc.array(fc.boolean(), { minLength: draws, maxLength: draws }), {
          minLength: rows,
          maxLength: rows,
        }),
        chosen: fc.array(fc.nat(rows - 1)),
      }),
    );
  fc.assert(
    fc.property(marked, ({ hits, chosen }) => {
      const draws = hits[0]!.length;
      const table = new HitTable(draws);
      for (const [row, ofRow] of hits.entries()) {
        expect(table.add(1)).toBe(row);
        for (const [draw, isHit] of ofRow.entries()) if (isHit) table.mark(row, draw);
      }
      const sum = (ofRow: readonly boolean[]): number => ofRow.filter(Boolean).length;
      expect(hits.map((_, row) => table.hitsOf(row))).toEqual(hits.map(sum));
      expect(table.hits).toBe(sum(hits.flat()));
      expect(table.countsOf(chosen)).toEqual(
        Array.from({ length: draws }, (_, draw) => sum(chosen.map((row) => hits[row]![draw]!))),
      );
    }),
    { numRuns: 30 },
  );
});
