import * as ts from 'typescript';
import { allAlternatives, type Term } from '../kit/pattern.ts';
import {
  patternRewrites,
  regexLiteral,
  spoken,
  type PatternChange,
  type RegexLiteral,
} from '../kit/regex-literal.ts';
import type { Operator } from '../operator.ts';

const MOST = 3;

export const regexQuantifierLoosen: Operator = {
  id: 'regex-quantifier-loosen',
  family: 'string',
  tier: 'hard',
  cwe: 185,
  status: 'stable',
  title: 'Regular expression takes fewer or more repetitions than it may',
  mistake: 'How often something must stand in a text is described more loosely than it is meant.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex !== null) yield* patternRewrites(regex, looser(regex), MOST, context);
  },
  examples: {
    injects: [
      {
        before: 'export const isPrice = (text: string): boolean => /^\\d+\\.\\d{2}$/.test(text);\n',
        after: 'export const isPrice = (text: string): boolean => /^\\d*\\.\\d{2}$/.test(text);\n',
        witness: "isPrice('.50')",
      },
      {
        before: 'export const isPrice = (text: string): boolean => /^\\d+\\.\\d{2}$/.test(text);\n',
        after: 'export const isPrice = (text: string): boolean => /^\\d+\\.\\d{2,}$/.test(text);\n',
        witness: "isPrice('1.500')",
      },
    ],
    skips: [
      {
        code: "export const closed = (text: string): string => text.replace(/\\s*$/, '');\n",
        because: 'It is as loose as can be.',
      },
      {
        code: 'export const words = (text: string): string[] => text.split(/\\s+/);\n',
        because: 'An expression that matches nothing at all would be all that is left.',
      },
    ],
  },
};

function* looser({ pattern, alternatives }: RegexLiteral): Generator<PatternChange> {
  for (const alternative of allAlternatives(alternatives)) {
    const isAll = alternatives.includes(alternative) && alternative.terms.length === 1;
    if (isAll) continue;
    for (const term of alternative.terms) {
      const loose = loosened(term);
      if (loose === null) continue;
      const atom = spoken(pattern.slice(term.atom.start, term.atom.end));
      yield {
        start: term.atom.end,
        end: term.end,
        text: loose.text,
        slip: `takes \`${atom}\` ${loose.meaning}`,
        trigger: `It shows for a text in which \`${atom}\` stands ${loose.case}.`,
        consequence: 'Such a text matches, or more or less of it than must.',
      };
    }
  }
}

interface Loose {
  readonly text: string;
  readonly meaning: string;
  readonly case: string;
}

function loosened({ quantifier }: Term): Loose | null {
  const lazy = quantifier.length > 1 && quantifier.endsWith('?') ? '?' : '';
  const text = lazy === '' ? quantifier : quantifier.slice(0, -1);
  if (text === '+') return { text: `*${lazy}`, meaning: 'also when it is not there', case: 'nowhere' };
  if (text === '?') return { text: '*', meaning: 'any number of times', case: 'more than once' };
  const count = /^\{(\d+)(?:,(\d+))?\}$/u.exec(text);
  if (count === null || count[1] === '0') return null;
  const most = count[2] ?? count[1]!;
  return {
    text: `{${count[1]!},}${lazy}`,
    meaning: 'any number of times from the least on',
    case: `more than ${most} times`,
  };
}
