import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anchoredLines } from './anchor.ts';

const TEXT = `function first(items) {
  if (items.length > 1) {
    return items[0];
  }
}
function second(items) {
  if (items.length > 1) {
  return  items[1];
  }
}
return items[0];
`;

test.for<[string, string | undefined, [number, number], [number, number]]>([
  ['no anchor', undefined, [3, 3], [3, 3]],
  ['the claim reads like it, though another line is the same', 'return items[0];', [3, 4], [3, 4]],
  ['the same comes before the same but for white space', 'return items[0];', [1, 1], [11, 11]],
  ['but for white space', 'return items[1];', [3, 4], [8, 9]],
  ['the only line that holds it', 'items[1]', [2, 2], [8, 8]],
  ['of several the nearest', '  if (items.length > 1) {', [5, 5], [7, 7]],
  ['of several that hold it the nearest', 'items.length > 1', [3, 3], [2, 2]],
  ['with the number of a margin', ' 8|   return  items[1];', [1, 1], [8, 8]],
  ['several lines together', 'if (items.length > 1) {\n  return items[1];', [1, 2], [7, 8]],
  ['several lines, one of them wrong', 'return items[1];\n  never();', [1, 1], [8, 8]],
  ['blank lines around it', '\n\n  return items[1];\n', [1, 1], [8, 8]],
  ['no further than the text', 'return items[0];', [1, 9], [11, 11]],
  ['past the end of the text', 'return items[1];', [700, 700], [8, 8]],
  ['nowhere', 'throw new Error();', [2, 2], [2, 2]],
  ['next to nothing', '  }', [1, 1], [1, 1]],
  ['nothing', ' \n ', [1, 1], [1, 1]],
  ['an end before the start', 'return items[1];', [3, 2], [3, 2]],
])('%s', ([, anchor, [startLine, endLine], [start, end]]) => {
  expect(anchoredLines(TEXT, { startLine, endLine }, anchor)).toEqual({ startLine: start, endLine: end });
});

test('every line is found from everywhere by its own text, and moving twice is moving once', () => {
  const line = fc.stringMatching(/^ {0,3}[a-c]{3,6};$/u);
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.nat(),
      (lines, target, from) => {
        const anchor = lines[target % lines.length]!;
        const claim = 1 + (from % lines.length);
        const text = lines.join('\n');
        const moved = anchoredLines(text, { startLine: claim, endLine: claim }, anchor);
        expect(lines[moved.startLine - 1]!.trim()).toBe(anchor.trim());
        const distance = (at: number): number => Math.abs(at + 1 - claim);
        for (const [at, one] of lines.entries())
          if (one === anchor) expect(distance(moved.startLine - 1)).toBeLessThanOrEqual(distance(at));
        expect(anchoredLines(text, moved, anchor)).toEqual(moved);
      },
    ),
  );
});
