import { PAUSE } from '../sandbox/case.ts';
import type { Harvest } from './harvest.ts';
import type { MemberSpec, Signature } from './spec.ts';

/** Milliseconds: between what a timer does at once, in a second, and in five. */
const USUAL = [3, 700, 1500, 7000];
/** So that intervals end. */
const LONGEST = 60_000;
/** Nobody promises what happens on the very millisecond. */
const AROUND = [0.6, 1.5];

/** `members`, and time that passes between their calls: what looks at a clock sees little when all of them come at one moment. */
export function withPauses(members: readonly MemberSpec[], harvest: Harvest): readonly MemberSpec[] {
  if (members.length === 0 || !harvest.isTimed) return members;
  return [
    ...members,
    { name: PAUSE, signatures: [pauseOf(harvest)], observes: false, isAsync: true, gives: [] },
  ];
}

/** How long it takes, as what a step takes. */
export function pauseOf({ numbers }: Harvest): Signature {
  const mentioned = numbers
    .flatMap((n) => AROUND.map((factor) => Math.round(n * factor)))
    .filter((n) => n > 1 && n <= LONGEST);
  const of = [...new Set([...USUAL, ...mentioned])].map((value) => ({ kind: 'constant', value }) as const);
  return {
    parameters: [{ name: 'milliseconds', spec: { kind: 'union', of }, optional: false, rest: false }],
  };
}
