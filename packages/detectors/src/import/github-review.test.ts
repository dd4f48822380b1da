import { applyEdits } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { complaint, imported, places } from '../../test/imported.ts';
import { taskOf } from '../../test/task-of.ts';

const comment = {
  id: 1,
  path: 'src/a.ts',
  body: 'This drops the last item (CWE-193).',
  line: 5,
  original_line: 5,
  start_line: null,
  original_start_line: null,
  side: 'RIGHT',
  start_side: null,
  subject_type: 'line',
  user: { login: 'reviewer[bot]' },
  diff_hunk: '@@ -1,4 +1,5 @@\n a',
};
const report = (...comments: object[]): string => JSON.stringify(comments);

test('a comment becomes a finding of its author', () => {
  const { run, findings } = imported('github-review', report(comment));
  expect(run.detector).toBe('reviewer[bot]');
  expect(findings[0]).toMatchObject({ startLine: 5, endLine: 5, cwe: 193, explanation: comment.body });
});

test.for<[string, object, string]>([
  ['on several lines', { start_line: 3, start_side: 'RIGHT' }, '3-5'],
  ['outdated', { line: null, original_line: 8 }, '8-8'],
  [
    'outdated, on several lines',
    { line: null, start_line: null, original_line: 8, original_start_line: 6 },
    '6-8',
  ],
  ['current, with old lines beside', { original_line: 99, original_start_line: 90 }, '5-5'],
  ['on the file', { subject_type: 'file', line: null, original_line: null }, '1-21'],
  [
    'of an old version of the API',
    {
      line: undefined,
      original_line: undefined,
      side: undefined,
      diff_hunk: '@@ -1,2 +10,3 @@ f\n a\n-b\n+c\n+d',
    },
    '12-12',
  ],
])('a comment %s', ([, more, lines]) => {
  expect(places(imported('github-review', report({ ...comment, ...more })))).toEqual([`1:src/a.ts:${lines}`]);
});

test('pages in pages are read, and replies are none', () => {
  const text = JSON.stringify([
    [comment],
    [
      { ...comment, in_reply_to_id: 1 },
      { ...comment, line: 7 },
    ],
  ]);
  const result = imported('github-review', text);
  expect(places(result)).toEqual(['1:src/a.ts:5-5', '1:src/a.ts:7-7']);
  expect(result.unplaced).toEqual([
    { report: 'report', at: '1.0', path: 'src/a.ts', reason: 'it is a reply' },
  ]);
});

describe('the left side', () => {
  // Line 2 went, line 4 came, line 6 was changed.
  const diff = `--- a/src/a.ts
+++ b/src/a.ts
@@ -1,6 +1,6 @@
 one
-two
 three
+new
 four
 five
-six
+SIX
`;
  const text = 'one\nthree\nnew\nfour\nfive\nSIX\nseven\n';
  const plain = taskOf({ 'src/a.ts': text }, { 'change.diff': diff, 'before/src/a.ts': 'old' });
  const change = { diff: 'change.diff', before: ['before/src/a.ts'] };
  const tasks = [{ ...plain, task: { ...plain.task, kind: 'diff' as const, change } }];
  const placed = (more: object): string[] =>
    places(imported('github-review', report({ ...comment, ...more }), { tasks }));

  test.for([
    [1, '1-1'],
    [2, '2-2'],
    [3, '2-2'],
    [4, '4-4'],
    [6, '6-6'],
    [7, '7-7'],
    [70, '70-70'],
  ] as const)('line %d before the change is lines %s after it', ([line, lines]) => {
    expect(placed({ side: 'LEFT', line })).toEqual([`1:src/a.ts:${lines}`]);
  });

  test('may be where a comment starts', () => {
    expect(placed({ side: 'RIGHT', start_side: 'LEFT', start_line: 4, line: 6 })).toEqual(['1:src/a.ts:4-6']);
    expect(placed({ side: 'RIGHT', start_side: 'LEFT', start_line: 9, line: 6 })).toEqual(['1:src/a.ts:9-9']);
    // Line 3 before the change is line 2 after it, where the comment is outdated, too.
    const outdated = { line: null, original_line: 6, start_line: null, original_start_line: 3 };
    expect(placed({ side: 'RIGHT', start_side: 'LEFT', start_line: 3, line: 6 })).toEqual(['1:src/a.ts:2-6']);
    expect(placed({ side: 'RIGHT', start_side: 'LEFT', ...outdated })).toEqual(['1:src/a.ts:2-6']);
    expect(placed({ side: 'RIGHT', start_side: 'RIGHT', ...outdated })).toEqual(['1:src/a.ts:3-6']);
  });

  test('is nowhere in a task that is no change', () => {
    const { unplaced } = imported('github-review', report(comment, { ...comment, side: 'LEFT' }));
    expect(unplaced).toMatchObject([
      { at: '1', reason: expect.stringContaining('before a change') as string },
    ]);
  });
});

describe('a suggestion', () => {
  const body = 'Off by one:\r\n```suggestion\r\nconst mended = 1;\r\n```\r\nplease';
  const text = 'a\nb\nc\nd\ne\n';
  const fixed = (more: object): string | undefined => {
    const { findings } = imported('github-review', report({ ...comment, body, ...more }), {
      tasks: [taskOf({ 'src/a.ts': text })],
    });
    const { fix } = findings[0]!;
    expect(findings[0]!.explanation).toBe('Off by one: please');
    return Array.isArray(fix) ? applyEdits(text, fix) : undefined;
  };

  test('replaces the lines of its comment', () => {
    expect(fixed({ start_line: 2, line: 3 })).toBe('a\nconst mended = 1;\nd\ne\n');
    expect(fixed({ line: 5 })).toBe('a\nb\nc\nd\nconst mended = 1;\n');
  });

  test('on outdated lines, or past the end, is no fix', () => {
    expect(fixed({ line: null, original_line: 3 })).toBeUndefined();
    expect(fixed({ line: 90 })).toBeUndefined();
  });

  test('may take lines away', () => {
    expect(fixed({ body: 'Off by one:\n```suggestion\n```\nplease', line: 2 })).toBe('a\nc\nd\ne\n');
  });
});

test.for<[string, string, RegExp]>([
  ['an error of the API', '{"message":"Not Found"}', /^file-format 2: report has not the expected format/u],
  ['a comment without a path', report({ body: 'x' }), /at 0/u],
  ['a comment on line 0', report({ ...comment, line: 0 }), /at 0/u],
  [
    'a comment on no line',
    report({ ...comment, line: null, original_line: null, diff_hunk: '' }),
    /report at 0 is a comment on no line/u,
  ],
  [
    'a comment that ends before it starts',
    report({ ...comment, start_line: 9 }),
    /report at 0 ends on line 5, before it starts on line 9/u,
  ],
])('%s is refused with the place', ([, text, sentence]) => {
  expect(complaint('github-review', text)).toMatch(sentence);
});
