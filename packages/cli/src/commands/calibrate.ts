import { formatJson } from '@bebug/core';
import { calibrateBugs, type Calibration, type CalibratedBug } from '@bebug/scorer';
import { command } from '../command.ts';
import type { Io } from '../io.ts';
import { scoreFigures, scoringOptions } from '../scoring.ts';
import { table } from '../table.ts';

export const calibrateCommand = command({
  options: (parser) =>
    scoringOptions(parser).option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
  async run(args, io) {
    const calibration = calibrateBugs(await scoreFigures(args, io));
    await io.out(args.json ? formatJson(calibration) : format(calibration, io));
    return 0;
  },
});

function format(calibration: Calibration, io: Io): string {
  const { model, vectors, isProvisional, isConverged, bugs, tiers, abilities } = calibration;
  const notes = [
    `${model === 'rasch' ? 'Rasch model' : 'Two-parameter model'}, ${vectors} runs, ${bugs.length} bugs; ${model === 'rasch' ? 'logits' : 'standard deviations of ability'}, the mean ability is 0.`,
    ...(model === 'rasch'
      ? []
      : [
          'Abilities are those of the Rasch model: by the other their intervals would be too short, since it takes estimated slopes for known.',
        ]),
    ...(isProvisional ? ['Fewer than 40 runs: difficulties and tiers are provisional.'] : []),
    ...(isConverged ? [] : ['The fit did not come to rest: take the figures for rough.']),
  ];
  const ranked = bugs.toSorted((a, b) => (b.b ?? extreme(b)) - (a.b ?? extreme(a)));
  return [
    `${notes.join('\n')}\n`,
    table(
      ['tier', 'bugs', 'with a difficulty', 'mean difficulty'],
      tiers.map(({ tier, bugs: all, measured, meanB }) => [tier, `${all}`, `${measured}`, figure(meanB)]),
      io,
    ),
    table(
      ['detector', 'ability', '95 %'],
      abilities.map(({ detector, version, theta, interval }) => [
        `${detector} ${version}`.slice(0, 60),
        figure(theta),
        interval === null
          ? 'none: the runs do not differ'
          : `${figure(interval.low)} to ${figure(interval.high)}`,
      ]),
      io,
    ),
    table(
      ['bug', 'operator', 'tier', 'measured', 'found', 'difficulty', 'error', 'outfit', 'notes'],
      ranked.map((bug) => [
        bug.bug,
        bug.operator,
        bug.tier,
        bug.measuredTier === bug.tier ? '' : bug.measuredTier,
        `${bug.found}/${bug.attempted}`,
        bug.b === null ? (bug.found === 0 ? 'found by none' : 'found by all') : figure(bug.b),
        figure(bug.se),
        figure(bug.outfit),
        bug.flags.join('; '),
      ]),
      io,
    ),
  ].join('\n');
}

/** Where a bug without a difficulty stands in the list. */
function extreme({ found }: CalibratedBug): number {
  return found === 0 ? Infinity : -Infinity;
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}
