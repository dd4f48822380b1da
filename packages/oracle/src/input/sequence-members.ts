import ts from 'typescript';
import { PAUSE } from '../sandbox/case.ts';
import type { Harvest } from './harvest.ts';
import { pauseOf } from './pauses.ts';
import type { CallableSpec, MemberSpec, Signature, Spec } from './spec.ts';
import type { ExportTarget } from './targets.ts';

/** What takes part of one module; a barrel may have hundreds. */
const MEMBERS = 60;

/** An export as a member of sequences, or a method of what another member gives. */
export interface Member {
  /** As a step names it: `encode`, `new Router`, `.add`; `()` calls what it is given. */
  readonly how: string;
  readonly signatures: readonly Signature[];
  readonly definitions: CallableSpec['definitions'];
  /** For each parameter of the first signature: the members whose results may stand there. */
  readonly producers: readonly (readonly number[])[];
  /** For each of them: its type takes anything (`T`), so that what is made for it is mostly better than what came of a call. */
  readonly takesAnything: readonly boolean[];
  /** Of a method: the member that gives what it is called on. */
  readonly receiver: number | null;
  /** It takes nothing and gives nothing: it can only change what the others do (`enableMapSet`). */
  readonly isSwitch: boolean;
  /** A method that only tells: worth asking in the end. */
  readonly isProbe: boolean;
  readonly weight: number;
}

/** Nothing of the others has to do with it. */
const ALONE = { producers: [], takesAnything: [], receiver: null, isSwitch: false, isProbe: false } as const;

export function membersOf(checker: ts.TypeChecker, all: readonly ExportTarget[], harvest: Harvest): Member[] {
  const targets = all.slice(0, MEMBERS);
  const results = targets.map(({ signature }) => {
    const type = checker.getReturnTypeOfSignature(signature);
    return checker.getAwaitedType(type) ?? type;
  });
  const members = targets.map((target): Member => {
    const { kind, name } = target.target;
    const parameters = target.signature
      .getParameters()
      .map((symbol) => checker.getTypeOfSymbolAtLocation(symbol, target.place));
    const isSwitch =
      kind === 'function' &&
      parameters.length === 0 &&
      (checker.getReturnTypeOfSignature(target.signature).flags & ts.TypeFlags.VoidLike) !== 0;
    return {
      how: kind === 'class' ? `new ${name}` : name,
      signatures: target.callable.signatures,
      definitions: target.callable.definitions,
      producers: parameters.map((type) =>
        results.flatMap((result, index) => (flows(checker, result, type) ? [index] : [])),
      ),
      takesAnything: parameters.map(({ flags }) => (flags & GENERIC) !== 0),
      receiver: null,
      isSwitch,
      isProbe: false,
      weight: weightOf(target.callable.signatures),
    };
  });
  for (const [index, { callable }] of targets.entries())
    addMethods(members, callable.members, callable.definitions, index);
  if (harvest.isTimed && members.length > targets.length)
    members.push({ ...ALONE, how: PAUSE, signatures: [pauseOf(harvest)], definitions: {}, weight: 1 });
  return members;
}

/** The methods of what the member `receiver` gives, then those of what they give. */
function addMethods(
  members: Member[],
  methods: readonly MemberSpec[],
  definitions: Member['definitions'],
  receiver: number,
): void {
  for (const { name, signatures, observes, isAsync, gives } of methods) {
    if (members.length >= MEMBERS) return;
    const taken = signatures[0]!.parameters.length;
    members.push({
      how: name === null ? '()' : `.${name}`,
      signatures,
      definitions,
      ...ALONE,
      receiver,
      isProbe: name !== null && observes && !isAsync && taken === 0,
      weight: weightOf(signatures),
    });
    addMethods(members, gives, definitions, members.length - 1);
  }
}

/** What takes more says more: a function of a value and a callback is called oftener than a question. */
function weightOf(signatures: readonly Signature[]): number {
  return Math.max(
    ...signatures.map(
      ({ parameters }) =>
        1 + parameters.length + 4 * parameters.filter(({ spec }) => isCallback(spec)).length,
    ),
  );
}

/** Of an option, too, that may be something else: `(() => void) | null`. */
function isCallback(spec: Spec): boolean {
  return spec.kind === 'union' ? spec.of.some(isCallback) : spec.kind === 'function';
}

const GENERIC = ts.TypeFlags.TypeParameter | ts.TypeFlags.Conditional;
const OPAQUE = ts.TypeFlags.Any | ts.TypeFlags.Unknown | GENERIC;
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
  if (isOptions(checker, parameter)) return false;
  return checker.isTypeAssignableTo(result, parameter);
}

/** Every field may be left out: any object at all would do, and none was made for it. */
function isOptions(checker: ts.TypeChecker, parameter: ts.Type): boolean {
  const type = checker.getNonNullableType(parameter);
  const fields = type.flags & ts.TypeFlags.Object ? checker.getPropertiesOfType(type) : [];
  return fields.length > 0 && fields.every(({ flags }) => (flags & ts.SymbolFlags.Optional) !== 0);
}
