import * as ts from 'typescript';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { mentionsParameter } from '../kit/condition.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, isSameCode } from '../kit/tree.ts';
import { isNumberType, isStringType, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator, SiteContext } from '../operator.ts';

const READS = /^(?:(?:Number\.)?parseFloat|Number)$/u;
const TESTS = /^(?:test|exec|match|search)$/u;

export const codeInjection: Operator = {
  id: 'code-injection',
  family: 'security',
  tier: 'expert',
  cwe: 95,
  status: 'stable',
  title: 'Text from outside is run as code',
  mistake: 'The language itself is asked to read a number or to compute, and it does more than that.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node)) return;
    const read = numberRead(node, context);
    const edits = read === null ? computed(node, context) : [replaceNode(node.expression, 'eval', context)];
    if (edits === null) return;
    const text = read ?? (bare(node.expression) as ts.ElementAccessExpression).argumentExpression;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} hands ${gist(text, context)} to \`eval\`.`,
        trigger: `It shows when ${gist(text, context)} is no plain ${read === null ? 'sign' : 'number'} but a call, such as \`process.exit()\`.`,
        consequence: 'Whoever sends the text runs code of their own inside this program.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function total(prices: string[], rate: string): number {\n  return prices.length * Number(rate);\n}\n',
        after:
          'export function total(prices: string[], rate: string): number {\n  return prices.length * eval(rate);\n}\n',
        witness: "total(['a'], 'exports.x = 1')",
      },
      {
        before:
          "const OPERATIONS: Record<string, (a: number, b: number) => number> = {\n  '+': (a, b) => a + b,\n  '-': (a, b) => a - b,\n};\nexport const compute = (left: number, sign: string, right: number): number => OPERATIONS[sign]!(left, right);\n",
        after:
          'export const compute = (left: number, sign: string, right: number): number => eval(`${left} ${sign} ${right}`);\n',
        witness: "compute(1, '* (exports.x = 3) *', 2)",
      },
    ],
    skips: [
      {
        code: "export const year = (): number => Number('2026');\n",
        because: 'Nothing comes from outside.',
      },
      {
        code: 'export const count = (text: string): number => (/^\\d+$/.test(text) ? Number(text) : 0);\n',
        because: 'Only digits get there.',
      },
    ],
  },
};

/** The text of `Number(text)`, when it comes in from outside and nothing has looked at its form. */
function numberRead(call: ts.CallExpression, context: SiteContext): ts.Expression | null {
  const [text] = call.arguments;
  if (text === undefined || call.arguments.length !== 1 || !READS.test(textOf(call.expression, context)))
    return null;
  if (!ts.isIdentifier(text) && !ts.isPropertyAccessExpression(text)) return null;
  const fn = enclosingFunction(call);
  if (fn === null || !mentionsParameter(text, fn, context) || !isStringType(typeOf(text, context)))
    return null;
  return isTested(text, fn) ? null : text;
}

function isTested(text: ts.Expression, fn: ts.FunctionLikeDeclaration): boolean {
  for (const node of descendants(fn)) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) continue;
    if (!TESTS.test(node.expression.name.text)) continue;
    if ([node.expression.expression, ...node.arguments].some((part) => isSameCode(part, text))) return true;
  }
  return false;
}

/** `TABLE[sign](a, b)`, with two numbers, is computed from a text. */
function computed(call: ts.CallExpression, context: SiteContext): Edit[] | null {
  const callee = bare(call.expression);
  const [left, right] = call.arguments;
  if (!ts.isElementAccessExpression(callee) || left === undefined || right === undefined) return null;
  const sign = callee.argumentExpression;
  if (call.arguments.length !== 2 || !ts.isIdentifier(sign) || !isStringType(typeOf(sign, context)))
    return null;
  if (![left, right].every((side) => isNumberType(typeOf(side, context)))) return null;
  if (/[`\n]/u.test(textOf(left, context) + textOf(right, context))) return null;
  // What is looked up only after a look is one of a few signs.
  const fn = enclosingFunction(call);
  if (fn !== null && /\bhasOwn|\bin\b|undefined|\.has\(/u.test(textOf(fn, context))) return null;
  const leftovers = unusedAfter([{ start: startOf(call, context), end: callee.expression.end }], context);
  const text = `eval(\`${[left, sign, right].map((part) => `\${${textOf(part, context)}}`).join(' ')}\`)`;
  return leftovers === null ? null : [{ ...stretchOf(call, context), text }, ...leftovers];
}
