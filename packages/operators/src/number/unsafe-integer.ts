import * as ts from 'typescript';
import { isComparison, isEquality } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { descendants } from '../kit/tree.ts';
import { isNumberType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const BOUND = /^BigInt\(Number\.M(?:AX|IN)_SAFE_INTEGER\)$/u;
const STEPS = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
]);

export const unsafeInteger: Operator = {
  id: 'unsafe-integer',
  family: 'number',
  tier: 'hard',
  cwe: 681,
  status: 'nursery',
  title: 'Whole number too large for its type',
  mistake: 'It is forgotten that a number holds only 53 bits: larger whole numbers are rounded on the way.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const text = ts.isBinaryExpression(node)
      ? compared(node, context)
      : ts.isCallExpression(node)
        ? converted(node, context)
        : null;
    if (text === null) return;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} works out ${quoted(text)} with plain numbers.`,
        trigger: 'It shows as soon as a number on the way is larger than two to the 53.',
        consequence: 'Its last digits are lost, and the result is another one.',
        fix: `Stay with whole numbers of any size until the end: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const next = (state: number): number => Number((BigInt(state) * 6364136223846793005n + 1n) % 4294967296n);\n',
        after:
          'export const next = (state: number): number => (state * 6364136223846793005 + 1) % 4294967296;\n',
        witness: 'next(3)',
      },
      {
        before: 'export const isNewer = (id: string, last: string): boolean => BigInt(id) > BigInt(last);\n',
        after: 'export const isNewer = (id: string, last: string): boolean => Number(id) > Number(last);\n',
        witness: "isNewer('9007199254740993', '9007199254740992')",
      },
      {
        before: 'export const following = (id: string): string => (BigInt(id) + 1n).toString();\n',
        after: 'export const following = (id: string): string => String(Number(id) + 1);\n',
        witness: "following('9007199254740992')",
      },
    ],
    skips: [
      {
        code: 'export const double = (n: bigint): bigint => n * 2n;\n',
        because: 'A number is another type: it would not compile.',
      },
      {
        code: 'export const short = (n: bigint): number => Number(n);\n',
        because: 'Nothing is worked out.',
      },
      {
        code: 'export const isShort = (n: bigint): boolean => n <= BigInt(Number.MAX_SAFE_INTEGER);\n',
        because: 'Rounding takes no number across this bound.',
      },
    ],
  },
};

/** `BigInt(a) > BigInt(b)` becomes `Number(a) > Number(b)`. */
function compared(node: ts.BinaryExpression, context: SiteContext): string | null {
  if (!isComparison(node) && !isEquality(node)) return null;
  if (!isBigInt(node.left, context) || !isBigInt(node.right, context)) return null;
  if (!isWorkedOut(node.left) && !isWorkedOut(node.right)) return null;
  // A number on its own loses nothing up to there: it lies on the same side of the bound.
  if ([node.left, node.right].some((side) => BOUND.test(side.getText()))) return null;
  const [left, right] = [asNumber(node.left, context), asNumber(node.right, context)];
  return left === null || right === null ? null : `${left} ${textOf(node.operatorToken, context)} ${right}`;
}

/** `Number(e)`, `String(e)` and `e.toString()` of something that is worked out. */
function converted(node: ts.CallExpression, context: SiteContext): string | null {
  const callee = node.expression.getText();
  const call = methodCall(node);
  const isText = callee === 'String' || (call?.name === 'toString' && node.arguments.length === 0);
  const value = call !== null && isText ? call.receiver : node.arguments[0];
  if (
    !(isText || callee === 'Number') ||
    value === undefined ||
    !isBigInt(value, context) ||
    !isWorkedOut(value)
  )
    return null;
  const inner = ts.isParenthesizedExpression(value) ? value.expression : value;
  const text = asNumber(inner, context);
  if (text === null) return null;
  if (isText) return `String(${text})`;
  return needsParentheses(inner, node) ? `(${text})` : text;
}

function isBigInt(node: ts.Expression, context: SiteContext): boolean {
  return membersOf(typeOf(node, context)).every(({ flags }) => (flags & ts.TypeFlags.BigIntLike) !== 0);
}

/** A step of arithmetic, or a text that is read as a number. */
function isWorkedOut(node: ts.Node): boolean {
  return [...descendants(node)].some(
    (part) =>
      (ts.isBinaryExpression(part) && STEPS.has(part.operatorToken.kind)) ||
      (ts.isCallExpression(part) && part.expression.getText() === 'BigInt'),
  );
}

/** The same with plain numbers; `null` when there is no such way to write it. */
function asNumber(node: ts.Expression, context: SiteContext): string | null {
  if (ts.isParenthesizedExpression(node)) {
    const inner = asNumber(node.expression, context);
    return inner === null ? null : `(${inner})`;
  }
  if (ts.isBigIntLiteral(node)) return textOf(node, context).replace(/n$/u, '');
  if (ts.isBinaryExpression(node)) {
    if (!STEPS.has(node.operatorToken.kind)) return null;
    const [left, right] = [asNumber(node.left, context), asNumber(node.right, context)];
    return left === null || right === null ? null : `${left} ${textOf(node.operatorToken, context)} ${right}`;
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'BigInt') {
    const [value] = node.arguments;
    if (value === undefined) return null;
    const isPlain = ts.isIdentifier(value) || ts.isPropertyAccessExpression(value);
    return isPlain && isNumberType(typeOf(value, context))
      ? textOf(value, context)
      : `Number(${textOf(value, context)})`;
  }
  const isValue = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node);
  return isValue ? `Number(${textOf(node, context)})` : null;
}
