import ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { nextStatement, placeOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import { isJavaScript } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const assignmentInDeclarationList: Operator = {
  id: 'assignment-in-declaration-list',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'nursery',
  title: 'Assignment joined to a declaration',
  mistake:
    'A declaration ends with a comma instead of a semicolon, so the assignment below is read as a further declaration.',
  kinds: [ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    if (!ts.isVariableStatement(node) || context.text[node.end - 1] !== ';' || isJavaScript(context)) return;
    const next = nextStatement(node);
    if (next === null || !ts.isExpressionStatement(next) || !ts.isBinaryExpression(next.expression)) return;
    const { left } = next.expression;
    if (!isToken(next.expression, ts.SyntaxKind.EqualsToken) || !isOwnMember(left)) return;
    if (!/^\s*$/u.test(context.text.slice(node.end, next.getStart(context.sourceFile)))) return;
    yield {
      edits: [{ start: node.end - 1, end: node.end, text: ',' }],
      explanation: {
        mechanism: `In ${placeOf(node)} a comma joins ${gist(next, context)} to ${gist(node, context)}.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence: `${gist(left, context)} is no name that can be declared, so the file cannot be loaded.`,
        fix: `End the declaration with a semicolon: ${gist(node, context)}.`,
      },
      regions: [{ start: next.getStart(context.sourceFile), end: next.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Counter {\n  count = 0;\n  add(): number {\n    const next = this.count + 1;\n    this.count = next;\n    return next;\n  }\n}\n',
        after:
          'export class Counter {\n  count = 0;\n  add(): number {\n    const next = this.count + 1,\n    this.count = next;\n    return next;\n  }\n}\n',
        witness: null,
      },
      {
        before:
          'export class Reader {\n  text = "";\n  lines = 0;\n  read(text: string): void {\n    let lines = 1;\n    this.text = text;\n    for (const letter of text) if (letter === "\\n") lines += 1;\n    this.lines = lines;\n  }\n}\n',
        after:
          'export class Reader {\n  text = "";\n  lines = 0;\n  read(text: string): void {\n    let lines = 1,\n    this.text = text;\n    for (const letter of text) if (letter === "\\n") lines += 1;\n    this.lines = lines;\n  }\n}\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: 'let last = 0;\nexport function note(n: number): number {\n  const before = last;\n  last = n;\n  return before;\n}\n',
        because: 'A plain name would be declared.',
      },
      {
        code: 'export function mark(box: { size: number }): void {\n  const size = 2;\n\n  // The usual size.\n  box.size = size;\n}\n',
        because: 'Across a comment nobody takes the two for one list.',
      },
    ],
  },
};

/** `this.x`: the parser takes the comma for the last one, and the type checker or the engine that loads the file refuses it. */
function isOwnMember(target: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(target) && target.expression.kind === ts.SyntaxKind.ThisKeyword;
}
