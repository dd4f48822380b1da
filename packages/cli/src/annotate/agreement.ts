import type { Agreement, AlphaEstimate, Ratings } from '@bebug/annotator';
import { binaryAgreement } from '@bebug/scorer';

const SAMPLING = { seed: 1, draws: 2000 };

type Unit = readonly (0 | 1 | null)[];

/** How far raters agree, with intervals from drawing whole tasks. */
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
  const { value, bootstrap } = binaryAgreement(unitsOf, SAMPLING, `agreement ${key}`);
  const interval = bootstrap.bca ?? bootstrap.percentile;
  return { alpha: value, low: interval?.low ?? null, high: interval?.high ?? null };
}
