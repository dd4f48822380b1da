import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { BebugError, sha256 } from '@bebug/core';
import { readTestCommand, type TestCommand } from './command.ts';
import { copyProject, removeCopy, type Copy } from './copy.ts';
import type { Enclosure } from './enclosure.ts';
import { runTests, type Change, type TestRun } from './run.ts';

/** Time for the first clean run; a later run gets a multiple of what the clean ones took, and at least the margin. */
const FIRST_RUN = 600_000;
const SLOWER = 4;
const MARGIN = 15_000;
/** Exit codes from here on belong to the shell, not to a runner: not found, not executable, killed by a signal. */
const SHELL_CODES = 124;
/** Stands for a test where the exit code is all there is. */
const WHOLE = 'the whole command';

/** What a run says, test by test; `open`: nothing, and why. */
export type Verdict =
  | {
      readonly kind: 'said';
      readonly passed: ReadonlySet<string>;
      readonly failed: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'open'; readonly why: string };

/** A project's own tests, with what they say of the clean code. */
export class Suite {
  readonly command: TestCommand;
  /** What was left out, in plain words. */
  readonly notes: readonly string[];
  /** A test differed between the two clean runs: chance must be ruled out with more care. */
  readonly restless: boolean;
  readonly #copy: Copy;
  readonly #enclosure: Enclosure;
  readonly #passing: ReadonlySet<string>;
  readonly #leftOut: ReadonlySet<string>;
  readonly #milliseconds: number;

  private constructor(
    copy: Copy,
    command: TestCommand,
    enclosure: Enclosure,
    base: Baseline & { milliseconds: number },
  ) {
    this.command = command;
    this.notes = base.notes;
    this.#copy = copy;
    this.#enclosure = enclosure;
    this.#passing = base.passing;
    this.#leftOut = base.leftOut;
    this.restless = base.flaky > 0;
    this.#milliseconds = base.milliseconds;
  }

  /**
   * Copy the project of which `folder` is a part, and run its tests twice on the clean code.
   * @throws BebugError `tests-unusable`
   */
  static async open(folder: string, text: string, enclosure: Enclosure): Promise<Suite> {
    const { root, scripts } = await packageOf(folder);
    const command = readTestCommand(text, scripts);
    const copy = await copyProject(root, { dependencies: !enclosure.mounts });
    try {
      const first = await runTests(copy, command, enclosure, null, FIRST_RUN);
      const before = cleanVerdict(command, first);
      const second = await runTests(copy, command, enclosure, null, FIRST_RUN);
      const after = cleanVerdict(command, second);
      const base = baseline(command, before, after);
      const milliseconds = Math.max(first.milliseconds, second.milliseconds) * SLOWER + MARGIN;
      return new Suite(copy, command, enclosure, { ...base, milliseconds });
    } catch (error) {
      await removeCopy(copy);
      throw error;
    }
  }

  /** Hash over all that a verdict depends on, dependencies left out. */
  get key(): string {
    return sha256(JSON.stringify([this.command.text, this.#copy.hash]));
  }

  /** Tests that pass on the clean code. */
  get size(): number {
    return this.#passing.size;
  }

  /** True for a test that passed on the clean code; false for what was never seen there, as a hook that fails. */
  passes(test: string): boolean {
    return this.#passing.has(test);
  }

  /** Path of a file below `folder`, as the suite's project knows it. */
  pathOf(folder: string, file: string): string {
    return relative(this.#copy.root, join(folder, file)).split(sep).join('/');
  }

  /** Text of a file of the clean copy; `null` when there is none. */
  text(path: string): Promise<string | null> {
    return readText(join(this.#copy.snapshot, path));
  }

  /** Run on the clean code (`null`) or with one changed file. Tests that fail on the clean code, or are flaky, are left out. */
  async run(change: Change | null): Promise<Verdict> {
    const verdict = verdictOf(
      this.command,
      await runTests(this.#copy, this.command, this.#enclosure, change, this.#milliseconds),
    );
    if (verdict.kind === 'open') return verdict;
    const failed = new Map([...verdict.failed].filter(([test]) => !this.#leftOut.has(test)));
    return { kind: 'said', passed: verdict.passed, failed };
  }

  close(): Promise<void> {
    return removeCopy(this.#copy);
  }
}

function verdictOf({ runners }: TestCommand, { ending, report }: TestRun): Verdict {
  if (ending.kind === 'breach') return { kind: 'open', why: `the tests were stopped: ${ending.why}` };
  if (ending.code >= SHELL_CODES)
    return { kind: 'open', why: `the tests ended with exit code ${ending.code}` };
  if (runners.length > 0) {
    if (report === null)
      return { kind: 'open', why: `the tests ended with exit code ${ending.code} and no report` };
    return { kind: 'said', passed: report.passed, failed: report.failed };
  }
  return ending.code === 0
    ? { kind: 'said', passed: new Set([WHOLE]), failed: new Map() }
    : { kind: 'said', passed: new Set(), failed: new Map([[WHOLE, `exit code ${ending.code}`]]) };
}

function cleanVerdict(
  command: TestCommand,
  run: TestRun,
): Extract<Verdict, { kind: 'said' }> & { idle: ReadonlySet<string> } {
  const { ending, tail, report } = run;
  const said = JSON.stringify(command.text);
  const last =
    tail
      .split('\n')
      .findLast((line) => line.trim() !== '')
      ?.trim()
      .slice(0, 200) ?? '';
  const refuse = (what: string): never => {
    throw new BebugError(
      'tests-unusable',
      `${said} ${what} on the clean code${last === '' ? '' : ` (${last})`}.`,
    );
  };
  if (ending.kind === 'exit' && ending.code === 127)
    refuse('names a command that does not exist, or ends so');
  const verdict = verdictOf(command, run);
  if (verdict.kind === 'open') return refuse(`proves nothing: ${verdict.why},`);
  if (verdict.passed.size === 0 && verdict.failed.size === 0) refuse('runs no test');
  if (verdict.passed.size === 0) refuse('fails entirely');
  return { ...verdict, idle: report?.idle ?? new Set() };
}

interface Baseline {
  readonly passing: Set<string>;
  readonly leftOut: Set<string>;
  /** How many of those left out differ between two runs. */
  readonly flaky: number;
  readonly notes: readonly string[];
}

function baseline(
  { text }: TestCommand,
  before: ReturnType<typeof cleanVerdict>,
  after: ReturnType<typeof cleanVerdict>,
): Baseline {
  const passing = new Set([...before.passed].filter((test) => after.passed.has(test)));
  const notPassing = (one: typeof before): string[] => [...one.failed.keys(), ...one.idle];
  const leftOut = new Set([...notPassing(before), ...notPassing(after)]);
  for (const test of [...before.passed, ...after.passed]) if (!passing.has(test)) leftOut.add(test);
  const failing = notPassing(before).filter((test) => notPassing(after).includes(test)).length;
  const flaky = leftOut.size - failing;
  if (passing.size === 0)
    throw new BebugError('tests-unusable', `${JSON.stringify(text)} passes no test twice on the clean code.`);
  const notes = [`${passing.size} tests of ${JSON.stringify(text)} pass on the clean code.`];
  if (failing > 0) notes.push(`${failing} of its tests fail on the clean code and are left out.`);
  if (flaky > 0)
    notes.push(`${flaky} of its tests differ between two runs on the clean code and are left out.`);
  return { passing, leftOut, flaky, notes };
}

/** The nearest folder upwards with a package.json, and its scripts; without one, the folder itself. */
async function packageOf(folder: string): Promise<{ root: string; scripts: Record<string, string> }> {
  for (let root = folder; ; root = dirname(root)) {
    const text = await readText(join(root, 'package.json'));
    if (text !== null) return { root, scripts: scriptsOf(text, join(root, 'package.json')) };
    if (root === dirname(root)) return { root: folder, scripts: {} };
  }
}

function scriptsOf(text: string, path: string): Record<string, string> {
  let manifest: { scripts?: Record<string, unknown> } | null;
  try {
    manifest = JSON.parse(text) as typeof manifest;
  } catch (error) {
    throw new BebugError('tests-unusable', `${path} is not JSON.`, { cause: error });
  }
  return Object.fromEntries(
    Object.entries(manifest?.scripts ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** `null`: there is no such file. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
