import { detectorName } from '@bebug/report';
import { CURVE_THRESHOLDS, levelOf, STRICTNESS, type CurvePoint, type Scorecard } from '@bebug/scorer';
import type { Io } from './io.ts';
import { readScorable, scoreFigures, scoreRuns, type ScoringArguments } from './scoring.ts';
import { table } from './table.ts';

export const SWEEPS = ['place', 'confidence'] as const;
export type Sweep = (typeof SWEEPS)[number];

/** Lines of grace that are tried, beside those of `--within`. */
const GRACE = [0, 1, 2, 3, 5, 10];

/** A cell of a sweep: one setting, one detector. */
interface Swept {
  readonly setting: string;
  readonly detector: string;
  readonly recall: number | null;
  readonly precision: number | null;
  /** By recall, 1 for the best; equal recalls share a rank. */
  readonly rank: number | null;
}

/** How figures and ranking depend on a choice that the headline makes: on where a finding must point, or on how sure it must be. */
export async function sweep(kind: Sweep, args: ScoringArguments, io: Io): Promise<Swept[]> {
  return kind === 'place' ? sweepPlace(args, io) : sweepConfidence(await scoreFigures(args, io));
}

export function formatSweep(rows: readonly Swept[], io: Io): string {
  const detectors = [...new Set(rows.map(({ detector }) => detector))];
  const bySetting = Map.groupBy(rows, ({ setting }) => setting);
  const share = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(0)} %`);
  return table(
    ['', ...detectors.flatMap((name) => [`${name}: recall`, 'precision', 'rank'])],
    [...bySetting].map(([setting, cells]) => [
      setting,
      ...cells.flatMap(({ recall, precision, rank }) => [share(recall), share(precision), `${rank ?? '–'}`]),
    ]),
    io,
  );
}

async function sweepPlace(args: ScoringArguments, io: Io): Promise<Swept[]> {
  const rows: Swept[] = [];
  const add = (
    setting: string,
    cards: readonly Scorecard[],
    strictness: (typeof STRICTNESS)[number],
  ): void => {
    rows.push(
      ...ranked(
        setting,
        cards.map((card) => {
          const { overall, precision } = levelOf(card, strictness);
          return { detector: detectorName(card), recall: overall.recall.value, precision: precision.value };
        }),
      ),
    );
  };
  // Figures alone are shown: one draw is enough.
  const settings = { ...args, draws: 1 };
  const scorable = await readScorable(settings, io);
  let ofScorecard: readonly Scorecard[] = [];
  for (const within of [...new Set([...GRACE, args.within])].sort((a, b) => a - b)) {
    const cards = await scoreRuns(scorable, { ...settings, within }, 'figures', io);
    add(`line, within ${within}`, cards, 'line');
    if (within === args.within) ofScorecard = cards;
  }
  // As the scorecard says them: the lines of grace count at the edge of a function, too.
  for (const strictness of STRICTNESS.slice(1)) add(strictness, ofScorecard, strictness);
  return rows;
}

function sweepConfidence(cards: readonly Scorecard[]): Swept[] {
  return CURVE_THRESHOLDS.flatMap((threshold) =>
    ranked(
      `confidence ≥ ${threshold}`,
      cards.map((card) => {
        const point = pointAt(card, threshold);
        return {
          detector: detectorName(card),
          recall: point?.recall ?? null,
          precision: point?.precision ?? null,
        };
      }),
    ),
  );
}

/** What is left of a run when only findings this sure are made; nothing for a run without confidences, or without one so high. */
function pointAt({ confidence }: Scorecard, threshold: number): CurvePoint | undefined {
  return confidence?.curve.findLast((point) => point.threshold >= threshold);
}

function ranked(setting: string, cells: readonly Omit<Swept, 'setting' | 'rank'>[]): Swept[] {
  return cells.map((cell) => ({
    setting,
    ...cell,
    rank:
      cell.recall === null
        ? null
        : 1 + cells.filter(({ recall }) => recall !== null && recall > cell.recall!).length,
  }));
}
