import { groupBy, type TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import type ts from 'typescript';
import { isMethod, PAUSE, type Case, type Step } from '../sandbox/case.ts';
import { Generators } from './arbitrary.ts';
import { listChanges, type Evolution } from './evolution.ts';
import { isTagged } from './fits.ts';
import type { Harvest } from './harvest.ts';
import { membersOf, type Member } from './sequence-members.ts';
import { stylesOf, type Style } from './style.ts';
import type { ExportTarget } from './targets.ts';
import type { Uses } from './uses.ts';

const CALLS = 5;
/** Calls beyond which a bred sequence grows no further. */
const LONGEST = 12;
/** A parameter takes an earlier result in all but one of so many cases in which there is one. */
const FRESH_ONE_IN = 4;
/** One that takes anything takes such a result in one case of as many. */
const KNOWN_ONE_IN = 4;
const SEEDS = 12;
/** Of a scene: things that are made, and what is done with them. */
const MADE = 3;
const CALLS_OF_A_SCENE = 8;
/** Scenes say more than calls that have nothing to do with one another. */
const SCENES = 3;
const PROBES = 6;
/** Sequences with everything switched on first say more than those with nothing: what a switch is for comes after it. */
const SWITCHED = 3;

/** Uses of several exports in turn, and how they change. */
export interface Sequences {
  readonly uses: Uses;
  readonly evolution: Evolution;
}

/**
 * Several exports in turn, what one gives as an argument of the next where the types allow it: `decode(encode(x))` reaches what
 * no made text does, and state that one call leaves is seen by another. `null` where there is nothing to call.
 */
export function sequencesOf(
  checker: ts.TypeChecker,
  targets: readonly ExportTarget[],
  harvest: Harvest,
): Sequences | null {
  const members = membersOf(checker, targets, harvest);
  if (members.length === 0) return null;
  return {
    uses: (generation) => fc.oneof(...stylesOf(generation, harvest).map((style) => inStyle(members, style))),
    evolution: evolutionOf(members, harvest),
  };
}

function evolutionOf(members: readonly Member[], harvest: Harvest): Evolution {
  const style = { ...stylesOf('guided', harvest)[1]!, structured: true };
  const all = members.map((member, index) => ({
    ...member,
    index,
    lists: listChanges(member.definitions, harvest, style),
  }));
  const byName = groupBy(all, ({ how }) => how);
  /** Methods of one name may belong to several members: the one of what it is called on. */
  const memberOf = (calls: readonly Step[], [how, args]: Step): (typeof all)[number] => {
    const named = byName.get(how)!;
    const at = named.length > 1 ? resultOf(args[0] ?? null) : null;
    const maker = at === null ? null : memberOf(calls, calls[at]!).index;
    return named.find(({ receiver }) => receiver === maker) ?? named[0]!;
  };
  return {
    neighbour(given, random) {
      if (given.kind !== 'sequence') return given;
      const { calls } = given;
      const at = random.integer(0, calls.length - 1);
      const member = memberOf(calls, calls[at]!);
      const ownValues = (call: Step): readonly TaggedValue[] =>
        ownArguments(memberOf(calls, call), call).filter((value) => resultOf(value) === null);
      switch (calls.length < LONGEST ? random.integer(0, 5) : 5) {
        case 0:
          return { ...given, calls: [...calls, calls[at]!] };
        case 1: {
          const next = random.pick(all);
          const steps = calls.map((call) => {
            const known = memberOf(calls, call);
            return { member: known.index, args: ownArguments(known, call) };
          });
          const others = calls.map(ownValues);
          const added = { member: next.index, args: next.lists.fresh(next.signatures, random, others) };
          const salt = Array.from({ length: SEEDS }, () => random.integer(0, 255));
          const more = linked(members, [...steps, added], salt);
          return more.length > calls.length ? { ...given, calls: [...calls, more.at(-1)!.call] } : given;
        }
        case 2:
          return { ...given, calls: (calls.length > 1 && without(calls, at)) || calls };
        default: {
          const others = calls.toSpliced(at, 1).map(ownValues);
          const near = member.lists.near(member.signatures, ownArguments(member, calls[at]!), random, others);
          return { ...given, calls: replaced(calls, at, near) };
        }
      }
    },
    joined(given, other, random) {
      if (given.kind !== 'sequence' || other.kind !== 'sequence') return given;
      // What is called on a result needs all that stands before it.
      const own = given.calls.slice(0, random.integer(1, given.calls.length));
      const calls = [...own, ...other.calls.map((call) => shifted(call, own.length))];
      return { ...given, calls: calls.slice(0, LONGEST) };
    },
    *simpler(given) {
      if (given.kind !== 'sequence') return;
      const { calls } = given;
      for (let at = calls.length - 1; at >= 0 && calls.length > 1; at--) {
        const less = without(calls, at);
        if (less) yield { ...given, calls: less };
      }
      for (const [at, call] of calls.entries()) {
        const member = memberOf(calls, call);
        for (const list of member.lists.simpler(member.signatures, ownArguments(member, call)))
          yield { ...given, calls: replaced(calls, at, list) };
      }
    },
  };
}

/** Without what a method is called on. */
function ownArguments({ receiver }: Member, [, args]: Step): readonly TaggedValue[] {
  return receiver === null ? args : args.slice(1);
}

/** The calls, with other arguments of one of them. */
function replaced(calls: readonly Step[], at: number, list: readonly TaggedValue[]): Step[] {
  return calls.map((call, index): Step => {
    const [how, args] = call;
    return index === at ? [how, isMethod(how) ? [args[0]!, ...list] : list] : call;
  });
}

/** The calls but one; `null` when another needs its result. */
function without(calls: readonly Step[], at: number): Step[] | null {
  let isNeeded = false;
  const moved = calls.map(([how, args]): Step => [
    how,
    args.map((value) => {
      const result = resultOf(value);
      if (result === at) isNeeded = true;
      return result !== null && result > at ? { $result: result - 1 } : value;
    }),
  ]);
  return isNeeded ? null : moved.filter((_, index) => index !== at);
}

/** The step behind so many others. */
function shifted([how, args]: Step, by: number): Step {
  return [
    how,
    args.map((value) => {
      const result = resultOf(value);
      return result === null ? value : { $result: result + by };
    }),
  ];
}

function resultOf(value: TaggedValue): number | null {
  return isTagged(value, '$result') ? (value as { readonly $result: number }).$result : null;
}

interface Drawn {
  readonly member: number;
  readonly args: readonly TaggedValue[];
  /** The steps before it are there to give its arguments. */
  readonly isChained?: true;
}

function inStyle(members: readonly Member[], style: Style): fc.Arbitrary<Case> {
  const made = members.map(({ signatures, definitions }, member) =>
    new Generators(style, definitions).argumentLists(signatures).map((args): Drawn => ({ member, args })),
  );
  const any = fc.oneof(
    ...made.flatMap((arbitrary, index) => {
      const { how, receiver, weight } = members[index]!;
      return receiver === null && how !== PAUSE ? [{ arbitrary, weight }] : [];
    }),
  );
  const free = fc.array(any, { minLength: 1, maxLength: CALLS, size: 'max' });
  // What its arguments may come from, then the call itself.
  const chains = members.flatMap(({ producers }, index) => {
    const sources = producers.filter((one) => one.length > 0);
    if (sources.length === 0) return [];
    const before = sources.map((one) => fc.oneof(...one.map((producer) => made[producer]!)));
    return fc.tuple(
      ...before,
      made[index]!.map((last): Drawn => ({ ...last, isChained: true })),
    );
  });
  const isMaker = (index: number): boolean =>
    members[index]!.receiver === null && members.some((one) => one.receiver === index);
  const makers = made.filter((_, index) => isMaker(index));
  const methods = made.flatMap((arbitrary, index): fc.WeightedArbitrary<Drawn[]>[] => {
    const { how, receiver, weight } = members[index]!;
    if (how === PAUSE) return [{ arbitrary: arbitrary.map((one) => [one]), weight }];
    if (receiver === null) return [];
    // What a method gives is there when something is to be done with it.
    return [
      {
        arbitrary: isMaker(receiver) ? arbitrary.map((one) => [one]) : fc.tuple(made[receiver]!, arbitrary),
        weight,
      },
    ];
  });
  const scenes = makers.length === 0 ? null : scenesOf(fc.oneof(...makers), fc.oneof(...methods));
  const drawn: fc.Arbitrary<readonly Drawn[]> = fc.oneof(
    free,
    ...(chains.length === 0 ? [] : [fc.oneof(...chains)]),
    ...(scenes ? [{ weight: SCENES, arbitrary: scenes }] : []),
  );
  const switches = members.flatMap(({ isSwitch }, member): Drawn[] =>
    isSwitch ? [{ member, args: [] }] : [],
  );
  const first =
    switches.length === 0
      ? fc.constant([])
      : fc.oneof(
          { weight: 1, arbitrary: fc.constant([]) },
          { weight: SWITCHED, arbitrary: fc.constant(switches) },
          { weight: 1, arbitrary: fc.subarray(switches) },
        );
  const seeds = fc.array(fc.nat(255), { minLength: SEEDS, maxLength: SEEDS });
  return fc.tuple(first, drawn, seeds).map(([on, steps, salt]) => ({
    kind: 'sequence',
    calls: withProbes(members, linked(members, [...on, ...steps], salt)),
  }));
}

/** A few things, made alike or not, and what is done with them in turn: what one does to the state that they share is seen by another. */
function scenesOf(maker: fc.Arbitrary<Drawn>, method: fc.Arbitrary<Drawn[]>): fc.Arbitrary<Drawn[]> {
  const alike = fc
    .tuple(maker, fc.integer({ min: 1, max: MADE }))
    .map(([one, count]) => Array(count).fill(one) as Drawn[]);
  const others = fc.array(maker, { minLength: 1, maxLength: MADE, size: 'max' });
  const call = fc.oneof(
    { weight: 6, arbitrary: method },
    { weight: 1, arbitrary: maker.map((one) => [one]) },
  );
  const done = fc.array(call, { minLength: 1, maxLength: CALLS_OF_A_SCENE, size: 'max' });
  return fc.tuple(fc.oneof(alike, others), done).map(([things, calls]) => [...things, ...calls.flat()]);
}

/** In the end everything is asked what it tells. */
function withProbes(members: readonly Member[], made: readonly Linked[]): Step[] {
  const asked = made.flatMap(({ member }, at) =>
    members.flatMap(({ how, isProbe, receiver }): Step[] =>
      isProbe && receiver === member ? [[how, [{ $result: at }]]] : [],
    ),
  );
  return [...made.map(({ call }) => call), ...asked.slice(0, PROBES)];
}

/** A drawn step with what it is called on, and with results of steps before. */
interface Linked {
  readonly member: number;
  readonly call: Step;
}

/** Arguments that an earlier result fits are such a result, mostly; what has nothing to be called on is left out. */
function linked(members: readonly Member[], steps: readonly Drawn[], salt: readonly number[]): Linked[] {
  const made: Linked[] = [];
  for (const [at, { member, args, isChained }] of steps.entries()) {
    const { how, producers, takesAnything, receiver } = members[member]!;
    const results = (isFitting: (producer: number) => boolean): number[] =>
      made.flatMap((step, before) => (isFitting(step.member) ? [before] : []));
    const list = args.map((value, index) => {
      const fitting = results((producer) => producers[index]?.includes(producer) === true);
      const seed = salt[(at * 5 + index) % SEEDS]!;
      const isFresh =
        takesAnything[index] && !isChained ? seed % KNOWN_ONE_IN > 0 : seed % FRESH_ONE_IN === 0;
      if (fitting.length === 0 || isFresh) return value;
      return { $result: fitting[Math.floor(seed / FRESH_ONE_IN) % fitting.length]! };
    });
    const own = receiver === null ? null : results((producer) => producer === receiver);
    if (own === null) made.push({ member, call: [how, list] });
    else if (own.length > 0)
      made.push({ member, call: [how, [{ $result: own[salt[(at * 7) % SEEDS]! % own.length]! }, ...list]] });
  }
  return made;
}
