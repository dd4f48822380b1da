import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { needsItsPlace } from '../kit/closure.ts';
import { enclosingFunction, nextStatement, subjectOf } from '../kit/enclosing.ts';
import { jumpsOf } from '../kit/exits.ts';
import { fits } from '../kit/fits.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { executed, waits, wrapped } from '../kit/tree.ts';
import { isArrayType, isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const mapForeach: Operator = {
  id: 'map-foreach',
  family: 'collection',
  tier: 'moderate',
  cwe: 253,
  status: 'stable',
  title: 'Result is given to forEach, which throws it away',
  mistake:
    'It is not thought of that `forEach` gives nothing back and cannot be left, whatever its function returns.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.ForOfStatement],
  *mutate(node, context) {
    const lost = ts.isForOfStatement(node) ? turnsAsCalls(node, context) : mapAsWalk(node, context);
    if (lost === null) return;
    yield {
      edits: lost.edits,
      explanation: {
        mechanism: `${subjectOf(node)} walks ${gist(lost.list, context)} with \`forEach\`, which throws ${gist(lost.result, context)} away.`,
        trigger: lost.trigger,
        consequence: lost.consequence,
        fix: `Keep ${ts.isForOfStatement(node) ? `the loop over ${gist(lost.list, context)}` : gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function firstLong(words: readonly string[], size: number): string | null {\n  for (const word of words) {\n    if (word.length > size) return word;\n  }\n  return null;\n}\n',
        after:
          'export function firstLong(words: readonly string[], size: number): string | null {\n  words.forEach((word) => {\n    if (word.length > size) return word;\n  });\n  return null;\n}\n',
        witness: "firstLong(['ab'], 1)",
      },
      {
        before:
          'export const lengths = (words: string[]): string => JSON.stringify(words.map((word) => word.length));\n',
        after:
          'export const lengths = (words: string[]): string => JSON.stringify(words.forEach((word) => word.length));\n',
        witness: "lengths(['ab'])",
      },
    ],
    skips: [
      {
        code: 'export function total(prices: number[]): number {\n  let total = 0;\n  for (const price of prices) {\n    total += price;\n  }\n  return total;\n}\n',
        because: 'Nothing leaves the loop, so `forEach` does the same.',
      },
      {
        code: 'export const lengths = (words: string[]): number[] => words.map((word) => word.length);\n',
        because: 'Nothing is no list: it would not compile.',
      },
      {
        code: 'export function upTo(names: string[], last: string): string[] {\n  const found: string[] = [];\n  for (const name of names) {\n    if (name === last) break;\n    found.push(name);\n  }\n  return found;\n}\n',
        because: 'A function cannot be left with `break`: it would not parse.',
      },
    ],
  },
};

interface Lost {
  readonly edits: Edit[];
  readonly list: ts.Expression;
  readonly result: ts.Node;
  readonly trigger: string;
  readonly consequence: string;
}

/** `list.map(f)` where nothing is taken, too. */
function mapAsWalk(node: ts.Node, context: SiteContext): Lost | null {
  const call = methodCall(node);
  if (call?.name !== 'map' || call.call.arguments.length !== 1 || ts.isExpressionStatement(call.call.parent))
    return null;
  const { parent } = wrapped(call.call);
  const isUsedUp =
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isSpreadElement(parent) ||
    // `const sizes = names.forEach(…)` is known at sight.
    ts.isVariableDeclaration(parent);
  if (isUsedUp || ts.isForOfStatement(parent)) return null;
  const isList = isArrayType(typeOf(call.receiver, context), context);
  if (!isList && !(isJavaScript(context) && ts.isFunctionLike(call.call.arguments[0]))) return null;
  if (!fits(context.checker.getVoidType(), call.call, context)) return null;
  return {
    edits: [replaceNode(call.callee.name, 'forEach', context)],
    list: call.receiver,
    result: call.call.arguments[0]!,
    trigger: 'It shows whenever the code runs.',
    consequence: 'There is no list of results; what follows gets nothing.',
  };
}

/** `for (const x of list) { … return … }` as calls of a function. */
function turnsAsCalls(loop: ts.ForOfStatement, context: SiteContext): Lost | null {
  const { initializer, expression: list, statement: body } = loop;
  if (loop.awaitModifier !== undefined || !ts.isBlock(body) || !ts.isVariableDeclarationList(initializer))
    return null;
  const exit = [...executed(body)].find(ts.isReturnStatement);
  if (exit === undefined || nextStatement(loop) === null || ts.isLabeledStatement(loop.parent)) return null;
  if (!ts.isIdentifier(list) && !ts.isPropertyAccessExpression(list)) return null;
  const fn = enclosingFunction(loop);
  if (fn === null || fn.asteriskToken !== undefined || waits(body) || leaves(loop)) return null;
  if (!isJavaScript(context) && fn.type === undefined && !ts.isConstructorDeclaration(fn)) return null;
  const type = typeOf(list, context);
  if (
    !isArrayType(type, context) &&
    !(isJavaScript(context) && context.checker.getPropertyOfType(type, 'forEach'))
  )
    return null;
  if (needsItsPlace(body, context)) return null;
  const name = textOf(initializer.declarations[0]!.name, context);
  return {
    edits: [
      {
        start: startOf(loop, context),
        end: startOf(body, context),
        text: `${textOf(list, context)}.forEach((${name}) => `,
      },
      { start: loop.end, end: loop.end, text: ');' },
    ],
    list,
    result: exit,
    trigger: `It shows as soon as one of the elements should end the walk with ${gist(exit, context)}.`,
    consequence: 'Only the turn ends: the walk goes on, and the function goes on behind it.',
  };
}

/** A jump out of the loop, or on to its next turn. */
function leaves(loop: ts.ForOfStatement): boolean {
  return (
    jumpsOf(loop).length > 0 ||
    [...executed(loop.statement)].some(
      (node) => (ts.isBreakStatement(node) || ts.isContinueStatement(node)) && node.label !== undefined,
    )
  );
}
