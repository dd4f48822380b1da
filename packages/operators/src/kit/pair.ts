import * as ts from 'typescript';
import type { Rewrite, SiteContext } from '../operator.ts';
import { isConstant, isEquality, isToken } from './comparison.ts';
import { placeOf } from './enclosing.ts';
import { partInstead } from './part.ts';
import { gist, quoted, textOf } from './text-of.ts';
import { bare } from './tree.ts';

/** Two neighbours in a chain of one operator that say one thing together, `x && typeof x === 'object'`, and what stands before them. */
interface Pair {
  readonly kept: ts.Expression;
  readonly first: ts.Expression;
  readonly second: ts.Expression;
}

/** The last two links of `node`, a chain of at least three, when they ask about one and the same thing. */
function pairOfOne(node: ts.BinaryExpression): Pair | null {
  const { kind } = node.operatorToken;
  if (!ts.isBinaryExpression(node.left) || !isToken(node.left, kind)) return null;
  const { left: kept, right: first } = node.left;
  const second = node.right;
  const [asked, alsoAsked] = [askedAbout(first), askedAbout(second)];
  return asked !== null && asked === alsoAsked ? { kept, first, second } : null;
}

/** The one thing that a plain test asks about: `x` of `x`, `!x`, `typeof x === …`, `x !== null`, `isString(x)`. */
function askedAbout(test: ts.Expression): string | null {
  const node = bare(test);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return node.getText();
  if (ts.isPrefixUnaryExpression(node)) return askedAbout(node.operand);
  if (ts.isTypeOfExpression(node)) return askedAbout(node.expression);
  if (ts.isCallExpression(node)) return node.arguments.length === 1 ? askedAbout(node.arguments[0]!) : null;
  if (!ts.isBinaryExpression(node) || !isEquality(node)) return null;
  const sides = [node.left, node.right].filter((side) => !isConstant(bare(side)));
  return sides.length === 1 ? askedAbout(sides[0]!) : null;
}

/**
 * `node`, a chain of `&&` or `||`, without its last two links, when these are the halves of one question: who forgets to ask forgets them together.
 * `isNeeded` tells which parts must stay.
 */
export function withoutPair(
  node: ts.BinaryExpression,
  isNeeded: (part: ts.Expression) => boolean,
  context: SiteContext,
): Rewrite | null {
  const pair = pairOfOne(node);
  if (pair === null || isNeeded(pair.first) || isNeeded(pair.second)) return null;
  const { kept, first, second } = pair;
  const edits = partInstead(node, kept, context);
  if (edits === null) return null;
  const isAnd = isToken(node, ts.SyntaxKind.AmpersandAmpersandToken);
  const asked = quoted(`${textOf(first, context)} ${isAnd ? '&&' : '||'} ${textOf(second, context)}`);
  const rest = gist(kept, context);
  return {
    edits,
    explanation: {
      mechanism: `The condition in ${placeOf(node)} is only ${rest}; it does not ask for ${asked}.`,
      trigger: isAnd
        ? `It shows when ${rest} holds and ${asked} does not.`
        : `It shows when ${asked} holds and ${rest} does not.`,
      consequence: isAnd
        ? 'The case is treated as if all held.'
        : 'That case goes the way of all those that the condition is not meant for.',
      fix: `Ask for all: ${gist(node, context)}.`,
    },
  };
}
