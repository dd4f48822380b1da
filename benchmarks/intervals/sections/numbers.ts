import {
  meanUpTo,
  clusteredVarianceOfMean,
  chaoByCluster,
  chapman,
  chapmanInterval,
  designEffect,
  mills,
  millsInterval,
  restrictedMean,
  restrictedMeanError,
  riskSteps,
} from '@bebug/scorer';
import {
  ALIKE,
  drawBugs,
  fates,
  measure,
  totalOf,
  type Effort,
  type Situation,
  type Note,
} from '../simulated-files.ts';
import { bootstrapOf } from './shares.ts';

const Z95 = 1.959963984540054;

/** How many bugs there are: what is to be held is the number that the simulation made. */
export function numbers(effort: Effort): string {
  return measure('Numbers of bugs', effort, (situation, note) => {
    chapmans(situation, note);
    for (const detectors of [2, 3, 5])
      for (const isAlike of [true, false]) chaos(situation, detectors, isAlike, note);
    millses(situation, note);
  });
}

function chapmans(situation: Situation, note: Note): void {
  const { random, files, recall } = situation;
  const rows = Array.from({ length: files }, () => {
    const bugs = drawBugs(random);
    const [a, b] = [fates(random, bugs, recall), fates(random, bugs, recall)];
    return [
      ...[a, b, a.map((isFound, bug) => isFound && b[bug]!)].map((one) => one.filter(Boolean).length),
      bugs,
    ];
  });
  const [n1, n2, m, all] = [0, 1, 2, 3].map((place) => totalOf(rows, place)) as [
    number,
    number,
    number,
    number,
  ];
  const { estimate, se } = chapman(n1, n2, m);
  note('Chapman: ± 1.96 SE', se > 0 ? { low: estimate - Z95 * se, high: estimate + Z95 * se } : null, all);
  if (situation.draws > 1) {
    const drawn = bootstrapOf(situation, rows, ([a, b, both]) => chapman(a!, b!, both!).estimate);
    note('Chapman: drawn', drawn.bca ?? drawn.percentile, all);
  }
  const effects = [0, 1].map((whole) => designEffect(rows, { part: 2, whole }));
  note('Chapman: **shown**', chapmanInterval(n1, n2, m, (effects[0]! + effects[1]!) / 2), all);
}

/** Where bugs differ, half of them are found half as often as the others. */
function chaos(situation: Situation, detectors: number, isAlike: boolean, note: Note): void {
  const { random, files, recall } = situation;
  const rows = Array.from({ length: files }, () => {
    const bugs = drawBugs(random);
    const isHard = !isAlike && random() < 0.5;
    const by = Array.from({ length: detectors }, () => fates(random, bugs, isHard ? recall / 2 : recall));
    const times = Array.from({ length: bugs }, (_, bug) => by.filter((found) => found[bug]).length);
    return [...by.map((_, index) => times.filter((one) => one === index + 1).length), bugs];
  });
  const low = chaoByCluster(
    rows.map((row) => row.slice(0, detectors)),
    detectors,
  );
  const all = totalOf(rows, detectors);
  const kind = isAlike ? 'equally hard' : 'some harder';
  note(`Chao, ${detectors} detectors, ${kind}: **at least**`, { low, high: Infinity }, all);
}

/** Up to three real bugs a file, three of four files hold one; they are found as the planted ones of the file are. */
function millses(situation: Situation, note: Note): void {
  const { random, files, recall } = situation;
  const rows = Array.from({ length: files }, () => {
    const bugs = drawBugs(random);
    const real = [0, 0, 0].filter(() => random() < 0.3).length;
    const found = fates(random, bugs + real, recall);
    return [
      bugs,
      found.slice(0, bugs).filter(Boolean).length,
      found.slice(bugs).filter(Boolean).length,
      real,
    ];
  });
  const [planted, hits, known, real] = [0, 1, 2, 3].map((place) => totalOf(rows, place)) as [
    number,
    number,
    number,
    number,
  ];
  if (situation.draws > 1) {
    const drawn = bootstrapOf(situation, rows, ([a, b, c]) => mills(a!, b!, c!));
    note('Mills: drawn', drawn.bca ?? drawn.percentile, real);
  }
  const shares = rows.map(([, hit, other]) => [hit!, hit! + other!]);
  note(
    'Mills: **shown**',
    millsInterval(planted, hits, known, designEffect(shares, { part: 0, whole: 1 })),
    real,
  );
}

/** Times are exponential, so that the recall is found before the limit; bugs of a file may share one. */
export function times(effort: Effort): string {
  return measure('Restricted mean of the time to find', effort, ({ random, files, recall }, note) => {
    const rate = -Math.log(1 - recall);
    const time = (): number => -Math.log(1 - random()) / rate;
    const searches = Array.from({ length: files }, (_, file) => {
      const isShared = random() < ALIKE;
      const fate = time();
      return Array.from({ length: drawBugs(random) }, () => {
        const found = isShared ? fate : time();
        return { time: Math.min(1, found), isFound: found < 1, cluster: `f${file}` };
      });
    }).flat();
    const steps = riskSteps(
      searches.map((search) => search.time),
      searches.map(({ isFound }) => isFound),
    );
    const [mean, error] = [restrictedMean(steps, 1), restrictedMeanError(steps, 1)];
    const truth = recall / rate;
    note(
      'Greenwood, as if independent',
      error > 0 ? { low: mean - Z95 * error, high: mean + Z95 * error } : null,
      truth,
    );
    const variance = clusteredVarianceOfMean(searches, steps, 1);
    const times = { survival: steps, clusters: files, designEffect: null, degrees: null, ...variance };
    for (const limit of [1, 0.5]) {
      const { restrictedMeanInterval: interval } = meanUpTo(times, limit);
      const name = limit === 1 ? '**shown**' : '**shown**, up to half of the limit';
      note(name, interval, (1 - Math.exp(-rate * limit)) / rate);
    }
  });
}
