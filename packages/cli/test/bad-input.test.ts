import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bebug, SAMPLE, workFolder } from './console.ts';

/** One line: a sentence of ours, without a stack. */
const ONE_SENTENCE = /^bebug: [^\n]+\n$/u;

describe('bad input gets one clear sentence and exit code 2, and nothing is written', () => {
  test.for([
    ['a missing folder', {}, ['inject', 'nowhere', '--out', 'set'], /nowhere does not exist/u],
    [
      'a file that does not parse',
      { 'a.ts': 'export function (' },
      ['inject', '.', '--out', 'set'],
      /a\.ts:1 does not parse/u,
    ],
    [
      'a project that does not type-check',
      { 'tsconfig.json': '{}', 'a.ts': 'export const a: number = "x";' },
      ['inject', '.', '--out', 'set'],
      /a\.ts:1 does not type-check: TS2322/u,
    ],
    [
      'an empty corpus',
      { 'README.md': '' },
      ['inject', '.', '--out', 'set'],
      /holds no TypeScript or JavaScript file/u,
    ],
    [
      'an unknown operator',
      SAMPLE,
      ['inject', '.', '--out', 'set', '--operators', 'loop-bound-wide'],
      /"loop-bound-wide"; did you mean loop-bound-widen\?/u,
    ],
    [
      'an unknown family',
      SAMPLE,
      ['inject', '.', '--out', 'set', '--families', 'boundry'],
      /"boundry"; did you mean boundary\?/u,
    ],
    [
      'an unknown tier',
      SAMPLE,
      ['inject', '.', '--out', 'set', '--tiers', 'heard'],
      /"heard"; did you mean hard\?/u,
    ],
    ['an unknown operator to explain', {}, ['operators', 'guard-dropp'], /did you mean guard-drop\?/u],
    [
      'a count that is no number',
      SAMPLE,
      ['inject', '.', '--out', 'set', '--count', 'many'],
      /--count takes a whole number/u,
    ],
    [
      'controls only',
      SAMPLE,
      ['inject', '.', '--out', 'set', '--controls', '1'],
      /--controls takes a share/u,
    ],
    [
      'no workers at all',
      SAMPLE,
      ['inject', '.', '--out', 'set', '--workers', '0'],
      /--workers takes a whole number from 1 to 64/u,
    ],
    [
      'no bug in a task',
      SAMPLE,
      ['inject', '.', '--out', 'set', '--bugs-per-task', '0'],
      /--bugs-per-task takes a whole number from 1/u,
    ],
    [
      'half a bug in a task',
      SAMPLE,
      ['inject', '.', '--out', 'set', '--bugs-per-task', '1.5'],
      /--bugs-per-task takes a whole number from 1, not 1\.5/u,
    ],
    ['a proof of nothing', {}, ['prove', 'nowhere'], /nowhere does not exist/u],
    ['a proof of no mutant', SAMPLE, ['prove', '.', '--limit', '0'], /--limit takes a whole number from 1/u],
    ['a proof with a broken seed', SAMPLE, ['prove', '.', '--seed', '-1'], /--seed takes a whole number/u],
    ['a proof without workers', SAMPLE, ['prove', '.', '--workers', '0'], /--workers takes a whole number/u],
    [
      'a proof by an unknown operator',
      SAMPLE,
      ['prove', '.', '--operators', 'guard-dropp'],
      /did you mean guard-drop\?/u,
    ],
    [
      'a proof on code that does not type-check',
      { 'tsconfig.json': '{}', 'a.ts': 'export const a: number = "x";' },
      ['prove', '.'],
      /a\.ts:1 does not type-check: TS2322/u,
    ],
    ['a proof of a file that does not parse', { 'a.ts': 'export (' }, ['prove', 'a.ts'], /does not parse/u],
    [
      'a verification without workers',
      SAMPLE,
      ['verify', '.', '--workers', '0'],
      /--workers takes a whole number/u,
    ],
    [
      'draws that are none',
      SAMPLE,
      ['score', '.', 'run', '--draws', '0'],
      /--draws takes a whole number from 1/u,
    ],
    ['a score of nothing', {}, ['score'], /Name a bug set and at least one run/u],
    ['a plan for more than can differ', {}, ['score', '--plan', '50'], /--plan 50 must lie between/u],
    ['a plan for a set', SAMPLE, ['score', '.', '--plan', '5'], /--plan takes neither a set nor runs/u],
    [
      'a seed that is no number',
      SAMPLE,
      ['score', '.', 'run', '--seed', 'x'],
      /--seed takes a whole number/u,
    ],
    [
      'a text that is no code',
      { 'README.md': '# x' },
      ['mutants', 'README.md'],
      /README\.md holds no TypeScript or JavaScript/u,
    ],
    ['a package without a version', {}, ['mutants', 'npm:left-pad'], /does not name a package/u],
    ['a path out of a package', {}, ['mutants', 'npm:left-pad@1.3.0/../../etc'], /leaves its package/u],
    [
      'pins that are not there',
      SAMPLE,
      ['mutants', '.', '--pins', 'pins.json'],
      /pins\.json cannot be read/u,
    ],
    [
      'pins of another format',
      { ...SAMPLE, 'pins.json': '[]' },
      ['mutants', '.', '--pins', 'pins.json'],
      /pins\.json has not the expected format/u,
    ],
    ['a folder that is no set', SAMPLE, ['verify', '.'], /bugset\.json cannot be read/u],
    ['a command that does not exist', {}, ['injekt', '.'], /injekt|inject/u],
    ['no command', {}, [], /Name a command/u],
    ['an option that does not exist', SAMPLE, ['mutants', '.', '--sed', '3'], /Unknown argument: sed/u],
    ['a missing option', SAMPLE, ['inject', '.'], /Missing required argument: out/u],
  ] as [string, Record<string, string>, string[], RegExp][])('%s', async ([, files, argv, sentence]) => {
    const folder = await workFolder(files);
    const before = await readdir(folder);
    const { exitCode, out, err } = await bebug(folder, ...argv);
    expect(err).toMatch(sentence);
    expect(err).toMatch(ONE_SENTENCE);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(await readdir(folder)).toEqual(before);
  });

  test('an output folder that holds something is left alone', async () => {
    const folder = await workFolder({ ...SAMPLE, 'set/precious.txt': 'x' });
    const { exitCode, err } = await bebug(folder, 'inject', '.', '--out', 'set');
    expect([exitCode, err]).toEqual([2, expect.stringContaining('is not empty')]);
    expect(await readdir(join(folder, 'set'))).toEqual(['precious.txt']);
  });
});
