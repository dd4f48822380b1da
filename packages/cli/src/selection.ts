import { BebugError, FAMILIES, TIERS, type ErrorCode, type Family, type Tier } from '@bebug/core';
import { CATALOGUE, type Operator } from '@bebug/operators';
import { closest } from 'fastest-levenshtein';
import type { Argv } from 'yargs';

/** What a user chose of the catalogue. */
export interface Selection {
  readonly operators: readonly Operator[];
  readonly families: readonly Family[];
  readonly tiers: readonly Tier[];
}

/** The options that choose operators; lists are separated by commas or spaces. */
export function selectionOptions<T>(
  parser: Argv<T>,
): Argv<T & { operators?: string[]; families?: string[]; tiers?: string[] }> {
  return parser
    .option('operators', {
      type: 'string',
      array: true,
      describe: 'only these operators (default: all stable ones)',
    })
    .option('families', { type: 'string', array: true, describe: 'only these families' })
    .option('tiers', {
      type: 'string',
      array: true,
      describe: `only these tiers: ${TIERS.join(', ')}`,
    }) as Argv<T & { operators?: string[]; families?: string[]; tiers?: string[] }>;
}

/** @throws BebugError `operator-unknown`, `family-unknown`, `usage` */
export function select(
  args: { operators?: string[]; families?: string[]; tiers?: string[] },
  catalogue: readonly Operator[] = CATALOGUE,
): Selection {
  const families = chosen(args.families, FAMILIES, 'family-unknown', 'family');
  const tiers = chosen(args.tiers, TIERS, 'usage', 'tier');
  const ids = catalogue.map((operator) => operator.id);
  const named =
    args.operators === undefined
      ? null
      : new Set(chosen(args.operators, ids, 'operator-unknown', 'operator'));
  const operators = catalogue.filter(
    (operator) =>
      (named === null ? operator.status === 'stable' : named.has(operator.id)) &&
      families.includes(operator.family),
  );
  if (operators.length === 0)
    throw new BebugError('usage', 'No operator is left: --operators and --families exclude each other.');
  return { operators, families, tiers };
}

function chosen<T extends string>(
  values: string[] | undefined,
  known: readonly T[],
  code: ErrorCode,
  noun: string,
): T[] {
  if (values === undefined) return [...known];
  const names = values.flatMap((value) => value.split(',')).filter((value) => value !== '');
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
