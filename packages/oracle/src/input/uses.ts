import fc from 'fast-check';
import type { TaggedValue } from '@bebug/core';
import type { Case, FollowUp } from '../sandbox/case.ts';
import type { Described } from '../sandbox/protocol.ts';
import { aliased, aliasing, type Slot } from './aliases.ts';
import { added, addersOf, withAdded } from './added-methods.ts';
import { Generators } from './arbitrary.ts';
import { isBuilder } from './builders.ts';
import type { Harvest } from './harvest.ts';
import type { MemberSpec, Signature } from './spec.ts';
import { withPauses } from './pauses.ts';
import { stylesOf, type Generation, type Style } from './style.ts';
import type { ExportTarget } from './targets.ts';

const CALLS_OF_A_CLASS = 12;
const CALLS_OF_A_RESULT = 5;
const CALLS_OF_A_DRIVER = 10;
const OBSERVERS = 10;
/** Guided, calls that build something come oftener than others. */
const BUILDING = 3;

/** Generator of whole cases of a target, in one generation. */
export type Uses = (generation: Generation) => fc.Arbitrary<Case>;

/** Uses of an exported function or class: arguments, then calls on what it gave back, then calls that look. */
export function usesOfExport({ target, callable }: ExportTarget, harvest: Harvest): Uses {
  const members = withPauses(callable.members, harvest);
  const adders = addersOf(members);
  const kinds = new Map([
    ...members.map(({ name, signatures }) => [name, kindsOf(signatures)] as const),
    ...adders.map(({ adds }) => [added(adds), kindsOf(adds.signatures)] as const),
  ]);
  const ownKinds = kindsOf(callable.signatures);
  /** Arguments of one kind are the same one now and then. */
  const withAliases = (
    args: readonly TaggedValue[],
    calls: readonly FollowUp[],
    seeds: readonly number[],
  ): [args: readonly TaggedValue[], calls: readonly FollowUp[]] => {
    const [own, ...lists] = aliased(
      [slots(ownKinds, args), ...calls.map(([name, list]) => slots(kinds.get(name)!, list))],
      seeds,
    );
    return [own!, calls.map(([name], index) => [name, lists[index]!])];
  };
  const inStyle = (style: Style): fc.Arbitrary<Case> => {
    const generators = new Generators(style, callable.definitions);
    const args = generators.argumentLists(callable.signatures);
    if (members.length === 0) return args.map((list) => base(list, []));
    const callOf = (name: string | null, signatures: readonly Signature[]): fc.Arbitrary<FollowUp> =>
      generators.argumentLists(signatures).map((list): FollowUp => [name, list]);
    const call = fc.oneof(
      ...members.map(({ name, signatures }) => ({
        weight: style.guided && isBuilder(name) ? BUILDING : 1,
        arbitrary: callOf(name, signatures),
      })),
      // What is added is what the class is there for.
      ...adders.map(({ adds }) => ({
        weight: members.length,
        arbitrary: callOf(added(adds), adds.signatures),
      })),
    );
    const maxLength = target.kind === 'class' ? CALLS_OF_A_CLASS : CALLS_OF_A_RESULT;
    const whole = fc.array(call, { maxLength, size: 'max' });
    const names = [...kinds.keys()];
    const building = members.flatMap(({ name, signatures }) =>
      isBuilder(name) ? [callOf(name, signatures)] : [],
    );
    const built = building.length > 0 ? [afterBuilding(building, call, maxLength)] : [];
    const free = !style.guided
      ? whole
      : style.keyed && built.length > 0
        ? built[0]!
        : fc.oneof(whole, someMembers(call, names, maxLength), ...built);
    const sequence =
      adders.length === 0
        ? free
        : afterOne(
            adders.map(({ name, signatures }) => callOf(name, signatures)),
            free,
          );
    return fc.tuple(args, sequence, style.guided ? aliasing : fc.constant([])).map(([list, drawn, seeds]) => {
      const [own, made] = withAliases(list, drawn, seeds);
      return base(own, withAdded([...made, ...observers(members, kinds, made)], adders));
    });
  };
  const base = (args: readonly TaggedValue[], calls: readonly FollowUp[]): Case =>
    target.kind === 'class'
      ? { ...target, args, calls, probes: callable.probes }
      : { ...target, kind: 'function', args, calls };
  // Where nothing follows, no two calls name the same thing.
  const styles = (generation: Generation): Style[] =>
    stylesOf(generation, harvest).filter(({ keyed }) => !keyed || members.length > 0);
  return (generation) => fc.oneof(...styles(generation).map(inStyle));
}

/** What each parameter is made from, as a key; written down once a target, not once a case. */
type Kinds = readonly string[];

function kindsOf([first]: readonly Signature[]): Kinds {
  return first!.parameters.map(({ spec }) => JSON.stringify(spec));
}

/** More arguments than parameters are of the last one's kind: a rest parameter's. */
function kindAt(kinds: Kinds, index: number): string {
  return kinds[Math.min(index, kinds.length - 1)] ?? 'null';
}

function slots(kinds: Kinds, list: readonly TaggedValue[]): Slot[] {
  return list.map((value, index) => ({ value, kind: kindAt(kinds, index) }));
}

/** Sequences of a few members only: one call in twelve that spoils the state spoils most sequences of all. */
function someMembers(
  call: fc.Arbitrary<FollowUp>,
  members: readonly (string | null)[],
  maxLength: number,
): fc.Arbitrary<FollowUp[]> {
  const some = fc.subarray([...members], { minLength: 1 });
  return fc
    .tuple(some, fc.array(call, { maxLength: 2 * maxLength, size: 'max' }))
    .map(([names, made]) => made.filter(([name]) => names.includes(name)).slice(0, maxLength));
}

/** Some of `building`, then some others: as many as `maxLength` in all. */
function afterBuilding(
  building: readonly fc.Arbitrary<FollowUp>[],
  call: fc.Arbitrary<FollowUp>,
  maxLength: number,
): fc.Arbitrary<FollowUp[]> {
  const last = Math.floor(maxLength / 3);
  return fc
    .tuple(
      fc.array(fc.oneof(...building), { minLength: 1, maxLength: maxLength - last, size: 'max' }),
      fc.array(call, { minLength: 1, maxLength: last, size: 'max' }),
    )
    .map(([first, more]) => [...first, ...more]);
}

/** Mostly one of `first` before all else. */
function afterOne(
  first: readonly fc.Arbitrary<FollowUp>[],
  calls: fc.Arbitrary<FollowUp[]>,
): fc.Arbitrary<FollowUp[]> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.oneof(...first), calls).map(([one, more]) => [one, ...more]) },
    { weight: 1, arbitrary: calls },
  );
}

/** Ask every observing method that needs no arguments, and those of one argument list about what the sequence has touched. */
function observers(
  members: readonly MemberSpec[],
  kinds: ReadonlyMap<string | null, Kinds>,
  made: readonly FollowUp[],
): FollowUp[] {
  const asked = new Map<string, FollowUp>();
  for (const member of members) {
    if (!member.observes || member.name === null) continue;
    const wanted = kinds.get(member.name)!;
    const lists =
      wanted.length === 0
        ? [[]]
        : made
            .filter(([name]) => startsAlike(kinds.get(name)!, wanted))
            .map(([, args]) => args.slice(0, wanted.length))
            .filter((args) => args.length === wanted.length);
    for (const args of lists) asked.set(JSON.stringify([member.name, args]), [member.name, args]);
  }
  return [...asked.values()].slice(0, OBSERVERS);
}

/** What one takes can be given to the other. */
function startsAlike(given: Kinds, wanted: Kinds): boolean {
  return wanted.every((kind, index) => kind === kindAt(given, index));
}

/** Uses of a driver: sequences of its calls. */
export function usesOfDriver(calls: Described['calls']): Uses {
  const made = calls.map(({ name, args }) =>
    fc.tuple(...args.map(argument)).map((list): readonly [string, TaggedValue[]] => [name, list]),
  );
  const wide = fc.array(fc.oneof(...made), { minLength: 1, maxLength: CALLS_OF_A_DRIVER, size: 'max' });
  // Few kinds of calls in one sequence: repetition of the same two or three is what fills and empties a structure.
  const narrow = fc
    .shuffledSubarray(made, { minLength: 1, maxLength: Math.min(3, made.length) })
    .chain((some) =>
      fc.array(fc.oneof(...some), { minLength: 1, maxLength: CALLS_OF_A_DRIVER * 2, size: 'max' }),
    );
  return (generation) =>
    (generation === 'sane' ? wide : fc.oneof(wide, narrow)).map((sequence) => ({
      kind: 'driver',
      calls: sequence,
    }));
}

function argument(spec: Described['calls'][number]['args'][number]): fc.Arbitrary<TaggedValue> {
  if ('oneOf' in spec) return fc.constantFrom(...(spec.oneOf as TaggedValue[]));
  if ('integer' in spec) return fc.integer({ min: spec.integer[0], max: spec.integer[1] });
  const { maxLength, alphabet } = spec.text;
  return fc.string({
    maxLength,
    size: 'max',
    ...(alphabet === undefined ? {} : { unit: fc.constantFrom(...alphabet) }),
  });
}
