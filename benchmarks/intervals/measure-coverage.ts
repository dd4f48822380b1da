/**
 * How often each interval of the scorer holds the true value, when the data are what they look like in a set: bugs of one source file are alike.
 * `node benchmarks/intervals/measure-coverage.ts [--sets 1000] [--draws 1000] [--only ratios]` prints Markdown.
 */
import { parseArgs } from 'node:util';
import { compareText, randomStream, type RandomStream } from '@bebug/core';
import {
  clopperPearson,
  clusterBootstrap,
  clusteredStandardError,
  poissonInterval,
  precisionRecall,
  resampleClusters,
  roganGladen,
  roganGladenInterval,
  wilson,
} from '@bebug/scorer';
import { markdownTable } from '../markdown.ts';

const { values: given } = parseArgs({
  options: {
    sets: { type: 'string', default: '1000' },
    draws: { type: 'string', default: '1000' },
    only: { type: 'string' },
  },
});
const SETS = Number(given.sets);
const DRAWS = Number(given.draws);
const Z95 = 1.959963984540054;
/** Correlation of bugs of one file; with one to four of them a design effect of about 1.3. */
const ALIKE = 0.16;

type Interval = readonly [low: number, high: number] | null;

/** Counts of intervals that hold the true value, miss it on either side, or are not there. */
class Coverage {
  held = 0;
  below = 0;
  above = 0;
  absent = 0;

  add(interval: Interval, truth: number): void {
    if (interval === null) this.absent++;
    else if (truth < interval[0] - 1e-12) this.below++;
    else if (truth > interval[1] + 1e-12) this.above++;
    else this.held++;
  }

  row(): string[] {
    const n = this.held + this.below + this.above;
    const share = (count: number): string => (n === 0 ? '–' : `${((100 * count) / n).toFixed(1)} %`);
    const isNear = n > 0 && Math.abs(this.held / n - 0.95) <= 0.02;
    return [share(this.held), share(this.below), share(this.above), `${this.absent}`, isNear ? 'yes' : 'no'];
  }
}

const HEAD = ['covers', 'true value below', 'above', 'no interval', 'within 95 ± 2'];

console.log(`${SETS} sets, ${DRAWS} draws a bootstrap, seed 1.\n`);
for (const [name, section] of Object.entries({ proportions, clustered, ratios, areas, corrected }))
  if (given.only === undefined || given.only === name) console.log(section());

/** Exact, not simulated: every number of successes with its probability, averaged over 19 true shares. */
function proportions(): string {
  const rows: string[][] = [];
  for (const [name, interval] of [
    ['Wilson', wilson],
    ['Clopper–Pearson', clopperPearson],
  ] as const) {
    for (const n of [10, 20, 50, 200]) {
      const coverages = Array.from({ length: 19 }, (_, index) =>
        exactCoverage((index + 1) / 20, n, interval),
      );
      const mean = coverages.reduce((sum, one) => sum + one, 0) / coverages.length;
      const isNear = Math.abs(mean - 0.95) <= 0.02;
      rows.push([name, `${n}`, percent(mean), percent(Math.min(...coverages)), isNear ? 'yes' : 'no']);
    }
  }
  return `## Proportions of independent units\n\n${markdownTable(['method', 'n', 'mean coverage', 'least', 'within 95 ± 2'], rows)}`;
}

function exactCoverage(p: number, n: number, interval: typeof wilson): number {
  let sum = 0;
  let probability = (1 - p) ** n;
  for (let successes = 0; successes <= n; successes++) {
    const [low, high] = interval(successes, n)!;
    if (p >= low && p <= high) sum += probability;
    probability *= ((n - successes) / (successes + 1)) * (p / (1 - p));
  }
  return sum;
}

/** Recall and precision of files whose bugs are alike. */
function clustered(): string {
  const rows: string[][] = [];
  for (const files of [10, 20, 50, 150]) {
    for (const recall of [0.1, 0.4, 0.8]) {
      const methods = {
        'recall: percentile': new Coverage(),
        'recall: BCa': new Coverage(),
        'recall: clustered error': new Coverage(),
        'recall: Wilson, as if independent': new Coverage(),
        'precision: percentile': new Coverage(),
        'precision: BCa': new Coverage(),
      };
      for (let set = 0; set < SETS; set++) {
        const random = randomStream(1, 'coverage', files, recall, set);
        const data = drawFiles(random, files, recall);
        const found = data.reduce((sum, one) => sum + one.found, 0);
        const bugs = data.reduce((sum, one) => sum + one.bugs, 0);
        const byRecall = bootstrapOf(
          data.map((one) => [one.found, one.bugs]),
          bugs,
          set,
        );
        methods['recall: percentile'].add(byRecall.percentile, recall);
        methods['recall: BCa'].add(byRecall.bca, recall);
        methods['recall: clustered error'].add(normalInterval(data), recall);
        methods['recall: Wilson, as if independent'].add(wilson(found, bugs), recall);
        // Half as many false alarms a file as bugs are found in it, on average: precision 2/3.
        const byPrecision = bootstrapOf(
          data.map((one) => [one.found, one.found + one.alarms]),
          bugs,
          set,
        );
        methods['precision: percentile'].add(byPrecision.percentile, 2 / 3);
        methods['precision: BCa'].add(byPrecision.bca, 2 / 3);
      }
      for (const [name, coverage] of Object.entries(methods))
        rows.push([name, `${files}`, `${recall}`, ...coverage.row()]);
    }
  }
  // By method, and within one as they came.
  rows.sort((a, b) => compareText(a[0]!, b[0]!));
  return `## Bugs of one file are alike (correlation ${ALIKE})\n\n${markdownTable(['method', 'files', 'true recall', ...HEAD], rows)}`;
}

/** A figure of totals by file, and its true value. */
interface Ratio {
  readonly rows: readonly (readonly number[])[];
  readonly statistic: (totals: readonly number[]) => number | null;
  readonly truth: number;
}

/** Figures that are more than a share: F1 and F0.5, the difference of two detectors on the same bugs, Youden's J, alarms by lines. */
function ratios(): string {
  const rows: string[][] = [];
  for (const files of [10, 20, 50, 150]) {
    for (const recall of [0.1, 0.4, 0.8]) {
      const coverages = new Map<string, Coverage>();
      const add = (name: string, interval: Interval, truth: number): void => {
        const coverage = coverages.get(name) ?? new Coverage();
        coverages.set(name, coverage);
        coverage.add(interval, truth);
      };
      for (let set = 0; set < SETS; set++) {
        const random = randomStream(1, 'ratios', files, recall, set);
        for (const [name, { rows: totals, statistic, truth }] of Object.entries(
          drawRatios(random, files, recall),
        )) {
          const { percentile, bca } = bootstrapOf(totals, files, set, statistic);
          add(`${name}: percentile`, percentile, truth);
          add(`${name}: BCa`, bca, truth);
        }
        const { alarms, lines } = drawControls(random, files, recall);
        const [low, high] = poissonInterval(alarms);
        add('alarms by lines: Poisson', [low / lines, high / lines], recall / 100);
      }
      for (const [name, coverage] of coverages) rows.push([name, `${files}`, `${recall}`, ...coverage.row()]);
    }
  }
  rows.sort((a, b) => compareText(a[0]!, b[0]!));
  return `## Figures that are more than a share\n\n${markdownTable(['method', 'files', 'true recall', ...HEAD], rows)}`;
}

function drawRatios(random: RandomStream, files: number, recall: number): Record<string, Ratio> {
  const data = drawFiles(random, files, recall);
  const counts = data.map(({ bugs, found, alarms }) => [found, alarms, bugs - found]);
  // The second detector finds a tenth less, bug by bug for itself.
  const pairs = data.map(({ bugs, found }) => {
    const others = Array.from({ length: bugs }, () => uniform(random) < recall - 0.1);
    return [found - others.filter(Boolean).length, bugs];
  });
  const cases = data.flatMap(({ found }, file) =>
    file % 3 === 0 ? [[0, 0, Number(uniform(random) < recall / 4), 1]] : [[Math.min(1, found), 1, 0, 0]],
  );
  // Of files with one to four bugs, those in which one is found: bugs that share a fate count as one.
  const anyFound = [1, 1, 2, 3, 4].reduce(
    (sum, bugs) => sum + (ALIKE * recall + (1 - ALIKE) * (1 - (1 - recall) ** bugs)) / 5,
    0,
  );
  const ofCounts =
    (name: 'f1' | 'f05') =>
    ([tp, fp, fn]: readonly number[]) =>
      precisionRecall({ tp: tp!, fp: fp!, fn: fn! })[name];
  const share = ([part, whole]: readonly number[]): number | null => (whole === 0 ? null : part! / whole!);
  return {
    F1: { rows: counts, statistic: ofCounts('f1'), truth: (2 * recall) / (1 + 1.5 * recall) },
    'F0.5': { rows: counts, statistic: ofCounts('f05'), truth: (1.25 * recall) / (0.25 + 1.5 * recall) },
    'paired difference': { rows: pairs, statistic: share, truth: 0.1 },
    'Youden’s J': {
      rows: cases,
      statistic: ([hits, bugs, alarms, clean]) =>
        bugs! * clean! === 0 ? null : hits! / bugs! - alarms! / clean!,
      truth: anyFound - recall / 4,
    },
  };
}

/** Controls of 50 to 250 lines, each line alarmed for itself: one in a thousand at recall 0.1, up to eight. */
function drawControls(
  random: RandomStream,
  files: number,
  recall: number,
): { alarms: number; lines: number } {
  let [alarms, lines] = [0, 0];
  for (let file = 0; file < files; file++) {
    const length = random.integer(50, 250);
    lines += length;
    for (let line = 0; line < length; line++) if (uniform(random) < recall / 100) alarms++;
  }
  return { alarms, lines };
}

interface FileData {
  readonly bugs: number;
  readonly found: number;
  readonly alarms: number;
}

/** One to four bugs a file; its own chance of being found is drawn around the recall, so that bugs of a file correlate. */
function drawFiles(random: RandomStream, files: number, recall: number): FileData[] {
  return Array.from({ length: files }, () => {
    const bugs = random.pick([1, 1, 2, 3, 4]);
    // With this chance all bugs of the file share one fate: their correlation.
    const isShared = uniform(random) < ALIKE;
    const fate = uniform(random) < recall;
    let [found, alarms] = [0, 0];
    for (let bug = 0; bug < bugs; bug++) {
      if (isShared ? fate : uniform(random) < recall) found++;
      if (uniform(random) < recall / 2) alarms++;
    }
    return { bugs, found, alarms };
  });
}

function bootstrapOf(
  totals: readonly (readonly number[])[],
  n: number,
  seed: number,
  statistic: (totals: readonly number[]) => number | null = ([part, whole]) =>
    whole === 0 ? null : part! / whole!,
): { percentile: Interval; bca: Interval } {
  const { percentile, bca } = clusterBootstrap({
    clusters: new Map(totals.map((values, index) => [`f${index}`, values])),
    statistic,
    n,
    seed,
    draws: DRAWS,
    key: 'coverage',
  });
  return { percentile: percentile && [percentile.low, percentile.high], bca: bca && [bca.low, bca.high] };
}

function normalInterval(data: readonly FileData[]): Interval {
  const units = data.flatMap(({ bugs, found }, file) =>
    Array.from({ length: bugs }, (_, index) => ({ file, value: Number(index < found) })),
  );
  const error = clusteredStandardError(
    units.map(({ value }) => value),
    units.map(({ file }) => file),
  );
  const mean = units.reduce((sum, { value }) => sum + value, 0) / units.length;
  return error === null ? null : [mean - Z95 * error, mean + Z95 * error];
}

/** AFROC areas: ratings of bugs and of clean tasks are normal, one apart, and share a part of their variance within a file. */
function areas(): string {
  // Φ(1/√2): a bug and a clean task are of different files.
  const truth = 0.7602499389065233;
  const rows = [20, 50, 150].map((files) => {
    const coverage = new Coverage();
    for (let set = 0; set < SETS; set++) {
      const random = randomStream(1, 'areas', files, set);
      const cases = Array.from({ length: files }, (_, file) => {
        const isBug = file % 3 > 0;
        const shared = Math.sqrt(ALIKE) * normal(random);
        return Array.from({ length: random.integer(1, 3) }, () => ({
          isBug,
          cluster: `f${file}`,
          rating: Number(isBug) + shared + Math.sqrt(1 - ALIKE) * normal(random),
        }));
      })
        .flat()
        .sort((a, b) => a.rating - b.rating);
      const { percentile } = resampleClusters({
        clusters: cases.map(({ cluster }) => cluster),
        statistic: (timesOf) => {
          let [area, clean, bugs] = [0, 0, 0];
          for (const [unit, { isBug }] of cases.entries()) {
            const times = timesOf(unit);
            if (isBug) [area, bugs] = [area + times * clean, bugs + times];
            else clean += times;
          }
          return bugs * clean === 0 ? null : area / (bugs * clean);
        },
        n: cases.length,
        seed: set,
        draws: DRAWS,
        key: 'coverage',
      });
      coverage.add(percentile && [percentile.low, percentile.high], truth);
    }
    return [`${files}`, ...coverage.row()];
  });
  return `## Areas under the AFROC curve, percentile\n\n${markdownTable(['files', ...HEAD], rows)}`;
}

/** Explanations that a model judges with errors, corrected by labels that people gave to some: right ones of a file are alike. */
function corrected(): string {
  const [sensitivity, specificity] = [0.9, 0.8];
  const rows: string[][] = [];
  for (const files of [50, 150]) {
    for (const labelled of [20, 40, 80]) {
      for (const share of [0.3, 0.7]) {
        const methods = {
          'Lang and Reiczigel': new Coverage(),
          'by file: percentile': new Coverage(),
          'by file: BCa': new Coverage(),
        };
        for (let set = 0; set < SETS; set++) {
          const random = randomStream(1, 'corrected', files, labelled, share, set);
          const judged = drawFiles(random, files, share).flatMap(({ bugs, found }, file) =>
            Array.from({ length: bugs }, (_, index) => {
              const isTrue = index < found;
              const isRight = uniform(random) < (isTrue ? sensitivity : 1 - specificity);
              return { file, isTrue, isRight };
            }),
          );
          const chosen = new Set(random.shuffle(judged).slice(0, labelled));
          const totals = Array.from({ length: files }, () => [0, 0, 0, 0, 0, 0]);
          for (const one of judged) {
            const isLabelled = chosen.has(one);
            const { file, isTrue, isRight } = one;
            const row = [
              isRight,
              true,
              ...pairIf(isLabelled && isTrue, isRight),
              ...pairIf(isLabelled && !isTrue, !isRight),
            ];
            for (const [at, adds] of row.entries()) totals[file]![at]! += Number(adds);
          }
          const [right, all, hits, positive, rejections, negative] = totals.reduce((sum, row) =>
            sum.map((value, at) => value + row[at]!),
          ) as [number, number, number, number, number, number];
          methods['Lang and Reiczigel'].add(
            roganGladenInterval(
              { successes: right, n: all },
              { successes: hits, n: positive },
              { successes: rejections, n: negative },
            ),
            share,
          );
          const { percentile, bca } = clusterBootstrap({
            clusters: new Map(totals.map((values, index) => [`f${index}`, values])),
            statistic: ([p, n, a, na, b, nb]) =>
              n! * na! * nb! === 0 ? null : roganGladen(p! / n!, a! / na!, b! / nb!),
            n: all,
            seed: set,
            draws: DRAWS,
            key: 'corrected',
          });
          methods['by file: percentile'].add(percentile && [percentile.low, percentile.high], share);
          methods['by file: BCa'].add(bca && [bca.low, bca.high], share);
        }
        for (const [name, coverage] of Object.entries(methods))
          rows.push([name, `${files}`, `${labelled}`, `${share}`, ...coverage.row()]);
      }
    }
  }
  rows.sort((a, b) => compareText(a[0]!, b[0]!));
  return `## Shares that a model reports, corrected by labels (sensitivity ${sensitivity}, specificity ${specificity})\n\n${markdownTable(['method', 'files', 'labels', 'true share', ...HEAD], rows)}`;
}

/** A success and a trial, where there is one. */
function pairIf(isTrial: boolean, isSuccess: boolean): [boolean, boolean] {
  return [isTrial && isSuccess, isTrial];
}

function uniform(random: RandomStream): number {
  return random.integer(0, 2 ** 31 - 1) / 2 ** 31;
}

function normal(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(1 - uniform(random))) * Math.cos(2 * Math.PI * uniform(random));
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
