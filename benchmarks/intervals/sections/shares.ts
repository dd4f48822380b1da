import {
  clusterBootstrap,
  macroRecall,
  precisionRecall,
  resampleClusters,
  shareByCluster,
  weightedAuc,
  wilson,
  type Bootstrap,
  type ByClusterOrRefused,
} from '@bebug/scorer';
import {
  ALIKE,
  clustersOf,
  drawBugs,
  drawFiles,
  fates,
  integer,
  measure,
  normal,
  totalOf,
  type Effort,
  type Note,
  type Situation,
} from '../simulated-files.ts';

type Rows = readonly (readonly number[])[];

/** Recall, precision, F1 and F0.5, and the mean of marks from 0 to 2. */
export function shares(effort: Effort): string {
  return measure('Shares', effort, (situation, note) => {
    const { recall } = situation;
    const files = drawFiles(situation);
    const shareOf = (name: string, rows: Rows, truth: number): void => {
      const [part, whole] = [totalOf(rows, 0), totalOf(rows, 1)];
      const share = wilson(part, whole);
      note(`${name}: Wilson, as if independent`, share && { low: share[0], high: share[1] }, truth);
      noteBoth(
        note,
        name,
        bootstrapOf(
          situation,
          rows,
          ratio,
          shareByCluster(([, n]) => n!),
        ),
        truth,
      );
    };
    shareOf(
      'recall',
      files.map((one) => [one.found, one.bugs]),
      recall,
    );
    shareOf(
      'precision',
      files.map((one) => [one.found, one.found + one.alarms]),
      2 / 3,
    );
    const counts = files.map(({ bugs, found, alarms }) => [found, alarms, bugs - found]);
    const ofCounts =
      (name: 'f1' | 'f05') =>
      ([tp, fp, fn]: readonly number[]) =>
        precisionRecall({ tp: tp!, fp: fp!, fn: fn! })[name];
    const f1 = bootstrapOf(
      situation,
      counts,
      ofCounts('f1'),
      shareByCluster(([tp, fp, fn]) => tp! + fp! + fn!),
    );
    noteBoth(note, 'F1', f1, (2 * recall) / (1 + 1.5 * recall));
    const f05 = bootstrapOf(
      situation,
      counts,
      ofCounts('f05'),
      shareByCluster(([tp, fp, fn]) => tp! + fp! + fn! / 4),
    );
    noteBoth(note, 'F0.5', f05, (1.25 * recall) / (0.25 + 1.5 * recall));
    const marks = files.map(({ bugs, found }) => [
      found + fates(situation.random, bugs, recall).filter(Boolean).length,
      bugs,
    ]);
    noteBoth(
      note,
      'mean mark',
      bootstrapOf(
        situation,
        marks,
        ratio,
        shareByCluster(([, n]) => n!, 2),
      ),
      2 * recall,
    );
  });
}

/** The mean of the recalls of twelve groups, most of them small; average precision; areas under the AFROC curve. */
export function means(effort: Effort): string {
  return measure('Means and areas', effort, (situation, note) => {
    macro(situation, note);
    ranked(situation, note);
    areas(situation, note);
    twins(situation, note);
  });
}

const GROUPS = 12;

function macro({ random, files, recall, set, draws }: Situation, note: Note): void {
  const recallOf = (group: number): number =>
    Math.min(0.98, Math.max(0.02, recall + (group / (GROUPS - 1) - 0.5) * Math.min(recall, 1 - recall)));
  const truth =
    Array.from({ length: GROUPS }, (_, group) => recallOf(group)).reduce((a, b) => a + b) / GROUPS;
  const bugs = Array.from({ length: files }, (_, file) => {
    const isShared = random() < ALIKE;
    const fate = random();
    return Array.from({ length: drawBugs(random) }, () => {
      const group = Math.floor(random() ** 1.5 * GROUPS);
      const isFound = (isShared ? fate : random()) < recallOf(group);
      return { cluster: `f${file}`, group: `g${group}`, isFound };
    });
  }).flat();
  noteBoth(note, 'macro recall', macroRecall(bugs, { seed: set, draws }, 'coverage').bootstrap, truth);
}

/** Found bugs are rated one standard deviation above false alarms; those of a file share a part of it. */
function marksOf(random: Situation['random'], files: number, recall: number) {
  let bugs = 0;
  const perFile: number[] = [];
  const marks = Array.from({ length: files }, (_, file) => {
    const count = drawBugs(random);
    bugs += count;
    perFile.push(count);
    const shared = Math.sqrt(ALIKE) * normal(random);
    const rating = (mean: number): number => mean + shared + Math.sqrt(1 - ALIKE) * normal(random);
    return fates(random, count, recall).flatMap((isFound) => [
      ...(isFound ? [{ file, isHit: true, rating: rating(1) }] : []),
      ...(random() < recall / 2 ? [{ file, isHit: false, rating: rating(0) }] : []),
    ]);
  })
    .flat()
    .sort((a, b) => b.rating - a.rating);
  return { marks, bugs, perFile };
}

/** Of 60,000 files: known to a tenth of a point. */
const AVERAGE_PRECISIONS: Readonly<Record<number, number>> = { 0.1: 0.0854, 0.4: 0.3425, 0.8: 0.6829 };

function ranked({ random, files, recall, set, draws }: Situation, note: Note): void {
  const { marks, perFile, bugs } = marksOf(random, files, recall);
  const bootstrap = resampleClusters({
    // The bugs of a file stand for it, weighted, after the marks.
    clusters: [...marks.map(({ file }) => `f${file}`), ...perFile.map((_, file) => `f${file}`)],
    statistic: (timesOf) => {
      let [all, sum, hits, seen] = [0, 0, 0, 0];
      for (const [file, count] of perFile.entries()) all += count * timesOf(marks.length + file);
      for (const [index, { isHit }] of marks.entries()) {
        const times = timesOf(index);
        seen += times;
        if (!isHit || times === 0) continue;
        hits += times;
        sum += (times / all) * (hits / seen);
      }
      return all === 0 ? null : sum;
    },
    n: marks.length,
    units: bugs,
    seed: set,
    draws,
    key: 'coverage',
  });
  noteBoth(note, 'average precision', bootstrap, AVERAGE_PRECISIONS[recall]!);
}

/** Below all ratings. */
const UNMARKED = -1e9;

/** Two files of three hold bugs, of which so many are marked; of clean tasks a third as many. */
function areas({ random, files, recall, set, draws }: Situation, note: Note): void {
  const cases = Array.from({ length: files }, (_, file) => {
    const isBug = file % 3 > 0;
    const shared = Math.sqrt(ALIKE) * normal(random);
    return fates(random, integer(random, 1, 3), isBug ? recall : recall / 3).map((isMarked) => ({
      isBug,
      cluster: `f${file}`,
      rating: isMarked ? Number(isBug) + shared + Math.sqrt(1 - ALIKE) * normal(random) : UNMARKED,
    }));
  })
    .flat()
    .sort((a, b) => a.rating - b.rating);
  const unmarked = cases.filter(({ rating }) => rating === UNMARKED).length;
  const bootstrap = resampleClusters({
    clusters: cases.map(({ cluster }) => cluster),
    statistic: (timesOf) => {
      let [won, bugs, clean] = [0, 0, 0];
      for (const [index, { isBug }] of cases.entries()) {
        const times = timesOf(index);
        if (isBug) bugs += times;
        else clean += times;
        // Those that nobody marked are tied: half of the pairs.
        if (index === unmarked - 1) won = (bugs * clean) / 2;
        else if (index >= unmarked && isBug) won += times * clean;
      }
      return bugs * clean === 0 ? null : won / (bugs * clean);
    },
    n: cases.length,
    units: Math.min(cases.filter(({ isBug }) => isBug).length, cases.filter(({ isBug }) => !isBug).length),
    seed: set,
    draws,
    key: 'coverage',
  });
  // Φ(1/√2) where both are marked; ties of the unmarked count one half.
  const [marked, alarmed] = [recall, recall / 3];
  const truth =
    marked * (1 - alarmed) + marked * alarmed * 0.7602499389065233 + ((1 - marked) * (1 - alarmed)) / 2;
  noteBoth(note, 'AFROC area', bootstrap, truth);
}

/** Areas of a classifier that tells nothing, something or much of bugs beside their clean twins, and how far these then lie apart: √2 Φ⁻¹(area). */
const LEAKS: Readonly<Record<number, readonly [area: number, apart: number]>> = {
  0.1: [0.5, 0],
  0.4: [0.6, 0.35828],
  0.8: [0.8, 1.19023],
};

/** As in `bebug audit`, with classifiers that are given: twins share half of what is told of them, pairs of a file some of it. */
function twins({ random, files, recall, set, draws }: Situation, note: Note): void {
  const [area, apart] = LEAKS[recall]!;
  const points = Array.from({ length: files }, (_, file) => {
    const ofFile = Math.sqrt(ALIKE) * normal(random);
    return Array.from({ length: drawBugs(random) }, () => {
      const ofPair = Math.sqrt(0.5) * normal(random);
      const rating = (): number => ofFile + ofPair + Math.sqrt(0.5 - ALIKE) * normal(random);
      return [
        { cluster: `f${file}`, isBug: true, rating: rating() + apart },
        { cluster: `f${file}`, isBug: false, rating: rating() },
      ];
    }).flat();
  })
    .flat()
    .sort((a, b) => a.rating - b.rating);
  const bootstrap = resampleClusters({
    clusters: points.map(({ cluster }) => cluster),
    statistic: (timesOf) => weightedAuc(points, timesOf),
    n: points.length / 2,
    seed: set,
    draws,
    key: 'coverage',
  });
  noteBoth(note, 'area over twins', bootstrap, area);
}

export function ratio([part, whole]: readonly number[]): number | null {
  return whole === 0 ? null : part! / whole!;
}

export function bootstrapOf(
  { set, draws, files }: Situation,
  rows: Rows,
  statistic: (totals: readonly number[]) => number | null,
  byCluster?: ByClusterOrRefused,
): Bootstrap {
  return clusterBootstrap({
    clusters: clustersOf(rows),
    statistic,
    n: files,
    seed: set,
    draws,
    key: 'coverage',
    ...(byCluster && { byCluster }),
  });
}

/** What is drawn, and what is shown. */
export function noteBoth(
  note: Note,
  name: string,
  { draws, percentile, bca, shown }: Bootstrap,
  truth: number,
): void {
  if (draws > 1) note(`${name}: drawn`, bca ?? percentile, truth);
  note(`${name}: **shown**`, shown, truth);
}
