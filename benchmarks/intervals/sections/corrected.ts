import { clusterBootstrap, roganGladen, roganGladenInterval } from '@bebug/scorer';
import { CoverageTable, type Interval } from '../coverage.ts';
import { clustersOf, drawBugs, fates, randomOf, totalOf, type Effort } from '../simulated-files.ts';

const SENSITIVITY = 0.9;
const SPECIFICITY = 0.8;
const FILES = [50, 150];
const LABELLED = [20, 40, 80];
const SHARES = [0.3, 0.7];

/** Explanations that a model judges with errors, corrected by labels that people gave to some: right ones of a file are alike. */
export function corrected({ sets, draws }: Effort): string {
  const table = new CoverageTable();
  const columns: Record<string, string[]> = {};
  for (const files of FILES) {
    for (const labelled of LABELLED) {
      const column = (columns[`${files} files, ${labelled} labels`] = [] as string[]);
      for (const share of SHARES) {
        const situation = `${files} ${labelled} ${share}`;
        column.push(situation);
        for (let set = 0; set < sets; set++) {
          const rows = drawJudged(files, labelled, share, set);
          const tally = (place: number) => ({ successes: totalOf(rows, place), n: totalOf(rows, place + 1) });
          table.add(
            'Lang and Reiczigel: **shown**',
            situation,
            pair(roganGladenInterval(tally(0), tally(2), tally(4))),
            share,
          );
          const { percentile, bca } = clusterBootstrap({
            clusters: clustersOf(rows),
            statistic: ([p, n, a, na, b, nb]) =>
              n! * na! * nb! === 0 ? null : roganGladen(p! / n!, a! / na!, b! / nb!),
            n: tally(0).n,
            seed: set,
            draws,
            key: 'corrected',
          });
          table.add('by file: percentile', situation, percentile, share);
          table.add('by file: BCa', situation, bca, share);
        }
      }
    }
  }
  return table.toMarkdown(`Shares that a model reports, corrected by labels`, columns);
}

function pair(ends: readonly [number, number] | null): Interval {
  return ends && { low: ends[0], high: ends[1] };
}

/** By file: what the model finds right, of all; of the labelled ones, what it finds right of the right and wrong of the wrong. */
function drawJudged(files: number, labelled: number, share: number, set: number): number[][] {
  const random = randomOf('corrected', files, labelled, share, set);
  const judged = Array.from({ length: files }, (_, file) =>
    fates(random, drawBugs(random), share).map((isTrue) => ({
      file,
      isTrue,
      order: random(),
      isRight: random() < (isTrue ? SENSITIVITY : 1 - SPECIFICITY),
    })),
  ).flat();
  const chosen = new Set(judged.toSorted((a, b) => a.order - b.order).slice(0, labelled));
  const rows = Array.from({ length: files }, () => [0, 0, 0, 0, 0, 0]);
  for (const one of judged) {
    const { file, isTrue, isRight } = one;
    const isLabelled = chosen.has(one);
    const adds = [
      ...[isRight, true],
      ...(isLabelled && isTrue ? [isRight, true] : [false, false]),
      ...(isLabelled && !isTrue ? [!isRight, true] : [false, false]),
    ];
    for (const [at, isOne] of adds.entries()) rows[file]![at]! += Number(isOne);
  }
  return rows;
}
