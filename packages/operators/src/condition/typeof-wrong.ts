import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isEquality } from '../kit/comparison.ts';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { isJavaScript } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const WRONG: ReadonlyMap<string, string> = new Map([
  ['string', 'object'],
  ['number', 'string'],
  ['boolean', 'string'],
  ['object', 'function'],
  ['function', 'object'],
]);

export const typeofWrong: Operator = {
  id: 'typeof-wrong',
  family: 'condition',
  tier: 'moderate',
  cwe: 843,
  status: 'stable',
  title: 'Asked for the wrong kind of value',
  mistake: 'What `typeof` gives, or which kind of value must be told apart, is remembered wrongly.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const edit = ts.isCallExpression(node) ? asObject(node, context) : otherKind(node, context);
    if (edit === null) return;
    const written =
      context.text.slice(startOf(node, context), edit.start) +
      edit.text +
      context.text.slice(edit.end, node.end);
    yield {
      edits: [edit],
      explanation: {
        mechanism: `${subjectOf(node)} asks ${quoted(written)}.`,
        trigger: 'It shows for every value for which the two questions have different answers.',
        consequence: 'The value is treated as one of another kind.',
        fix: `Ask ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "const text: any = (globalThis as any).text;\nexport const has = (): boolean => typeof text !== 'undefined';\n",
        after:
          'const text: any = (globalThis as any).text;\nexport const has = (): boolean => typeof text !== undefined;\n',
        witness: 'has()',
      },
      {
        before:
          'export const show = (value: any): string => (typeof value === \'string\' ? `"${value}"` : String(value));\n',
        after:
          'export const show = (value: any): string => (typeof value === \'object\' ? `"${value}"` : String(value));\n',
        witness: "show('a')",
      },
    ],
    skips: [
      {
        code: "export const text = (id: unknown): unknown => (typeof id === 'string' ? id : JSON.stringify(id));\n",
        because: 'What stays as it is has the kind that is needed: nobody gets that wrong.',
      },
      {
        code: "export const size = (value: string | number): number => (typeof value === 'string' ? value.length : value);\n",
        because: 'The code behind the test compiles only because of it.',
      },
    ],
  },
};

/** `typeof x === 'string'` with another name, or with `undefined` itself, which it never is. */
function otherKind(node: ts.Node, context: SiteContext): Edit | null {
  if (!ts.isBinaryExpression(node) || !isEquality(node) || !ts.isTypeOfExpression(node.left)) return null;
  const { right } = node;
  if (!ts.isStringLiteral(right) || narrows(node, context)) return null;
  if (right.text === 'undefined') return replaceNode(right, 'undefined', context);
  if (isKeptAsItIs(bare(node.left.expression), node.parent)) return null;
  const wrong = WRONG.get(right.text);
  const quote = textOf(right, context)[0]!;
  return wrong === undefined ? null : replaceNode(right, quote + wrong + quote, context);
}

/** `typeof id === 'string' ? id : print(id)`: what stays as it is has the kind that is wanted. */
function isKeptAsItIs(value: ts.Expression, parent: ts.Node): boolean {
  return (
    ts.isConditionalExpression(parent) &&
    [parent.whenTrue, parent.whenFalse].some((part) => isSameCode(bare(part), value))
  );
}

/** `Array.isArray(x)` becomes `typeof x === 'object'` where there are no types. */
function asObject(node: ts.CallExpression, context: SiteContext): Edit | null {
  const [value] = node.arguments;
  if (!isJavaScript(context) || value === undefined || node.expression.getText() !== 'Array.isArray')
    return null;
  if (ts.isPrefixUnaryExpression(node.parent)) return null;
  return replaceNode(node, `typeof ${textOf(value, context)} === 'object'`, context);
}
