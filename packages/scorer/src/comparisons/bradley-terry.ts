import { inverseOf } from '../symmetric-matrix.ts';

/** One choice among several: items are numbered from 0. An item may stand in it more than once. */
export interface Contest {
  readonly among: readonly number[];
  readonly chosen: number;
  /** How often it went so; half a time where two could not be told apart. */
  readonly times: number;
}

/** Why an item has no finite strength: against those that have one, it was never chosen, or always; or it never met them. */
type Unbounded = 'never-chosen' | 'always-chosen' | 'never-compared';

export interface Strength {
  /** Log of the odds that the item is chosen against the reference; `null` where the likelihood has no finite maximum. */
  readonly strength: number | null;
  /** `null` of the reference, too: it is 0 by definition. */
  readonly se: number | null;
  readonly unbounded: Unbounded | null;
}

export interface BradleyTerryFit {
  readonly items: readonly Strength[];
  readonly logLikelihood: number;
  /** False when the likelihood still rose at the last step: take the numbers for provisional. */
  readonly converged: boolean;
}

const STEPS = 100;
const CLOSE = 1e-10;

/**
 * Strengths of items from choices among two (Bradley–Terry) or more (Luce): an item is chosen with probability exp(strength) / Σ exp of all
 * that stand there. Maximum likelihood by Newton's steps, standard errors from the information; item `reference` has strength 0.
 *
 * The maximum is finite exactly for items that lose to and win against each other, if only through others (Ford's condition). What is
 * fitted is that group around the reference; to every other item the likelihood gives an infinite strength, or none.
 *
 * Source: R. A. Bradley, M. E. Terry, Biometrika 39 (1952); R. D. Luce, Individual Choice Behavior (1959); L. R. Ford, American Mathematical
 * Monthly 64 (1957); D. R. Hunter, Annals of Statistics 32 (2004).
 */
export function fitBradleyTerry(items: number, contests: readonly Contest[], reference = 0): BradleyTerryFit {
  const decided = contests.filter(({ times }) => times > 0);
  const below = reached(reference, decided, ({ chosen, among }) => [[chosen, among]]);
  const above = reached(reference, decided, ({ chosen, among }) => among.map((one) => [one, [chosen]]));
  const group = Array.from({ length: items }, (_, item) => item).filter(
    (item) => item === reference || (below.has(item) && above.has(item)),
  );
  const { strengths, covariance, ...rest } = climb(
    within(decided, group),
    group.length,
    group.indexOf(reference),
  );
  const fitted = new Map(group.map((item, index) => [item, index]));
  return {
    ...rest,
    items: Array.from({ length: items }, (_, item): Strength => {
      const index = fitted.get(item);
      if (index === undefined)
        return { strength: null, se: null, unbounded: whyUnbounded(item, below, above) };
      const variance = covariance?.[index]?.[index];
      const se = item === reference || variance === undefined ? null : Math.sqrt(variance);
      return { strength: strengths[index]!, se, unbounded: null };
    }),
  };
}

function whyUnbounded(item: number, below: ReadonlySet<number>, above: ReadonlySet<number>): Unbounded {
  return below.has(item) ? 'never-chosen' : above.has(item) ? 'always-chosen' : 'never-compared';
}

/** Items that a chain of steps leads to. */
function reached(
  start: number,
  contests: readonly Contest[],
  stepsOf: (contest: Contest) => readonly (readonly [from: number, to: readonly number[]])[],
): ReadonlySet<number> {
  const next = new Map<number, Set<number>>();
  for (const [from, to] of contests.flatMap(stepsOf))
    next.set(from, new Set([...(next.get(from) ?? []), ...to]));
  const seen = new Set([start]);
  // A set that grows while it is walked is walked to its end.
  for (const item of seen) for (const one of next.get(item) ?? []) seen.add(one);
  return seen;
}

/** Choices of an item of the group, among items of the group, which are numbered anew. */
function within(contests: readonly Contest[], group: readonly number[]): Contest[] {
  const place = new Map(group.map((item, index) => [item, index]));
  return contests.flatMap(({ among, chosen, times }) => {
    const at = place.get(chosen);
    if (at === undefined) return [];
    return [{ among: among.flatMap((item) => place.get(item) ?? []), chosen: at, times }];
  });
}

interface Climbed {
  readonly strengths: readonly number[];
  /** `null` where there is nothing to vary. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly logLikelihood: number;
  readonly converged: boolean;
}

/** Newton's steps up a concave likelihood, halved where one leads down. Rows and columns of the reference are 0. */
function climb(contests: readonly Contest[], items: number, reference: number): Climbed {
  let strengths: readonly number[] = Array.from({ length: items }, () => 0);
  let here = surveyOf(contests, strengths);
  let converged = false;
  let covariance = covarianceOf(here.information, reference);
  for (let step = 0; step < STEPS && covariance !== null && !converged; step++) {
    const direction = covariance.map((row) =>
      row.reduce((sum, value, item) => sum + value * here.gradient[item]!, 0),
    );
    converged = direction.every((value) => Math.abs(value) < CLOSE);
    ({ strengths, survey: here } = stepUp(contests, strengths, direction, here.logLikelihood));
    covariance = covarianceOf(here.information, reference);
  }
  return {
    strengths,
    covariance,
    logLikelihood: here.logLikelihood,
    converged: converged || items === 1,
  };
}

function stepUp(
  contests: readonly Contest[],
  from: readonly number[],
  direction: readonly number[],
  least: number,
): { readonly strengths: number[]; readonly survey: Survey } {
  for (let length = 1; ; length /= 2) {
    const strengths = from.map((value, item) => value + length * direction[item]!);
    const survey = surveyOf(contests, strengths);
    if (survey.logLikelihood >= least - CLOSE || length < CLOSE) return { strengths, survey };
  }
}

interface Survey {
  readonly logLikelihood: number;
  readonly gradient: readonly number[];
  readonly information: readonly (readonly number[])[];
}

function surveyOf(contests: readonly Contest[], strengths: readonly number[]): Survey {
  const gradient = strengths.map(() => 0);
  const information = strengths.map(() => strengths.map(() => 0));
  let logLikelihood = 0;
  for (const { among, chosen, times } of contests) {
    const odds = among.map((item) => Math.exp(strengths[item]!));
    const total = odds.reduce((sum, one) => sum + one, 0);
    const shares = new Map<number, number>();
    for (const [at, item] of among.entries()) shares.set(item, (shares.get(item) ?? 0) + odds[at]! / total);
    logLikelihood += times * (strengths[chosen]! - Math.log(total));
    gradient[chosen]! += times;
    for (const [item, share] of shares) {
      gradient[item]! -= times * share;
      information[item]![item]! += times * share;
      for (const [other, otherShare] of shares) information[item]![other]! -= times * share * otherShare;
    }
  }
  return { logLikelihood, gradient, information };
}

/** Inverse of the information without the reference, whose own row and column are 0. */
function covarianceOf(information: readonly (readonly number[])[], reference: number): number[][] | null {
  const free = information.map((_, item) => item).filter((item) => item !== reference);
  if (free.length === 0) return null;
  const inverse = inverseOf(free.map((row) => free.map((column) => information[row]![column]!)));
  if (inverse === null) return null;
  const place = new Map(free.map((item, index) => [item, index]));
  return information.map((row, item) =>
    row.map((_, other) => inverse[place.get(item) ?? -1]?.[place.get(other) ?? -1] ?? 0),
  );
}
