import type { TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import ts from 'typescript';
import type { Case, Step } from '../sandbox/case.ts';
import { Generators } from './arbitrary.ts';
import type { Harvest } from './harvest.ts';
import { stylesOf, type Style } from './style.ts';
import type { ExportTarget } from './targets.ts';
import type { Uses } from './uses.ts';

/** Exports of one module that take part; a barrel may have hundreds. */
const MEMBERS = 60;
const CALLS = 5;
/** A parameter takes an earlier result in all but one of so many cases in which there is one. */
const FRESH_ONE_IN = 4;
const SEEDS = 12;

/** An export as a member of sequences. */
interface Member {
  readonly target: ExportTarget;
  /** As a step names it: `encode`, `new Router`. */
  readonly how: string;
  /** For each parameter of the first signature: the members whose results may stand there. */
  readonly producers: readonly (readonly number[])[];
}

/**
 * Uses of several exports in turn, what one gives as an argument of the next where the types allow it: `decode(encode(x))`
 * reaches what no made text does, and state that one call leaves is seen by another. `null` where there is nothing to call.
 */
export function usesOfSequence(
  checker: ts.TypeChecker,
  targets: readonly ExportTarget[],
  harvest: Harvest,
): Uses | null {
  const members = membersOf(checker, targets.slice(0, MEMBERS));
  if (members.length === 0) return null;
  return (generation) => fc.oneof(...stylesOf(generation, harvest).map((style) => inStyle(members, style)));
}

interface Drawn {
  readonly member: number;
  readonly args: readonly TaggedValue[];
}

function inStyle(members: readonly Member[], style: Style): fc.Arbitrary<Case> {
  const made = members.map(({ target: { callable } }, member) =>
    new Generators(style, callable.definitions)
      .argumentLists(callable.signatures)
      .map((args): Drawn => ({ member, args })),
  );
  const free = fc.array(fc.oneof(...made), { minLength: 1, maxLength: CALLS, size: 'max' });
  // What its arguments may come from, then the call itself.
  const chains = members.flatMap(({ producers }, index) => {
    const sources = producers.filter((one) => one.length > 0);
    if (sources.length === 0) return [];
    const before = sources.map((one) => fc.oneof(...one.map((producer) => made[producer]!)));
    return fc.tuple(...before, made[index]!);
  });
  const drawn: fc.Arbitrary<readonly Drawn[]> =
    chains.length === 0
      ? free
      : fc.oneof({ weight: 1, arbitrary: free }, { weight: 2, arbitrary: fc.oneof(...chains) });
  const seeds = fc.array(fc.nat(255), { minLength: SEEDS, maxLength: SEEDS });
  return fc
    .tuple(drawn, seeds)
    .map(([steps, salt]) => ({ kind: 'sequence', calls: linked(members, steps, salt) }));
}

/** Arguments that an earlier result fits are such a result, mostly. */
function linked(members: readonly Member[], steps: readonly Drawn[], salt: readonly number[]): Step[] {
  return steps.map(({ member, args }, at) => {
    const { how, producers } = members[member]!;
    const list = args.map((value, index) => {
      const fitting = steps.flatMap((step, before) =>
        before < at && producers[index]?.includes(step.member) === true ? [before] : [],
      );
      const seed = salt[(at * 5 + index) % SEEDS]!;
      if (fitting.length === 0 || seed % FRESH_ONE_IN === 0) return value;
      return { $result: fitting[Math.floor(seed / FRESH_ONE_IN) % fitting.length]! };
    });
    return [how, list];
  });
}

function membersOf(checker: ts.TypeChecker, targets: readonly ExportTarget[]): Member[] {
  const results = targets.map(({ signature }) => {
    const type = checker.getReturnTypeOfSignature(signature);
    return checker.getAwaitedType(type) ?? type;
  });
  return targets.map((target) => {
    const { kind, name } = target.target;
    const parameters = target.signature.getParameters().map((symbol) => {
      const type = checker.getTypeOfSymbolAtLocation(symbol, target.place);
      return results.flatMap((result, index) => (flows(checker, result, type) ? [index] : []));
    });
    return { target, how: kind === 'class' ? `new ${name}` : name, producers: parameters };
  });
}

const OPAQUE =
  ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.Conditional;
/** Numbers and truth values are made as well as computed; there is nothing to be had from others. */
const PLAIN =
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.VoidLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Never;

/** True when a value of type `result` is worth passing where `parameter` is wanted. */
function flows(checker: ts.TypeChecker, result: ts.Type, parameter: ts.Type): boolean {
  if (result.flags & PLAIN || parameter.flags & PLAIN) return false;
  if (result.flags & OPAQUE || parameter.flags & OPAQUE) return true;
  return checker.isTypeAssignableTo(result, parameter);
}
