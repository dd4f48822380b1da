import fc from 'fast-check';
import { createTwoFilesPatch } from 'diff';
import { expect, test } from 'vitest';
import { applyFix } from './apply-fix.ts';

const TEXT = 'one\ntwo\nthree\nfour\n';
const FIXED = 'one\nTWO\nthree\nfour\n';
const HUNK = '@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n';

test.for<[string, Parameters<typeof applyFix>[2]]>([
  ['edits', [{ start: 4, end: 7, text: 'TWO' }]],
  [
    'edits in any order',
    [
      { start: 6, end: 7, text: 'O' },
      { start: 4, end: 6, text: 'TW' },
    ],
  ],
  ['a diff of git', `diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n${HUNK}`],
  [
    'a diff through the folder of the task',
    `--- tasks/t-000000000001/src/a.ts\n+++ tasks/t-000000000001/src/a.ts\n${HUNK}`,
  ],
  ['a hunk alone', HUNK],
  ['a diff of Windows', `--- src/a.ts\r\n+++ src/a.ts\r\n${HUNK.replaceAll('\n', '\r\n')}`],
  [
    'a diff whose lines have moved',
    `--- a/src/a.ts\n+++ b/src/a.ts\n${HUNK.replace('-1,3 +1,3', '-2,3 +2,3')}`,
  ],
])('%s is applied', ([, fix]) => {
  expect(applyFix(TEXT, 'src/a.ts', fix)).toEqual({ text: FIXED });
});

test.for<[string, Parameters<typeof applyFix>[2], RegExp]>([
  ['edits past the end', [{ start: 4, end: 400, text: '' }], /outside the file/u],
  [
    'edits that overlap',
    [
      { start: 0, end: 5, text: '' },
      { start: 4, end: 6, text: '' },
    ],
    /overlap/u,
  ],
  ['an edit that ends before it starts', [{ start: 5, end: 4, text: '' }], /outside the file/u],
  ['no edit', [], /changes nothing/u],
  ['an edit that changes nothing', [{ start: 0, end: 3, text: 'one' }], /changes nothing/u],
  ['an edit of megabytes', [{ start: 0, end: 0, text: 'x'.repeat(1_000_001) }], /larger than any source/u],
  ['prose', 'Use TWO.', /changes 0 files/u],
  ['a broken diff', `--- a\n+++ b\n@@ -1,9 +1 @@\n x\n`, /no unified diff: /u],
  ['a diff of another file', `--- a/src/b.ts\n+++ b/src/b.ts\n${HUNK}`, /not one of src\/a\.ts/u],
  ['a diff that leaves the task', `--- a/../../src/a.ts\n+++ b/../../src/a.ts\n${HUNK}`, /not one of/u],
  ['a diff that would rename', `--- a/src/a.ts\n+++ b/etc/passwd\n${HUNK}`, /not one of/u],
  ['a diff that would remove', `--- a/src/a.ts\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-one\n`, /not one of/u],
  [
    'a diff of two files',
    `--- a/src/a.ts\n+++ b/src/a.ts\n${HUNK}--- a/src/b.ts\n+++ b/src/b.ts\n${HUNK}`,
    /changes 2 files/u,
  ],
  ['a diff that does not fit', `--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-zero\n+x\n`, /does not fit/u],
  ['a diff of megabytes', `${HUNK}${' \n'.repeat(600_000)}`, /larger than any fix/u],
])('%s is refused', ([, fix, why]) => {
  expect(applyFix(TEXT, 'src/a.ts', fix)).toEqual({ why: expect.stringMatching(why) as string });
});

test('a diff between any two texts leads from the one to the other', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '', '  x'), { maxLength: 12 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      const diff = createTwoFilesPatch('a/f.ts', 'b/f.ts', before, after, '', '');
      expect(applyFix(before, 'f.ts', diff)).toEqual({ text: after });
    }),
  );
});
