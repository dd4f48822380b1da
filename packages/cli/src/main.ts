import { BebugError, ERRORS, VERSION } from '@bebug/core';
import yargs from 'yargs';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { Io } from './io.ts';

/**
 * Run one command line.
 * @returns the exit code: 0 done, 1 done but the answer is no, 2 wrong use or bad input, 70 a bug of ours, 130 interrupted
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return explain(error, io);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  // The parser only chooses: what it throws is wrong use, and what a command throws, or fails to load, is not.
  const chosen: { command: Promise<Command> | null; args: Record<string, unknown> | null } = {
    command: null,
    args: null,
  };
  const parser = yargs([...argv])
    .scriptName('bebug')
    .usage(
      '$0 COMMAND\n\nPlant graded, proved bugs in clean TypeScript and JavaScript, and measure who finds them.',
    )
    .version(VERSION)
    .strict()
    .exitProcess(false)
    .fail(false)
    .wrap(Math.min(110, io.width))
    .demandCommand(1, 'Name a command.')
    .recommendCommands();
  for (const { usage, describe, load } of COMMANDS) {
    parser.command(
      usage,
      describe,
      async (named) => {
        chosen.command = load();
        return (await chosen.command).options(named);
      },
      (args) => {
        refuseRepeated(args);
        chosen.args = args;
      },
    );
  }
  // yargs prints help and version through its callback, so that nothing bypasses `io`.
  let printed = '';
  try {
    await parser.parseAsync([...argv], {}, (_error, _args, output) => {
      printed = output;
    });
  } catch (error) {
    await chosen.command;
    const sentence = error instanceof Error ? error.message.replaceAll(/\s*\n\s*/gu, ' ') : String(error);
    throw new BebugError('usage', sentence.endsWith('?') ? `Unknown command. ${sentence}` : sentence, {
      cause: error,
    });
  }
  if (printed !== '') {
    await io.out(`${printed}\n`);
    return 0;
  }
  const { command, args } = chosen;
  if (command === null || args === null) throw new BebugError('usage', 'Name a command.');
  return (await command).run(args, io);
}

/** Arguments that take several values; a new one is named here. */
const LISTS: ReadonlySet<string> = new Set([
  '_',
  'source',
  'file',
  'run',
  'operators',
  'families',
  'tiers',
  'project',
  'only-tasks',
  'onlyTasks',
  'name',
  'pass-env',
  'passEnv',
  'runs',
  'twins',
]);

/** The parser gathers an option that is given twice in a list, which no command expects. */
function refuseRepeated(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    if (Array.isArray(value) && !LISTS.has(name)) throw new Error(`--${name} was given more than once.`);
  }
}

/** One clear sentence for what went wrong: what, where, what to do. */
function explain(error: unknown, io: Io): number {
  if (io.signal.aborted) {
    io.err('Interrupted; run the same command again to go on.\n');
    return 130;
  }
  if (error instanceof BebugError) {
    io.err(`bebug: ${error.message} ${error.hint}\n`);
    return error.exitCode;
  }
  io.err(
    `bebug: ${ERRORS.internal.title}. ${ERRORS.internal.hint}\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return ERRORS.internal.exitCode;
}
