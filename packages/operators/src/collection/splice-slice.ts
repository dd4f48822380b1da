import * as ts from 'typescript';
import { isLoop, subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { isArrayType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const spliceSlice: Operator = {
  id: 'splice-slice',
  family: 'collection',
  tier: 'moderate',
  cwe: 684,
  status: 'stable',
  title: 'Taking out and copying a part mixed up',
  mistake: '`splice`, which takes elements out, and `slice`, which copies them, are mixed up.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call === null || !/^s(?:p)?lice$/u.test(call.name)) return;
    const given = call.call.arguments.length;
    const type = typeOf(call.receiver, context);
    if (given === 0 || given > 2 || !isArrayType(type, context)) return;
    const wrong = call.name === 'slice' ? 'splice' : 'slice';
    const isUnused = ts.isExpressionStatement(node.parent);
    if (isUnused || context.checker.getPropertyOfType(type, wrong) === undefined) return;
    if (wrong === 'splice' && !isKept(call.receiver)) return;
    if (isFromStart(call.call) && isLastUseOfLocal(call.receiver, context)) return;
    yield {
      edits: [replaceNode(call.callee.name, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} calls \`${wrong}\` of ${gist(call.receiver, context)}.`,
        trigger: 'It shows when the list is used again, or when the part does not start at its beginning.',
        consequence:
          wrong === 'splice'
            ? 'The part is gone from the list.'
            : 'The part stays in the list and is met again.',
        fix: `Call \`${call.name}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const head = (xs: number[]): number[] => xs.slice(0, 1);\n',
        after: 'export const head = (xs: number[]): number[] => xs.splice(0, 1);\n',
        witness: '(() => { const xs = [1, 2]; head(xs); return xs; })()',
      },
      {
        before: 'export const take = (queue: number[]): number[] => queue.splice(0, 2);\n',
        after: 'export const take = (queue: number[]): number[] => queue.slice(0, 2);\n',
        witness: '(() => { const xs = [1, 2]; take(xs); return xs; })()',
      },
    ],
    skips: [
      {
        code: 'export function least(xs: readonly number[], count: number): number[] {\n  const sorted = [...xs].sort((a, b) => a - b);\n  return sorted.slice(0, count);\n}\n',
        because: 'Nobody sees what is left in a list of the function’s own.',
      },
      {
        code: 'export const head = (text: string): string => text.slice(0, 1);\n',
        because: 'Of a text nothing can be taken out.',
      },
    ],
  },
};

/** The list goes on existing. */
function isKept(list: ts.Expression): boolean {
  return ts.isIdentifier(list) || ts.isPropertyAccessExpression(list);
}

/** `slice(0, n)` and `splice(0, n)` give the same. */
function isFromStart({ arguments: [start] }: ts.CallExpression): boolean {
  return start?.getText() === '0';
}

/** What is left in a list of the function's own is seen by nobody. */
function isLastUseOfLocal(list: ts.Expression, context: SiteContext): boolean {
  const symbol = ts.isIdentifier(list) ? symbolOf(list, context) : null;
  const declaration = symbol?.valueDeclaration;
  if (symbol === null || declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const value = declaration.initializer;
  const isFresh = value !== undefined && (ts.isCallExpression(value) || ts.isArrayLiteralExpression(value));
  const isRepeated = ts.findAncestor(list, (node) => isLoop(node) || ts.isFunctionLike(node));
  const isOwn = isRepeated !== undefined && isRepeated.pos <= declaration.pos && !isLoop(isRepeated);
  return isFresh && isOwn && referencesTo(symbol, context).every((name) => name.pos <= list.pos);
}
