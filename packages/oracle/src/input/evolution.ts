import type { RandomStream, TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Case, ExportCase, FollowUp } from '../sandbox/case.ts';
import { Generators } from './arbitrary.ts';
import type { Harvest } from './harvest.ts';
import { Neighbours } from './neighbours.ts';
import { simpler } from './simpler.ts';
import type { MemberSpec, Signature, Spec } from './spec.ts';
import { stylesOf } from './style.ts';
import type { ExportTarget } from './targets.ts';

/** How the cases of one target change into others of the same types. */
export interface Evolution {
  /** A case that differs from `given` in a little. */
  neighbour(given: Case, random: RandomStream): Case;
  /** Cases that are easier to read, the simplest first. */
  simpler(given: Case): Generator<Case>;
}

type AnyList = readonly TaggedValue[];

export function evolutionOfExport({ callable }: ExportTarget, harvest: Harvest): Evolution {
  const { signatures, members, definitions } = callable;
  const generators = new Generators(stylesOf('guided', harvest)[1]!, definitions);
  const arbitraries = new Map<Spec, fc.Arbitrary<TaggedValue>>();
  const texts = [...harvest.strings, ...harvest.examples];

  const neighbours = (random: RandomStream): Neighbours =>
    new Neighbours(random, {
      definitions,
      numbers: harvest.numbers,
      texts,
      make(spec) {
        const arbitrary = arbitraries.get(spec) ?? generators.value(spec);
        arbitraries.set(spec, arbitrary);
        return drawn(arbitrary, random);
      },
    });

  const changedCalls = (given: ExportCase, random: RandomStream): readonly FollowUp[] => {
    const calls = [...given.calls];
    const at = random.integer(0, Math.max(0, calls.length - 1));
    const member = random.pick(members);
    switch (calls.length === 0 ? 0 : random.integer(0, 4)) {
      case 0:
        return [...calls.slice(0, at), newCall(member, random), ...calls.slice(at)];
      case 1:
        return calls.filter((_, index) => index !== at);
      case 2:
        return [...calls.slice(0, at), calls[at]!, ...calls.slice(at)];
      default: {
        const [name, list] = calls[at]!;
        const signature = signatureFor(members.find((one) => one.name === name)?.signatures ?? [], list);
        if (!signature) return calls;
        calls[at] = [name, neighbours(random).list(signature, list)];
        return calls;
      }
    }
  };

  const newCall = (member: MemberSpec, random: RandomStream): FollowUp => [
    member.name,
    drawn(generators.argumentLists(member.signatures), random),
  ];

  return {
    neighbour(given, random) {
      if (!('name' in given)) return given;
      const inCalls = members.length > 0 && (given.args.length === 0 || random.integer(0, 2) > 0);
      if (inCalls) return { ...given, calls: changedCalls(given, random) };
      const signature = signatureFor(signatures, given.args);
      return signature ? { ...given, args: neighbours(random).list(signature, given.args) } : given;
    },
    *simpler(given) {
      if (!('name' in given)) return;
      if (given.calls.length > 1) yield { ...given, calls: given.calls.slice(given.calls.length >> 1) };
      for (const at of given.calls.keys())
        yield { ...given, calls: given.calls.filter((_, index) => index !== at) };
      const signature = signatureFor(signatures, given.args);
      if (!signature) return;
      for (const args of simplerLists(signature, given.args, definitions)) yield { ...given, args };
      for (const [at, [name, list]] of given.calls.entries()) {
        const own = signatureFor(members.find((one) => one.name === name)?.signatures ?? [], list);
        if (!own) continue;
        for (const args of simplerLists(own, list, definitions))
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

function drawn<T>(arbitrary: fc.Arbitrary<T>, random: RandomStream): T {
  const generator = xoroshiro128plus(random.integer(-(2 ** 31), 2 ** 31 - 1));
  return arbitrary.generate(new fc.Random(generator), undefined).value;
}
