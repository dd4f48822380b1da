import type { PairedComparison, Scorecard } from '@bebug/scorer';
import type picocolors from 'picocolors';
import {
  comparisonOf,
  decimal,
  decimalInterval,
  detectorName,
  intervalOf,
  points,
  pointsInterval,
  pValue,
  rankRange,
} from './figures.ts';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Every pair of detectors on the bugs that both attempted, and who may be ranked above whom. */
export function formatComparison(scorecards: readonly Scorecard[], colours: Colours): string {
  const { pairs, ranks, tied, detectable, agreement, seeding } = comparisonOf(scorecards);
  const names = scorecards.map(detectorName);
  const named = (place: number): string =>
    `${names[place]!} ${colours.dim(`(place ${rankRange(ranks[place]!)})`)}`;
  const lines = [
    `${colours.bold('Tied groups')}, best first: ${tied.map((group) => group.map(named).join(' = ')).join('  >  ')}`,
    ...pairs.map((pair) => `  ${names[pair.first]!} − ${names[pair.second]!}: ${figuresOf(pair, colours)}`),
  ];
  lines.push(
    `  They find the same bugs: Krippendorff’s α ${decimal(agreement.value, 2)} ${colours.dim(decimalInterval(intervalOf(agreement), 2))}`,
    `  From who found which there seem to be ${decimal(seeding.chao.value, 0)} ${colours.dim(decimalInterval(intervalOf(seeding.chao), 0))} bugs (Chao’s lower bound); there are ${seeding.planted}.`,
  );
  if (detectable !== null)
    lines.push(
      colours.dim(`  This set tells ${(100 * detectable).toFixed(0)} points apart, with 80 % power.`),
    );
  return lines.join('\n');
}

function figuresOf(pair: PairedComparison, colours: Colours): string {
  const paint = pair.isSeparated ? colours.green : colours.yellow;
  return [
    `${points(pair.difference)} ${colours.dim(pointsInterval(intervalOf(pair)))} points of recall`,
    `alone ${pair.onlyFirst} and ${pair.onlySecond} of ${pair.n}`,
    `p ${pValue(pair.signFlip.p)} by files (McNemar ${pValue(pair.mcnemar.pExact)})`,
    paint(`${pValue(pair.adjusted)} after Holm`),
  ].join(', ');
}
