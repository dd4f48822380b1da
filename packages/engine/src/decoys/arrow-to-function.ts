import { replaceNode, textOf } from '@bebug/operators/kit';
import ts from 'typescript';
import type { Decoy } from './decoy.ts';

export const arrowToFunction: Decoy = {
  id: 'arrow-to-function',
  what: 'writes an arrow function that is passed on as a function expression',
  keepsForm: false,
  kinds: [ts.SyntaxKind.ArrowFunction],
  rewrite(node, context) {
    const arrow = node as ts.ArrowFunction;
    if (!ts.isCallExpression(arrow.parent)) return null;
    if (holdsOuterWords(arrow)) return null;
    const { sourceFile, text } = context;
    const head = text
      .slice(arrow.getStart(sourceFile), arrow.equalsGreaterThanToken.getStart(sourceFile))
      .trim();
    const isAsync = arrow.modifiers !== undefined;
    const given = isAsync ? head.replace(/^async\s*/u, '') : head;
    const parameters = /^[(<]/u.test(given) ? given : `(${given})`;
    const { body } = arrow;
    const value = textOf(ts.isParenthesizedExpression(body) ? body.expression : body, context);
    const block = ts.isBlock(body) ? value : `{ return ${value}; }`;
    if (!ts.isBlock(body) && /[\n\r]/u.test(value)) return null;
    return [replaceNode(arrow, `${isAsync ? 'async ' : ''}function ${parameters} ${block}`, context)];
  },
  examples: {
    rewrites: [
      {
        before: 'export const doubled = (all: number[]): number[] => all.map((one) => one * 2);\n',
        after:
          'export const doubled = (all: number[]): number[] => all.map(function (one) { return one * 2; });\n',
        call: 'doubled([1, 2])',
      },
    ],
    skips: [
      {
        code: 'export class Scale {\n  factor = 2;\n  all(values: number[]): number[] {\n    return values.map((one) => one * this.factor);\n  }\n}\n',
        because: 'a function expression has a `this` of its own',
      },
    ],
  },
};

/** Words that mean another thing inside a function expression. */
function holdsOuterWords(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.ThisKeyword ||
    node.kind === ts.SyntaxKind.ThisType ||
    node.kind === ts.SyntaxKind.SuperKeyword ||
    ts.isMetaProperty(node) ||
    (ts.isIdentifier(node) && (node.text === 'arguments' || node.text === 'eval')) ||
    (ts.forEachChild(node, holdsOuterWords) ?? false)
  );
}
