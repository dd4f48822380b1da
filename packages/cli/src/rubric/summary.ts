import { CRITERIA, type Criterion } from '@bebug/core';
import type { Io } from '../io.ts';
import { readMarks } from '../judgements.ts';
import { table } from '../table.ts';
import type { Gradable } from './gradable.ts';

type MarkOfEach = Readonly<Record<Criterion, number>>;

/** Means of all marks that people gave to the explanations of a run; `null` where nobody did. */
export async function meanMarks(
  runFolder: string,
): Promise<{ readonly explanations: number; readonly means: MarkOfEach } | null> {
  const marks = await readMarks(runFolder);
  if (marks.length === 0) return null;
  return {
    explanations: new Set(marks.map(({ finding }) => finding)).size,
    means: Object.fromEntries(CRITERIA.map((name) => [name, meanOf(marks, name)!])) as Record<
      Criterion,
      number
    >,
  };
}

/** Whose explanations one grader found how good: shown only when nothing is left to mark. `null`: not marked. */
export function summary<T extends Gradable>(
  gradable: readonly T[],
  marksOf: (one: T) => MarkOfEach | null,
  io: Io,
): string {
  const byRun = Map.groupBy(gradable, ({ runFolder }) => runFolder);
  return table(
    ['detector', 'findings', 'unscored', ...CRITERIA, 'of 8'],
    [...byRun.values()].map((findings) => {
      const marks = findings.flatMap((one) => marksOf(one) ?? []);
      const means = CRITERIA.map((name) => meanOf(marks, name));
      return [
        findings[0]!.detector.slice(0, 40),
        `${findings.length}`,
        `${findings.length - marks.length}`,
        ...means.map(figure),
        figure(means.reduce<number | null>((sum, value) => (value === null ? null : (sum ?? 0) + value), 0)),
      ];
    }),
    io,
  );
}

function meanOf(marks: readonly MarkOfEach[], name: Criterion): number | null {
  return marks.length === 0 ? null : marks.reduce((sum, one) => sum + one[name], 0) / marks.length;
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}
