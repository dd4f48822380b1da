import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BebugError } from '@bebug/core';
import type { Enclosure } from '../tests/enclosure.ts';
import { quoted } from '../tests/shell-text.ts';
import { Suite, type Verdict } from '../tests/suite.ts';

export interface TestRequest {
  /** Path → text of the clean module, of what it imports and of the project's package.json. */
  readonly files: ReadonlyMap<string, string>;
  /** The module under test. */
  readonly file: string;
  /** A file of tests for node:test, and the names of these. */
  readonly tests: { readonly path: string; readonly text: string; readonly names: readonly string[] };
  /** Texts that stand in the place of the module, one after the other. */
  readonly variants: readonly string[];
}

export interface TestResults {
  /** Names of tests that pass on the clean code, twice. */
  readonly passing: ReadonlySet<string>;
  /** Of each variant, the tests among those that fail; `null` where its run said nothing. */
  readonly failing: readonly (ReadonlySet<string> | null)[];
}

/** Run a file of tests on a module and on variants of it, enclosed as a project's own tests are; `null` when none passes on the clean code. */
export async function runPrintedTests(
  { files, file, tests, variants }: TestRequest,
  enclosure: Enclosure,
): Promise<TestResults | null> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'bebug-printed-')));
  try {
    for (const [path, text] of [...files, [tests.path, tests.text] as const]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const suite = await openSuite(folder, `node --test ${quoted(tests.path)}`, enclosure);
    if (suite === null) return null;
    try {
      const passing = new Set(tests.names.filter((name) => suite.passes(`${tests.path} > ${name}`)));
      const failing: (ReadonlySet<string> | null)[] = [];
      for (const text of variants) {
        const verdict = await suite.run({ path: file, text });
        failing.push(failingOf(verdict, tests, passing));
      }
      return { passing, failing };
    } finally {
      await suite.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Code that cannot be run this way is an expected outcome here. */
async function openSuite(folder: string, command: string, enclosure: Enclosure): Promise<Suite | null> {
  try {
    return await Suite.open(folder, command, enclosure);
  } catch (error) {
    if (error instanceof BebugError && error.code === 'tests-unusable') return null;
    throw error;
  }
}

function failingOf(
  verdict: Verdict,
  { path, names }: TestRequest['tests'],
  passing: ReadonlySet<string>,
): ReadonlySet<string> | null {
  if (verdict.kind === 'open') return null;
  return new Set(names.filter((name) => passing.has(name) && verdict.failed.has(`${path} > ${name}`)));
}
