import * as ts from 'typescript';
import { isCondition } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { mayBeFalsy, presenceTest } from '../kit/presence.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isJavaScript } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const truthinessForPresence: Operator = {
  id: 'truthiness-for-presence',
  family: 'nullish',
  tier: 'hard',
  cwe: 1025,
  status: 'stable',
  title: 'Empty value taken for a missing one',
  mistake:
    'Whether a value is there is asked by its truth, and zero, the empty text and false count as not there.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    const test = presenceTest(node) ?? typeTest(node, context);
    if (test === null || !ts.isBinaryExpression(node) || !isSimple(test.subject)) return;
    if (!mayBeFalsy(test.subject, context) || (test.isPresent && !isCondition(node))) return;
    const subject = textOf(test.subject, context);
    const text = test.isPresent ? subject : `!${subject}`;
    if (!test.isPresent && needsParentheses(ts.factory.createLogicalNot(test.subject), node)) return;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} asks \`${text}\` where ${gist(node, context)} is meant.`,
        trigger: `It shows when \`${subject}\` is there but zero, empty or false.`,
        consequence: 'The value that was given is treated as if none had been.',
        fix: `Ask whether it is there: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function page(limit?: number): number {\n  if (limit !== undefined) return limit;\n  return 10;\n}\n',
        after:
          'export function page(limit?: number): number {\n  if (limit) return limit;\n  return 10;\n}\n',
        witness: 'page(0)',
      },
      {
        before:
          'export const label = (name: string | null): string => (name === null ? "nobody" : `<${name}>`);\n',
        after: 'export const label = (name: string | null): string => (!name ? "nobody" : `<${name}>`);\n',
        witness: "label('')",
      },
    ],
    skips: [
      {
        code: 'export const size = (list?: string[]): number => (list === undefined ? 0 : list.length);\n',
        because: 'A list is always true: both ask the same.',
      },
      {
        code: 'export const age = (now: number, startedAt?: number): number => (startedAt === undefined ? 0 : now - startedAt);\n',
        because: 'No clock says zero: both ask the same.',
      },
      {
        code: 'export const has = (name?: string): boolean => name !== undefined;\n',
        because: 'The answer itself is given back.',
      },
    ],
  },
};

/** In JavaScript `typeof x === 'string'` asks for the kind where truth seems to be enough. */
function typeTest(node: ts.Node, context: SiteContext): ReturnType<typeof presenceTest> {
  if (!isJavaScript(context) || !ts.isBinaryExpression(node) || !ts.isTypeOfExpression(node.left))
    return null;
  const isSame = /^={2,3}$/u.test(textOf(node.operatorToken, context));
  const isKind = ts.isStringLiteral(node.right) && /^(?:string|number|function)$/u.test(node.right.text);
  return isSame && isKind ? { node, subject: node.left.expression, isPresent: true } : null;
}

/** A name or a path: what may be asked for its truth. A global that is not there would throw. */
function isSimple(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node))
    return isSimple(node.expression) || node.expression.kind === ts.SyntaxKind.ThisKeyword;
  return ts.isIdentifier(node) || ts.isElementAccessExpression(node);
}
