import type { Argv } from 'yargs';
import { testOption } from './project-tests.ts';
import { sourceOptions } from './projects.ts';
import { selectionOptions } from './selection.ts';

/** Options of every command that proves the mutants of a source: which mutants, on which code, and how. */
export function proofOptions<T>(parser: Argv<T>) {
  return testOption(sourceOptions(selectionOptions(parser)))
    .option('workers', {
      type: 'number',
      describe: 'sandboxes at work at the same time; changes nothing but time',
    })
    .option('screen-cache', {
      type: 'boolean',
      default: true,
      describe:
        'keep what parser, compiler and linter say of mutants in the cache folder (screen/, which may be removed); --no-screen-cache asks them again',
    })
    .option('verbose', {
      type: 'boolean',
      default: false,
      describe: 'log every proof to stderr, as JSON Lines',
    });
}
