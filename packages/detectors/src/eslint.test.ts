import { expect, test } from 'vitest';
import { taskOf } from '../test/task-of.ts';
import { eslintDetector } from './eslint.ts';

async function places(...task: Parameters<typeof taskOf>): Promise<string[]> {
  const findings = await eslintDetector().detect(taskOf(...task));
  return findings.map((finding) => `${finding.file}:${finding.startLine} ${finding.category}`);
}

const TYPED = '@typescript-eslint';

test.for<[string, Record<string, string>, Record<string, string>, string[]]>([
  [
    'nothing in a clean file',
    { 'a.ts': 'export function twice(n: number): number {\n  return 2 * n;\n}\n' },
    {},
    [],
  ],
  [
    'nothing in a clean script',
    { 'a.js': 'export const twice = (n) => 2 * n;\nconsole.log(twice(1));\n' },
    {},
    [],
  ],
  [
    'a syntax slip',
    { 'a.ts': 'export function f(): number {\n  return (1;\n}\n' },
    {},
    ['a.ts:2 parse-error'],
  ],
  ['a syntax slip in JavaScript', { 'a.mjs': 'export const f = (a => a;\n' }, {}, ['a.mjs:1 parse-error']],
  [
    'an unused expression',
    { 'a.ts': 'export function f(a: number): number {\n  a + 1;\n  return a;\n}\n' },
    {},
    [`a.ts:2 ${TYPED}/no-unused-expressions`],
  ],
  ['an unused variable', { 'a.ts': 'const a = 1;\nexport {};\n' }, {}, [`a.ts:1 ${TYPED}/no-unused-vars`]],
  [
    'a promise that nobody awaits',
    { 'a.ts': 'export function f(p: Promise<void>): void {\n  p.finally(() => undefined);\n}\n' },
    {},
    [`a.ts:2 ${TYPED}/no-floating-promises`],
  ],
  [
    'a promise of the context that nobody awaits',
    { 'a.ts': "import { save } from './save.ts';\nexport function f(): void {\n  save();\n}\n" },
    { 'save.ts': 'export async function save(): Promise<void> {\n  await Promise.resolve();\n}\n' },
    [`a.ts:3 ${TYPED}/no-floating-promises`],
  ],
  [
    'a condition that always holds, with types',
    { 'a.ts': 'export const f = (a: string): number => (a === undefined ? 0 : 1);\n' },
    {},
    [`a.ts:1 ${TYPED}/no-unnecessary-condition`],
  ],
  [
    'a name that does not exist in JavaScript',
    { 'a.js': 'export const f = () => nmae;\n' },
    {},
    ['a.js:1 no-undef'],
  ],
  ['a browser global as a slip', { 'a.js': 'export const f = () => name;\n' }, {}, ['a.js:1 no-undef']],
  [
    'no CommonJS globals in a module',
    { 'a.js': 'export const f = () => __dirname;\n' },
    {},
    ['a.js:1 no-undef'],
  ],
  ['nothing about CommonJS globals in CommonJS', { 'a.js': 'exports.f = () => __dirname;\n' }, {}, []],
  [
    'what the package says of a script',
    { 'a.js': 'exports.f = () => __dirname;\n' },
    { 'package.json': '{ "type": "module" }' },
    ['a.js:1 no-undef', 'a.js:1 no-undef'],
  ],
  [
    'nothing that a comment has switched off',
    { 'a.ts': '// eslint-disable-next-line @typescript-eslint/no-unused-vars\nconst a = 1;\nexport {};\n' },
    {},
    [],
  ],
])('eslint reports %s', async ([, reviewed, context, expected]) => {
  expect(await places(reviewed, context)).toEqual(expected);
});

test('one file that does not parse does not silence the others', async () => {
  const reviewed = {
    'a.ts': 'export const = 1;\n',
    'b.ts': 'const b = 1;\nexport {};\n',
    'notes.md': '# no code\n',
  };
  expect(await places(reviewed)).toEqual(['a.ts:1 parse-error', `b.ts:1 ${TYPED}/no-unused-vars`]);
});

test('rules of plug-ins and uses of packages that are not there are left out, and said so', async () => {
  const remarks: string[] = [];
  const text = [
    "import get from 'lodash/get';",
    '/* eslint unicorn/no-null: "error" */',
    "export const a: unknown = get({}, 'a').b;",
    'const unused = 1;',
    '',
  ].join('\n');
  const findings = await eslintDetector().detect(taskOf({ 'a.ts': text }), undefined, (remark) =>
    remarks.push(remark),
  );
  expect(findings.map(({ category }) => category)).toEqual([`${TYPED}/no-unused-vars`]);
  expect(remarks).toEqual([
    expect.stringMatching(/^[1-9]\d* messages left out that are due to packages or plug-ins/u),
  ]);
});

test('unsafe uses are reported where nothing is missing', async () => {
  expect(await places({ 'a.ts': 'export const f = (a: any): unknown => a.b;\n' })).toEqual([
    `a.ts:1 ${TYPED}/no-explicit-any`,
    `a.ts:1 ${TYPED}/no-unsafe-member-access`,
  ]);
});

test('a task on which a rule crashes is not counted as clean', async () => {
  // A comment can hand a rule options that it cannot work with.
  const crash = '/* eslint no-restricted-syntax: ["error", "[["] */\nexport {};\n';
  const task = taskOf({ 'a.ts': crash, 'b.ts': 'const b = 1;\nexport {};\n' });
  await expect(eslintDetector().detect(task)).rejects.toThrow(/^ESLint crashed on a\.ts: /u);
});

test('severity, place and rule are those of the message', async () => {
  const text =
    'export function f(a: number): number {\r\n  switch (a) {\r\n    case 1:\r\n    case 1:\r\n      return 2;\r\n    default:\r\n      return 3;\r\n  }\r\n}\r\n';
  expect(await eslintDetector().detect(taskOf({ 'a.ts': text }))).toEqual([
    {
      task: 't-000000000001',
      file: 'a.ts',
      startLine: 4,
      endLine: 5,
      category: 'no-duplicate-case',
      severity: 'error',
      explanation: 'no-duplicate-case: Duplicate case label.',
    },
  ]);
});

test('the version names everything that the findings depend on', () => {
  expect(eslintDetector().version).toMatch(
    /^eslint \d+\.\S+, @eslint\/js \d+\.\S+, typescript-eslint \d+\.\S+, typescript 6\.\S+, globals \d+\.\S+$/u,
  );
});
