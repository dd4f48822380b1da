import { applyPatch } from 'diff';
import { expect, test } from 'vitest';
import { complaint, imported, places } from '../../test/imported.ts';
import { taskOf } from '../../test/task-of.ts';

const TEXT = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n') + '\n';
const tasks = [taskOf({ 'src/a.ts': TEXT, 'src/b.ts': TEXT })];
const HUNKS = `@@ -2,3 +2,3 @@
 line 2
-line 3
+LINE 3
 line 4
@@ -9,2 +9,3 @@
 line 9
+new
 line 10
`;
const HEAD = '--- a/src/a.ts\n+++ b/src/a.ts\n';

test.for<[string, string]>([
  ['bare', HEAD + HUNKS],
  ['of git', `diff --git a/src/a.ts b/src/a.ts\nindex 111..222 100644\n${HEAD}${HUNKS}`],
  [
    'of diff -u, with times',
    `--- src/a.ts\t2026-01-01 10:00:00\n+++ src/a.ts\t2026-01-02 10:00:00\n${HUNKS}`,
  ],
  ['of Windows', (HEAD + HUNKS).replaceAll('\n', '\r\n')],
  [
    'of a mail',
    `From 1 Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nSubject: [PATCH 1/2] Keep the\n last line\n\nBody\n---\n src/a.ts | 2 +-\n\ndiff --git a/src/a.ts b/src/a.ts\n${HEAD}${HUNKS}-- \n2.39.0\n\n`,
  ],
])('a patch that is %s: each hunk is a finding, and all of it the fix', ([kind, text]) => {
  const result = imported('patch', text, { tasks });
  expect(places(result)).toEqual(['1:src/a.ts:3-3', '1:src/a.ts:9-10']);
  expect(result.findings[0]!.explanation).toBe(kind === 'of a mail' ? 'Keep the last line' : undefined);
  for (const { fix } of result.findings) {
    const mended = applyPatch(TEXT, fix as string, { autoConvertLineEndings: true });
    expect(mended).toBe(TEXT.replace('line 3', 'LINE 3').replace('line 9\n', 'line 9\nnew\n'));
  }
  expect(result.unplaced).toEqual([]);
});

test.for<[string, string, string]>([
  ['lines that go', '@@ -5,4 +5,2 @@\n line 5\n-line 6\n-line 7\n line 8\n', '6-7'],
  [
    'two changes of one hunk',
    '@@ -4,5 +4,5 @@\n-line 4\n+x\n line 5\n line 6\n line 7\n-line 8\n+y\n',
    '4-8',
  ],
  ['lines put in at the top', '@@ -0,0 +1,1 @@\n+new\n', '1-1'],
  ['lines put in without context', '@@ -5,0 +6,1 @@\n+new\n', '5-6'],
  ['lines put in at the end', '@@ -12,1 +12,2 @@\n line 12\n+new\n', '12-13'],
])('the place of %s', ([, hunk, lines]) => {
  expect(places(imported('patch', HEAD + hunk, { tasks }))).toEqual([`1:src/a.ts:${lines}`]);
});

test('files that are new, renamed, binary or not of the set are named', () => {
  const text = `diff --git a/src/b.ts b/src/c.ts
similarity index 100%
rename from src/b.ts
rename to src/c.ts
diff --git a/x.png b/x.png
index 1..2
Binary files a/x.png and b/x.png differ
diff --git a/src/new.ts b/src/new.ts
new file mode 100644
--- /dev/null
+++ b/src/new.ts
@@ -0,0 +1 @@
+new
--- a/../../etc/passwd
+++ b/../../etc/passwd
@@ -1 +1 @@
-root
+toor
${HEAD}${HUNKS}`;
  const { unplaced, findings } = imported('patch', text, { tasks });
  expect(unplaced.map(({ at, path, reason }) => [at, path, reason])).toEqual([
    ['file 1', 'src/b.ts', 'it changes no line'],
    ['file 2', 'x.png', 'it changes no line'],
    ['file 3', 'src/new.ts', 'it adds a file'],
    ['file 4, hunk 1', '../../etc/passwd', 'no task holds it'],
  ]);
  expect(findings).toHaveLength(2);
});

test('a path of the outside world does not travel on in the fix', () => {
  const text = `--- a/home/me/tasks/t-000000000001/src/a.ts\n+++ b/../../../etc/passwd\n${HUNKS}`;
  const { findings } = imported('patch', text, { tasks });
  expect(findings[0]!.fix).not.toContain('passwd');
});

test.for<[string, string, RegExp]>([
  ['prose', 'Looks good to me.\n', /^file-format 2: report:1 is no unified diff/u],
  ['a hunk without a file', HUNKS, /has a hunk without a file: part 1/u],
  ['a hunk that is cut off', `${HEAD}@@ -1,3 +1,3 @@\n line 1\n`, /Hunk at line 3/u],
  [
    'a hunk that is longer than it says',
    `${HEAD}@@ -1 +1 @@\n-a\n+b\n+c\n`,
    /Hunk at line 3 has more lines/u,
  ],
  [
    'a hunk with another line in it',
    `${HEAD}@@ -1,2 +1,2 @@\n line 1\n?\n`,
    /Hunk at line 3 contained invalid line/u,
  ],
  ['a hunk without numbers', `${HEAD}@@ -x +y @@\n-a\n+b\n`, /is no unified diff|without line numbers/u],
  [
    'a hunk with numbers beyond all',
    `${HEAD}@@ -99999999999999999999 +1 @@\n-a\n+b\n`,
    /without line numbers in a\/src\/a\.ts/u,
  ],
  ['one header alone', '--- a/src/a.ts\n@@ -1 +1 @@\n-a\n+b\n', /Missing "\+\+\+/u],
])('%s is refused with the place', ([, text, sentence]) => {
  expect(complaint('patch', text, { tasks })).toMatch(sentence);
});
