import * as ts from 'typescript';
import { isToken, OTHER_BOUNDARY } from '../kit/comparison.ts';
import { isCondition } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { fits } from '../kit/fits.ts';
import { partInstead } from '../kit/part.ts';
import { gist } from '../kit/text-of.ts';
import { bare, wrapped } from '../kit/tree.ts';
import {
  isBooleanType,
  isJavaScript,
  isNumberType,
  isPromiseType,
  isStringType,
  typeOf,
} from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

type Kind = 'a number' | 'a string' | 'a boolean';

const CONVERTERS: ReadonlyMap<string, Kind> = new Map([
  ['Number', 'a number'],
  ['parseInt', 'a number'],
  ['parseFloat', 'a number'],
  ['String', 'a string'],
  ['Boolean', 'a boolean'],
]);
const HAS_KIND: Readonly<Record<Kind, (type: ts.Type) => boolean>> = {
  'a number': isNumberType,
  'a string': isStringType,
  'a boolean': isBooleanType,
};

export const typeConversionDrop: Operator = {
  id: 'type-conversion-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 704,
  status: 'stable',
  title: 'Value of the wrong type goes on',
  mistake: 'A value is taken to be of the right type already, which it is only most of the time.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.PrefixUnaryExpression],
  *mutate(node, context) {
    const conversion = conversionOf(node);
    if (conversion === null) return;
    const { value, kind } = conversion;
    const place = node as ts.Expression;
    if (ts.isLiteralExpression(bare(value)) || HAS_KIND[kind](typeOf(value, context))) return;
    if (isConvertedAnyway(wrapped(place), kind, context)) return;
    if (isPromiseType(typeOf(value, context)) || !fits(typeOf(value, context), place, context)) return;
    if (!isJavaScript(context) && isAsked(wrapped(place))) return;
    const edits = partInstead(place, value, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} uses ${gist(value, context)} as it comes and does not make ${kind} of it.`,
        trigger: `It shows when ${gist(value, context)} is not ${kind} already.`,
        consequence: 'What follows compares, counts or stores a value of another type.',
        fix: `Convert it: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'const seen = new Set<unknown>();\nexport function isNew(id: string | number): boolean {\n  const isKnown = seen.has(String(id));\n  seen.add(String(id));\n  return !isKnown;\n}\n',
        after:
          'const seen = new Set<unknown>();\nexport function isNew(id: string | number): boolean {\n  const isKnown = seen.has(id);\n  seen.add(String(id));\n  return !isKnown;\n}\n',
        witness: "(() => { isNew('1'); return isNew(1); })()",
      },
      {
        before: 'export const isCount = (text: string): boolean => Number.isInteger(Number(text));\n',
        after: 'export const isCount = (text: string): boolean => Number.isInteger(text);\n',
        witness: "isCount('3')",
      },
      {
        before: 'export const pair = (value: any): unknown[] => [value.id, +value.count];\n',
        after: 'export const pair = (value: any): unknown[] => [value.id, value.count];\n',
        witness: "pair({ id: 1, count: '2' })",
      },
    ],
    skips: [
      {
        code: 'export const half = (text: any): number => Number(text) / 2;\n',
        because: 'A division makes a number of it anyway.',
      },
      {
        code: 'export const label = (n: number): string => `${String(n)} items`;\n',
        because: 'A template makes a string of it anyway.',
      },
      {
        code: 'export const size = (text: string): number => Number(text);\n',
        because: 'A number is needed here: it would not compile.',
      },
      {
        code: 'export const sum = (cart: { price: any }[]): number => {\n  let sum = 0;\n  for (const { price } of cart) sum = sum + Number(price);\n  return sum;\n};\n',
        because: 'A string that is added to a number is a mistake of another kind.',
      },
    ],
  },
};

interface Conversion {
  readonly value: ts.Expression;
  readonly kind: Kind;
}

/** `Number(x)`, `x.toString()`, `+x` or `!!x`. */
function conversionOf(node: ts.Node): Conversion | null {
  if (ts.isPrefixUnaryExpression(node)) {
    if (node.operator === ts.SyntaxKind.PlusToken) return { value: node.operand, kind: 'a number' };
    const inner = node.operand;
    const isTwice =
      node.operator === ts.SyntaxKind.ExclamationToken &&
      ts.isPrefixUnaryExpression(inner) &&
      inner.operator === ts.SyntaxKind.ExclamationToken;
    return isTwice ? { value: inner.operand, kind: 'a boolean' } : null;
  }
  if (!ts.isCallExpression(node)) return null;
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'toString')
    return node.arguments.length === 0 && !node.questionDotToken && !callee.questionDotToken
      ? { value: callee.expression, kind: 'a string' }
      : null;
  const isStatic = ts.isPropertyAccessExpression(callee) && callee.expression.getText() === 'Number';
  const kind = isStatic || ts.isIdentifier(callee) ? CONVERTERS.get(calledName(node) ?? '') : undefined;
  const [value] = node.arguments;
  return kind === undefined || value === undefined || ts.isSpreadElement(value) ? null : { value, kind };
}

/** What stands around converts, or tests like, the value by itself; sums have an operator of their own. */
function isConvertedAnyway(place: ts.Expression, kind: Kind, context: SiteContext): boolean {
  const { parent } = place;
  if (ts.isTemplateSpan(parent) || ts.isExpressionStatement(parent)) return true;
  if (isCondition(place) || (kind === 'a boolean' && !isHandedOn(parent))) return true;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === place;
  if (ts.isComputedPropertyName(parent) || ts.isPrefixUnaryExpression(parent)) return true;
  if (ts.isPropertyAccessExpression(parent)) return kind !== 'a string' || !isJavaScript(context);
  if (ts.isCallExpression(parent)) {
    const callee = parent.expression.getText();
    return (
      parent.expression === place || /^(?:Math\.\w+|isNaN|isFinite|Number|String|parse\w+)$/u.test(callee)
    );
  }
  if (!ts.isBinaryExpression(parent)) return false;
  if (isToken(parent, ts.SyntaxKind.PlusToken)) return true;
  return OTHER_BOUNDARY.has(parent.operatorToken.kind) || isArithmetic(parent.operatorToken.kind);
}

function isArithmetic(token: ts.SyntaxKind): boolean {
  const isOperator = token >= ts.SyntaxKind.AsteriskToken && token <= ts.SyntaxKind.CaretToken;
  return isOperator || token === ts.SyntaxKind.MinusToken || token === ts.SyntaxKind.PlusEqualsToken;
}

/** The value itself goes on, not only the answer that it stands for. */
function isHandedOn(parent: ts.Node): boolean {
  return (
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isArrayLiteralExpression(parent)
  );
}

/** Values of types that have nothing in common may not be compared. */
function isAsked(place: ts.Expression): boolean {
  return ts.isBinaryExpression(place.parent) || ts.isCaseClause(place.parent);
}
