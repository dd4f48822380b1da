import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isAssignmentToken, isComparison, isToken, rangeSubject } from '../kit/comparison.ts';
import { placeOf, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { isPure } from '../kit/purity.ts';
import { refusedBefore } from '../kit/refused.ts';
import { isTally } from '../kit/tally.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

export const rangeCheckDrop: Operator = {
  id: 'range-check-drop',
  family: 'validation',
  tier: 'hard',
  cwe: 20,
  status: 'stable',
  title: 'One end of a range is not checked',
  mistake: 'A value is kept within one bound, and the other bound is not thought of.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (ts.isCallExpression(node)) yield* withoutClamp(node, context);
    if (!ts.isBinaryExpression(node) || rangeSubject(node) === null) return;
    const subject = rangeSubject(node)!;
    for (const [dropped, kept] of [
      [node.right, node.left],
      [node.left, node.right],
    ] as const) {
      if (isDecidedBefore(node, bare(dropped), bare(kept), context)) continue;
      const leftovers = unusedAfter([stretchOf(dropped, context)], context);
      if (leftovers === null) continue;
      yield {
        edits: [removal(node, kept, context), ...leftovers],
        explanation: {
          mechanism: `The range test of ${gist(subject, context)} in ${placeOf(node)} is only ${gist(kept, context)}; ${gist(dropped, context)} is not tested.`,
          trigger: `It shows when ${gist(subject, context)} lies beyond the bound of ${gist(dropped, context)}.`,
          consequence: 'A value outside the range is treated as one inside it.',
          fix: `Test both ends: ${gist(node, context)}.`,
        },
      };
    }
  },
  examples: {
    injects: [
      {
        before:
          "export function month(n: number): string {\n  if (n < 1 || n > 12) throw new RangeError('month');\n  return String(n).padStart(2, '0');\n}\n",
        after:
          "export function month(n: number): string {\n  if (n < 1) throw new RangeError('month');\n  return String(n).padStart(2, '0');\n}\n",
        witness: 'month(13)',
      },
      {
        before: 'export const share = (n: number): number => Math.min(Math.max(0, n), 1);\n',
        after: 'export const share = (n: number): number => Math.min(n, 1);\n',
        witness: 'share(-1)',
      },
    ],
    skips: [
      {
        code: 'export const isAdult = (age: number): boolean => age >= 18;\n',
        because: 'Only one end is tested.',
      },
      {
        code: 'export const larger = (a: number, b: number): number => Math.max(a, b);\n',
        because: 'A choice of two values is no clamp: neither bounds the other.',
      },
      {
        code: "export function isPlace(at: number, parts: string[]): boolean {\n  const end = parts.length;\n  if (at < 0) throw new RangeError('at');\n  if (at >= end) return false;\n  return at >= 0 && at < end;\n}\n",
        because: 'What lies beyond has been turned away before: neither end asks for anything new.',
      },
    ],
  },
};

/** Delete one half of the test, and the parentheses that then hold a single comparison. */
function removal(node: ts.BinaryExpression, kept: ts.Expression, context: SiteContext): Edit {
  return kept === node.left
    ? { start: node.left.end, end: node.end, text: '' }
    : { start: startOf(node, context), end: startOf(node.right, context), text: '' };
}

/** `Math.max(0, x)` → `x`: a bound that is a constant or has a telling name. */
function* withoutClamp(call: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  if (!isMath(call) || call.arguments.length !== 2) return;
  const [first, second] = [call.arguments[0]!, call.arguments[1]!];
  const bound = isBound(first) ? first : isBound(second) ? second : null;
  if (bound === null || (isBound(first) && isBound(second)) || !isPure(bound)) return;
  const value = bound === first ? second : first;
  if (ts.isSpreadElement(value)) return;
  const leftovers = unusedAfter([stretchOf(bound, context)], context);
  if (leftovers === null) return;
  const isLow = calledName(call) === 'max';
  const isTight = !isLoose(value) || !bindsTightly(call.parent);
  const text = isTight ? textOf(value, context) : `(${textOf(value, context)})`;
  yield {
    edits: [...around(call, value, text, context), ...leftovers],
    explanation: {
      mechanism: `${subjectOf(call)} does not keep ${gist(value, context)} ${isLow ? 'at or above' : 'at or below'} ${gist(bound, context)}.`,
      trigger: `It shows only when ${gist(value, context)} is ${isLow ? 'below' : 'above'} ${gist(bound, context)}.`,
      consequence: 'A value outside the range is used as it is.',
      fix: `Keep it in range: ${gist(call, context)}.`,
    },
  };
}

function around(call: ts.CallExpression, value: ts.Expression, text: string, context: SiteContext): Edit[] {
  if (text !== textOf(value, context)) return [{ start: startOf(call, context), end: call.end, text }];
  return [
    { start: startOf(call, context), end: startOf(value, context), text: '' },
    { start: value.end, end: call.end, text: '' },
  ];
}

function isMath(call: ts.CallExpression): boolean {
  const callee = call.expression;
  const isMember =
    ts.isPropertyAccessExpression(callee) &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'Math';
  return isMember && (callee.name.text === 'max' || callee.name.text === 'min');
}

function isBound(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isNumericLiteral(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  const name = ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : '';
  return (
    /^[A-Z][A-Z\d_]*$|^[_#]*(?:min|max|limit|capacity|low|high|lower|upper|floor|ceiling|total|pageCount)/u.test(
      name,
    ) || /(?:Limit|Max|Min|Capacity)$/u.test(name)
  );
}

function isLoose(value: ts.Expression): boolean {
  return (
    ts.isBinaryExpression(value) ||
    ts.isConditionalExpression(value) ||
    ts.isArrowFunction(value) ||
    ts.isAwaitExpression(value)
  );
}

/** What stands around the clamp would take only a part of a looser expression. */
function bindsTightly(parent: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) return !isAssignmentToken(parent.operatorToken.kind);
  const isMember =
    ts.isPropertyAccessExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent);
  return isMember || ts.isPrefixUnaryExpression(parent);
}

/**
 * An earlier guard has answered the half that is dropped, in the way that leaves the answer to the other half: of `a || b` it is known to be
 * false, of `a && b` to be true.
 */
function isDecidedBefore(
  node: ts.BinaryExpression,
  dropped: ts.Expression,
  kept: ts.Expression,
  context: SiteContext,
): boolean {
  const half = orderOf(dropped);
  if (half === null) return false;
  const refused = refusedBefore(node, context).map(orderOf);
  if (isToken(node, ts.SyntaxKind.BarBarToken))
    return refused.some((other) => other !== null && isPart(half, other));
  // What is no number makes both a comparison and its contrary false.
  const isOrdered = [half.less, half.more].every((side) => isSideOf(side, kept) || isTally(side, context));
  return isOrdered && refused.some((other) => other !== null && isContrary(half, other));
}

/** `less < more`, or `less <= more`. */
interface Order {
  readonly less: ts.Expression;
  readonly more: ts.Expression;
  readonly isStrict: boolean;
}

function orderOf(test: ts.Expression): Order | null {
  if (!isComparison(test)) return null;
  const { kind } = test.operatorToken;
  const isStrict = kind === ts.SyntaxKind.LessThanToken || kind === ts.SyntaxKind.GreaterThanToken;
  const isUp = kind === ts.SyntaxKind.LessThanToken || kind === ts.SyntaxKind.LessThanEqualsToken;
  const [left, right] = [bare(test.left), bare(test.right)];
  return isUp ? { less: left, more: right, isStrict } : { less: right, more: left, isStrict };
}

/** Where `half` holds, `other` does. */
function isPart(half: Order, other: Order): boolean {
  const isSame = isSameCode(half.less, other.less) && isSameCode(half.more, other.more);
  return isSame && (half.isStrict || !other.isStrict);
}

/** Where `other` does not hold, `half` does. */
function isContrary(half: Order, other: Order): boolean {
  const isTurned = isSameCode(half.less, other.more) && isSameCode(half.more, other.less);
  return isTurned && !(other.isStrict && half.isStrict);
}

function isSideOf(side: ts.Expression, comparison: ts.Expression): boolean {
  return (
    isComparison(comparison) &&
    (isSameCode(bare(comparison.left), side) || isSameCode(bare(comparison.right), side))
  );
}
