import type { Estimate, PairedComparison, RunComparison, Scorecard } from '@bebug/scorer';
import type picocolors from 'picocolors';
import {
  chaoText,
  decimal,
  decimalRange,
  detectorName,
  intervalOf,
  points,
  pointsInterval,
  pValue,
  rankRange,
} from './figures.ts';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Every pair of detectors on the bugs that both attempted, and who may be ranked above whom. */
export function formatComparison(
  scorecards: readonly Scorecard[],
  { pairs, ranks, tied, agreement, seeding }: RunComparison,
  colours: Colours,
): string {
  const names = scorecards.map(detectorName);
  const named = (place: number): string =>
    `${names[place]!} ${colours.dim(`(place ${rankRange(ranks[place]!)})`)}`;
  const shown = (estimate: Estimate, digits = 2): string =>
    `${decimal(estimate.value, digits)} ${colours.dim(decimalRange(estimate, digits))}`;
  const lines = [
    `${colours.bold('Tied groups')}, best first: ${tied.map((group) => group.map(named).join(' = ')).join('  >  ')}`,
    ...pairs.flatMap((pair) => {
      const { cohenKappa, f1 } = pair.agreement;
      return [
        `  ${names[pair.first]!} − ${names[pair.second]!}: ${figuresOf(pair, colours)}`,
        `    agreement: Cohen’s κ ${shown(cohenKappa)}, F1 of what they found ${shown(f1)}`,
      ];
    }),
  ];
  lines.push(
    `  They find the same bugs: Krippendorff’s α ${shown(agreement.alpha)}, Fleiss’ κ ${shown(agreement.fleissKappa)}; they call them the same: α ${shown(agreement.categories)}`,
    `  From who found which there are ${chaoText(seeding)} bugs (95 %, one-sided; Chao’s lower bound itself is ${decimal(seeding.chao.value, 0)}); there are ${seeding.planted}.`,
    ...seeding.chapman.map(
      ({ first, second, estimate }) =>
        `    from ${names[first]!} and ${names[second]!}: ${shown(estimate, 0)} (Chapman)`,
    ),
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
