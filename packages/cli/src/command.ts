import type { Argv } from 'yargs';
import type { Io } from './io.ts';

/** One command as a list of all shows it; what it takes and does is loaded only once it is named. */
export interface CommandEntry {
  readonly usage: string;
  readonly describe: string;
  readonly load: () => Promise<Command>;
}

/** What a command takes, and what it does with the parsed arguments. */
export interface Command {
  // yargs threads the type of the arguments through its builder; across a table of commands that type is erased.
  readonly options: (parser: Argv) => Argv;
  readonly run: (args: Record<string, unknown>, io: Io) => Promise<number>;
}

/** A command whose `run` is checked against what its `options` declare. */
export function command<T>(definition: {
  readonly options: (parser: Argv) => Argv<T>;
  readonly run: (args: T, io: Io) => Promise<number>;
}): Command {
  return {
    options: definition.options,
    run: (args, io) => definition.run(args as T, io),
  };
}
