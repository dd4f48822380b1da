import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { isNumberType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const guardWeaken: Operator = {
  id: 'guard-weaken',
  family: 'validation',
  tier: 'hard',
  cwe: 1287,
  status: 'stable',
  title: 'Check asks for less than it must',
  mistake: 'A check is taken for a stricter one: an integer for a safe one, a finite number for an integer.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || node.arguments.length !== 1) return;
    const weaker = weakerThan(node, context);
    if (weaker === null) return;
    yield {
      edits: [replaceNode(node.expression, weaker.callee, context)],
      explanation: {
        mechanism: `${subjectOf(node)} asks ${quoted(`${weaker.callee}(${textOf(node.arguments[0]!, context)})`)}.`,
        trigger: `It shows for ${weaker.missed}.`,
        consequence: 'Such a number passes the check, and the code goes on with it.',
        fix: `Ask ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function item(xs: string[], at: number): string | undefined {\n  if (!Number.isInteger(at)) throw new RangeError('at');\n  return xs[at];\n}\n",
        after:
          "export function item(xs: string[], at: number): string | undefined {\n  if (!Number.isFinite(at)) throw new RangeError('at');\n  return xs[at];\n}\n",
        witness: "item(['a'], 0.5)",
      },
      {
        before: 'export const isId = (id: number): boolean => Number.isSafeInteger(id) && id > 0;\n',
        after: 'export const isId = (id: number): boolean => Number.isInteger(id) && id > 0;\n',
        witness: 'isId(2 ** 53)',
      },
    ],
    skips: [
      {
        code: 'export const isNumber = (value: unknown): boolean => Number.isNaN(value);\n',
        because: 'It asks for less already.',
      },
    ],
  },
};

function weakerThan(
  call: ts.CallExpression,
  context: SiteContext,
): { callee: string; missed: string } | null {
  const callee = textOf(call.expression, context);
  if (callee === 'Number.isSafeInteger')
    return { callee: 'Number.isInteger', missed: 'integers of 2 to the 53 and more' };
  if (callee === 'Number.isInteger') return { callee: 'Number.isFinite', missed: 'numbers with a fraction' };
  const isGlobal = callee === 'Number.isFinite' && !isNumberType(typeOf(call.arguments[0]!, context));
  return isGlobal && (typeOf(call.arguments[0]!, context).flags & ts.TypeFlags.Any) !== 0
    ? { callee: 'isFinite', missed: 'texts that look like a number, and for `null`' }
    : null;
}
