import { groupBy } from '@bebug/core';
import { wilson } from '@bebug/scorer';
import { markdownTable, percent } from '../markdown.ts';
import { count, mostFirst } from '../tally.ts';
import type { Duplicates } from './duplicates.ts';

/** One candidate as the compiler sees it. */
export interface Row {
  readonly corpus: string;
  readonly operator: string;
  /** Drawn at random from all candidates of its package; otherwise a further one, for an operator that was rarely drawn. */
  readonly isDrawn: boolean;
  readonly file: string;
  readonly line: number;
  readonly diff: string;
  /** What the compiler says of it and not of the clean project. */
  readonly diagnostics: readonly string[];
}

export interface PackageDuplicates extends Duplicates {
  readonly corpus: string;
}

export function byPackage(rows: readonly Row[], duplicates: readonly PackageDuplicates[]): string {
  const drawn = groupBy(
    rows.filter(({ isDrawn }) => isDrawn),
    ({ corpus }) => corpus,
  );
  const line = (name: string, group: readonly Row[], own: readonly Duplicates[]): (string | number)[] => {
    const total = (of: (one: Duplicates) => number): number => own.reduce((sum, one) => sum + of(one), 0);
    const candidates = total((one) => one.candidates);
    const compiling = group.filter(compiles).length;
    const [low, high] = wilson(compiling, group.length) ?? [0, 0];
    return [
      name,
      group.length,
      compiling,
      `${percent(compiling, group.length, 1)} (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`,
      candidates,
      percent(
        total((one) => one.sameText),
        candidates,
        1,
      ),
      percent(
        total((one) => one.sameForm),
        candidates,
        1,
      ),
    ];
  };
  return markdownTable(
    ['package', 'drawn', 'compile', 'share', 'compared', 'same text', 'same normal form'],
    [
      ...duplicates.map((one) => line(one.corpus, drawn.get(one.corpus) ?? [], [one])),
      line('**all**', [...drawn.values()].flat(), duplicates),
      // Plain JavaScript is hardly checked at all.
      line(
        '**TypeScript only**',
        [...drawn.values()].flat().filter(({ file }) => file.endsWith('.ts')),
        [],
      ),
    ],
  );
}

/** The least compiling first; `fired` holds every operator of the catalogue. */
export function byOperator(rows: readonly Row[], fired: ReadonlyMap<string, number>): string {
  const judged = groupBy(rows, ({ operator }) => operator);
  const lines = [...fired].map(([operator, times]) => {
    const group = judged.get(operator) ?? [];
    return { operator, times, judged: group.length, compiling: group.filter(compiles).length };
  });
  // Those that are not judged come last.
  lines.sort(
    (a, b) =>
      share(a) - share(b) || b.judged - a.judged || a.times - b.times || (a.operator < b.operator ? -1 : 1),
  );
  return markdownTable(
    ['operator', 'candidates', 'judged', 'compile', 'share'],
    lines.map(({ operator, times, judged: number, compiling }) => [
      operator,
      times,
      number,
      compiling,
      percent(compiling, number),
    ]),
  );
}

function share({ judged, compiling }: { readonly judged: number; readonly compiling: number }): number {
  return judged === 0 ? 1 : compiling / judged;
}

/** What the compiler says first of those that it refuses, the most frequent first. */
export function byRule(rows: readonly Row[]): string {
  const refused = rows.filter((row) => !compiles(row));
  const groups = groupBy(refused, ({ diagnostics }) => diagnostics[0]!.split(' ')[0]!);
  return markdownTable(
    ['diagnostic', 'candidates', 'operators'],
    mostFirst(new Map([...groups].map(([rule, { length }]) => [rule, length]))).map(([rule, times]) => {
      const operators = new Map<string, number>();
      for (const { operator } of groups.get(rule)!) count(operators, operator);
      return [
        rule,
        times,
        mostFirst(operators)
          .map(([operator, number]) => `${operator} ${number}`)
          .join(', '),
      ];
    }),
  );
}

/** Which operators make the same, the most frequent first. */
export function byPair(duplicates: readonly Duplicates[]): string {
  const pairs = new Map<string, number>();
  for (const one of duplicates) for (const [pair, times] of one.pairs) count(pairs, pair, times);
  return markdownTable(['the same normal form', 'times'], mostFirst(pairs));
}

function compiles({ diagnostics }: Row): boolean {
  return diagnostics.length === 0;
}
