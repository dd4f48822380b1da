import * as ts from 'typescript';
import { isPure } from '../kit/purity.ts';
import { isLoop, nextStatement, subjectOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { negated } from '../kit/negated.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isBooleanType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const returnEarly: Operator = {
  id: 'return-early',
  family: 'flow',
  tier: 'moderate',
  cwe: 670,
  status: 'stable',
  title: 'First element decides for all of them',
  mistake: 'The answer for all elements is given as soon as the first one has been looked at.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node)) return;
    const exit = guardExit(node);
    const loop = loopEndingWith(node);
    const last = loop === null ? null : nextStatement(loop);
    if (exit === null || last === null || !ts.isReturnStatement(exit) || !ts.isReturnStatement(last)) return;
    const [found, otherwise] = [truth(exit.expression), truth(last.expression)];
    if (found === null || otherwise === null || found === otherwise) return;
    const answer = answerFor(node.expression, found, context);
    if (answer === null) return;
    const text = `return ${answer};`;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `The loop in ${subjectOf(node)} ends with ${quoted(text)} in its first turn.`,
        trigger: 'It shows when a later element would decide otherwise than the first one.',
        consequence: 'All elements but the first are never looked at.',
        fix: `Leave the loop only when the answer is certain: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function isSorted(xs: readonly number[]): boolean {\n  for (const [i, x] of xs.entries()) {\n    if (x < i) return false;\n  }\n  return true;\n}\n',
        after:
          'export function isSorted(xs: readonly number[]): boolean {\n  for (const [i, x] of xs.entries()) {\n    return !(x < i);\n  }\n  return true;\n}\n',
        witness: 'isSorted([0, 0])',
      },
      {
        before:
          "export function hasBlank(words: readonly string[]): boolean {\n  for (const word of words) if (word.includes(' ')) return true;\n  return false;\n}\n",
        after:
          "export function hasBlank(words: readonly string[]): boolean {\n  for (const word of words) return word.includes(' ');\n  return false;\n}\n",
        witness: "hasBlank(['a', ' '])",
      },
    ],
    skips: [
      {
        code: 'export function place(xs: readonly number[], x: number): number {\n  for (const [i, y] of xs.entries()) if (x === y) return i;\n  return -1;\n}\n',
        because: 'The answer is not yes or no.',
      },
    ],
  },
};

/** The loop whose body is, or ends with, the statement. */
function loopEndingWith(node: ts.IfStatement): ts.IterationStatement | null {
  const { parent } = node;
  const body = ts.isBlock(parent) && parent.statements.at(-1) === node ? parent : node;
  const loop = body.parent;
  return isLoop(loop) && loop.statement === body ? loop : null;
}

function truth(value: ts.Expression | undefined): boolean | null {
  if (value?.kind === ts.SyntaxKind.TrueKeyword) return true;
  return value?.kind === ts.SyntaxKind.FalseKeyword ? false : null;
}

/** The test as an answer, turned round when it finds what must not be. */
function answerFor(test: ts.Expression, isFound: boolean, context: SiteContext): string | null {
  const text = textOf(test, context);
  if (!isPure(test) && !isBooleanType(typeOf(test, context))) return null;
  if (isFound) return isBooleanType(typeOf(test, context)) ? text : `Boolean(${text})`;
  const inner = bare(test);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken)
    return isBooleanType(typeOf(inner.operand, context)) ? textOf(inner.operand, context) : null;
  return negated(test, context);
}
