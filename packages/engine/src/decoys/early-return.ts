import { namesByText } from '@bebug/operators/kit';
import ts from 'typescript';
import type { Decoy } from './decoy.ts';
import { breakBefore, hasFixedLines } from './layout.ts';
import { opposite } from './opposite.ts';

export const earlyReturn: Decoy = {
  id: 'early-return',
  what: 'leaves a function early instead of wrapping its end in an if',
  keepsForm: false,
  kinds: [ts.SyntaxKind.IfStatement],
  rewrite(node, context) {
    const { expression, thenStatement, elseStatement, parent } = node as ts.IfStatement;
    if (elseStatement || !ts.isBlock(thenStatement) || !ts.isBlock(parent)) return null;
    if (!ts.isFunctionLike(parent.parent) || parent.statements.at(-1) !== node) return null;
    const { statements } = thenStatement;
    // Variables would be seen in the whole function, and what is left must say that nothing comes back.
    if (statements.length === 0 || !statements.every(ts.isExpressionStatement)) return null;
    if (hasFixedLines(thenStatement, context) || namesByText(context.sourceFile).has('eval')) return null;
    const { sourceFile, text } = context;
    const lineBreak = breakBefore(node, context);
    const inner = breakBefore(statements[0]!, context);
    const body = text.slice(statements[0]!.getStart(sourceFile), statements.at(-1)!.end);
    return [
      {
        start: node.getStart(sourceFile),
        end: node.end,
        text: `if (${opposite(expression, context)}) return;${lineBreak}${body.replaceAll(inner, lineBreak)}`,
      },
    ];
  },
  examples: {
    rewrites: [
      {
        before:
          "export function put(all: string[], one: string): void {\n  if (one !== '') {\n    all.push(one);\n    all.sort();\n  }\n}\n",
        after:
          "export function put(all: string[], one: string): void {\n  if (one === '') return;\n  all.push(one);\n  all.sort();\n}\n",
        call: "((all) => [put(all, 'b'), put(all, ''), put(all, 'a'), all])([])",
      },
    ],
    skips: [
      {
        code: "export function put(all: string[], one: string): void {\n  if (one !== '') all.push(one);\n  all.sort();\n}\n",
        because: 'more comes after it',
      },
    ],
  },
};
