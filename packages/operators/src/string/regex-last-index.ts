import * as ts from 'typescript';
import { placeOf, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const regexLastIndex: Operator = {
  id: 'regex-last-index',
  family: 'string',
  tier: 'hard',
  cwe: 665,
  status: 'stable',
  title: 'Regular expression remembers where it was',
  mistake: 'A pattern that is kept and asked again and again is given the flag for finding all matches.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    if (!ts.isRegularExpressionLiteral(node) || /[gy]\w*$/u.test(flagsOf(node))) return;
    const test = tested(node, context);
    if (test === null) return;
    const at = node.end - flagsOf(node).length;
    yield {
      edits: [{ start: at, end: at, text: 'g' }],
      explanation: {
        mechanism: `${subjectOf(test)} asks ${gist(test, context)} with the flag \`g\`, so every search starts where the last one ended.`,
        trigger: 'It shows for the second text that is tested after a first one that matched.',
        consequence: `The beginning of that text is skipped, and ${placeOf(test)} misses a match.`,
        fix: `Leave the flag out: ${gist(node, context)}.`,
      },
      regions: [{ start: test.pos, end: test.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'const DIGITS = /\\d+/;\nexport const count = (lines: string[]): number => lines.filter((line) => DIGITS.test(line)).length;\n',
        after:
          'const DIGITS = /\\d+/g;\nexport const count = (lines: string[]): number => lines.filter((line) => DIGITS.test(line)).length;\n',
        witness: "count(['1', '2'])",
      },
    ],
    skips: [
      {
        code: "const BLANK = / /;\nexport const dashed = (text: string): string => (BLANK.test(text) ? text.replace(BLANK, '-') : text);\n",
        because: 'There the flag means another thing.',
      },
      {
        code: 'export const has = (text: string): boolean => /\\d/.test(text);\n',
        because: 'The expression is made anew for every text.',
      },
    ],
  },
};

function flagsOf(node: ts.RegularExpressionLiteral): string {
  return node.text.slice(node.text.lastIndexOf('/') + 1);
}

/** One of the calls, when the expression is a constant of the module that is only ever tested, in a function. */
function tested(node: ts.RegularExpressionLiteral, context: SiteContext): ts.CallExpression | null {
  const { parent } = node;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return null;
  const statement = parent.parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent)) return null;
  const symbol = symbolOf(parent.name, context);
  const calls = symbol === null ? [] : referencesTo(symbol, context).map(testOf);
  return calls.every((call) => call !== null) ? (calls[0] ?? null) : null;
}

function testOf(name: ts.Node): ts.CallExpression | null {
  const access = name.parent;
  if (!ts.isPropertyAccessExpression(access) || !ts.isCallExpression(access.parent)) return null;
  return /^(?:test|exec)$/u.test(calledName(access.parent) ?? '') ? access.parent : null;
}
