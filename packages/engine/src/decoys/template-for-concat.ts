import { replaceNode, textOf, type SiteContext } from '@bebug/operators/kit';
import ts from 'typescript';
import type { Decoy } from './decoy.ts';
import { isOf, isPrimitive } from './typing.ts';

export const templateForConcat: Decoy = {
  id: 'template-for-concat',
  what: 'writes texts that are added up as a template',
  keepsForm: false,
  kinds: [ts.SyntaxKind.BinaryExpression],
  rewrite(node, context) {
    const operands = operandsOf(node as ts.Expression);
    if (operands.length < 2 || isPlus(node.parent)) return null;
    const isText = (operand: ts.Expression): boolean => isOf(operand, ts.TypeFlags.StringLike, context);
    // From the first text on, every sign adds texts; objects would be asked for another primitive value.
    if (!isText(operands[0]!) || !operands.every((operand) => isPrimitive(operand, context))) return null;
    if (!operands.some(ts.isStringLiteral) || operands.every(ts.isStringLiteral)) return null;
    const spans = operands.map((operand) => spanOf(operand, context));
    return spans.includes(null) ? null : [replaceNode(node, `\`${spans.join('')}\``, context)];
  },
  examples: {
    rewrites: [
      {
        before: "export const label = (name: string, count: number): string => name + ' (' + count + ')';\n",
        after: 'export const label = (name: string, count: number): string => `${name} (${count})`;\n',
        call: "[label('a', 1), label('`', -0)]",
      },
      {
        before: "export const price = (euros: string): string => '${' + euros + \"} it's `\";\n",
        after: "export const price = (euros: string): string => `\\${${euros}} it's \\``;\n",
        call: "price('3')",
      },
    ],
    skips: [
      {
        code: "export const sum = (a: number, b: number, unit: string): string => a + b + ' ' + unit;\n",
        because: 'the first sign adds numbers',
      },
      {
        code: "export const show = (at: Date): string => 'at ' + at;\n",
        because: 'a template asks an object for another primitive value',
      },
    ],
  },
};

function isPlus(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

function operandsOf(node: ts.Expression): ts.Expression[] {
  return isPlus(node) ? [...operandsOf(node.left), node.right] : [node];
}

function spanOf(operand: ts.Expression, context: SiteContext): string | null {
  const text = textOf(operand, context);
  if (!ts.isStringLiteral(operand)) return /[`\n\r]|\/\//u.test(text) ? null : `\${${text}}`;
  // What a backslash means in a template may be another thing.
  if (text.includes('\\')) return null;
  return text.slice(1, -1).replaceAll(/`|\$\{/gu, String.raw`\$&`);
}
