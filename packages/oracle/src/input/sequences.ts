import type { TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import ts from 'typescript';
import type { Case, Step } from '../sandbox/case.ts';
import { Generators } from './arbitrary.ts';
import { listChanges, type Evolution } from './evolution.ts';
import { isTagged } from './fits.ts';
import type { Harvest } from './harvest.ts';
import { stylesOf, type Style } from './style.ts';
import type { ExportTarget } from './targets.ts';
import type { Uses } from './uses.ts';

/** Exports of one module that take part; a barrel may have hundreds. */
const MEMBERS = 60;
const CALLS = 5;
/** Calls beyond which a bred sequence grows no further. */
const LONGEST = 9;
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
  /** It takes nothing and gives nothing: it can only change what the others do (`enableMapSet`). */
  readonly isSwitch: boolean;
}

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
  const members = membersOf(checker, targets.slice(0, MEMBERS));
  if (members.length === 0) return null;
  return {
    uses: (generation) => fc.oneof(...stylesOf(generation, harvest).map((style) => inStyle(members, style))),
    evolution: evolutionOf(members, harvest),
  };
}

function evolutionOf(members: readonly Member[], harvest: Harvest): Evolution {
  const style = { ...stylesOf('guided', harvest)[1]!, structured: true };
  const byName = new Map(
    members.map((member, index) => [
      member.how,
      { ...member, index, lists: listChanges(member.target.callable.definitions, harvest, style) },
    ]),
  );
  const all = [...byName.values()];
  return {
    neighbour(given, random) {
      if (given.kind !== 'sequence') return given;
      const { calls } = given;
      const at = random.integer(0, calls.length - 1);
      const [how, args] = calls[at]!;
      const member = byName.get(how)!;
      const { signatures } = member.target.callable;
      switch (calls.length < LONGEST ? random.integer(0, 5) : 5) {
        case 0:
          return { ...given, calls: [...calls, calls[at]!] };
        case 1: {
          const next = random.pick(all);
          const steps = calls.map((call) => ({ member: byName.get(call[0])!.index, args: call[1] }));
          const added = {
            member: next.index,
            args: next.lists.fresh(next.target.callable.signatures, random),
          };
          const salt = Array.from({ length: SEEDS }, () => random.integer(0, 255));
          return { ...given, calls: [...calls, linked(members, [...steps, added], salt).at(-1)!] };
        }
        default: {
          const near = member.lists.near(signatures, args, random);
          return { ...given, calls: calls.map((call, index): Step => (index === at ? [how, near] : call)) };
        }
      }
    },
    *simpler(given) {
      if (given.kind !== 'sequence') return;
      const { calls } = given;
      for (let at = calls.length - 1; at >= 0 && calls.length > 1; at--) {
        const less = without(calls, at);
        if (less) yield { ...given, calls: less };
      }
      for (const [at, [how, args]] of calls.entries()) {
        const { lists, target } = byName.get(how)!;
        for (const list of lists.simpler(target.callable.signatures, args))
          yield { ...given, calls: calls.map((call, index): Step => (index === at ? [how, list] : call)) };
      }
    },
  };
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

function resultOf(value: TaggedValue): number | null {
  return isTagged(value, '$result') ? (value as { readonly $result: number }).$result : null;
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
  const any = fc.oneof(...made.map((arbitrary, index) => ({ arbitrary, weight: weightOf(members[index]!) })));
  const free = fc.array(any, { minLength: 1, maxLength: CALLS, size: 'max' });
  // What its arguments may come from, then the call itself.
  const chains = members.flatMap(({ producers }, index) => {
    const sources = producers.filter((one) => one.length > 0);
    if (sources.length === 0) return [];
    const before = sources.map((one) => fc.oneof(...one.map((producer) => made[producer]!)));
    return fc.tuple(...before, made[index]!);
  });
  const drawn: fc.Arbitrary<readonly Drawn[]> =
    chains.length === 0 ? free : fc.oneof(free, fc.oneof(...chains));
  const switches = members.flatMap(({ isSwitch }, member): Drawn[] =>
    isSwitch ? [{ member, args: [] }] : [],
  );
  const first = fc.oneof(fc.constant([]), fc.constant(switches), fc.subarray(switches));
  const seeds = fc.array(fc.nat(255), { minLength: SEEDS, maxLength: SEEDS });
  return fc
    .tuple(first, drawn, seeds)
    .map(([on, steps, salt]) => ({ kind: 'sequence', calls: linked(members, [...on, ...steps], salt) }));
}

/** What takes more says more: a function of a value and a callback is called oftener than a question. */
function weightOf({ target: { signature } }: Member): number {
  const parameters = signature.getParameters();
  const callbacks = parameters.filter(({ valueDeclaration: declaration }) =>
    declaration && ts.isParameter(declaration)
      ? declaration.type && ts.isFunctionTypeNode(declaration.type)
      : false,
  );
  return 1 + parameters.length + 4 * callbacks.length;
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
    const isSwitch =
      kind === 'function' &&
      parameters.length === 0 &&
      (checker.getReturnTypeOfSignature(target.signature).flags & ts.TypeFlags.VoidLike) !== 0;
    return { target, isSwitch, how: kind === 'class' ? `new ${name}` : name, producers: parameters };
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
