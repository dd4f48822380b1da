import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { countedLoop } from '../kit/counted-loop.ts';
import { enclosing, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { indentOf, lineBreakOf } from '../kit/layout.ts';
import { dropStatement } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { negated } from '../kit/negated.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { isArrayType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const deleteWhileIterating: Operator = {
  id: 'delete-while-iterating',
  family: 'collection',
  tier: 'hard',
  cwe: 1322,
  status: 'nursery',
  title: 'Elements taken out of a list that is being walked',
  mistake: 'It is forgotten that the elements behind the one that is taken out move up by one place.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const change = filteredInPlace(node, context) ?? withoutStepBack(node, context);
    if (change === null) return;
    yield {
      edits: change.edits,
      explanation: {
        mechanism: `${subjectOf(node)} takes elements out of ${gist(change.list, context)} while it walks it, and skips the one behind each.`,
        trigger: 'It shows when two elements that stand next to each other are to go.',
        consequence: 'The second of them stays in the list.',
        fix: change.fix,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Bell {\n  heard: string[] = [];\n  remove(name: string): void {\n    this.heard = this.heard.filter((other) => other !== name);\n  }\n}\n',
        after:
          'export class Bell {\n  heard: string[] = [];\n  remove(name: string): void {\n    for (const other of this.heard) {\n      if (other === name) this.heard.splice(this.heard.indexOf(other), 1);\n    }\n  }\n}\n',
        witness:
          "(() => { const bell = new Bell(); bell.heard = ['a', 'a']; bell.remove('a'); return bell.heard; })()",
      },
      {
        before:
          'export function prune(xs: number[], limit: number): number[] {\n  for (let i = 0; i < xs.length; i++) {\n    if (xs[i]! > limit) {\n      xs.splice(i, 1);\n      i--;\n    }\n  }\n  return xs;\n}\n',
        after:
          'export function prune(xs: number[], limit: number): number[] {\n  for (let i = 0; i < xs.length; i++) {\n    if (xs[i]! > limit) {\n      xs.splice(i, 1);\n    }\n  }\n  return xs;\n}\n',
        witness: 'prune([2, 2], 1)',
      },
      {
        before:
          'export function prune(xs: number[], limit: number): number[] {\n  for (let i = 0; i < xs.length; i++) if (xs[i]! > limit) xs.splice(i--, 1);\n  return xs;\n}\n',
        after:
          'export function prune(xs: number[], limit: number): number[] {\n  for (let i = 0; i < xs.length; i++) if (xs[i]! > limit) xs.splice(i, 1);\n  return xs;\n}\n',
        witness: 'prune([2, 2], 1)',
      },
    ],
    skips: [
      {
        code: 'export function small(xs: number[]): number[] {\n  xs = xs.filter((x) => x < 9);\n  return xs;\n}\n',
        because: 'A variable of the function would never change any more.',
      },
      {
        code: 'export class Bell {\n  heard: readonly string[] = [];\n  remove(name: string): void {\n    this.heard = this.heard.filter((other) => other !== name);\n  }\n}\n',
        because: 'Nothing can be taken out of a list that is only read.',
      },
      {
        code: 'export function prune(xs: number[]): void {\n  for (let i = xs.length - 1; i >= 0; i--) if (xs[i] === 0) xs.splice(i, 1);\n}\n',
        because: 'From the end nothing has to be stepped back.',
      },
    ],
  },
};

interface Change {
  readonly edits: Edit[];
  readonly list: ts.Expression;
  readonly fix: string;
}

/** `this.list = this.list.filter((x) => keep)` as a loop that takes out the others. */
function filteredInPlace(node: ts.Node, context: SiteContext): Change | null {
  if (!ts.isExpressionStatement(node) || siblingsOf(node) === null) return null;
  const { expression } = node;
  if (!ts.isBinaryExpression(expression) || !isToken(expression, ts.SyntaxKind.EqualsToken)) return null;
  const list = bare(expression.left);
  const call = methodCall(expression.right);
  const keep = call?.call.arguments[0];
  if (call?.name !== 'filter' || keep === undefined || !ts.isArrowFunction(keep) || ts.isBlock(keep.body))
    return null;
  if (!ts.isPropertyAccessExpression(list) || !isSameCode(list, bare(call.receiver))) return null;
  const [element] = keep.parameters;
  if (element === undefined || keep.parameters.length !== 1 || !ts.isIdentifier(element.name)) return null;
  const type = typeOf(call.receiver, context);
  if (!isArrayType(type, context) || context.checker.getPropertyOfType(type, 'splice') === undefined)
    return null;
  const [from, name] = [textOf(list, context), element.name.text];
  const lineBreak = lineBreakOf(context) + indentOf(node, context);
  const inner = lineBreak + (indentOf(node, context).includes('\t') ? '\t' : '  ');
  const loop = `for (const ${name} of ${from}) {${inner}if (${negated(keep.body, context)}) ${from}.splice(${from}.indexOf(${name}), 1);${lineBreak}}`;
  return {
    edits: [replaceNode(node, loop, context)],
    list,
    fix: `Make a new list: ${gist(node, context)}.`,
  };
}

/** `xs.splice(i, 1)` in a loop that counts up, without `i--`. */
function withoutStepBack(node: ts.Node, context: SiteContext): Change | null {
  if (ts.isCallExpression(node)) {
    const [place] = node.arguments;
    if (place === undefined || !ts.isPostfixUnaryExpression(place) || !isRemoval(node, place.operand))
      return null;
    return isCountedUp(node, place.operand)
      ? {
          edits: [replaceNode(place, textOf(place.operand, context), context)],
          list: methodCall(node)!.receiver,
          fix: `Look at the same place again: ${gist(node, context)}.`,
        }
      : null;
  }
  const index = ts.isExpressionStatement(node) ? steppedBack(node.expression) : null;
  const siblings = ts.isStatement(node) ? siblingsOf(node) : null;
  const before = siblings?.[siblings.indexOf(node as ts.Statement) - 1];
  if (index === null || before === undefined || !ts.isExpressionStatement(before)) return null;
  const removal = bare(before.expression);
  if (!ts.isCallExpression(removal) || !isRemoval(removal, index) || !isCountedUp(node, index)) return null;
  const edits = dropStatement(node as ts.Statement, context);
  return edits === null
    ? null
    : {
        edits,
        list: methodCall(removal)!.receiver,
        fix: `Look at the same place again: ${gist(node, context)}.`,
      };
}

function isRemoval(node: ts.CallExpression, index: ts.Expression): boolean {
  const [place] = node.arguments;
  if (methodCall(node)?.name !== 'splice' || place === undefined) return false;
  return isSameCode(ts.isPostfixUnaryExpression(place) ? place.operand : place, index);
}

/** `i` of `i--`, `--i` and `i -= 1`. */
function steppedBack(node: ts.Expression): ts.Expression | null {
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.MinusMinusToken ? node.operand : null;
  const isStep =
    ts.isBinaryExpression(node) &&
    isToken(node, ts.SyntaxKind.MinusEqualsToken) &&
    node.right.getText() === '1';
  return isStep ? node.left : null;
}

function isCountedUp(node: ts.Node, index: ts.Expression): boolean {
  const loop = enclosing(node, ts.isForStatement);
  const counted = loop === null ? null : countedLoop(loop);
  return counted?.index.text === index.getText() && counted.step.getText().includes('++');
}
