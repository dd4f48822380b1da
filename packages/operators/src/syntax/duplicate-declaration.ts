import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { placeOf, siblingsOf } from '../kit/enclosing.ts';
import { symbolOf } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const duplicateDeclaration: Operator = {
  id: 'duplicate-declaration',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Name declared twice',
  mistake: 'A variable that is there already is declared again where it should only be given a new value.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node) || !ts.isBinaryExpression(node.expression)) return;
    const { left: name } = node.expression;
    if (!ts.isIdentifier(name) || !isToken(node.expression, ts.SyntaxKind.EqualsToken)) return;
    const first = symbolOf(name, context)?.valueDeclaration;
    if (first === undefined || !isInTheSameScope(first, node)) return;
    const start = startOf(node, context);
    yield {
      edits: [{ start, end: start, text: 'let ' }],
      explanation: {
        mechanism: `\`${name.text}\` is declared a second time in ${placeOf(node)}.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence: 'One scope cannot hold two variables of one name, so nothing in the file can be loaded.',
        fix: `Only give it a new value: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(first, context), end: first.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function clean(text: string): string {\n  let result = text.trim();\n  result = result.toLowerCase();\n  return result;\n}\n',
        after:
          'export function clean(text: string): string {\n  let result = text.trim();\n  let result = result.toLowerCase();\n  return result;\n}\n',
        witness: null,
      },
      {
        before: 'export function clean(text: string): string {\n  text = text.trim();\n  return text;\n}\n',
        after:
          'export function clean(text: string): string {\n  let text = text.trim();\n  return text;\n}\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: "export function kind(n: number): string {\n  let kind = 'even';\n  if (n % 2 !== 0) {\n    kind = 'odd';\n  }\n  return kind;\n}\n",
        because: 'In a block of its own the name may be declared again.',
      },
      {
        code: 'let last = 0;\nexport function note(n: number): number {\n  last = n;\n  return last;\n}\n',
        because: 'In a function the name may be declared again.',
      },
    ],
  },
};

/** The variable is declared in the same list of statements, or is a parameter of the function whose body that is. */
function isInTheSameScope(declaration: ts.Declaration, statement: ts.Statement): boolean {
  const siblings = siblingsOf(statement);
  if (siblings === null) return false;
  if (ts.isParameter(declaration)) return statement.parent.parent === declaration.parent;
  if (!ts.isVariableDeclaration(declaration)) return false;
  const list = declaration.parent;
  const isBlockScoped = (list.flags & ts.NodeFlags.BlockScoped) !== 0;
  return isBlockScoped && ts.isVariableStatement(list.parent) && siblings.includes(list.parent);
}
