import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, editBetween, invertEdits, type Edit } from './edits.ts';

/** A text with line ends, tabs, a byte-order mark and astral characters, and edits that do not overlap. */
const editedText = fc
  .array(fc.constantFrom('a', 'b', '\n', '\r\n', '\t', '😀', '\uFEFF', '{'), { maxLength: 30 })
  .map((parts) => parts.join(''))
  .chain((text) =>
    fc
      .array(fc.tuple(fc.nat(text.length), fc.string({ maxLength: 4 })), { maxLength: 6 })
      .map((cuts) => ({ text, edits: pairUp(cuts) })),
  );

function pairUp(cuts: readonly (readonly [number, string])[]): Edit[] {
  const offsets = cuts.map(([offset]) => offset).sort((a, b) => a - b);
  const edits: Edit[] = [];
  for (let i = 0; i + 1 < offsets.length; i += 2)
    edits.push({ start: offsets[i]!, end: offsets[i + 1]!, text: cuts[i]![1] });
  return edits;
}

describe('edits', () => {
  test('applying the inverse restores the text', () => {
    fc.assert(
      fc.property(editedText, ({ text, edits }) => {
        expect(applyEdits(applyEdits(text, edits), invertEdits(text, edits))).toBe(text);
      }),
    );
  });

  test('the edit between two texts leads from one to the other, and is nothing between equal ones', () => {
    fc.assert(
      fc.property(editedText, ({ text, edits }) => {
        const after = applyEdits(text, edits);
        expect(applyEdits(text, [editBetween(text, after)])).toBe(after);
      }),
    );
    expect(editBetween('abab', 'abab')).toEqual({ start: 4, end: 4, text: '' });
    expect(editBetween('aa', 'aaa')).toEqual({ start: 2, end: 2, text: 'a' });
  });

  test('the order in which edits are given changes nothing', () => {
    fc.assert(
      fc.property(editedText, ({ text, edits }) => {
        const distinct = edits.filter(
          (edit, index) => edits.findIndex((other) => other.start === edit.start) === index,
        );
        expect(applyEdits(text, [...distinct].reverse())).toBe(applyEdits(text, distinct));
      }),
    );
  });

  test.for([
    [
      'overlapping edits',
      [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ],
    ],
    ['an edit past the end', [{ start: 0, end: 9, text: '' }]],
    ['an edit that ends before it starts', [{ start: 2, end: 1, text: '' }]],
  ] satisfies [string, Edit[]][])('%s are refused', ([, edits]) => {
    expect(() => applyEdits('abc', edits)).toThrow('overlaps another or leaves the text');
  });
});
