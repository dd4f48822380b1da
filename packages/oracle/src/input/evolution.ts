import type { RandomStream, TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Case, ExportCase, FollowUp } from '../sandbox/case.ts';
import { addersOf } from './added-methods.ts';
import { Generators } from './arbitrary.ts';
import { isBuilder } from './builders.ts';
import { fits, isTagged } from './fits.ts';
import type { Harvest } from './harvest.ts';
import { Neighbours } from './neighbours.ts';
import { argumentsInOrder } from './ordered.ts';
import { agreeing } from './restated.ts';
import { withPauses } from './pauses.ts';
import { simpler } from './simpler.ts';
import type { Signature, Spec } from './spec.ts';
import { stylesOf, type Style } from './style.ts';
import type { ExportTarget } from './targets.ts';

/** How the cases of one target change into others of the same types. */
export interface Evolution {
  /** A case that differs from `given` in a little. */
  neighbour(given: Case, random: RandomStream): Case;
  /** `given` with some of what `other` does. */
  joined(given: Case, other: Case, random: RandomStream): Case;
  /** Cases that are easier to read, the simplest first. */
  simpler(given: Case): Generator<Case>;
}

type AnyList = readonly TaggedValue[];

/** A change takes a value of another call in one of so many. */
const AGREEING_ONE_IN = 4;
/** Calls beyond which a joined case grows no further. */
const LONGEST = 16;

/** How argument lists of one target change. */
export interface ListChanges {
  /**
   * One that differs from `list` in a little, or in what it takes of `others`, lists of other calls; the same where no signature takes so many
   * arguments.
   */
  near(
    signatures: readonly Signature[],
    list: AnyList,
    random: RandomStream,
    others?: readonly AnyList[],
  ): AnyList;
  /** A new one, which may agree in some with `others`. */
  fresh(signatures: readonly Signature[], random: RandomStream, others?: readonly AnyList[]): AnyList;
  /** Easier ones, the simplest first. */
  simpler(signatures: readonly Signature[], list: AnyList): Generator<AnyList>;
}

export function listChanges(
  definitions: Readonly<Record<string, Spec>>,
  harvest: Harvest,
  style: Style = stylesOf('guided', harvest)[1]!,
): ListChanges {
  const generators = new Generators(style, definitions);
  const arbitraries = new Map<Spec, fc.Arbitrary<TaggedValue>>();
  const lists = new Map<readonly Signature[], fc.Arbitrary<TaggedValue[]>>();
  const texts = [...harvest.strings, ...harvest.examples];
  return {
    near(signatures, list, random, others = []) {
      const signature = signatureFor(signatures, list);
      if (!signature) return list;
      if (random.integer(0, AGREEING_ONE_IN - 1) === 0) {
        const agreed = withOneOf(signature, list, others, random);
        if (agreed) return agreed;
      }
      const neighbours = new Neighbours(random, {
        definitions,
        numbers: harvest.numbers,
        texts,
        make(spec) {
          const arbitrary = arbitraries.get(spec) ?? generators.value(spec);
          arbitraries.set(spec, arbitrary);
          return drawn(arbitrary, random);
        },
      });
      return neighbours.list(signature, list);
    },
    fresh(signatures, random, others = []) {
      const arbitrary = lists.get(signatures) ?? generators.argumentLists(signatures);
      lists.set(signatures, arbitrary);
      let list: AnyList = drawn(arbitrary, random);
      const signature = signatureFor(signatures, list);
      if (signature && random.integer(0, 1) === 0)
        for (let times = list.length; times > 0; times--)
          list = withOneOf(signature, list, others, random) ?? list;
      return list;
    },
    *simpler(signatures, list) {
      const signature = signatureFor(signatures, list);
      if (!signature) return;
      for (const less of simplerLists(signature, list, definitions))
        yield argumentsInOrder(agreeing(less, signature.restated), signature.parameters);
    },
  };
}

export function evolutionOfExport({ callable }: ExportTarget, harvest: Harvest): Evolution {
  const { signatures, definitions } = callable;
  const members = withPauses(callable.members, harvest);
  const lists = listChanges(definitions, harvest);
  const adders = addersOf(members);
  // Of a name that is none of a member's: a call before has added it.
  const signaturesOf = (name: string | null): readonly Signature[] =>
    members.find((one) => one.name === name)?.signatures ?? adders[0]?.adds.signatures ?? [];

  const builders = members.filter(({ name }) => isBuilder(name));

  const changedCalls = (given: ExportCase, random: RandomStream): readonly FollowUp[] => {
    const calls = [...given.calls];
    const at = random.integer(0, Math.max(0, calls.length - 1));
    const member = random.pick(builders.length > 0 && random.integer(0, 1) === 0 ? builders : members);
    const others = [given.args, ...calls.flatMap(([, one], index) => (index === at ? [] : [one]))];
    switch (calls.length === 0 ? 0 : random.integer(0, 4)) {
      case 0:
        if (calls.length > 0) others.push(calls[at]![1]);
        return calls.toSpliced(at, 0, [member.name, lists.fresh(member.signatures, random, others)]);
      case 1:
        return calls.filter((_, index) => index !== at);
      case 2:
        return [...calls.slice(0, at), calls[at]!, ...calls.slice(at)];
      default: {
        const [name, list] = calls[at]!;
        calls[at] = [name, lists.near(signaturesOf(name), list, random, others)];
        return calls;
      }
    }
  };

  return {
    neighbour(given, random) {
      if (!('name' in given)) return given;
      const inCalls = members.length > 0 && (given.args.length === 0 || random.integer(0, 2) > 0);
      if (inCalls) return { ...given, calls: changedCalls(given, random) };
      return { ...given, args: lists.near(signatures, given.args, random) };
    },
    joined(given, other, random) {
      if (!('name' in given && 'name' in other)) return given;
      const { args, calls } = random.integer(0, 1) === 0 ? given : other;
      const to = random.integer(0, calls.length);
      const from = random.integer(0, other.calls.length);
      return { ...given, args, calls: [...calls.slice(0, to), ...other.calls.slice(from)].slice(0, LONGEST) };
    },
    *simpler(given) {
      if (!('name' in given)) return;
      if (given.calls.length > 1) yield { ...given, calls: given.calls.slice(given.calls.length >> 1) };
      for (const at of given.calls.keys())
        yield { ...given, calls: given.calls.filter((_, index) => index !== at) };
      for (const args of lists.simpler(signatures, given.args)) yield { ...given, args };
      for (const [at, [name, list]] of given.calls.entries()) {
        for (const args of lists.simpler(signaturesOf(name), list))
          yield { ...given, calls: given.calls.map((old, index) => (index === at ? [name, args] : old)) };
      }
    },
  };
}

function* simplerLists(
  { parameters }: Signature,
  list: AnyList,
  definitions: Readonly<Record<string, Spec>>,
): Generator<AnyList> {
  const last = parameters[list.length - 1];
  if (last?.optional) yield list.slice(0, -1);
  for (const [at, value] of list.entries()) {
    const parameter = parameters[Math.min(at, parameters.length - 1)]!;
    for (const less of simpler(parameter.spec, value, definitions))
      yield list.map((old, index) => (index === at ? less : old));
  }
}

/** The first overload that takes so many arguments. */
function signatureFor(signatures: readonly Signature[], list: AnyList): Signature | undefined {
  return signatures.find(
    ({ parameters }) => parameters.length >= list.length || parameters.at(-1)?.rest === true,
  );
}

/** `list` with a value of `others` that its parameter may take: calls that agree on a key. `null`: there is none. */
function withOneOf(
  { parameters }: Signature,
  list: AnyList,
  others: readonly AnyList[],
  random: RandomStream,
): AnyList | null {
  if (list.length === 0) return null;
  const at = random.integer(0, list.length - 1);
  const { spec } = parameters[Math.min(at, parameters.length - 1)]!;
  const alternatives = spec.kind === 'union' ? spec.of : [spec];
  const fitting = others
    .flat()
    .filter((value) => alternatives.some((one) => fits(one, value) || takesAll(one, value)));
  return fitting.length === 0 ? null : list.with(at, random.pick(fitting));
}

/** Of a type that says nothing: any value but a callback. */
function takesAll({ kind }: Spec, value: TaggedValue): boolean {
  return (kind === 'any' || kind === 'token') && !isTagged(value, '$function');
}

function drawn<T>(arbitrary: fc.Arbitrary<T>, random: RandomStream): T {
  const generator = xoroshiro128plus(random.integer(-(2 ** 31), 2 ** 31 - 1));
  return arbitrary.generate(new fc.Random(generator), undefined).value;
}
