import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@bebug/core';
import { manifestSchema } from '@bebug/core/truth';
import { describe, expect, test } from 'vitest';
import { bebug, workFolder } from './console.ts';

const CAP =
  'export function cap(value: number, most: number): number {\n  return Math.min(value, most);\n}\n';

/** A folder with the scaffold as `limit-swap.ts`, changed from the first text to the second. */
async function folderWith(from = '', to = ''): Promise<string> {
  const cwd = await workFolder({ 'cap.ts': CAP });
  expect(await bebug(cwd, 'operators', 'new', 'limit-swap')).toMatchObject({ exitCode: 0 });
  const path = join(cwd, 'limit-swap.ts');
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
  return cwd;
}

test('what `operators new` writes works as it stands: its examples hold, and it is listed, explained, applied, proved and planted', async () => {
  const cwd = await folderWith();
  const file = './limit-swap.ts';
  expect(await bebug(cwd, 'operators', 'check', file)).toMatchObject({
    exitCode: 0,
    out: '1 operators, 2 examples, 0 that do not hold.\n',
  });
  expect((await bebug(cwd, 'operators', '--operators', file)).out).toContain('Wrong bound taken');
  expect((await bebug(cwd, 'operators', 'limit-swap', '--operators', file)).out).toContain(
    'Differs on: capped(7)',
  );
  const mutant = JSON.parse((await bebug(cwd, 'mutants', 'cap.ts', '--operators', file)).out) as object;
  expect(mutant).toEqual({
    operator: 'limit-swap',
    family: 'identifier',
    tier: 'moderate',
    file: 'cap.ts',
    edits: [{ start: CAP.indexOf('min'), end: CAP.indexOf('min') + 3, text: 'max' }],
  });
  const { exitCode } = await bebug(
    cwd,
    'inject',
    'cap.ts',
    '--out',
    'set',
    '--count',
    '1',
    '--operators',
    file,
  );
  expect(exitCode).toBe(0);
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(cwd, 'set/bugset.json'), 'utf8')));
  expect(manifest.options).toMatchObject({
    operators: ['limit-swap'],
    operatorFiles: { 'limit-swap': sha256(await readFile(join(cwd, 'limit-swap.ts'))) },
  });
  expect((await bebug(cwd, 'verify', 'set')).exitCode).toBe(0);
});

test('it may stand next to those of the catalogue, and sets of these have names', async () => {
  const cwd = await folderWith();
  const operatorsOf = async (...names: string[]): Promise<string[]> => {
    const { out } = await bebug(cwd, 'operators', '--json', '--operators', names.join(','));
    return (JSON.parse(out) as { id: string }[]).map(({ id }) => id);
  };
  expect(await operatorsOf('guard-drop', './limit-swap.ts')).toEqual(['guard-drop', 'limit-swap']);
  const [stable, nursery, all] = [
    await operatorsOf('stable'),
    await operatorsOf('nursery'),
    await operatorsOf('all'),
  ];
  expect([...stable, ...nursery].toSorted()).toEqual(all.toSorted());
});

test('an example that does not hold is said, and the answer is no', async () => {
  const cwd = await folderWith("witness: 'capped(7)'", "witness: 'capped(100)'");
  expect(await bebug(cwd, 'operators', 'check', './limit-swap.ts')).toMatchObject({
    exitCode: 1,
    out: 'limit-swap, injects 1: both sides end the same on the witness: value 100\n1 operators, 2 examples, 1 that do not hold.\n',
  });
});

describe('a file that cannot be used gets one sentence that says where and why', () => {
  test.for([
    [
      'no kind',
      'kinds: [ts.SyntaxKind.CallExpression]',
      'kinds: []',
      /exports limitSwap, which is no operator: kinds: /u,
    ],
    [
      'no explanation',
      "trigger: 'It shows whenever the values differ.'",
      "trigger: ''",
      /at .*cap\.ts:2 makes no rewrite: explanation\.trigger: /u,
    ],
    [
      'an edit past the end',
      "edits: [replaceNode(name, 'max', context)]",
      "edits: [{ start: 0, end: 9999, text: '' }]",
      /makes an edit from 0 to 9999 in a file of \d+ characters/u,
    ],
    [
      'edits that overlap',
      "edits: [replaceNode(name, 'max', context)]",
      "edits: [replaceNode(node, '1', context), replaceNode(name, 'max', context)]",
      /makes edits that overlap at \d+/u,
    ],
    [
      'an error of its own',
      'if (node.arguments.length < 2) return;',
      "throw new Error('oops');",
      /limit-swap of \.\/limit-swap\.ts at .*cap\.ts:2 fails: oops/u,
    ],
    [
      'a name of the catalogue',
      "id: 'limit-swap'",
      "id: 'guard-drop'",
      /exports guard-drop, but the catalogue has an operator of that name/u,
    ],
    [
      'nothing that parses',
      'export const limitSwap: Operator = {',
      'export const limitSwap: = {',
      /\.\/limit-swap\.ts cannot be loaded: /u,
    ],
    ['no export', 'export const limitSwap', 'const limitSwap', /exports no operator/u],
  ] as const)('%s', async ([, from, to, sentence]) => {
    const cwd = await folderWith(from, to);
    const { exitCode, out, err } = await bebug(cwd, 'mutants', 'cap.ts', '--operators', './limit-swap.ts');
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(sentence);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test.for([
    [['operators', 'new', 'Limit Swap'], /"Limit Swap" is no id of an operator/u],
    [['operators', 'new', 'guard-drop'], /The catalogue has an operator called guard-drop already/u],
    [['operators', 'new', 'limit-swap'], /limit-swap\.ts is there already/u],
    [['operators', 'check', './nowhere.ts'], /nowhere\.ts cannot be read/u],
    [['operators', 'check'], /takes a file/u],
    [['operators', 'guard-drop', 'guard-weaken'], /guard-weaken is one too many/u],
  ] as const)('%j', async ([argv, sentence]) => {
    const { exitCode, err } = await bebug(await folderWith(), ...argv);
    expect(exitCode).toBe(2);
    expect(err).toMatch(sentence);
  });
});
