import { groupBy } from '@bebug/core';
import { operatorById } from '@bebug/operators';
import { wilson } from '@bebug/scorer';
import { markdownTable, percent } from '../markdown.ts';

/** What one tool makes of one fix. */
export interface Attempt {
  readonly candidates: number;
  /** Operators or mutators that make the buggy code, up to white space. */
  readonly space: readonly string[];
  /** … up to layout: see `tokens.ts`. */
  readonly layout: readonly string[];
  /** Operators or mutators that edit where the fix changed something, whatever they make of it. */
  readonly there: readonly string[];
  /** Why the tool cannot read the code; `null`: it can. */
  readonly failure: string | null;
}

export interface Row {
  readonly id: string;
  readonly reach: string;
  readonly rewrite: string;
  readonly category: string;
  readonly bebug: Attempt;
  readonly stryker: Attempt;
}

const HEAD = ['bugs', 'bebug', 'up to layout', 'Stryker', 'up to layout'];

/** Shares with their 95 % intervals (Wilson), and how many candidates they took. */
export function totals(groups: readonly (readonly [name: string, rows: readonly Row[]])[]): string {
  const tools = [
    ['bebug', ({ bebug }: Row): Attempt => bebug],
    ['Stryker', ({ stryker }: Row): Attempt => stryker],
  ] as const;
  const lines = groups.flatMap(([name, rows]) =>
    tools.map(([tool, of]) => {
      const attempts = rows.map(of);
      const space = attempts.filter(isMade).length;
      const [low, high] = wilson(space, rows.length) ?? [0, 0];
      const candidates = attempts.reduce((sum, attempt) => sum + attempt.candidates, 0);
      return [
        name,
        tool,
        `${space} of ${rows.length}`,
        `**${percent(space, rows.length)}** (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`,
        percent(attempts.filter(isMadeUpToLayout).length, rows.length),
        (candidates / Math.max(1, rows.length)).toFixed(0),
        attempts.filter(({ failure }) => failure !== null).length,
      ];
    }),
  );
  return markdownTable(
    ['bugs', 'tool', 'made again', 'share', 'up to layout', 'candidates a bug', 'not read'],
    lines,
  );
}

/** The same by `keyOf`, the most frequent first. */
export function shares(head: string, rows: readonly Row[], keyOf: (row: Row) => string): string {
  const groups = [...groupBy(rows, keyOf)].sort(
    ([a, { length: m }], [b, { length: n }]) => n - m || (a < b ? -1 : 1),
  );
  return markdownTable(
    [head, ...HEAD],
    groups.map(([name, group]) => [
      name,
      group.length,
      group.filter(({ bebug }) => isMade(bebug)).length,
      group.filter(({ bebug }) => isMadeUpToLayout(bebug)).length,
      group.filter(({ stryker }) => isMade(stryker)).length,
      group.filter(({ stryker }) => isMadeUpToLayout(stryker)).length,
    ]),
  );
}

/** Bugs that no operator makes, or makes up to layout only: what an operator's writer looks for next. */
export function missing(rows: readonly Row[]): string {
  const open = rows.filter(({ bebug }) => !isMade(bebug));
  return markdownTable(
    ['not made again', 'rewrite', 'category', 'up to layout by', 'edit there'],
    [...open]
      .sort((a, b) => (a.rewrite < b.rewrite ? -1 : a.rewrite > b.rewrite ? 1 : a.id < b.id ? -1 : 1))
      .map(({ id, rewrite, category, bebug }) => [
        id,
        rewrite,
        category,
        bebug.layout.join(', '),
        bebug.there.filter(isNoSlip).join(', '),
      ]),
  );
}

/** A slip that does not parse is at every bracket and name, and says nothing of what is missing. */
function isNoSlip(id: string): boolean {
  return operatorById(id)?.family !== 'syntax';
}

function isMade({ space }: Attempt): boolean {
  return space.length > 0;
}

function isMadeUpToLayout({ layout }: Attempt): boolean {
  return layout.length > 0;
}
