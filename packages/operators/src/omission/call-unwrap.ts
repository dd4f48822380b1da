import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { enclosing, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { fits } from '../kit/fits.ts';
import { partInstead } from '../kit/part.ts';
import { gist } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import {
  isArrayType,
  isNumberType,
  isSameType,
  isStringType,
  isUnknownType,
  typeOf,
} from '../kit/type-of.ts';
import { defensiveCopyDrop } from '../state/defensive-copy-drop.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Calls that do nothing to a value of the type that they give, or whose loss nobody can see. */
const IDLE = /^(?:String|Number|Boolean|BigInt|Array|from|freeze|seal|resolve|structuredClone|require)$/u;
/** Of objects, and where there are no types, only names that say that the same thing comes back in another form. */
const SAME_THING =
  /^_?(?:floor|ceil|round|trunc|abs|(?:deep)?(?:clone|copy|normali[sz]e|saniti[sz]e|(?:un)?escape|encode|decode|merge|clean|strip|trim|sort|unique|dedupe|quote)(?:[A-Z]\w*)?)$/iu;
/** What takes more than the value mostly makes another one of it; not so what these names say. */
const FITS =
  /^_?(?:truncate|shorten|ellipsi[sz]e|wrap|pad|round|floor|ceil|(?:deep)?(?:normali[sz]e|saniti[sz]e|(?:un)?escape|encode|decode|merge|clean|strip|trim|sort|unique|dedupe|quote))(?:[A-Z]\w*)?$/u;
/** What stands before the dot when the dot is not a step of a chain. */
const SPACE = /^(?:this|[A-Z]\w*|path|posix|win32|utils?|helpers?)$/u;

export const callUnwrap: Operator = {
  id: 'call-unwrap',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'Value used without being prepared',
  mistake: 'A value is used as it is, although it must go through a function first.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || !isPlainCallee(node.expression)) return;
    const [value, ...rest] = node.arguments;
    if (value === undefined) return;
    if (rest.length > 0 && !FITS.test(calledName(node) ?? '') && !isStoredBack(node, value)) return;
    if (
      ts.isSpreadElement(value) ||
      ts.isLiteralExpression(bare(value)) ||
      ts.isExpressionStatement(node.parent)
    )
      return;
    if (!givesTheSameKind(node, value, context)) return;
    if (takes(defensiveCopyDrop, node, context)) return;
    const edits = partInstead(node, value, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} uses ${gist(value, context)} without ${gist(node.expression, context)}.`,
        trigger: `It shows for every value of which ${gist(node.expression, context)} makes another one.`,
        consequence: 'The value goes on in the form in which it came.',
        fix: `Use ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const middle = (xs: readonly number[]): number | undefined => xs[Math.floor(xs.length / 2)];\n',
        after: 'export const middle = (xs: readonly number[]): number | undefined => xs[xs.length / 2];\n',
        witness: 'middle([1, 2, 3])',
      },
      {
        before:
          "export const escape = (text: string): string => text.replaceAll('<', '&lt;');\nexport const cell = (text: string): string => `<td>${escape(text)}</td>`;\n",
        after:
          "export const escape = (text: string): string => text.replaceAll('<', '&lt;');\nexport const cell = (text: string): string => `<td>${text}</td>`;\n",
        witness: "cell('<b>')",
      },
      {
        before:
          "const each = (texts: string[], change: (text: string) => string): string[] => texts.map(change);\nexport function row(cells: any): string {\n  cells = each(cells, (cell) => cell.trim()).join(',');\n  return cells;\n}\n",
        after: "export function row(cells: any): string {\n  cells = cells.join(',');\n  return cells;\n}\n",
        witness: "row([' a', 'b'])",
      },
    ],
    skips: [
      {
        code: 'export const text = (given: string): string => String(given);\n',
        because: 'A string is a string already.',
      },
      {
        code: 'export const joined = (a: number[], b: number[]): number[] => a.concat(b);\n',
        because: 'What stands before the dot is the value, not what prepares it.',
      },
      {
        code: 'export const size = (text: string): number => Number(text);\n',
        because: 'The call changes the type.',
      },
    ],
  },
};

function isPlainCallee(callee: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(callee)) return SPACE.test(callee.expression.getText());
  return ts.isIdentifier(callee);
}

/** `names = mapped(names, trim).join()`: what comes back goes by the name of what went in. */
function isStoredBack(node: ts.CallExpression, value: ts.Expression): boolean {
  const store = enclosing(node, ts.isBinaryExpression);
  return store !== null && isToken(store, ts.SyntaxKind.EqualsToken) && isSameCode(store.left, value);
}

function givesTheSameKind(node: ts.CallExpression, value: ts.Expression, context: SiteContext): boolean {
  const name = calledName(node) ?? '';
  if (IDLE.test(name)) return false;
  const [from, to] = [typeOf(value, context), typeOf(node, context)];
  if (isUnknownType(from) || isUnknownType(to)) return SAME_THING.test(name) || isStoredBack(node, value);
  const isValue =
    (isStringType(from) && isStringType(to)) ||
    (isNumberType(from) && isNumberType(to)) ||
    isArrayType(from, context);
  return (isValue || SAME_THING.test(name)) && isSameType(from, to, context) && fits(from, node, context);
}
