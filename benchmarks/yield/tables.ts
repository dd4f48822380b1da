import { groupBy } from '@bebug/core';
import type { Witness } from '@bebug/core/truth';
import { markdownTable, percent } from '../markdown.ts';

/** One mutant and how its proof ended. */
export interface Row {
  readonly corpus: string;
  readonly file: string;
  readonly line: number;
  readonly function: string | null;
  readonly operator: string;
  readonly family: string;
  readonly diff: string;
  /** The code around gives it away, so that a set takes others first. */
  readonly isConspicuous: boolean;
  readonly outcome: string;
  readonly detail: string;
  readonly density: number | null;
  /** `null`: not proved. */
  readonly witness: Witness | null;
  readonly milliseconds: number;
}

/** Not in an exported function, nor in one that an export refers to: no user of the module can see it. */
const UNREACHABLE = 'not reachable from an export';

export function byPackage(rows: readonly Row[]): string {
  return shares('package', rows, ({ corpus }) => corpus);
}

export function byFamily(rows: readonly Row[]): string {
  return shares('family', rows, ({ family }) => family);
}

export function byReason(rows: readonly Row[]): string {
  const open = rows.filter((row) => !isProved(row));
  const groups = [...groupBy(open, ({ outcome }) => outcome)].sort(([, a], [, b]) => b.length - a.length);
  return markdownTable(
    ['why not', 'mutants', 'where'],
    groups.map(([reason, group]) => {
      const packages = [...groupBy(group, ({ corpus }) => corpus)]
        .sort(([, a], [, b]) => b.length - a.length)
        .map(([name, { length }]) => `${name} ${length}`);
      return [reason, group.length, packages.join(', ')];
    }),
  );
}

function shares(head: string, rows: readonly Row[], keyOf: (row: Row) => string): string {
  const groups = [...groupBy(rows, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return markdownTable(
    [head, 'compile-clean', 'reachable', 'proved', 'share', 'median ms'],
    [...groups, ['all', rows] as const].map(([name, group]) => {
      const reachable = group.filter(({ outcome }) => outcome !== UNREACHABLE);
      const proved = group.filter(isProved);
      const times = group.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
      return [
        name,
        group.length,
        reachable.length,
        proved.length,
        percent(proved.length, reachable.length),
        times[times.length >> 1] ?? 0,
      ];
    }),
  );
}

function isProved({ outcome }: Row): boolean {
  return outcome.startsWith('proved');
}
