import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { termsOf, type Term } from '../kit/pattern.ts';
import { patternRewrite, regexLiteral, spoken, type RegexLiteral } from '../kit/regex-literal.ts';
import { startOf, textOf } from '../kit/text-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

const MOST = 3;

export const escapeDrop: Operator = {
  id: 'escape-drop',
  family: 'string',
  tier: 'hard',
  cwe: 116,
  status: 'stable',
  title: 'Character not escaped',
  mistake:
    'A character that means something else without its backslash, or a line end that needs two, is written plainly.',
  kinds: [
    ts.SyntaxKind.RegularExpressionLiteral,
    ts.SyntaxKind.StringLiteral,
    ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex === null) {
      yield* withoutReturn(node, context);
      return;
    }
    const terms = termsOf(regex.pattern);
    let made = 0;
    for (const [index, term] of terms.entries()) {
      const rewrite = unescaped(term, terms[index + 1], regex, context);
      if (rewrite === null || made === MOST) continue;
      made += 1;
      yield rewrite;
    }
  },
  examples: {
    injects: [
      {
        before: 'export const isScript = (name: string): boolean => /\\.js$/.test(name);\n',
        after: 'export const isScript = (name: string): boolean => /.js$/.test(name);\n',
        witness: "isScript('ajs')",
      },
      {
        before: 'export const lines = (text: string): string[] => text.split(/\\r?\\n/);\n',
        after: 'export const lines = (text: string): string[] => text.split(/\\n/);\n',
        witness: "lines('a\\r\\nb')",
      },
      {
        before: "export const message = (lines: string[]): string => lines.join('\\r\\n');\n",
        after: "export const message = (lines: string[]): string => lines.join('\\n');\n",
        witness: "message(['a', 'b'])",
      },
    ],
    skips: [
      {
        code: 'export const path = (text: string): string[] => text.split(/[\\/.]/);\n',
        because: 'In a class most characters mean themselves.',
      },
      {
        code: 'export const open = (text: string): boolean => /\\(/.test(text);\n',
        because: 'A bracket that is not closed gives itself away.',
      },
    ],
  },
};

function unescaped(
  term: Term,
  next: Term | undefined,
  regex: RegexLiteral,
  context: SiteContext,
): Rewrite | null {
  const atom = regex.pattern.slice(term.atom.start, term.atom.end);
  const after = next === undefined ? '' : regex.pattern.slice(next.atom.start, next.atom.end);
  if (atom === '\\r' && term.quantifier === '?' && after === '\\n') {
    return patternRewrite(
      regex,
      {
        start: term.start,
        end: term.end,
        text: '',
        slip: 'knows lines that end with a line feed only',
        trigger: 'It shows for a text whose lines end with a carriage return and a line feed.',
        consequence: 'The carriage return stays behind at the end of each line.',
      },
      context,
    );
  }
  if (!/^\\[.$^+*?|]$/u.test(atom)) return null;
  const plain = atom.slice(1);
  return patternRewrite(
    regex,
    {
      start: term.atom.start,
      end: term.atom.start + 1,
      text: '',
      slip: `has \`${spoken(plain)}\` where the character itself is meant`,
      trigger: `It shows for a text that has something else in the place of \`${spoken(plain)}\`.`,
      consequence: 'The expression finds texts that it must not find, or misses those that it must.',
    },
    context,
  );
}

/** `\r\n` is written `\n`. */
function* withoutReturn(node: ts.Node, context: SiteContext): Generator<Rewrite> {
  if (!ts.isStringLiteralLike(node) || ts.isImportDeclaration(node.parent)) return;
  const at = textOf(node, context).indexOf('\\r\\n');
  if (at === -1 || isListedWith(node)) return;
  const start = startOf(node, context) + at;
  yield {
    edits: [{ start, end: start + '\\r'.length, text: '' }],
    explanation: {
      mechanism: `${subjectOf(node)} ends a line with \`\\n\` alone.`,
      trigger: 'It shows wherever a carriage return and a line feed are asked for.',
      consequence:
        'What reads the text does not find the end of the line, or what is looked for is not found.',
      fix: 'Write `\\r\\n`.',
    },
  };
}

/** A list that holds the other line end as well has the two for a reason. */
function isListedWith({ parent }: ts.Node): boolean {
  return (
    ts.isArrayLiteralExpression(parent) &&
    parent.elements.some((other) => ts.isStringLiteralLike(other) && other.text === '\n')
  );
}
