import type { TaggedValue } from '@bebug/core';
import ts from 'typescript';
import { contentOf } from './bytes.ts';
import { isTagged } from './fits.ts';
import { FALLBACK } from './presence.ts';

/** A parameter, or a field of an options object, that says again how long another argument is: `rows` beside the rows themselves. */
export interface Restated {
  /** Place of the options, or of the length, among the parameters. */
  readonly options: number;
  /** `null`: the parameter itself. */
  readonly field: string | null;
  /** Place of the list among the parameters. */
  readonly list: number;
  /** What is counted: its own items, those of its first item, or those of all items together. */
  readonly of: 'list' | 'first' | 'all';
}

/**
 * Such lengths, told by code that takes the one where the other is not given: `options.rows ?? data.length`, the same as a condition, as one or two
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

/** `list` without lengths that claim more than there is, or another sum. */
export function agreeing(list: readonly TaggedValue[], restated: readonly Restated[] = []): TaggedValue[] {
  const agreed = [...list];
  for (const { options, field, list: at, of } of restated) {
    const [given, items] = [agreed[options], agreed[at]];
    // Beside an empty list they say how large what is made shall be.
    if (!Array.isArray(items) || items.length === 0) continue;
    const claimed = field === null ? given : isPlain(given) ? given[field] : null;
    const measured = countOf(items as readonly TaggedValue[], of);
    if (typeof claimed !== 'number' || measured === null) continue;
    if (claimed <= measured && of !== 'all') continue;
    agreed[options] = field === null ? measured : { ...(given as object), [field]: measured };
  }
  return agreed;
}

/** `null`: there is nothing to count. */
function countOf(items: readonly TaggedValue[], of: Restated['of']): number | null {
  if (of === 'list') return items.length;
  if (of === 'first') return Array.isArray(items[0]) ? items[0].length : null;
  return items.reduce<number | null>((sum, item) => {
    const length = isTagged(item, '$bytes')
      ? contentOf(item).length
      : Array.isArray(item) || typeof item === 'string'
        ? item.length
        : null;
    return sum === null || length === null ? null : sum + length;
  }, 0);
}

/** Pairs of expressions of which the code takes one or the other. */
function alternativesIn(node: ts.Node): (readonly [ts.Node, ts.Node])[] {
  if (ts.isConditionalExpression(node)) return [[node.whenTrue, node.whenFalse]];
  if (ts.isBinaryExpression(node) && FALLBACK.has(node.operatorToken.kind)) return [[node.left, node.right]];
  if (ts.isBindingElement(node) && node.initializer) return [[node.name, node.initializer]];
  if (!ts.isIfStatement(node)) return [];
  if (!node.elseStatement) {
    const only = assigned(node.thenStatement);
    return only && asksForNothing(node.expression, only.left) ? [[only.left, only.right]] : [];
  }
  const [then, otherwise] = [assigned(node.thenStatement), assigned(node.elseStatement)];
  return then && then.left.getText() === otherwise?.left.getText() ? [[then.right, otherwise.right]] : [];
}

/** `x == null`, `x === undefined`, `!x`. */
function asksForNothing(test: ts.Expression, asked: ts.Expression): boolean {
  const name = asked.getText();
  if (ts.isPrefixUnaryExpression(test))
    return test.operator === ts.SyntaxKind.ExclamationToken && test.operand.getText() === name;
  return (
    ts.isBinaryExpression(test) &&
    test.left.getText() === name &&
    /^={2,3} ?(?:null|undefined)$/u.test(`${test.operatorToken.getText()} ${test.right.getText()}`)
  );
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
  const own = placeOf(node);
  if (own !== undefined) return { options: own, field: null };
  const element = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!element || !ts.isBindingElement(element)) return null;
  const { initializer } = element.parent.parent;
  const options = initializer && placeOf(initializer);
  const name = element.propertyName ?? element.name;
  return options === undefined || !ts.isIdentifier(name) ? null : { options, field: name.text };
}

/** `list.length`, `list[0].length`, one of them with a fallback of its own, or the sum of all lengths. */
function lengthIn(
  node: ts.Node,
  placeOf: (node: ts.Expression) => number | undefined,
): Pick<Restated, 'list' | 'of'> | null {
  if (ts.isBinaryExpression(node) && FALLBACK.has(node.operatorToken.kind))
    return lengthIn(node.left, placeOf);
  if (ts.isCallExpression(node)) return sumIn(node, placeOf);
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'length') return null;
  const ofFirst = ts.isElementAccessExpression(node.expression);
  const list = placeOf(ofFirst ? node.expression.expression : node.expression);
  return list === undefined ? null : { list, of: ofFirst ? 'first' : 'list' };
}

/** `list.reduce((sum, item) => sum + item.length, 0)` */
function sumIn(
  { expression: callee, arguments: [step, start] }: ts.CallExpression,
  placeOf: (node: ts.Expression) => number | undefined,
): Pick<Restated, 'list' | 'of'> | null {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'reduce') return null;
  const list = placeOf(callee.expression);
  if (list === undefined || start?.getText() !== '0') return null;
  if (step === undefined || !ts.isArrowFunction(step) || !ts.isBinaryExpression(step.body)) return null;
  const { operatorToken, right } = step.body;
  const isSum = operatorToken.kind === ts.SyntaxKind.PlusToken;
  return isSum && ts.isPropertyAccessExpression(right) && /^(?:byteL|l)ength$/u.test(right.name.text)
    ? { list, of: 'all' }
    : null;
}

function isPlain(value: TaggedValue | undefined): value is { readonly [name: string]: TaggedValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
