import { groupBy } from '@bebug/core';
import { decimal, decimalRange, visible } from '@bebug/report';
import {
  markAgreement,
  SCORE_DEFAULTS,
  type Estimate,
  type MarkAgreement,
  type MarkedExplanation,
} from '@bebug/scorer';
import type { Io } from '../io.ts';
import { readMarks, readModelMarks } from '../judgements.ts';
import { table } from '../table.ts';
import type { Gradable } from './gradable.ts';

/** How far all who marked these explanations agree, people and models. What a model left unscored is no mark. */
export async function agreementOn(
  gradable: readonly Gradable[],
  clusterOf: (task: string) => string,
): Promise<MarkAgreement> {
  const explanations: MarkedExplanation[] = [];
  for (const [runFolder, ofRun] of Map.groupBy(gradable, (one) => one.runFolder)) {
    const lines = [
      ...(await readMarks(runFolder)).map((line) => ({ ...line, marks: line })),
      ...(await readModelMarks(runFolder)),
    ];
    const linesOf = groupBy(lines, ({ finding, bug }) => `${finding} ${bug}`);
    for (const { index, bug } of ofRun) {
      const marks = (linesOf.get(`${index} ${bug.id}`) ?? []).flatMap(({ by, marks: given }) =>
        given === null ? [] : [[by, given] as const],
      );
      explanations.push({ cluster: clusterOf(bug.task), marks: new Map(marks) });
    }
  }
  return markAgreement(explanations, SCORE_DEFAULTS);
}

export function formatAgreement({ graders, explanations, criteria }: MarkAgreement, io: Io): string {
  if (explanations === 0)
    return 'No explanation was marked by two graders yet: `bebug grade SET RUN --by NAME` adds one.\n';
  const isFleissShown = criteria.some(({ fleissKappa }) => fleissKappa !== null);
  return [
    table(
      ['grader', 'explanations'],
      graders.map(({ by, explanations: own }) => [visible(by), `${own}`]),
      io,
    ),
    `Agreement on the ${explanations} explanations that two or more marked: 1 is perfect, 0 as much as by chance; 95 % intervals by source file.\n`,
    table(
      ['criterion', 'Krippendorff’s α', ...(isFleissShown ? ['Fleiss’ κ'] : [])],
      criteria.map(({ name, alpha, fleissKappa }) => [
        name,
        figure(alpha),
        ...(isFleissShown ? [figure(fleissKappa)] : []),
      ]),
      io,
    ),
    table(
      ['criterion', 'graders', 'explanations', 'Cohen’s κ', 'weighted κ'],
      criteria.flatMap(({ name, pairs }) =>
        pairs.map((pair) => [
          name,
          visible(pair.graders.join(', ')),
          `${pair.explanations}`,
          figure(pair.cohenKappa),
          figure(pair.weightedKappa),
        ]),
      ),
      io,
    ),
  ].join('\n');
}

function figure(estimate: Estimate | null): string {
  if (estimate === null) return '–';
  return `${decimal(estimate.value, 2)} ${decimalRange(estimate, 2)}`.trim();
}
