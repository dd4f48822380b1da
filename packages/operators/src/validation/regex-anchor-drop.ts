import * as ts from 'typescript';
import { allAlternatives, type Alternative, type Term } from '../kit/pattern.ts';
import { patternRewrite, regexLiteral, spoken, type RegexLiteral } from '../kit/regex-literal.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

export const regexAnchorDrop: Operator = {
  id: 'regex-anchor-drop',
  family: 'validation',
  tier: 'hard',
  cwe: 777,
  status: 'stable',
  title: 'Regular expression not tied to where it must match',
  mistake: 'What a text must look like is described well, but not where it must begin and end.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex === null) return;
    for (const alternative of allAlternatives(regex.alternatives)) {
      for (const index of alternative.terms.keys()) {
        const rewrite = untied(alternative, index, regex, context);
        if (rewrite !== null) yield rewrite;
      }
    }
  },
  examples: {
    injects: [
      {
        before: 'export const isYear = (text: string): boolean => /^\\d{4}$/.test(text);\n',
        after: 'export const isYear = (text: string): boolean => /^\\d{4}/.test(text);\n',
        witness: "isYear('20260')",
      },
      {
        before: 'export const isOne = (text: string): boolean => /^1\\D/.test(text);\n',
        after: 'export const isOne = (text: string): boolean => /^1/.test(text);\n',
        witness: "isOne('12')",
      },
      {
        before: 'export const plain = (text: string): string => text.replace(/`(?!`)/g, "\'");\n',
        after: 'export const plain = (text: string): string => text.replace(/`/g, "\'");\n',
        witness: "plain('``')",
      },
    ],
    skips: [
      {
        code: 'export const tail = (text: string): string => text.replace(/.*$/, "");\n',
        because: 'Such a match runs to the end anyway.',
      },
      {
        code: 'export const lines = (text: string): number[] => [...text.matchAll(/^/gm)].map(({ index }) => index);\n',
        because: 'Nothing would be left.',
      },
    ],
  },
};

function untied(
  { terms }: Alternative,
  index: number,
  regex: RegexLiteral,
  context: SiteContext,
): Rewrite | null {
  const term = terms[index]!;
  if (terms.length < 2 || !ties(term, index, terms, regex)) return null;
  const text = spoken(regex.pattern.slice(term.start, term.end));
  return patternRewrite(
    regex,
    {
      start: term.start,
      end: term.end,
      text: '',
      slip: `does not ask for \`${text}\` at its place`,
      trigger: `It shows for a text that matches but for \`${text}\`.`,
      consequence: 'A part of a text, or a text with something around it, is taken for a match.',
    },
    context,
  );
}

/** The term says what stands around the match and is not part of it, or only its last or first character. */
function ties(term: Term, index: number, terms: readonly Term[], { pattern, flags }: RegexLiteral): boolean {
  const isLast = index === terms.length - 1;
  const text = pattern.slice(term.atom.start, term.atom.end);
  if (term.kind === 'lookaround') return term.quantifier === '';
  if (term.kind === 'edge') {
    const neighbour = terms[isLast ? index - 1 : index + 1]!;
    if (text === '^' && flags.includes('y')) return false;
    return text === '\\B' ? false : !takesAll(neighbour, pattern);
  }
  const isOther = /^(?:\\[DWS]|\[\^[^]*\])$/u.test(text) && term.quantifier === '';
  return isOther && isLast && term.end === pattern.length && terms.length > 2;
}

/** `.*` and `[^]*` reach the end, or the beginning, by themselves. */
function takesAll({ atom, quantifier }: Term, pattern: string): boolean {
  const text = pattern.slice(atom.start, atom.end);
  return quantifier === '*' && /^(?:\.|\[\^\]|\[\\s\\S\]|\[\\S\\s\])$/u.test(text);
}
