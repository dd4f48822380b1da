import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { alsoInlined } from '../kit/inlined.ts';
import { isToken, rangeSubject } from '../kit/comparison.ts';
import { isCondition, narrows } from '../kit/condition.ts';
import { placeOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { withoutPair } from '../kit/pair.ts';
import { partInstead } from '../kit/part.ts';
import { pathCheckIn } from '../kit/path-check.ts';
import { isPure } from '../kit/purity.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isBooleanType, isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

export const conjunctDrop: Operator = {
  id: 'conjunct-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'Condition lacks one of its parts',
  mistake: 'One of several things that must hold is not thought of.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !isToken(node, ts.SyntaxKind.AmpersandAmpersandToken)) return;
    if (rangeSubject(node) !== null) return;
    const answer = isJavaScript(context) ? node.right : node;
    const isTest = isCondition(node) || isBooleanType(typeOf(answer, context));
    if (!isTest) return;
    for (const [dropped, kept] of [
      [node.right, node.left],
      [node.left, node.right],
    ] as const) {
      const rewrite = without(node, dropped, kept, context);
      if (rewrite !== null) yield* alsoInlined(rewrite, context);
    }
    const both = withoutPair(node, (part) => narrows(part, context) || !isPureEnough(part), context);
    if (both !== null) yield both;
  },
  examples: {
    injects: [
      {
        before:
          "export function greet(name: string, isKnown: boolean): string {\n  if (name !== '' && isKnown) return `Hello, ${name}`;\n  return 'Hello';\n}\n",
        after:
          "export function greet(name: string, isKnown: boolean): string {\n  if (isKnown) return `Hello, ${name}`;\n  return 'Hello';\n}\n",
        witness: "greet('', true)",
      },
      {
        before:
          'export function bill(items: number[], isMember: boolean): number {\n  const sum = items.reduce((a, b) => a + b, 0);\n  return isMember && sum > 100 && items.length > 1 ? sum * 0.9 : sum;\n}\n',
        after:
          'export function bill(items: number[], isMember: boolean): number {\n  const sum = items.reduce((a, b) => a + b, 0);\n  return isMember && sum > 100 ? sum * 0.9 : sum;\n}\n',
        witness: 'bill([200], true)',
      },
      {
        before:
          "export function sizes(items: any[], isDeep: boolean): number[] {\n  return items.map((item) => (isDeep && item && typeof item === 'object' ? Object.keys(item).length : 1));\n}\n",
        after:
          'export function sizes(items: any[], isDeep: boolean): number[] {\n  return items.map((item) => (isDeep ? Object.keys(item).length : 1));\n}\n',
        witness: 'sizes([null], true)',
      },
    ],
    skips: [
      {
        code: 'export const join = (a?: string, b?: string): string => (a !== undefined && b !== undefined ? a + b : "");\n',
        because: 'The code behind the test compiles only with both halves.',
      },
      {
        code: 'export const label = (text: string): string => text && `(${text})`;\n',
        because: 'The expression yields a value, not an answer.',
      },
      {
        code: 'export const unused = (a: number, b: number): boolean => a > 1 && b > 1;\n',
        because: 'A parameter would stand there unused.',
      },
    ],
  },
};

function without(
  node: ts.BinaryExpression,
  dropped: ts.Expression,
  kept: ts.Expression,
  context: SiteContext,
): Rewrite | null {
  if (narrows(dropped, context) || !isPureEnough(dropped)) return null;
  // Checks of paths have an operator of their own.
  if (pathCheckIn(dropped, context) !== null) return null;
  const edits = isWrapped(node, kept) ? partInstead(node, kept, context) : cut(node, dropped, context);
  if (edits === null) return null;
  return {
    edits,
    explanation: {
      mechanism: `The condition in ${placeOf(node)} is only ${gist(kept, context)}; it does not ask for ${gist(dropped, context)}.`,
      trigger: `It shows when ${gist(kept, context)} holds and ${gist(dropped, context)} does not.`,
      consequence: 'The case is treated as if both held.',
      fix: `Ask for both: ${gist(node, context)}.`,
    },
  };
}

/** Parentheses around what stays, or around the whole, that it does not need any more. */
function isWrapped(node: ts.BinaryExpression, kept: ts.Expression): boolean {
  return ts.isParenthesizedExpression(kept) || ts.isParenthesizedExpression(node.parent);
}

/** The dropped side goes, with the operator. */
function cut(node: ts.BinaryExpression, dropped: ts.Expression, context: SiteContext): Edit[] | null {
  const leftovers = unusedAfter([stretchOf(dropped, context)], context);
  if (leftovers === null) return null;
  const [start, end] =
    dropped === node.right
      ? [node.left.end, node.end]
      : [startOf(node, context), startOf(node.right, context)];
  return [{ start, end, text: '' }, ...leftovers];
}

/** A call may stand in a test, but not a change. */
function isPureEnough(test: ts.Expression): boolean {
  const node = bare(test);
  return (
    isPure(node) ||
    ts.isCallExpression(node) ||
    ts.isPrefixUnaryExpression(node) ||
    ts.isBinaryExpression(node)
  );
}
