import { applyEdits, type Edit } from '@bebug/core';
import { applyPatch } from 'diff';
import { describe, expect, test } from 'vitest';
import { hunkCount, unifiedDiff } from './changed-lines.ts';

const LINES = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join('');

/** Replace the `n`-th line's text, or put more lines in its place. */
function lineEdit(n: number, text: string): Edit {
  const start = LINES.indexOf(`line ${n}\n`);
  return { start, end: start + `line ${n}`.length, text };
}

describe('a unified diff', () => {
  test.for([
    { name: 'one change', edits: [lineEdit(9, 'nine')], hunks: 1 },
    { name: 'two that are far apart', edits: [lineEdit(3, 'three'), lineEdit(20, 'a\nb')], hunks: 2 },
    { name: 'two that are near each other', edits: [lineEdit(9, 'nine'), lineEdit(14, 'x')], hunks: 1 },
    { name: 'the first and the last line', edits: [lineEdit(1, ''), lineEdit(30, 'end\nof all')], hunks: 2 },
    {
      name: 'a line that goes',
      edits: [{ start: LINES.indexOf('line 9\n'), end: LINES.indexOf('line 10'), text: '' }],
      hunks: 1,
    },
  ])('of $name says what another program can apply', ({ edits, hunks }) => {
    const diff = unifiedDiff('src/a.ts', LINES, edits);
    expect(applyPatch(LINES, diff)).toBe(applyEdits(LINES, edits));
    expect(diff.match(/^@@ /gmu)?.length).toBe(hunks);
    expect(hunkCount(LINES, edits)).toBe(hunks);
  });

  test('leaves out the lines that an edit writes as they were', () => {
    const text = 'a\nb\nc\n';
    const diff = unifiedDiff('a.ts', text, [{ start: 0, end: 5, text: 'a\nx\nc' }]);
    expect(diff).toBe('--- a/a.ts\n+++ b/a.ts\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n');
  });

  test('keeps a file without a last line break as it is', () => {
    const text = 'a\nb';
    const edits = [{ start: 2, end: 3, text: 'c' }];
    expect(applyPatch(text, unifiedDiff('a.ts', text, edits))).toBe('a\nc');
  });
});
