import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

const SLIPS: ReadonlyMap<string, string> = new Map([
  ['return', 'retrun'],
  ['const', 'cosnt'],
  ['function', 'fucntion'],
  ['throw', 'thorw'],
  ['await', 'awiat'],
  ['class', 'calss'],
  ['else', 'esle'],
]);

export const misspelledKeyword: Operator = {
  id: 'misspelled-keyword',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Misspelled keyword',
  mistake: 'Two letters of a keyword are typed in the wrong order.',
  kinds: [
    ts.SyntaxKind.ReturnStatement,
    ts.SyntaxKind.ThrowStatement,
    ts.SyntaxKind.AwaitExpression,
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.ClassDeclaration,
    ts.SyntaxKind.VariableDeclarationList,
    ts.SyntaxKind.IfStatement,
  ],
  *mutate(node, context) {
    const keyword = node
      .getChildren(context.sourceFile)
      .find((child) => SLIPS.has(ts.tokenToString(child.kind) ?? ''));
    if (keyword === undefined) return;
    const word = ts.tokenToString(keyword.kind)!;
    // Before `(`, `[` or an operator the misspelled word would parse as a call, an index or an operand.
    if (!/^[\t ]+[\p{L}\d_$'"{]/u.test(context.text.slice(keyword.end))) return;
    const slip = SLIPS.get(word)!;
    yield {
      edits: [{ start: startOf(keyword, context), end: keyword.end, text: slip }],
      explanation: {
        mechanism: `The keyword \`${word}\` in ${placeOf(node)} is written \`${slip}\`.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence: `The parser takes \`${slip}\` for a name and stops at the word after it.`,
        fix: `Write \`${word}\`.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export function double(n: number): number {\n  return n * 2;\n}\n',
        after: 'export function double(n: number): number {\n  retrun n * 2;\n}\n',
        witness: null,
      },
      { before: 'export const limit = 10;\n', after: 'export cosnt limit = 10;\n', witness: null },
    ],
    skips: [
      {
        code: 'export let pair = (list: number[]): number[] => {\n  return [list.length];\n};\n',
        because: '`retrun [x]` parses as an index, so it would be another mistake.',
      },
      { code: 'export let done = false;\n', because: '`let` is too short to be mistyped unseen.' },
    ],
  },
};
