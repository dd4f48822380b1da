import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { mentions } from '../kit/effect.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { isLastPlace } from '../kit/off-by-one.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { executed } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const iterationDirection: Operator = {
  id: 'iteration-direction',
  family: 'order',
  tier: 'hard',
  cwe: 696,
  status: 'stable',
  title: 'Walked through from the wrong end',
  mistake: 'Which end of a list comes first, or must be taken first, is not thought of.',
  kinds: [ts.SyntaxKind.ForStatement, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const edits = ts.isForStatement(node) ? turned(node, context) : reduceTurned(node, context);
    if (edits === null) return;
    const what = ts.isForStatement(node) ? 'the loop' : gist(node, context);
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} walks \`${what.replaceAll('`', '')}\` from the wrong end.`,
        trigger:
          'It shows when one turn rests on what an earlier one did, or when the first of several hits counts.',
        consequence: 'The turns find another state, or another one of the elements wins.',
        fix: `Walk from the other end: ${gist(ts.isForStatement(node) ? node.initializer! : node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function drop(xs: number[]): number[] {\n  for (let i = xs.length - 1; i >= 0; i--) {\n    if (xs[i] === 0) xs.splice(i, 1);\n  }\n  return xs;\n}\n',
        after:
          'export function drop(xs: number[]): number[] {\n  for (let i = 0; i < xs.length; i++) {\n    if (xs[i] === 0) xs.splice(i, 1);\n  }\n  return xs;\n}\n',
        witness: 'drop([0, 0])',
      },
      {
        before:
          'export function place(xs: number[], x: number): number {\n  for (let i = 0; i < xs.length; i++) if (xs[i] === x) return i;\n  return -1;\n}\n',
        after:
          'export function place(xs: number[], x: number): number {\n  for (let i = xs.length - 1; i >= 0; i--) if (xs[i] === x) return i;\n  return -1;\n}\n',
        witness: 'place([1, 1], 1)',
      },
    ],
    skips: [
      {
        code: 'export function zeros(count: number): number[] {\n  const row: number[] = [];\n  for (let i = 0; i < count; i++) row.push(0);\n  return row;\n}\n',
        because: 'No turn asks which one it is.',
      },
      {
        code: 'export function sum(xs: number[]): number {\n  let sum = 0;\n  for (let i = 0; i < xs.length; i += 2) sum += xs[i] ?? 0;\n  return sum;\n}\n',
        because: 'With such a step the other way meets other elements.',
      },
    ],
  },
};

/** `let i = 0; i < n; i++` ↔ `let i = n - 1; i >= 0; i--`. */
function turned(loop: ts.ForStatement, context: SiteContext): Edit[] | null {
  const { initializer, condition, incrementor } = loop;
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return null;
  const [index] = initializer.declarations;
  if (index?.initializer === undefined || !ts.isIdentifier(index.name) || initializer.declarations.length > 1)
    return null;
  if (condition === undefined || incrementor === undefined || !ts.isBinaryExpression(condition)) return null;
  const isUnary = ts.isPostfixUnaryExpression(incrementor) || ts.isPrefixUnaryExpression(incrementor);
  const { text: name } = index.name;
  if (!isUnary || incrementor.operand.getText() !== name || condition.left.getText() !== name) return null;
  const first = index.initializer;
  const step = textOf(incrementor, context);
  const write = (start: string, end: string, next: string): Edit[] => [
    replaceNode(first, start, context),
    { start: startOf(condition.operatorToken, context), end: condition.end, text: end },
    replaceNode(incrementor, next, context),
  ];
  if (first.getText() === '0' && isToken(condition, ts.SyntaxKind.LessThanToken) && step.includes('++')) {
    if (!ts.isIdentifier(condition.right) && !ts.isPropertyAccessExpression(condition.right)) return null;
    if (!tellsOrder(loop.statement) || !mentions(loop.statement, index.name)) return null;
    return write(`${textOf(condition.right, context)} - 1`, '>= 0', step.replace('++', '--'));
  }
  const isDown =
    isToken(condition, ts.SyntaxKind.GreaterThanEqualsToken) && condition.right.getText() === '0';
  return isDown && isLastPlace(first) && step.includes('--')
    ? write('0', `< ${textOf(first.left, context)}`, step.replace('--', '++'))
    : null;
}

/** `reduceRight` ↔ `reduce` over texts and lists, where the order tells. */
function reduceTurned(node: ts.Node, context: SiteContext): Edit[] | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const { name } = node.expression;
  return name.text === 'reduceRight' ? [replaceNode(name, 'reduce', context)] : null;
}

/** The first hit counts, or the turns leave something behind in their order. */
function tellsOrder(body: ts.Statement): boolean {
  return [...executed(body)].some((node) => {
    if (ts.isReturnStatement(node) || ts.isBreakStatement(node) || ts.isYieldExpression(node)) return true;
    return (
      ts.isCallExpression(node) &&
      /^(?:push|unshift|write|append|splice|emit|log)$/u.test(calledName(node) ?? '')
    );
  });
}
