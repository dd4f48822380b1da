import { replaceNode, textOf } from '@bebug/operators/kit';
import ts from 'typescript';
import type { Decoy } from './decoy.ts';
import { opposite } from './opposite.ts';

export const invertIfElse: Decoy = {
  id: 'invert-if-else',
  what: 'asks the opposite, and changes the two branches',
  keepsForm: true,
  kinds: [ts.SyntaxKind.IfStatement],
  rewrite(node, context) {
    const { expression, thenStatement, elseStatement } = node as ts.IfStatement;
    if (!elseStatement || !ts.isBlock(thenStatement) || !ts.isBlock(elseStatement)) return null;
    return [
      replaceNode(expression, opposite(expression, context), context),
      replaceNode(thenStatement, textOf(elseStatement, context), context),
      replaceNode(elseStatement, textOf(thenStatement, context), context),
    ];
  },
  examples: {
    rewrites: [
      {
        before:
          "export function sign(value: number): string {\n  if (value === 0) {\n    return 'none';\n  } else {\n    return 'some';\n  }\n}\n",
        after:
          "export function sign(value: number): string {\n  if (value !== 0) {\n    return 'some';\n  } else {\n    return 'none';\n  }\n}\n",
        call: '[sign(0), sign(1), sign(NaN)]',
      },
      {
        before:
          'export function cut(all: string[], most: number): string[] {\n  if (all.length < most) {\n    return all;\n  } else {\n    return all.slice(0, most);\n  }\n}\n',
        after:
          'export function cut(all: string[], most: number): string[] {\n  if (!(all.length < most)) {\n    return all.slice(0, most);\n  } else {\n    return all;\n  }\n}\n',
        call: "[cut(['a', 'b'], 1), cut(['a'], 2), cut(['a'], NaN)]",
      },
    ],
    skips: [
      {
        code: "export function grade(points: number): string {\n  if (points > 9) {\n    return 'a';\n  } else if (points > 5) {\n    return 'b';\n  }\n  return 'c';\n}\n",
        because: 'an else-if is no block that could go first',
      },
    ],
  },
};
