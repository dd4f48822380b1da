import { BebugError, FAMILIES, TIERS, type ErrorCode, type Family, type Tier } from '@bebug/core';
import { CATALOGUE, type Operator } from '@bebug/operators';
import { closest } from 'fastest-levenshtein';
import type { Argv } from 'yargs';
import { isOperatorFile, readOperatorFile } from './operator-files.ts';

/** What a user chose of the catalogue, and of operators of one's own. */
export interface Selection {
  readonly operators: readonly Operator[];
  readonly families: readonly Family[];
  readonly tiers: readonly Tier[];
  /** Operators of one's own → SHA-256 of their file. */
  readonly operatorFiles: Readonly<Record<string, string>>;
}

export interface SelectionArguments {
  operators?: string[];
  families?: string[];
  tiers?: string[];
}

/** Names of sets of operators. */
const SETS = new Map<string, (operator: Operator) => boolean>([
  ['stable', ({ status }) => status === 'stable'],
  ['nursery', ({ status }) => status === 'nursery'],
  ['all', () => true],
]);

/** The options that choose operators; lists are separated by commas or spaces. */
export function selectionOptions<T>(parser: Argv<T>): Argv<T & SelectionArguments> {
  return parser
    .option('operators', {
      type: 'string',
      array: true,
      describe: `only these operators: ids, files with operators of your own, ${[...SETS.keys()].join(', ')} (default: stable)`,
    })
    .option('families', { type: 'string', array: true, describe: 'only these families' })
    .option('tiers', {
      type: 'string',
      array: true,
      describe: `only these tiers: ${TIERS.join(', ')}`,
    }) as Argv<T & SelectionArguments>;
}

/**
 * `cwd` is where paths of files with operators start.
 * @throws BebugError `operator-unknown`, `operator-file`, `file-missing`, `family-unknown`, `usage`
 */
export async function select(args: SelectionArguments, cwd: string): Promise<Selection> {
  const families = chosen(args.families, FAMILIES, 'family-unknown', 'family');
  const tiers = chosen(args.tiers, TIERS, 'usage', 'tier');
  const names = split(args.operators ?? ['stable']);
  const ids = chosen(
    names.filter((name) => !isOperatorFile(name)),
    [...CATALOGUE.map((operator) => operator.id), ...SETS.keys()],
    'operator-unknown',
    'operator',
  );
  const own = new Map<string, { operator: Operator; sha256: string }>();
  for (const name of names.filter(isOperatorFile)) {
    const file = await readOperatorFile(name, cwd);
    for (const operator of file.operators) {
      if (own.has(operator.id))
        throw new BebugError('operator-file', `${name} exports ${operator.id}, and so does another file.`);
      own.set(operator.id, { operator, sha256: file.sha256 });
    }
  }
  const isNamed = (operator: Operator): boolean =>
    ids.includes(operator.id) || ids.some((name) => SETS.get(name)?.(operator) === true);
  const operators = [
    ...CATALOGUE.filter(isNamed),
    ...[...own.values()].map(({ operator }) => operator),
  ].filter(({ family }) => families.includes(family));
  if (operators.length === 0)
    throw new BebugError('usage', 'No operator is left: --operators and --families exclude each other.');
  const operatorFiles = Object.fromEntries([...own].map(([id, { sha256 }]) => [id, sha256]));
  return { operators, families, tiers, operatorFiles };
}

function split(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

function chosen<T extends string>(
  values: string[] | undefined,
  known: readonly T[],
  code: ErrorCode,
  noun: string,
): T[] {
  if (values === undefined) return [...known];
  const names = split(values);
  for (const name of names)
    if (!(known as readonly string[]).includes(name)) throw unknown(code, noun, name, known);
  return known.filter((one) => names.includes(one));
}

/** An error that suggests the nearest known name. */
export function unknown(code: ErrorCode, noun: string, name: string, known: readonly string[]): BebugError {
  return new BebugError(
    code,
    `There is no ${noun} called ${JSON.stringify(name)}; did you mean ${closest(name, known)}?`,
  );
}
