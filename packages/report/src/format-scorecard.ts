import { compareText, CRITERIA } from '@bebug/core';
import { levelOf, STRICTNESS, type Estimate, type Level, type Scorecard } from '@bebug/scorer';
import picocolors from 'picocolors';
import { detectorTables } from './detector-tables.ts';
import { formatComparison, type Colours } from './format-comparison.ts';
import {
  comparisonOf,
  correctedShare,
  decimal,
  decimalInterval,
  detectableSentence,
  detectorName,
  intervalOf,
  isPartial,
  markTotal,
  percent,
  percentInterval,
  points,
  pointsInterval,
  shareText,
  shownInterval,
  shownRate,
  timesToFind,
  type PrintedInterval,
  visible,
} from './figures.ts';
import { checkedScorecards } from './report-data.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/**
 * Scorecards of one bug set as text for a terminal: a row for each figure, a column for each detector, and what must be
 * known to read them. Detectors that do not fit the width follow in further tables. Throws `run-mismatch` when the
 * scorecards are of different sets or settings.
 */
export function formatScorecard(
  scorecards: readonly Scorecard[],
  { colour, width }: TerminalOptions,
): string {
  const [first] = checkedScorecards(scorecards) as readonly [Scorecard];
  const colours = picocolors.createColors(colour);
  const rows = rowsOf(scorecards, colours).map(({ label, cell }) => ({
    label,
    cell: (card: Scorecard) => cell(card, levelOf(card)),
  }));
  const tables = detectorTables(scorecards, detectorName, rows, { width, colours });
  const compared = scorecards.length > 1 ? comparisonOf(scorecards) : null;
  const comparison = compared === null ? [] : [formatComparison(scorecards, compared, colours)];
  const power = detectableSentence(scorecards, compared);
  return `${[heading(first, power, colours), ...tables, ...comparison, footnotes(scorecards, colours)].join('\n')}\n`;
}

function heading(first: Scorecard, power: string | null, colours: Colours): string {
  const { method, setHash, tasks, controls, bugs } = first;
  return [
    `${colours.bold('Bug set')} ${setHash.slice(0, 12)}: ${bugs.length} bugs, ${tasks.total} tasks, ${controls.tasks} of them clean controls`,
    colours.dim(
      `Headline: ${method.strictness} level (within ${method.k} lines). Recall, precision and F1 in per cent with 95 % intervals.`,
    ),
    ...(power === null ? [] : [colours.dim(power)]),
  ].join('\n');
}

interface Row {
  readonly label: string;
  readonly cell: (card: Scorecard, level: Level) => string;
}

function rowsOf(scorecards: readonly Scorecard[], colours: Colours): Row[] {
  const { tiers } = levelOf(scorecards[0]!);
  const times = timesToFind(scorecards);
  const proportion = (value: Level['recallOverAll']): string =>
    `${percent(value.value)} ${colours.dim(`${percentInterval(shownInterval(value))}${markOf(shownInterval(value))} ${value.successes}/${value.n}`)}`;
  const estimate = (value: Estimate): string =>
    `${percent(value.value)} ${colours.dim(percentInterval(intervalOf(value)))}`;
  const lift = ({ chance }: Level['overall']): string => {
    const interval = intervalOf({ bootstrap: chance.liftBootstrap });
    const paint = interval === null || interval.low <= 0 ? colours.yellow : colours.green;
    return `${paint(points(chance.lift))} ${colours.dim(pointsInterval(interval))}`;
  };
  return [
    ...tiers.map(({ name, bugs }, index) => ({
      label: `recall ${name} (${bugs})`,
      cell: (_: Scorecard, level: Level) => proportion(level.tiers[index]!.recall),
    })),
    {
      label: colours.bold('recall'),
      cell: (_, level) => colours.bold(proportion(level.overall.recall)),
    },
    ...(isPartial(scorecards)
      ? [
          {
            label: colours.bold('recall over all bugs'),
            cell: (_: Scorecard, { recallOverAll }: Level) => proportion(recallOverAll),
          },
        ]
      : []),
    {
      label: '  by chance',
      cell: (_, { overall: { chance } }) =>
        `${percent(chance.recall)} ${colours.dim(percentInterval(chance.interval))}`,
    },
    { label: '  lift, in points', cell: (_, { overall }) => lift(overall) },
    ...STRICTNESS.map((strictness) => ({
      label: `  at ${strictness} level`,
      cell: (card: Scorecard) => percent(levelOf(card, strictness).overall.recall.value),
    })),
    { label: '  mean over families', cell: (_, { macroRecall }) => estimate(macroRecall.families) },
    {
      label: colours.bold('precision'),
      cell: (_, { precision }) => (precision.value === null ? '–' : proportion(precision)),
    },
    { label: colours.bold('F1'), cell: (_, { f1 }) => estimate(f1) },
    { label: '  F0.5', cell: (_, { f05 }) => estimate(f05) },
    {
      label: '  overlap; lines off',
      cell: ({ pointing }) => `${percent(pointing.meanOverlap)}; ${decimal(pointing.meanGap)}`,
    },
    ...shownWhere(scorecards, ({ pointing }) => pointing.category.n + pointing.cwe.n > 0, [
      {
        label: '  right category; CWE',
        cell: ({ pointing }) => `${shareText(pointing.category)}; ${shareText(pointing.cwe)}`,
      },
    ]),
    ...shownWhere(scorecards, ({ confidence }) => confidence !== null, [
      {
        label: 'average precision',
        cell: ({ confidence }) => (confidence ? estimate(confidence.averagePrecision) : '–'),
      },
      { label: 'AFROC area', cell: ({ confidence }) => (confidence ? estimate(confidence.afroc) : '–') },
      {
        label: 'Brier, calibration error',
        cell: ({ confidence }) =>
          `${decimal(confidence?.brier ?? null, 3)}, ${decimal(confidence?.expectedCalibrationError ?? null, 3)}`,
      },
    ]),
    ...(times === null ? [] : [{ label: `time to find, half; mean up to ${times.limit}`, cell: times.cell }]),
    ...shownWhere(scorecards, ({ costPerBug }) => costPerBug.dollars !== null, [
      {
        label: 'US dollars for each bug',
        cell: ({ costPerBug }) => decimal(costPerBug.dollars, 2),
      },
    ]),
    { label: 'clean controls alarmed', cell: ({ controls }) => proportion(controls.alarmed) },
    {
      label: 'Youden J, in points',
      cell: ({ youden }) => `${points(youden.value)} ${colours.dim(pointsInterval(intervalOf(youden)))}`,
    },
    ...shownWhere(scorecards, ({ discrimination }) => discrimination !== null, [
      {
        label: 'discrimination',
        cell: ({ discrimination }) => (discrimination ? proportion(discrimination.rate) : '–'),
      },
    ]),
    {
      label: 'false alarms/1,000 lines',
      cell: ({ controls: { per1000Lines } }) =>
        `${decimal(per1000Lines.value)} ${colours.dim(`${decimalInterval(shownRate(per1000Lines))}${markOf(shownRate(per1000Lines))}`)}`,
    },
    ...shownWhere(scorecards, ({ explanations }) => explanations !== null, [
      {
        label: 'fixes that mend',
        cell: ({ explanations }) => (explanations ? proportion(explanations.fixes) : '–'),
      },
      {
        label: 'triggers that show it',
        cell: ({ explanations }) => (explanations ? proportion(explanations.triggers) : '–'),
      },
      {
        label: 'marks for explanations, 0–8',
        cell: ({ explanations }) => decimal(explanations && markTotal(explanations), 1),
      },
    ]),
    ...modelMarkRows(scorecards, colours),
    ...shownWhere(scorecards, ({ realBugs }) => realBugs.found > 0, [
      {
        label: 'real bugs found; estimated',
        cell: ({ realBugs: { found, estimated, tiers } }) =>
          [
            `${found}; ${decimal(estimated.value, 0)} ${colours.dim(decimalInterval(intervalOf(estimated), 0))}`,
            ...tiers.map(({ name, estimated: ofTier }) => `${name} ${decimal(ofTier.value, 0)}`),
          ].join(', '),
      },
    ]),
    {
      label: 'findings',
      cell: (_, { findings }) =>
        `${findings.total} (${findings.falseAlarms} false, ${findings.duplicates} double)`,
    },
    {
      label: 'tasks answered',
      cell: ({ tasks }) => {
        const text = `${tasks.answered}/${tasks.total}`;
        return tasks.answered < tasks.total ? colours.yellow(text) : text;
      },
    },
  ];
}

/** For each model that marked explanations: how many it found right, corrected by people's marks where there are any. */
function modelMarkRows(scorecards: readonly Scorecard[], colours: Colours): Row[] {
  const graders = new Set(
    scorecards.flatMap(({ explanations }) => explanations?.models.map(({ by }) => by) ?? []),
  );
  return [...graders].sort(compareText).flatMap((grader) =>
    CRITERIA.map((name, at) => ({
      label: `right ${name}, says ${visible(grader)}`,
      cell: ({ explanations }: Scorecard): string => {
        const score = explanations?.models.find(({ by }) => by === grader);
        if (!score) return '–';
        const { share, range, basis } = correctedShare(score.criteria[at]!);
        return `${share} ${colours.dim(`${range} ${basis}`)}`;
      },
    })),
  );
}

/** Rows that say nothing about any of the runs are not there. */
function shownWhere(
  scorecards: readonly Scorecard[],
  says: (card: Scorecard) => boolean,
  rows: readonly Row[],
): readonly Row[] {
  return scorecards.some(says) ? rows : [];
}

/** Marks an interval that takes bugs and alarms for independent. */
function markOf(interval: PrintedInterval | null): string {
  return interval !== null && (interval.method === 'Wilson' || interval.method === 'Poisson') ? '*' : '';
}

function footnotes(scorecards: readonly Scorecard[], colours: Colours): string {
  const lines: string[] = [];
  for (const card of scorecards) {
    for (const note of card.notes) {
      lines.push(
        `${colours.yellow('note')} ${scorecards.length > 1 ? `${detectorName(card)}: ` : ''}${visible(note)}`,
      );
    }
  }
  lines.push(
    colours.dim(
      'Intervals are made from the error between source files; * Wilson, or Poisson for a rate, as if all were independent. Chance: the same findings placed at random.',
    ),
  );
  return lines.join('\n');
}
