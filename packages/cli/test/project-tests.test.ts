import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { manifestSchema } from '@bebug/core/truth';
import { describe, expect, test } from 'vitest';
import { bebug, workFolder } from './console.ts';

/** The sandbox hands no child processes out: nothing but the tests can run this module. */
const PROJECT = {
  'package.json':
    '{"name":"clamped","version":"1.0.0","type":"module","scripts":{"test":"node --test test"}}\n',
  'src/clamp.js': `import { execPath } from 'node:process';
import { spawnSync } from 'node:child_process';

/** @param {number} value @param {number} low @param {number} high */
export function clamp(value, low, high) {
  if (low > high) throw new RangeError('low is above high');
  if (value < low) return low;
  return value > high ? high : value;
}

export const version = spawnSync(execPath, ['-v']).stdout;
`,
  'test/clamp.test.js': `import assert from 'node:assert';
import test from 'node:test';
import { clamp } from '../src/clamp.js';
test('stays inside', () => { assert.equal(clamp(5, 1, 3), 3); assert.equal(clamp(0, 1, 3), 1); assert.equal(clamp(2, 1, 3), 2); });
test('refuses a range upside down', () => assert.throws(() => clamp(1, 3, 1), RangeError));
test('an empty range is a range', () => assert.equal(clamp(7, 2, 2), 2));
`,
};
const INJECT = [
  'inject',
  'src',
  '--out',
  'set',
  '--count',
  '2',
  '--families',
  'condition,boundary',
  '--tiers',
  'hard',
];
const COMMAND = ['--test', 'node --test'];

describe('the project’s own tests', () => {
  test('prove what nothing else can run, and verify says aloud when it did not run them', async () => {
    const folder = await workFolder(PROJECT);
    const without = await bebug(folder, ...INJECT);
    expect(without.exitCode).toBe(1);
    const made = await bebug(folder, ...INJECT, ...COMMAND);
    expect(made.err).toContain('3 tests of "node --test" pass on the clean code');
    expect(made.exitCode).toBe(0);
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(join(folder, 'set/bugset.json'), 'utf8')),
    );
    expect(manifest.options.test).toBe('node --test');
    expect(manifest.sandbox.join(' ')).toContain('project tests:');
    const listed = await bebug(folder, 'show', 'set', '--json');
    expect(
      (JSON.parse(listed.out) as { witness: { kind: string }; tier: string }[]).map(
        ({ witness }) => witness.kind,
      ),
    ).toEqual(['tests', 'tests']);

    const alone = await bebug(folder, 'verify', 'set');
    expect(alone.exitCode).toBe(1);
    expect(alone.out.match(/not run again/gu)).toHaveLength(2);
    const again = await bebug(folder, 'verify', 'set', ...COMMAND, '--project', 'src');
    expect(again.out).toContain('every proof holds');
    expect(again.exitCode).toBe(0);
    const other = await bebug(folder, 'verify', 'set', '--test', 'node --test test', '--project', 'src');
    expect(other.exitCode).toBe(1);
    expect(other.out).toContain('another test command');
  });

  test.for([
    ['a command that does not exist', ['--test', 'no-such-program'], /names a command that does not exist/u],
    ['a command that runs no test', ['--test', 'node --test none-such/*.js'], /clean code/u],
    ['an empty command', ['--test', ' '], /--test names no command/u],
  ] as const)('%s is one sentence and exit code 2', async ([, args, sentence]) => {
    const { exitCode, err } = await bebug(await workFolder(PROJECT), ...INJECT, ...args);
    expect(exitCode).toBe(2);
    expect(err).toMatch(sentence);
    expect(err).toMatch(/^bebug: [^\n]+\n$/u);
  });
});
