import * as ts from 'typescript';
import { placeOf, subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { isNumberType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

/** What is a product by its very name. */
const PRODUCT = /area|product|volume|multipl|times|square|power/iu;

const SWAPPED: ReadonlyMap<string, string> = new Map([
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
  ['+=', '-='],
  ['-=', '+='],
]);

export const arithmeticSwap: Operator = {
  id: 'arithmetic-swap',
  family: 'number',
  tier: 'moderate',
  cwe: 682,
  status: 'stable',
  title: 'Calculated the other way',
  mistake: 'Whether one quantity must be added to the other or taken from it is mixed up.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node)) return;
    const other = SWAPPED.get(textOf(node.operatorToken, context));
    const [left, right] = [bare(node.left), bare(node.right)];
    if (other === undefined || ts.isLiteralExpression(left) || ts.isLiteralExpression(right)) return;
    if (!isNumberType(typeOf(left, context)) || !isNumberType(typeOf(right, context))) return;
    if (isSameCode(left, right) || isComparator(node) || (other === '/' && isNamedProduct(node))) return;
    const written = `${textOf(node.left, context)} ${other} ${textOf(node.right, context)}`;
    yield {
      edits: [replaceNode(node.operatorToken, other, context)],
      explanation: {
        mechanism: `${subjectOf(node)} computes \`${written.replaceAll(/\s+/gu, ' ').replaceAll('`', "'")}\`.`,
        trigger: `It shows unless ${gist(right, context)} is neutral.`,
        consequence: 'The result is too large where it should be smaller, or the other way round.',
        fix: `Compute ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const end = (start: number, width: number): number => start + width;\n',
        after: 'export const end = (start: number, width: number): number => start - width;\n',
        witness: 'end(1, 2)',
      },
    ],
    skips: [
      {
        code: 'export const areaOf = (box: { width: number; height: number }): number => box.width * box.height;\n',
        because: 'The name says that it is a product.',
      },
      {
        code: 'export const next = (at: number): number => at + 1;\n',
        because: 'A step is the business of the boundary family.',
      },
      {
        code: 'export const sorted = (xs: number[]): number[] => xs.toSorted((a, b) => a - b);\n',
        because: 'The order of a list is a mistake of another kind.',
      },
      {
        code: 'export const key = (a: string, b: string): string => a + b;\n',
        because: 'Texts can only be put together.',
      },
    ],
  },
};

/** The function, or the variable, is called what it computes. */
function isNamedProduct(node: ts.BinaryExpression): boolean {
  const { parent } = node;
  const name = ts.isVariableDeclaration(parent) ? parent.name.getText() : placeOf(node);
  return PRODUCT.test(name);
}

/** The difference that a function for sorting gives. */
function isComparator({ parent }: ts.BinaryExpression): boolean {
  return ts.isArrowFunction(parent) && parent.parameters.length === 2 && ts.isCallExpression(parent.parent);
}
