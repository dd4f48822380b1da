import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align } from '../client/annotator/alignment.ts';

test('a changed line, a missing one and one more are ranges, and lines behind them keep their partners', () => {
  const first = 'a\nb\nc\nd\ne\n';
  const { differing, lineInSecond } = align(first, 'a\nB\nc\ne\n');
  expect(differing).toEqual([
    { startLine: 2, endLine: 2 },
    { startLine: 4, endLine: 4 },
  ]);
  expect([1, 2, 3, 4, 5].map((line) => lineInSecond(line))).toEqual([1, 2, 3, 4, 4]);
  const back = align('a\nB\nc\ne\n', first);
  expect(back.differing).toEqual([
    { startLine: 2, endLine: 2 },
    { startLine: 4, endLine: 3 },
  ]);
  expect(back.lineInSecond(4)).toBe(5);
});

test('every line that does not differ stands beside the same line', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, text, (first, second) => {
      const { differing, lineInSecond } = align(first.join('\n'), second.join('\n'));
      for (const [index, line] of first.entries()) {
        const partner = lineInSecond(index + 1);
        expect(partner).toBeGreaterThanOrEqual(1);
        expect(partner).toBeLessThanOrEqual(second.length);
        const isSame = !differing.some(
          ({ startLine, endLine }) => startLine <= index + 1 && index + 1 <= endLine,
        );
        if (isSame) expect(second[partner - 1]).toBe(line);
      }
    }),
    { numRuns: 500 },
  );
});
