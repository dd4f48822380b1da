import ts from 'typescript';
import type { FollowUp } from '../sandbox/case.ts';
import type { SpecReader } from './spec-from-type.ts';
import type { AddedMethod, MemberSpec } from './spec.ts';

/**
 * The method that a call adds to its object under a name that it is told, `null` where it adds none: what `define(name, load)` of
 * a cache or `decorate(name, value)` of an application is there for shows only when that method is called.
 */
export function addedMethod(
  checker: ts.TypeChecker,
  reader: SpecReader,
  by: string,
  { declaration }: ts.Signature,
): AddedMethod | null {
  if (!declaration || !('body' in declaration) || !declaration.body) return null;
  const names = declaration.parameters.map(({ name }) => checker.getSymbolAtLocation(name));
  const visit = (node: ts.Node): AddedMethod | undefined => {
    if (isOwnAssignment(node)) {
      const parameter = names.indexOf(checker.getSymbolAtLocation(node.left.argumentExpression));
      const [call] = callsOf(checker, node.right);
      if (parameter >= 0 && call) return { by, parameter, signatures: [reader.signature(call)] };
    }
    return ts.isFunctionLike(node) && !ts.isArrowFunction(node) ? undefined : ts.forEachChild(node, visit);
  };
  return ts.forEachChild(declaration.body, visit) ?? null;
}

/** A member that adds methods. */
export type Adder = MemberSpec & { readonly name: string; readonly adds: AddedMethod };

export function addersOf(members: readonly MemberSpec[]): Adder[] {
  return members.filter((member): member is Adder => member.name !== null && member.adds !== undefined);
}

/** Stands for the name of an added method while that is not known. */
export function added({ by }: AddedMethod): string {
  return `added by ${by}`;
}

/** The calls, with the names of added methods: of those that calls before have added, one after the other. Others are left out. */
export function withAdded(calls: readonly FollowUp[], adders: readonly Adder[]): FollowUp[] {
  const names = new Map(adders.map(({ adds }) => [added(adds), [] as string[]]));
  let turn = 0;
  return calls.flatMap((call): FollowUp[] => {
    const [name, args] = call;
    const known = names.get(name ?? '');
    if (known) return known.length === 0 ? [] : [[known[turn++ % known.length]!, args]];
    for (const { adds } of adders.filter((adder) => adder.name === name)) {
      const own = args[adds.parameter];
      if (typeof own === 'string') names.get(added(adds))!.push(own);
    }
    return [call];
  });
}

/** `this[…] = …`. */
function isOwnAssignment(
  node: ts.Node,
): node is ts.BinaryExpression & { readonly left: ts.ElementAccessExpression } {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isElementAccessExpression(node.left) &&
    node.left.expression.kind === ts.SyntaxKind.ThisKeyword &&
    ts.isIdentifier(node.left.argumentExpression)
  );
}

/** How it is called; a bound method as the method itself, of which the code says more. */
function callsOf(checker: ts.TypeChecker, value: ts.Expression): readonly ts.Signature[] {
  const isBound =
    ts.isCallExpression(value) &&
    value.arguments.length === 1 &&
    ts.isPropertyAccessExpression(value.expression) &&
    value.expression.name.text === 'bind';
  const method = isBound ? value.expression.expression : value;
  return checker.getTypeAtLocation(method).getCallSignatures();
}
