import type { Project } from '@bebug/engine';
import type { Oracle, TestOptions } from '@bebug/oracle';
import { BebugError } from '@bebug/core';
import type { Argv } from 'yargs';
import type { Io } from './io.ts';

export interface TestArguments {
  test?: string;
}

/** The option that names the projects' own tests. */
export function testOption<T>(parser: Argv<T>): Argv<T & TestArguments> {
  return parser.option('test', {
    type: 'string',
    describe:
      "command that runs the project's own tests, in its folder: they decide where nothing else proves a bug",
  }) as Argv<T & TestArguments>;
}

/** What `createOracle` is told of the tests. */
export function testsOf({ test }: TestArguments): { tests?: TestOptions } {
  if (test === undefined) return {};
  if (test.trim() === '') throw new BebugError('usage', '--test names no command.');
  return { tests: { command: test } };
}

/**
 * Run the tests of every project on its clean code, before anything is proved by them. Notes go to stderr.
 * @returns notes for the manifest, and hashes for the journal; both empty without a test command
 * @throws BebugError `tests-unusable`
 */
export async function openTests(
  oracle: Oracle,
  projects: readonly Project[],
  io: Io,
): Promise<{ notes: string[]; keys: string[] }> {
  const notes: string[] = [];
  const keys: string[] = [];
  for (const project of projects) {
    const opened = await oracle.openTests(project);
    if (opened === null) continue;
    keys.push(opened.key);
    for (const note of opened.notes) {
      notes.push(`${project.corpus.name}: ${note}`);
      io.err(`note: ${project.corpus.name}: ${note}\n`);
    }
  }
  return { notes, keys };
}
