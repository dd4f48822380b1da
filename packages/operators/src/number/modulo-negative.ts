import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { partInstead } from '../kit/part.ts';
import { symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const moduloNegative: Operator = {
  id: 'modulo-negative',
  family: 'number',
  tier: 'hard',
  cwe: 682,
  status: 'stable',
  title: 'Remainder of a negative number is negative',
  mistake: 'The remainder is taken to lie between zero and the divisor; for negative numbers it does not.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node)) return;
    const found = shifted(node, context) ?? byFloor(node, context);
    if (found === null) return;
    const { rest, edits } = found;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} takes the remainder ${quoted(rest)} as it is.`,
        trigger: 'It shows only for a negative number.',
        consequence: 'The remainder is negative, and so no place or part that exists.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const place = (n: number, size: number): number => ((n % size) + size) % size;\n',
        after: 'export const place = (n: number, size: number): number => n % size;\n',
        witness: 'place(-1, 4)',
      },
      {
        before:
          'export function weekday(start: number, days: number): number {\n  const rest = days % 7;\n  return start + ((rest + 7) % 7);\n}\n',
        after:
          'export function weekday(start: number, days: number): number {\n  const rest = days % 7;\n  return start + rest;\n}\n',
        witness: 'weekday(1, -1)',
      },
      {
        before: 'export const floorMod = (x: number, n: number): number => x - n * Math.floor(x / n);\n',
        after: 'export const floorMod = (x: number, n: number): number => x % n;\n',
        witness: 'floorMod(-1, 12)',
      },
    ],
    skips: [
      {
        code: 'export const before = (at: number, size: number): number => (at - 1 + size) % size;\n',
        because: 'What is added once is the business of operand-drop.',
      },
      {
        code: 'export const isEven = (n: number): boolean => n % 2 === 0;\n',
        because: 'Nothing is added before.',
      },
    ],
  },
};

interface Remainder {
  readonly rest: string;
  readonly edits: Edit[];
}

/** `((x % n) + n) % n` becomes `x % n`, which may stand in a variable before. */
function shifted(node: ts.BinaryExpression, context: SiteContext): Remainder | null {
  if (!isToken(node, ts.SyntaxKind.PercentToken)) return null;
  const sum = bare(node.left);
  if (!ts.isBinaryExpression(sum) || !isToken(sum, ts.SyntaxKind.PlusToken)) return null;
  const divisor = bare(node.right);
  const isLast = isSameCode(bare(sum.right), divisor);
  if (!isLast && !isSameCode(bare(sum.left), divisor)) return null;
  const inner = bare(isLast ? sum.left : sum.right);
  const rest = ts.isIdentifier(inner) ? valueOf(inner, context) : inner;
  if (rest === null || !ts.isBinaryExpression(rest) || !isToken(rest, ts.SyntaxKind.PercentToken))
    return null;
  const edits = isSameCode(bare(rest.right), divisor) ? partInstead(node, inner, context) : null;
  return edits && { rest: textOf(rest, context), edits };
}

/** What a constant is declared with. */
function valueOf(name: ts.Identifier, context: SiteContext): ts.Expression | null {
  const declaration = symbolOf(name, context)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return null;
  const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConstant && declaration.initializer !== undefined ? bare(declaration.initializer) : null;
}

/** `x - n * Math.floor(x / n)` becomes `x % n`. */
function byFloor(node: ts.BinaryExpression, context: SiteContext): Remainder | null {
  const product = bare(node.right);
  if (!isToken(node, ts.SyntaxKind.MinusToken)) return null;
  if (!ts.isBinaryExpression(product) || !isToken(product, ts.SyntaxKind.AsteriskToken)) return null;
  for (const [times, divisor] of [
    [product.left, product.right],
    [product.right, product.left],
  ] as const) {
    const call = methodCall(bare(times));
    const whole = call?.name === 'floor' ? call.call.arguments[0] : undefined;
    const quotient = whole && bare(whole);
    if (quotient === undefined || !ts.isBinaryExpression(quotient)) continue;
    if (!isToken(quotient, ts.SyntaxKind.SlashToken) || !isSameCode(bare(quotient.right), bare(divisor)))
      continue;
    if (!isSameCode(bare(quotient.left), bare(node.left))) continue;
    const rest = `${textOf(quotient.left, context)} % ${textOf(quotient.right, context)}`;
    return { rest, edits: [replaceNode(node, rest, context)] };
  }
  return null;
}
