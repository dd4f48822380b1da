import { describe, expect, test } from 'vitest';
import { readCorpus } from '../src/1-read-corpus.ts';
import { openProject } from '../src/2-open-project.ts';
import { temporaryFolder } from './temporary-project.ts';

const open = async (files: Record<string, string>, allowTypeErrors = false) =>
  openProject(await readCorpus({ path: await temporaryFolder(files) }), { allowTypeErrors });

describe('a project', () => {
  test('knows what a file imports and what depends on it', async () => {
    const project = await open({
      'a.ts': "import { b } from './b.ts';\nexport const a = b + 1;",
      'b.ts': "import { c } from './c.ts';\nexport const b = c;",
      'c.ts': 'export const c = 1;',
      'd.ts': 'export const d = 1;',
    });
    expect(project.closure('a.ts')).toEqual(['b.ts', 'c.ts']);
    expect(project.dependants('c.ts')).toEqual(['a.ts', 'b.ts', 'c.ts']);
    expect(project.dependants('d.ts')).toEqual(['d.ts']);
    expect(project.thirdParty('a.ts')).toEqual([]);
  });

  test('with a type error and all imports resolved is refused, and the place is named', async () => {
    await expect(open({ 'a.ts': 'export const a: number = "x";\n' })).rejects.toMatchObject({
      code: 'source-types',
      exitCode: 2,
      message: expect.stringMatching(/^a\.ts:1 does not type-check: TS2322 /u),
    });
  });

  test('with a type error is accepted on demand, with a note', async () => {
    const project = await open(
      { 'package.json': '{"name":"p"}', 'a.ts': 'export const a: number = "x";\n' },
      true,
    );
    expect(project.notes).toEqual(['p: the clean code has 1 diagnostics of its own; only new ones count.']);
  });

  test('whose dependencies are not installed still opens, and says what was lost', async () => {
    const project = await open({ 'a.ts': "import { x } from 'not-installed';\nexport const a = x;\n" });
    expect(project.notes[0]).toContain('types of not-installed are missing');
    expect(project.thirdParty('a.ts')).toEqual(['not-installed']);
  });

  test("has Node's types without installing them", async () => {
    const project = await open({
      'a.ts':
        "import { createHash } from 'node:crypto';\nexport const a: string = createHash('sha256').digest('hex');\n",
    });
    expect(project.notes).toEqual([]);
  });

  test('that does not parse is refused, and the place is named', async () => {
    await expect(open({ 'a.ts': 'export const a = 1;\nexport function (' })).rejects.toMatchObject({
      code: 'source-syntax',
      exitCode: 2,
      message: expect.stringMatching(/^a\.ts:2 does not parse: /u),
    });
  });

  test('with a broken tsconfig.json is refused', async () => {
    await expect(
      open({ 'tsconfig.json': '{ "compilerOptions": { "target": "ES1" } }', 'a.ts': 'export const a = 1;' }),
    ).rejects.toMatchObject({ code: 'source-config', exitCode: 2 });
  });
});
