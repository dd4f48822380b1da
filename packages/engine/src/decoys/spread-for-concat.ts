import { replaceNode, textOf } from '@bebug/operators/kit';
import ts from 'typescript';
import type { Decoy } from './decoy.ts';
import { isArray, isPrimitive } from './typing.ts';

export const spreadForConcat: Decoy = {
  id: 'spread-for-concat',
  what: 'spreads arrays into a new one instead of calling `concat`',
  keepsForm: false,
  kinds: [ts.SyntaxKind.CallExpression],
  rewrite(node, context) {
    const { expression, arguments: given, typeArguments } = node as ts.CallExpression;
    if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'concat') return null;
    if (given.length === 0 || typeArguments || expression.questionDotToken) return null;
    if (!isArray(expression.expression, context) || given.some(ts.isSpreadElement)) return null;
    const parts = given.map((one) =>
      isArray(one, context)
        ? `...${textOf(one, context)}`
        : isPrimitive(one, context)
          ? textOf(one, context)
          : null,
    );
    if (parts.includes(null)) return null;
    return [
      replaceNode(node, `[...${textOf(expression.expression, context)}, ${parts.join(', ')}]`, context),
    ];
  },
  examples: {
    rewrites: [
      {
        before: 'export const joined = (a: number[], b: number[]): number[] => a.concat(b, 7);\n',
        after: 'export const joined = (a: number[], b: number[]): number[] => [...a, ...b, 7];\n',
        call: 'joined([1], [2, 3])',
      },
    ],
    skips: [
      {
        code: "export const text = (a: string): string => a.concat('b');\n",
        because: 'it is a text that is lengthened',
      },
      {
        code: 'export const some = (a: unknown[], b: unknown): unknown[] => a.concat(b);\n',
        because: 'whether the value is spread is known only when it runs',
      },
    ],
  },
};
