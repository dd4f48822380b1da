import { expect, test } from 'vitest';
import { taskOf } from '../test/task-of.ts';
import { tscDetector } from './tsc.ts';

const SUM =
  'export function sum(items: readonly number[]): number {\n  return items.reduce((a, b) => a + b, 0);\n}\n';

async function places(...task: Parameters<typeof taskOf>): Promise<string[]> {
  const findings = await tscDetector().detect(taskOf(...task));
  return findings.map((finding) => `${finding.file}:${finding.startLine} ${finding.category}`);
}

test.for<[string, Record<string, string>, Record<string, string>, string[]]>([
  ['nothing in clean TypeScript', { 'sum.ts': SUM }, {}, []],
  [
    'nothing in clean TypeScript that uses Node',
    { 'cwd.ts': "import { cwd } from 'node:process';\nexport const here: string = cwd();\n" },
    {},
    [],
  ],
  ['a syntax slip', { 'sum.ts': SUM.replace('a + b, 0)', 'a + b, 0') }, {}, ['sum.ts:2 TS1005']],
  ['a type error', { 'sum.ts': SUM.replace(', 0)', ", '0')") }, {}, ['sum.ts:2 TS2322']],
  [
    'a name that does not exist',
    { 'sum.ts': SUM.replace('items.reduce', 'item.reduce') },
    {},
    ['sum.ts:2 TS2552', 'sum.ts:2 TS7006', 'sum.ts:2 TS7006'],
  ],
  ['a slip in JavaScript', { 'a.js': 'export const f = (a => a;\n' }, {}, ['a.js:1 TS1005']],
  ['no types in JavaScript', { 'a.js': 'export const f = (a) => a.b.c;\n' }, {}, []],
  [
    'a member that the context does not have',
    { 'a.ts': "import { sum } from './sum.ts';\nexport const s = sum([]).length;\n" },
    { 'sum.ts': SUM },
    ['a.ts:2 TS2339'],
  ],
  [
    'nothing in context',
    { 'a.ts': "import { n } from './n.ts';\nexport const m = n;\n" },
    { 'n.ts': "export const n: number = 'no';\n" },
    [],
  ],
  [
    'a relative import of code that is not there',
    { 'a.ts': "import { sum } from './some.ts';\nexport const s = sum;\n" },
    { 'sum.ts': SUM },
    ['a.ts:1 TS2307'],
  ],
  [
    'a module that Node does not have',
    { 'a.ts': "import { readFile } from 'node:sf';\nexport const r = readFile;\n" },
    {},
    ['a.ts:1 TS2307'],
  ],
  [
    'imports without extension when there is no tsconfig.json',
    { 'a.ts': "import { sum } from './sum';\nexport const s = sum([1]);\n" },
    { 'sum.ts': SUM },
    [],
  ],
])('tsc reports %s', async ([, reviewed, context, expected]) => {
  expect(await places(reviewed, context)).toEqual(expected);
});

test('tsc reports types only once everything parses, as the command does', async () => {
  const wrong = { 'a.ts': "export const n: number = 'no';\n", 'b.ts': 'export const = 1;\n' };
  const found = await places(wrong);
  expect(found.length).toBeGreaterThan(0);
  expect(found.every((place) => place.startsWith('b.ts:1 '))).toBe(true);
});

test('tsc leaves out what a missing package causes, and says so', async () => {
  const remarks: string[] = [];
  const text =
    "import map from 'lodash/map';\nexport const twice = map([1], (n) => n * 2);\nexport const s: string = 1;\n";
  const findings = await tscDetector().detect(taskOf({ 'a.ts': text }), undefined, (remark) =>
    remarks.push(remark),
  );
  expect(findings.map(({ category }) => category)).toEqual(['TS2322']);
  expect(remarks).toEqual([
    '2 diagnostics left out that are due to what the task does not hold: lodash/map.',
  ]);
});

test('an implicit any is reported where no package is missing', async () => {
  expect(await places({ 'a.ts': 'export const f = (n) => n;\n' })).toEqual(['a.ts:1 TS7006']);
});

test("the project's own options are honoured, with a base that is missing", async () => {
  const loose =
    '{ // comments are fine\n "extends": "@tsconfig/node24/tsconfig.json",\n "compilerOptions": { "strict": false } }';
  expect(await places({ 'src/a.ts': 'export const f = (n) => n;\n' }, { 'tsconfig.json': loose })).toEqual(
    [],
  );
  const strict = '{ "extends": "./base.json", "compilerOptions": { "module": "NodeNext" } }';
  const base = '{ "compilerOptions": { "noUnusedLocals": true } }';
  expect(
    await places(
      { 'src/a.ts': 'const unused = 1;\nexport {};\n' },
      { 'tsconfig.json': strict, 'base.json': base },
    ),
  ).toEqual(['src/a.ts:1 TS6133']);
});

test('a finding covers the lines of its diagnostic, whatever ends a line', async () => {
  const text =
    '\uFEFFexport const a = 1;\r\nexport const b: { x: number } = {\r\n  x: 1,\r\n  y: 2,\r\n};\r\n';
  const [finding] = await tscDetector().detect(taskOf({ 'a.ts': text }));
  expect(finding).toMatchObject({
    startLine: 4,
    endLine: 4,
    severity: 'error',
    category: 'TS2353',
  });
  expect(finding!.explanation).toMatch(/^TS2353: Object literal may only specify known properties/u);
});

test('no path of the machine shows in a message', async () => {
  const text = "import * as sum from './sum.ts';\nexport const s: number = sum;\n";
  const [finding] = await tscDetector().detect(taskOf({ 'a.ts': text }, { 'sum.ts': SUM }));
  expect(finding!.explanation).toContain('import("/bebug/task/sum")');
});

test('tasks do not leak into one another', async () => {
  const global = { 'a.ts': 'interface Array<T> { extra: T }\nconst shared = [1].extra;\n' };
  expect(await places(global)).toEqual([]);
  expect(await places({ 'a.ts': 'export const e = [1].extra;\n' })).toEqual(['a.ts:1 TS2339']);
  expect(await places(global)).toEqual([]);
});
