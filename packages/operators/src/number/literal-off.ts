import * as ts from 'typescript';
import { isComparison, isEquality, isToken } from '../kit/comparison.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { isCount } from '../kit/off-by-one.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, descendants, isSameCode } from '../kit/tree.ts';
import { isTuning } from '../kit/tuning.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const literalOff: Operator = {
  id: 'literal-off',
  family: 'number',
  tier: 'moderate',
  cwe: 682,
  status: 'stable',
  title: 'Number is one off',
  mistake: 'A number that means something is remembered, or counted, wrongly.',
  kinds: [ts.SyntaxKind.NumericLiteral],
  *mutate(node, context) {
    if (!ts.isNumericLiteral(node) || !/^[1-9]\d{0,3}$/u.test(textOf(node, context))) return;
    const value = Number(node.text);
    if (value < 2 || !isMeaningful(node, context)) return;
    const wrong = String(value > 2 ? value - 1 : value + 1);
    yield {
      edits: [replaceNode(node, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} has \`${wrong}\` where \`${node.text}\` is meant.`,
        trigger: `It shows for a value between, or at, \`${wrong}\` and \`${node.text}\`.`,
        consequence: 'Such a value is put on the wrong side, or the result is off.',
        fix: `Write \`${node.text}\`: ${gist(node.parent, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const isAdult = (age: number): boolean => age >= 18;\n',
        after: 'export const isAdult = (age: number): boolean => age >= 17;\n',
        witness: 'isAdult(17)',
      },
      {
        before: 'const DAYS = 7;\nexport const weeks = (days: number): number => days / DAYS;\n',
        after: 'const DAYS = 6;\nexport const weeks = (days: number): number => days / DAYS;\n',
        witness: 'weeks(7)',
      },
    ],
    skips: [
      {
        code: 'const MAX_RETRIES = 5;\nexport const isOver = (tries: number): boolean => tries > MAX_RETRIES;\n',
        because: 'How often to try is a matter of taste.',
      },
      {
        code: "export function pair(text: string): [string, string] | null {\n  const parts = text.split('=');\n  if (parts.length !== 2) return null;\n  const [name, value] = parts as [string, string];\n  return [name, value];\n}\n",
        because: 'The two parts are named right below.',
      },
      {
        code: 'export const second = (xs: number[]): number | undefined => xs[2];\n',
        because: 'A neighbouring element is a mistake of another kind.',
      },
    ],
  },
};

/** `parts.length` is compared with as many parts as the function takes out of `parts`. */
function isNumberOfParts(count: ts.Expression, parts: number): boolean {
  const fn = isCount(count) ? enclosingFunction(count) : null;
  if (fn === null || !isCount(count)) return false;
  return [...descendants(fn)].some(
    (node) =>
      ts.isVariableDeclaration(node) &&
      ts.isArrayBindingPattern(node.name) &&
      node.name.elements.length === parts &&
      node.initializer !== undefined &&
      isSameCode(bare(node.initializer), bare(count.expression)),
  );
}

/** It is compared with, calculated with, or the value of a constant that says what it means. */
function isMeaningful(node: ts.NumericLiteral, context: SiteContext): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) {
    const name = parent.name.getText();
    return /^(?:#?[A-Z][A-Z\d_]*)$/u.test(name) && !isTuning(name);
  }
  if (!ts.isBinaryExpression(parent)) return false;
  const other = parent.left === node ? parent.right : parent.left;
  if (isTuning(other.getText()) || ts.isLiteralExpression(other)) return false;
  if (isComparison(parent) || isEquality(parent))
    return (parent.right === node || !isCount(other)) && !isNumberOfParts(other, Number(node.text));
  const isSum = isToken(parent, ts.SyntaxKind.PlusToken) || isToken(parent, ts.SyntaxKind.MinusToken);
  if (isSum) return !isStringType(typeOf(other, context));
  return isToken(parent, ts.SyntaxKind.PercentToken) || isToken(parent, ts.SyntaxKind.AsteriskToken);
}
