import * as ts from 'typescript';
import { allAlternatives, type Alternative, type Term } from '../kit/pattern.ts';
import {
  patternRewrites,
  regexLiteral,
  spoken,
  type PatternChange,
  type RegexLiteral,
} from '../kit/regex-literal.ts';
import type { Operator } from '../operator.ts';

const MOST = 2;

export const regexGroupOptional: Operator = {
  id: 'regex-group-optional',
  family: 'string',
  tier: 'hard',
  cwe: 185,
  status: 'stable',
  title: 'Regular expression does not insist on a part',
  mistake: 'A part that must be there is taken for one that may be left out.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex !== null) yield* patternRewrites(regex, optional(regex), MOST, context);
  },
  examples: {
    injects: [
      {
        before: 'export const isAbsolute = (url: string): boolean => /^([a-z]+:)\\/\\//i.test(url);\n',
        after: 'export const isAbsolute = (url: string): boolean => /^([a-z]+:)?\\/\\//i.test(url);\n',
        witness: "isAbsolute('//a')",
      },
    ],
    skips: [
      {
        code: 'export const isWord = (text: string): boolean => /^(?:yes|no)$/.test(text);\n',
        because: 'Nothing else would be left to ask for.',
      },
      {
        code: 'export const isSigned = (text: string): boolean => /^(?:[+-])?\\d+$/.test(text);\n',
        because: 'It may be left out already.',
      },
    ],
  },
};

function* optional({ pattern, alternatives }: RegexLiteral): Generator<PatternChange> {
  for (const alternative of allAlternatives(alternatives)) {
    for (const term of alternative.terms) {
      if (!mayBeLeftOut(term, alternative)) continue;
      const part = spoken(pattern.slice(term.start, term.end));
      yield {
        start: term.end,
        end: term.end,
        text: '?',
        slip: `matches also without \`${part}\``,
        trigger: `It shows for a text that fits but lacks \`${part}\`.`,
        consequence: 'A text without that part is taken for one that has it.',
      };
    }
  }
}

/** A group that stands beside something that is asked for. */
function mayBeLeftOut(term: Term, { terms }: Alternative): boolean {
  if (term.kind !== 'group' || term.quantifier !== '') return false;
  return terms.some((other) => other !== term && isAskedFor(other));
}

function isAskedFor({ kind, quantifier }: Term): boolean {
  return kind !== 'edge' && kind !== 'lookaround' && !/^[*?]|^\{0/u.test(quantifier);
}
