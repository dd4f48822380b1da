import { posix } from 'node:path';
import { BebugError } from '@bebug/core';
import { expandScripts } from './scripts.ts';
import { quoted, simpleCommands, type SimpleCommand } from './shell-text.ts';

type RunnerName = 'vitest' | 'jest' | 'mocha' | 'node:test';

/** A test command as it will be run. */
export interface TestCommand {
  /** As the user wrote it. */
  readonly text: string;
  /** Runners that are asked to report; without any, the exit code decides. */
  readonly runners: readonly RunnerName[];
  /** For the witness: the runners' names, or `exit code`. */
  readonly runner: string;
  /** The shell text that runs it, and writes its reports into `folder`. */
  reporting(folder: string): { readonly shell: string; readonly nodeOptions: string };
}

/** Programs in front of the one that matters, and words of theirs. */
const WRAPPERS = new Set(['npx', 'pnpm', 'yarn', 'bunx', 'exec', 'run', 'cross-env', 'env', 'c8', 'nyc']);
/** Programs whose "no" is not a failing test: an exit code would mix them up. */
const NOT_TESTS = /^(?:eslint|xo|standard|prettier|biome|oxlint|tslint|tsc|tsd|knip|c8|nyc|attw|publint)$/u;

/**
 * Read a test command: scripts of package.json are looked up, and vitest, jest, mocha and node:test are found in it.
 * @throws BebugError `tests-unusable`
 */
export function readTestCommand(text: string, scripts: Readonly<Record<string, string>>): TestCommand {
  const shell = expandScripts(text, scripts);
  const commands = simpleCommands(shell);
  const found = commands.flatMap((command) => findRunner(command) ?? []);
  if (found.length === 0) refuseOtherChecks(text, commands);
  const runners = [...new Set(found.map(({ runner }) => runner))].sort();
  return {
    text,
    runners,
    runner: runners.length === 0 ? 'exit code' : runners.join(' + '),
    reporting(folder) {
      let reporting = shell;
      for (const [index, { runner, after, end }] of [...found.entries()].reverse()) {
        const [place, words] = reportArguments(runner, folder, index) ?? ['after', ''];
        const at = place === 'after' ? after : end;
        reporting = `${reporting.slice(0, at)}${words}${reporting.slice(at)}`;
      }
      const own = found.filter(({ runner }) => runner === 'node:test');
      return {
        shell: reporting,
        nodeOptions:
          own.length === 0 ? '' : nodeReporter(folder, Math.max(...own.map((one) => one.reporters))),
      };
    },
  };
}

interface Found {
  readonly runner: RunnerName;
  /** Ends of the runner's own word, and of its last argument. */
  readonly after: number;
  readonly end: number;
  /** Reporters of node:test that the command names without saying where they write. */
  readonly reporters: number;
}

function findRunner(command: SimpleCommand): Found | null {
  const end = command.at(-1)!.end;
  let isNode = false;
  for (const { text, end: after } of command) {
    const program = posix.basename(text).replace(/\.[cm]?js$/u, '');
    if (isNode && text === '--test') {
      const count = (name: string): number =>
        command.filter((word) => word.text === name || word.text.startsWith(`${name}=`)).length;
      const reporters = count('--test-reporter') - count('--test-reporter-destination');
      return { runner: 'node:test', after, end, reporters };
    }
    if (program === 'vitest' || program === 'jest') return { runner: program, after, end, reporters: 0 };
    if (program === 'mocha' || program === '_mocha') return { runner: 'mocha', after, end, reporters: 0 };
    if (program === 'node' || program === 'tsx') isNode = true;
    // Options of node may carry their value as a word of its own: a runner's script is looked for in all of them.
    else if (!isNode && !/^[A-Za-z_]\w*=|^-/u.test(text) && !WRAPPERS.has(program)) return null;
  }
  return null;
}

function reportArguments(
  runner: RunnerName,
  folder: string,
  index: number,
): readonly ['after' | 'end', string] | null {
  const file = quoted(`${folder}/${runner}-${index}.json`);
  switch (runner) {
    case 'vitest':
      return ['after', ` --reporter=json --outputFile=${file}`];
    case 'jest':
      return ['after', ` --json --outputFile=${file} --ci --watchAll=false`];
    case 'mocha':
      return ['end', ` --reporter ${quoted(`${folder}/mocha-reporter.cjs`)}`];
    case 'node:test':
      return null;
  }
}

/** Every reporter needs a destination as soon as one has it; ours says nothing on stdout. */
function nodeReporter(folder: string, others: number): string {
  const ours = `--test-reporter=${folder}/node-reporter.mjs --test-reporter-destination=stdout`;
  return ours + ' --test-reporter-destination=stdout'.repeat(Math.max(0, others));
}

function refuseOtherChecks(text: string, commands: readonly SimpleCommand[]): void {
  for (const command of commands) {
    const check = command.find((word) => NOT_TESTS.test(posix.basename(word.text)));
    if (!check) continue;
    throw new BebugError(
      'tests-unusable',
      `${JSON.stringify(text)} is judged by its exit code, and also runs ${check.text}, whose opinion is no proof.`,
      { hint: 'Name the command that runs the tests alone.' },
    );
  }
}
