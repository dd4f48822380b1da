import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isJavaScript, isSameType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

/** Functions whose callback has an order that people mix up; of `sort` the order is a mistake of another kind. */
const TAKERS =
  /^(?:reduce|reduceRight|map|flatMap|filter|forEach|some|every|find|findIndex|replace|replaceAll|from|fromEntries|each|mapValues)$/u;

export const callbackParameterOrder: Operator = {
  id: 'callback-parameter-order',
  family: 'argument',
  tier: 'moderate',
  cwe: 683,
  status: 'stable',
  title: 'Callback takes its values in the wrong order',
  mistake: 'In which order a function hands over its values is remembered wrongly.',
  kinds: [ts.SyntaxKind.ArrowFunction, ts.SyntaxKind.FunctionExpression],
  *mutate(node, context) {
    if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return;
    const [first, second] = node.parameters;
    const call = node.parent;
    if (first === undefined || second === undefined || !ts.isCallExpression(call)) return;
    if (!call.arguments.includes(node) || !TAKERS.test(calledName(call) ?? '')) return;
    if (!ts.isIdentifier(first.name) || !ts.isIdentifier(second.name) || first.name.text.startsWith('_'))
      return;
    if (first.type !== undefined || second.type !== undefined || second.initializer !== undefined) return;
    const isSame = isSameType(typeOf(first.name, context), typeOf(second.name, context), context);
    if (!isSame && !isJavaScript(context)) return;
    yield {
      edits: [
        replaceNode(first.name, second.name.text, context),
        replaceNode(second.name, first.name.text, context),
      ],
      explanation: {
        mechanism: `The callback of ${gist(call.expression, context)} in ${subjectOf(call)} takes \`${second.name.text}\` before \`${first.name.text}\`.`,
        trigger: 'It shows whenever the two values differ.',
        consequence: 'Each of the two is used in the place of the other.',
        fix: `Take them as \`(${textOf(first, context)}, ${textOf(second, context)})\`.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const difference = (xs: number[]): number => xs.reduce((left, x) => left - x, 0);\n',
        after: 'export const difference = (xs: number[]): number => xs.reduce((x, left) => left - x, 0);\n',
        witness: 'difference([1, 2])',
      },
    ],
    skips: [
      {
        code: 'export const rows = (xs: string[]): string[] => xs.map((x, i) => `${i}: ${x.trim()}`);\n',
        because: 'A place is no text: it would not compile.',
      },
      {
        code: 'export const sorted = (xs: number[]): number[] => xs.toSorted((a, b) => a - b);\n',
        because: 'The order of a list is a mistake of another kind.',
      },
    ],
  },
};
