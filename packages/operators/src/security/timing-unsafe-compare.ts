import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { constantTimeLoop } from '../kit/constant-time-loop.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Explanation } from '@bebug/core/truth';
import type { Operator, SiteContext } from '../operator.ts';

export const timingUnsafeCompare: Operator = {
  id: 'timing-unsafe-compare',
  family: 'security',
  tier: 'expert',
  cwe: 208,
  status: 'nursery',
  title: 'Secret compared in time that tells how much is right',
  mistake: 'A secret is compared like any other value, and the comparison stops at the first difference.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.ForStatement],
  *mutate(node, context) {
    const edits = ts.isCallExpression(node)
      ? plainComparison(node, context)
      : ts.isForStatement(node)
        ? earlyExit(node, context)
        : null;
    if (edits !== null) yield { edits, explanation: explain(node, context) };
  },
  examples: {
    injects: [
      {
        before:
          "import { timingSafeEqual } from 'node:crypto';\n\nexport function isSame(given: string, expected: string): boolean {\n  const left = Buffer.from(given);\n  const right = Buffer.from(expected);\n  return left.length === right.length && timingSafeEqual(left, right);\n}\n",
        after:
          'export function isSame(given: string, expected: string): boolean {\n  const left = Buffer.from(given);\n  const right = Buffer.from(expected);\n  return left.length === right.length && left.equals(right);\n}\n',
        witness:
          "(() => { const crypto = require('node:crypto'); const real = crypto.timingSafeEqual; let calls = 0; crypto.timingSafeEqual = (a, b) => { calls += 1; return real(a, b); }; isSame('abc', 'xyz'); return calls; })()",
      },
      {
        before:
          'export function isSame(a: Uint8Array, b: Uint8Array): boolean {\n  if (a.length !== b.length) return false;\n  let difference = 0;\n  for (let i = 0; i < a.length; i++) {\n    difference |= a[i]! ^ b[i]!;\n  }\n  return difference === 0;\n}\n',
        after:
          'export function isSame(a: Uint8Array, b: Uint8Array): boolean {\n  if (a.length !== b.length) return false;\n  for (let i = 0; i < a.length; i++) {\n    if (a[i]! !== b[i]!) return false;\n  }\n  return true;\n}\n',
        witness:
          "(() => { let reads = 0; const a = new Proxy([1, 2, 3], { get: (bytes, key) => { if (key !== 'length') reads += 1; return bytes[key]; } }); isSame(a, [9, 2, 3]); return reads; })()",
      },
    ],
    skips: [
      {
        code: 'export const isSame = (left: Buffer, right: Buffer): boolean => left.equals(right);\n',
        because: 'The comparison is a plain one already.',
      },
      {
        code: 'export function ones(bytes: Uint8Array): number {\n  let sum = 0;\n  for (let i = 0; i < bytes.length; i++) {\n    sum |= bytes[i]!;\n  }\n  return sum;\n}\n',
        because: 'Nothing is compared.',
      },
    ],
  },
};

/** `timingSafeEqual(a, b)` → `a.equals(b)`; a check of the lengths before it stays as it is. */
function plainComparison(call: ts.CallExpression, context: SiteContext): Edit[] | null {
  if (calledName(call) !== 'timingSafeEqual' || call.arguments.length !== 2) return null;
  const [left, right] = [call.arguments[0]!, call.arguments[1]!];
  if (!isPostfix(left) || context.checker.getPropertyOfType(typeOf(left, context), 'equals') === undefined)
    return null;
  const leftovers = unusedAfter([stretchOf(call.expression, context)], context);
  if (leftovers === null) return null;
  return [
    { start: startOf(call, context), end: startOf(left, context), text: '' },
    { start: left.end, end: startOf(right, context), text: '.equals(' },
    ...leftovers,
  ];
}

/** A member may follow it without parentheses. */
function isPostfix(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isCallExpression(node) || ts.isPropertyAccessExpression(node);
}

/** The loop that adds up differences returns at the first one. */
function earlyExit(node: ts.ForStatement, context: SiteContext): Edit[] | null {
  const loop = constantTimeLoop(node, context);
  if (loop === null) return null;
  const unequal = `if (${textOf(loop.left, context)} !== ${textOf(loop.right, context)}) return false;`;
  return [loop.start, replaceNode(loop.step, unequal, context), replaceNode(loop.answer, 'true', context)];
}

function explain(node: ts.Node, context: SiteContext): Explanation {
  const isCall = ts.isCallExpression(node);
  const secret = isCall
    ? `${gist(node.arguments[0]!, context)} and ${gist(node.arguments[1]!, context)}`
    : 'the two values';
  return {
    mechanism: `${subjectOf(node)} compares ${secret} with a comparison that stops at the first byte that differs.`,
    trigger: 'It shows to an attacker who sends guesses and measures how long the answers take.',
    consequence:
      'The time tells how many leading bytes of a guess are right, so the secret can be found byte by byte.',
    fix: isCall
      ? `Compare in constant time: ${gist(node, context)}.`
      : 'Look at every byte, add up the differences, and decide at the end.',
  };
}
