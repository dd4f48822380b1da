import type { TaggedValue } from '@bebug/core';
import ts from 'typescript';
import { FALLBACK } from './presence.ts';

/** A field of an options object that says again how long another argument is: `rows` beside the rows themselves. */
export interface Restated {
  /** Place of the options among the parameters. */
  readonly options: number;
  readonly field: string;
  /** Place of the list among the parameters. */
  readonly list: number;
  /** The length of its items, not its own. */
  readonly ofItems: boolean;
}

/**
 * Such fields, told by code that takes the one where the other is not given: `options.rows ?? data.length`, the same as a condition, as two
 * branches that assign, or as a default.
 */
export function restatedLengths(checker: ts.TypeChecker, signature: ts.Signature): readonly Restated[] {
  const declaration = signature.getDeclaration() as ts.SignatureDeclaration | undefined;
  if (!declaration || !('body' in declaration) || !declaration.body) return [];
  const places = new Map(signature.getParameters().map((symbol, index) => [symbol, index]));
  const placeOf = (node: ts.Expression): number | undefined =>
    ts.isIdentifier(node) ? places.get(checker.getSymbolAtLocation(node)!) : undefined;
  const found: Restated[] = [];
  const learn = (one: ts.Node, other: ts.Node): void => {
    const field = fieldOf(checker, one, placeOf);
    const length = lengthIn(other, placeOf);
    if (field && length && field.options !== length.list) found.push({ ...field, ...length });
  };
  const visit = (node: ts.Node): void => {
    for (const [one, other] of alternativesIn(node)) {
      learn(one, other);
      learn(other, one);
    }
    ts.forEachChild(node, visit);
  };
  visit(declaration.body);
  return found;
}

/** `list` without options that claim more than there is. */
export function agreeing(list: readonly TaggedValue[], restated: readonly Restated[] = []): TaggedValue[] {
  const agreed = [...list];
  for (const { options, field, list: at, ofItems } of restated) {
    const [given, items] = [agreed[options], agreed[at]];
    // Beside an empty list they say how large what is made shall be.
    if (!Array.isArray(items) || items.length === 0 || !isPlain(given)) continue;
    const [claimed, measured] = [given[field], (ofItems ? items[0] : items) as TaggedValue];
    if (typeof claimed === 'number' && Array.isArray(measured) && claimed > measured.length)
      agreed[options] = { ...given, [field]: measured.length };
  }
  return agreed;
}

/** Pairs of expressions of which the code takes one or the other. */
function alternativesIn(node: ts.Node): (readonly [ts.Node, ts.Node])[] {
  if (ts.isConditionalExpression(node)) return [[node.whenTrue, node.whenFalse]];
  if (ts.isBinaryExpression(node) && FALLBACK.has(node.operatorToken.kind)) return [[node.left, node.right]];
  if (ts.isBindingElement(node) && node.initializer) return [[node.name, node.initializer]];
  if (!ts.isIfStatement(node) || !node.elseStatement) return [];
  const [then, otherwise] = [assigned(node.thenStatement), assigned(node.elseStatement)];
  return then && then.left.getText() === otherwise?.left.getText() ? [[then.right, otherwise.right]] : [];
}

/** The one assignment that a branch consists of. */
function assigned(branch: ts.Statement): ts.BinaryExpression | null {
  const only = ts.isBlock(branch) && branch.statements.length === 1 ? branch.statements[0]! : branch;
  if (!ts.isExpressionStatement(only) || !ts.isBinaryExpression(only.expression)) return null;
  return only.expression.operatorToken.kind === ts.SyntaxKind.EqualsToken ? only.expression : null;
}

function fieldOf(
  checker: ts.TypeChecker,
  node: ts.Node,
  placeOf: (node: ts.Expression) => number | undefined,
): Pick<Restated, 'options' | 'field'> | null {
  if (ts.isPropertyAccessExpression(node)) {
    const options = placeOf(node.expression);
    return options === undefined ? null : { options, field: node.name.text };
  }
  if (!ts.isIdentifier(node)) return null;
  const element = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!element || !ts.isBindingElement(element)) return null;
  const { initializer } = element.parent.parent;
  const options = initializer && placeOf(initializer);
  const name = element.propertyName ?? element.name;
  return options === undefined || !ts.isIdentifier(name) ? null : { options, field: name.text };
}

/** `list.length`, `list[0].length`, or one of them with a fallback of its own. */
function lengthIn(
  node: ts.Node,
  placeOf: (node: ts.Expression) => number | undefined,
): Pick<Restated, 'list' | 'ofItems'> | null {
  if (ts.isBinaryExpression(node) && FALLBACK.has(node.operatorToken.kind))
    return lengthIn(node.left, placeOf);
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'length') return null;
  const ofItems = ts.isElementAccessExpression(node.expression);
  const list = placeOf(ofItems ? node.expression.expression : node.expression);
  return list === undefined ? null : { list, ofItems };
}

function isPlain(value: TaggedValue | undefined): value is { readonly [name: string]: TaggedValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
