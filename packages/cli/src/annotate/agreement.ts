import type { Agreement, AlphaEstimate, Ratings } from '@bebug/annotator';
import { krippendorffAlpha, resampleClusters } from '@bebug/scorer';

const DRAWS = 500;

type Unit = readonly (0 | 1 | null)[];

/** How far raters agree, with percentile intervals from drawing whole tasks. */
export function agreementOf({ tasks }: Ratings): Agreement {
  const shared = tasks.filter(({ verdicts }) => verdicts.filter((verdict) => verdict !== null).length > 1);
  return {
    raters: tasks[0]?.verdicts.length ?? 0,
    tasks: shared.length,
    verdict: estimate('verdict', new Map(shared.map(({ task, verdicts }) => [task, [verdicts]]))),
    place: estimate('place', new Map(shared.map(({ task, lines }) => [task, lines]))),
  };
}

function estimate(key: string, unitsOf: ReadonlyMap<string, readonly Unit[]>): AlphaEstimate {
  const alphaOf = (timesOf: (task: string) => number): number | null => {
    const units = [...unitsOf].flatMap(([task, own]) =>
      Array.from({ length: timesOf(task) }, () => own).flat(),
    );
    if (units.length === 0) return null;
    return krippendorffAlpha(
      units[0]!.map((_, rater) => units.map((unit) => unit[rater]!)),
      'nominal',
    );
  };
  const { percentile } = resampleClusters({
    clusters: unitsOf.keys(),
    statistic: alphaOf,
    n: unitsOf.size,
    seed: 1,
    draws: DRAWS,
    key: `agreement ${key}`,
  });
  return { alpha: alphaOf(() => 1), low: percentile?.low ?? null, high: percentile?.high ?? null };
}
