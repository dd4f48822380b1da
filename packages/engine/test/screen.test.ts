import { describe, expect, test } from 'vitest';
import type { Operator } from '@bebug/operators';
import { readCorpus } from '../src/1-read-corpus.ts';
import { openProject } from '../src/2-open-project.ts';
import { scan } from '../src/3-scan.ts';
import { Screen, type ScreenVerdict } from '../src/4-screen.ts';
import { braceDrop, lessToLessOrEqual, returnText, returnZero } from './sample-operators.ts';
import { temporaryFolder } from './temporary-project.ts';

async function screenAll(
  files: Record<string, string>,
  operators: readonly Operator[],
): Promise<ScreenVerdict[]> {
  const project = openProject(await readCorpus({ path: await temporaryFolder(files) }), {
    allowTypeErrors: false,
  });
  const screen = new Screen();
  return [...scan(project, operators)].map((candidate) => screen.check(project, candidate));
}

const COUNT =
  'export function count(items: readonly number[], low: number): number {\n  let n = 0;\n  for (const item of items) if (item < low) n++;\n  return n;\n}\n';

describe('the screen', () => {
  test('passes a mutant that parses, type-checks and lints like its clean file', async () => {
    const [verdict] = await screenAll({ 'a.ts': COUNT }, [lessToLessOrEqual]);
    expect(verdict).toMatchObject({ status: 'passed', mutant: { parser: [], types: [], lint: [] } });
  });

  test('keeps what the parser says of a syntax slip', async () => {
    const [verdict] = await screenAll({ 'a.ts': COUNT }, [braceDrop]);
    expect(verdict).toMatchObject({
      status: 'passed',
      mutant: { parser: [{ rule: 'TS1005', line: 6 }], types: null, lint: null },
    });
  });

  test('drops another mutant that does not type-check', async () => {
    const [verdict] = await screenAll({ 'a.ts': COUNT }, [returnText]);
    expect(verdict).toMatchObject({
      status: 'dropped',
      reason: 'screen: does not type-check',
      diagnostics: [{ rule: 'TS2322' }],
    });
  });

  test('sees what breaks in a file that imports the mutated one', async () => {
    const files = {
      'a.ts': 'export function size(): 1 | 2 {\n  return one();\n}\nfunction one(): 1 {\n  return 1;\n}\n',
      'b.ts': "import { width } from './c.ts';\nexport const doubled: number = width() * 2;\n",
      'c.ts': 'export function width() {\n  return 7;\n}\n',
    };
    const verdicts = await screenAll(files, [returnText]);
    const inferred = verdicts.at(-1);
    expect(inferred).toMatchObject({
      status: 'dropped',
      reason: 'screen: does not type-check',
      diagnostics: [{ rule: 'TS2362' }],
    });
  });

  test('drops what leaves a variable unused', async () => {
    const verdicts = await screenAll(
      { 'a.ts': 'export function f(a: number): number {\n  const twice = a * 2;\n  return twice;\n}\n' },
      [returnZero],
    );
    expect(verdicts).toMatchObject([{ status: 'dropped', reason: 'screen: leaves something unused' }]);
  });

  test('drops the second of two mutants with the same tokens', async () => {
    const twin: Operator = { ...lessToLessOrEqual, id: 'twin' };
    const verdicts = await screenAll({ 'a.ts': COUNT }, [lessToLessOrEqual, twin]);
    expect(verdicts).toMatchObject([
      { status: 'passed' },
      { status: 'dropped', reason: 'screen: same normal form as another mutant' },
    ]);
  });

  test("counts new diagnostics only, not the clean code's own", async () => {
    const root = await temporaryFolder({ 'a.ts': `${COUNT}export const broken: number = "x";\n` });
    const project = openProject(await readCorpus({ path: root }), { allowTypeErrors: true });
    const [candidate] = [...scan(project, [lessToLessOrEqual])];
    expect(new Screen().check(project, candidate!)).toMatchObject({
      status: 'passed',
      mutant: { types: [] },
    });
  });

  test('judges plain JavaScript by its parser and the linter', async () => {
    const verdicts = await screenAll(
      { 'a.js': "'use strict';\nfunction f(a) {\n  return a < 1;\n}\nmodule.exports = f;\n" },
      [lessToLessOrEqual],
    );
    expect(verdicts).toMatchObject([{ status: 'passed', mutant: { parser: [], types: [], lint: [] } }]);
  });
});
