import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { termsOf } from '../kit/pattern.ts';
import { patternRewrites, regexLiteral, type PatternChange } from '../kit/regex-literal.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

const LOOKS = /^(?:includes|indexOf|split|replaceAll|replace|startsWith|endsWith)$/u;
const NUL = /^\\(?:0|x00|u0000|u\{0+\})$/u;
const WORDS = {
  trigger: 'It shows for a name such as `report.php\\0.txt`.',
  consequence: 'What looks at the end of the name sees one file, and the operating system opens another.',
};

export const nullByte: Operator = {
  id: 'null-byte',
  family: 'security',
  tier: 'expert',
  cwe: 158,
  status: 'stable',
  title: 'NUL in a name is not found',
  mistake: 'The character with the code 0 is looked for by the way in which it is written.',
  kinds: [ts.SyntaxKind.StringLiteral, ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    if (ts.isStringLiteral(node)) {
      const call = methodCall(node.parent);
      if (node.text !== '\0' || call === null || !LOOKS.test(call.name) || call.call.arguments[0] !== node)
        return;
      const quote = textOf(node, context)[0]!;
      yield {
        edits: [replaceNode(node, `${quote}\\\\0${quote}`, context)],
        explanation: {
          mechanism: `${subjectOf(node)} looks for a backslash and a zero, \`'\\\\0'\`, in ${gist(call.receiver, context)}.`,
          ...WORDS,
          fix: `Look for the character itself: ${gist(call.call, context)}.`,
        },
      };
    }
    const regex = regexLiteral(node, context);
    if (regex === null || !/\\[0xu]/u.test(regex.pattern)) return;
    const changes = termsOf(regex.pattern).flatMap(({ kind, atom }): PatternChange[] =>
      kind === 'escape' && NUL.test(regex.pattern.slice(atom.start, atom.end))
        ? [{ ...atom, text: '\\\\0', slip: 'looks for a backslash and a zero', ...WORDS }]
        : [],
    );
    yield* patternRewrites(regex, changes, 1, context);
  },
  examples: {
    injects: [
      {
        before:
          "export function path(name: string): string {\n  if (name.includes('\\0')) throw new Error('not a name');\n  return `/srv/${name}`;\n}\n",
        after:
          "export function path(name: string): string {\n  if (name.includes('\\\\0')) throw new Error('not a name');\n  return `/srv/${name}`;\n}\n",
        witness: "path('a\\0b')",
      },
      {
        before: 'export const isPlain = (name: string): boolean => !/\\0|\\.\\./u.test(name);\n',
        after: 'export const isPlain = (name: string): boolean => !/\\\\0|\\.\\./u.test(name);\n',
        witness: "isPlain('a\\0b')",
      },
    ],
    skips: [
      {
        code: "export const key = (a: string, b: string): string => [a, b].join('\\0');\n",
        because: 'Nothing is looked for.',
      },
      {
        code: "export const isZero = (text: string): boolean => text.includes('0');\n",
        because: 'It is a digit.',
      },
    ],
  },
};
