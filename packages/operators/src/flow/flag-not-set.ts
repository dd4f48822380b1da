import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { enclosingFunction, nameGiven, subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

/** Shorter words begin others by chance. */
const SHORTEST_STEM = 3;

export const flagNotSet: Operator = {
  id: 'flag-not-set',
  family: 'flow',
  tier: 'moderate',
  cwe: 665,
  status: 'stable',
  title: 'Flag set to the wrong value',
  mistake: 'What a flag must say from here on is mixed up.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node) || !ts.isBinaryExpression(node.expression)) return;
    const { left, right } = node.expression;
    if (!isToken(node.expression, ts.SyntaxKind.EqualsToken)) return;
    const isTrue = right.kind === ts.SyntaxKind.TrueKeyword;
    if (!isTrue && right.kind !== ts.SyntaxKind.FalseKeyword) return;
    if (!ts.isIdentifier(left) && !ts.isPropertyAccessExpression(left)) return;
    if (isTrue && isNamedAfter(ts.isIdentifier(left) ? left.text : left.name.text, node)) return;
    yield {
      edits: [replaceNode(right, isTrue ? 'false' : 'true', context)],
      explanation: {
        mechanism: `${subjectOf(node)} sets ${gist(left, context)} to \`${isTrue ? 'false' : 'true'}\`.`,
        trigger: `It shows when ${gist(left, context)} is asked afterwards.`,
        consequence: 'What has happened is not remembered, or something that has not is.',
        fix: `Set it so: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function hasZero(xs: readonly number[]): boolean {\n  let hasZero = false;\n  for (const x of xs) if (x === 0) hasZero = true;\n  return hasZero;\n}\n',
        after:
          'export function hasZero(xs: readonly number[]): boolean {\n  let hasZero = false;\n  for (const x of xs) if (x === 0) hasZero = false;\n  return hasZero;\n}\n',
        witness: 'hasZero([0])',
      },
    ],
    skips: [
      {
        code: 'export class Player {\n  isPaused = false;\n  pause(): void {\n    this.isPaused = true;\n  }\n}\n',
        because: 'Nobody who writes `pause` says that it is not paused.',
      },
      {
        code: 'export class Box {\n  isOpen = false;\n  set(isOpen: boolean): void {\n    this.isOpen = isOpen;\n  }\n}\n',
        because: 'The value comes from somewhere else.',
      },
    ],
  },
};

/** The function is called what its flag says: `pause` and `#isPaused`, `close` and `closed`. */
function isNamedAfter(flag: string, node: ts.Node): boolean {
  const fn = enclosingFunction(node);
  const name = fn === null ? undefined : (fn.name ?? nameGiven(fn))?.getText();
  const stem = name?.replace(/^#/u, '').replace(/e$/u, '').toLowerCase() ?? '';
  const said = flag.replace(/^[#_]?(?:is|has|was)?/u, '').toLowerCase();
  return stem.length >= SHORTEST_STEM && said.startsWith(stem);
}
