import {
  agreementByCluster,
  cohenKappa,
  differenceByCluster,
  nominalAlpha,
  poissonInterval,
  rateByCluster,
  shareByCluster,
  youden,
} from '@bebug/scorer';
import {
  drawBugs,
  drawFiles,
  fates,
  integer,
  measure,
  poisson,
  totalOf,
  ALIKE,
  type Effort,
  type Situation,
} from '../simulated-files.ts';
import { bootstrapOf, noteBoth, ratio } from './shares.ts';

/** Two detectors on the same bugs, Youden's J, the lift over chance, and what two detectors find alike. */
export function differences(effort: Effort): string {
  return measure('Differences and agreement', effort, (situation, note) => {
    const { random, recall, set, draws } = situation;
    const files = drawFiles(situation);
    const others = Math.max(0.02, recall - 0.1);
    const pairs = files.map(({ bugs, found }) => {
      const second = Array.from({ length: bugs }, () => random() < others).filter(Boolean).length;
      return [found - second, bugs, found, second];
    });
    const paired = differenceByCluster({ part: 2, whole: 1 }, { part: 3, whole: 1 });
    noteBoth(note, 'paired difference', bootstrapOf(situation, pairs, ratio, paired), recall - others);
    const lifts = files.map(({ bugs, found }) => {
      const chance = bugs * (0.02 + 0.2 * random() * random());
      return [found - chance, bugs, found, chance];
    });
    const lift = differenceByCluster({ part: 2, whole: 1 }, { part: 3, whole: 1, isMean: true });
    noteBoth(note, 'lift', bootstrapOf(situation, lifts, ratio, lift), recall - 0.07);
    const cases = files.map(({ found }, file) => ({
      cluster: `f${file}`,
      hasBug: file % 3 !== 0,
      isPositive: file % 3 === 0 ? random() < recall / 4 : found > 0,
    }));
    noteBoth(
      note,
      'Youden’s J',
      youden(cases, { seed: set, draws }).bootstrap,
      anyFound(recall) - recall / 4,
    );
    const table = agreements(situation);
    const f1 = bootstrapOf(
      situation,
      table,
      ([both, first, second]) => ratio([2 * both!, 2 * both! + first! + second!]),
      shareByCluster(([both, first, second]) => both! + first! + second!),
    );
    noteBoth(note, 'F1 of two', f1, 0.5 + recall / 2);
  });
}

/** Of files with one to four bugs, those in which one is found: bugs that share a fate count as one. */
function anyFound(recall: number): number {
  return [1, 1, 2, 3, 4].reduce(
    (sum, bugs) => sum + (ALIKE * recall + (1 - ALIKE) * (1 - (1 - recall) ** bugs)) / 5,
    0,
  );
}

/** The second detector repeats the first on half of the bugs: κ is one half. */
function agreements({ random, files, recall }: Situation): number[][] {
  return Array.from({ length: files }, () => {
    const cells = [0, 0, 0, 0];
    for (const first of fates(random, drawBugs(random), recall)) {
      const second = random() < 0.5 ? first : random() < recall;
      cells[(first ? 0 : 2) + (second ? 0 : 1)]! += 1;
    }
    return cells;
  });
}

/** How far two or five raters agree beyond chance: not at all, a little, by half, and mostly. */
export function agreement(effort: Effort): string {
  return measure('Agreement beyond chance', effort, (situation, note) => {
    for (const [raters, kappa] of AGREEMENTS) {
      const rows = ratedFiles(situation, raters, kappa);
      const name = raters === 2 ? 'Cohen’s κ' : `α of ${raters}`;
      const bootstrap =
        raters === 2
          ? bootstrapOf(situation, rows, cohenOf, byTable)
          : bootstrapOf(situation, rows, ([, ...sums]) => nominalAlpha(sums), bySums(totalOf(rows, 0)));
      noteBoth(note, `${name}, truth ${kappa}`, bootstrap, kappa);
    }
  });
}

const AGREEMENTS = [
  [2, 0],
  [2, 0.2],
  [2, 0.5],
  [2, 0.8],
  [5, 0.2],
  [5, 0.5],
  [5, 0.8],
] as const;

const cohenOf = ([both, first, second, neither]: readonly number[]): number | null =>
  cohenKappa([
    [both!, first!],
    [second!, neither!],
  ]);
const byTable = agreementByCluster(([both, first, second, neither]) => ({
  units: both! + first! + second! + neither!,
  ratings: [2 * both! + first! + second!, 2 * neither! + first! + second!],
}));
const bySums = (units: number) => agreementByCluster(([, , ...ratings]) => ({ units, ratings }));

/**
 * Each rater says of a bug what is common to all with the chance √κ, else what chance says: any two agree as κ says. Of two raters the table, of
 * more bugs, pairs that agree, and answers of each kind, by file.
 */
function ratedFiles({ random, files, recall }: Situation, raters: number, kappa: number): number[][] {
  return Array.from({ length: files }, () => {
    const sums = [0, 0, 0, 0];
    for (const common of fates(random, drawBugs(random), recall)) {
      const answers = Array.from({ length: raters }, () =>
        random() < Math.sqrt(kappa) ? common : random() < recall,
      );
      const yes = answers.filter(Boolean).length;
      if (raters === 2) sums[(answers[0] ? 0 : 2) + (answers[1] ? 0 : 1)]! += 1;
      else {
        const no = raters - yes;
        const adds = [1, (yes * (yes - 1) + no * (no - 1)) / (raters - 1), no, yes];
        for (const [at, one] of adds.entries()) sums[at]! += one;
      }
    }
    return sums;
  });
}

/** False alarms by lines of controls: one in a thousand at recall 0.1, up to eight; some files are alarmed four times as often as others. */
export function rates(effort: Effort): string {
  return measure('False alarms by lines', effort, (situation, note) => {
    const { random, files, recall } = situation;
    for (const isAlike of [false, true]) {
      const rows = Array.from({ length: files }, () => {
        const lines = integer(random, 50, 250);
        const times = isAlike ? (random() < 0.5 ? 0.4 : 1.6) : 1;
        return [poisson(random, (times * recall * lines) / 100), lines];
      });
      const name = isAlike ? 'files differ' : 'independent lines';
      const [low, high] = poissonInterval(totalOf(rows, 0));
      const lines = totalOf(rows, 1);
      note(`${name}: Garwood`, { low: low / lines, high: high / lines }, recall / 100);
      noteBoth(note, name, bootstrapOf(situation, rows, ratio, rateByCluster(1)), recall / 100);
    }
  });
}
