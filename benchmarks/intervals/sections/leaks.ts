import { randomStream } from '@bebug/core';
import { auditLeaks, type TwinPair } from '@bebug/scorer';
import { CoverageTable } from '../coverage.ts';
import type { Effort } from '../simulated-files.ts';

const WORDS = ['alpha', 'beta', 'gamma', 'delta', 'if', 'return', '+', '(', ')', ';', '1', '2'];
const PAIRS_OF_FILE = 2;
const FILES = [10, 20, 60];
/** Shares of the bugs that leave a mark. */
const MARKED = [0, 0.3];
/** Sets for each hundred: an audit trains forty classifiers. */
const SHARE = 0.06;

/** The whole of `bebug audit`: classifiers learn and are tested again in every set; the truth is the mean area over all of them. */
export function leaks({ sets }: Effort): string {
  const table = new CoverageTable();
  const columns: Record<string, string[]> = {};
  for (const files of FILES) {
    const column = (columns[`${files} files`] = [] as string[]);
    for (const marked of MARKED) {
      const situation = `${files} ${marked}`;
      column.push(situation);
      const rates = Array.from({ length: Math.max(2, Math.round(sets * SHARE)) }, (_, set) => {
        const audit = auditLeaks(drawPairs(files, marked, set), { seed: set, draws: 1 });
        return audit.rates.filter(({ tier }) => tier === 'hard');
      });
      for (const features of ['tokens', 'shape', 'all']) {
        const ofKind = rates.map((some) => some.find((rate) => rate.features === features)!);
        const truth = ofKind.reduce((sum, { auc }) => sum + auc!, 0) / ofKind.length;
        for (const { interval } of ofKind) table.add(`${features}: **shown**`, situation, interval, truth);
      }
    }
  }
  return table.toMarkdown('Leaks, cross-validated', columns);
}

/** Text of random words; the bug turns its lines round, and where it leaves a mark it has a word of its own. */
function drawPairs(files: number, marked: number, set: number): TwinPair[] {
  const random = randomStream('leaks', files, `${marked}`, set);
  const specimen = (window: string): TwinPair['clean'] => ({
    window,
    file: `${window}\n${window}`,
    diagnostics: 0,
    hits: new Map(),
  });
  return Array.from({ length: files * PAIRS_OF_FILE }, (_, at) => {
    const lines = Array.from({ length: 4 }, () =>
      Array.from({ length: 5 }, () => random.pick(WORDS)).join(' '),
    );
    const turned = lines.toReversed().join('\n');
    const isMarked = random.integer(0, 999) < 1000 * marked;
    return {
      bug: `b${at}`,
      operator: 'any',
      tier: 'hard',
      cluster: `f${Math.floor(at / PAIRS_OF_FILE)}`,
      mutated: specimen(isMarked ? turned.replace(/^\S+/u, 'zeta') : turned),
      clean: specimen(lines.join('\n')),
    };
  });
}
