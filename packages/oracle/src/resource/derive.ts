import { keyedInteger, type TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { Generators } from '../input/arbitrary.ts';
import { NOTHING } from '../input/harvest.ts';
import type { MemberSpec, Signature, Spec } from '../input/spec.ts';
import type { ExportTarget } from '../input/targets.ts';
import type { FollowUp } from '../sandbox/case.ts';
import { SIZES } from './growth.ts';
import type { LoadPlan } from './plan.ts';

const LARGEST = SIZES.at(-1)!;
/** Draws for one item before a repeated one is taken. */
const PATIENCE = 4;
const MEMBERS = 6;
/** A seed that the sizes of a derived load do not depend on: plans are the same for every mutant. */
const STYLE = {
  harvest: NOTHING,
  guided: false,
  extreme: false,
  tiny: false,
  keyed: false,
  focus: null,
  structured: false,
} as const;

/** Kinds of parameters that hold as many items as one likes, and how a list of items becomes one. */
type Items = (
  spec: Spec,
) => { readonly of: Spec; readonly made: (items: readonly TaggedValue[]) => TaggedValue } | null;
const items: Items = (spec) => {
  switch (spec.kind) {
    case 'array':
      return { of: spec.of, made: (list) => list };
    case 'set':
      return { of: spec.of, made: (list) => ({ $set: list }) };
    case 'asyncIterable':
      return { of: spec.of, made: (list) => ({ $asyncIterable: list }) };
    case 'map':
      return {
        of: { kind: 'tuple', of: [spec.key, spec.value], rest: null },
        made: (list) => ({ $map: list }),
      };
    case 'record':
      return {
        of: { kind: 'tuple', of: [spec.key, spec.value], rest: null },
        made: (list) =>
          Object.fromEntries(list.map((pair, index) => [`k${index}`, (pair as TaggedValue[])[1]!])),
      };
    case 'string':
      return {
        of: spec,
        made: (list) => (list as readonly string[]).join('').padEnd(LARGEST, 'a b, ').slice(0, LARGEST),
      };
    case 'union': {
      const found = spec.of.map(items).filter((one) => one !== null);
      return found[0] ?? null;
    }
    default:
      return null;
  }
};

/** Loads of one target for one draw of its other arguments: each scalable argument, all of them together, calls by the dozen. */
export function derivedLoads(
  { target, callable }: ExportTarget,
  key: readonly (string | number)[],
): LoadPlan[] {
  const generators = new Generators(STYLE, callable.definitions);
  let draws = 0;
  const draw = <T>(arbitrary: fc.Arbitrary<T>): T => {
    const random = new fc.Random(xoroshiro128plus(keyedInteger(...key, target.name, draws++)));
    return arbitrary.generate(random, undefined).value;
  };
  const distinct = <T>(arbitrary: fc.Arbitrary<T>): T[] => {
    const known = new Set<string>();
    return Array.from({ length: LARGEST }, () => {
      let item = draw(arbitrary);
      for (let again = 0; again < PATIENCE && known.has(JSON.stringify(item)); again++)
        item = draw(arbitrary);
      known.add(JSON.stringify(item));
      return item;
    });
  };
  const plan = (
    args: readonly TaggedValue[],
    scaled: readonly number[],
    calls: readonly FollowUp[] = [],
  ): LoadPlan => ({
    largest:
      target.kind === 'class'
        ? { kind: 'class', name: target.name, args, calls, probes: [] }
        : { kind: 'function', name: target.name, args, calls },
    scaled,
    calls: calls.length > 0,
  });
  const [signature] = callable.signatures as readonly [Signature];
  const parameters = signature.parameters.filter(({ rest }) => !rest);
  const args = draw(
    generators.argumentLists([{ parameters: parameters.map((one) => ({ ...one, optional: false })) }]),
  );
  const large = new Map(
    parameters.flatMap(({ spec }, index): (readonly [number, TaggedValue])[] => {
      const scalable = items(spec);
      return scalable ? [[index, scalable.made(distinct(generators.value(scalable.of)))]] : [];
    }),
  );
  const enlarged = (indices: readonly number[]): LoadPlan =>
    plan(
      args.map((value, index) => (indices.includes(index) ? large.get(index)! : value)),
      indices,
    );
  const loads: LoadPlan[] = [];
  if (large.size > 0) loads.push(enlarged([...large.keys()]));
  if (large.size > 1) for (const index of large.keys()) loads.push(enlarged([index]));
  for (const [index, { spec }] of parameters.entries())
    if (spec.kind === 'number')
      loads.push(
        plan(
          args.map((value, at) => (at === index ? LARGEST : value)),
          [index],
        ),
      );
  const calling = (members: readonly MemberSpec[]): void => {
    const call = fc.oneof(
      ...members.map(({ name, signatures }) =>
        generators.argumentLists(signatures).map((list): FollowUp => [name, list]),
      ),
    );
    loads.push(plan(args, [], distinct(call)));
  };
  if (callable.members.length > 1) calling(callable.members);
  for (const member of callable.members.slice(0, MEMBERS)) calling([member]);
  return loads;
}
