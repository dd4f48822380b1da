import ts from 'typescript';
import { isCaptured, termsOf, type Alternative } from '../kit/pattern.ts';
import {
  patternRewrites,
  regexLiteral,
  spoken,
  type PatternChange,
  type RegexLiteral,
} from '../kit/regex-literal.ts';
import type { Operator } from '../operator.ts';

const MOST = 4;

export const regexAlternativeDrop: Operator = {
  id: 'regex-alternative-drop',
  family: 'string',
  tier: 'hard',
  cwe: 185,
  status: 'stable',
  title: 'Regular expression knows one form less',
  mistake: 'One of the forms that a text may have is not thought of.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex !== null) yield* patternRewrites(regex, fewer(regex), MOST, context);
  },
  examples: {
    injects: [
      {
        before: 'export const isImage = (name: string): boolean => /\\.(?:png|jpe?g|gif)$/i.test(name);\n',
        after: 'export const isImage = (name: string): boolean => /\\.(?:png|jpe?g)$/i.test(name);\n',
        witness: "isImage('a.gif')",
      },
      {
        before: "export const bare = (text: string): string => text.replace(/^\\s+|\\s+$/g, '');\n",
        after: "export const bare = (text: string): string => text.replace(/^\\s+/g, '');\n",
        witness: "bare(' a ')",
      },
    ],
    skips: [
      {
        code: 'export const end = (text: string): boolean => /;(?:$|)/.test(text);\n',
        because: 'An empty form is always there.',
      },
      {
        code: 'export const part = (text: string): string | undefined => /(a)x|(b)y/.exec(text)?.[2];\n',
        because: 'The captures would be counted anew.',
      },
    ],
  },
};

function* fewer({ pattern, alternatives }: RegexLiteral): Generator<PatternChange> {
  const lists = [alternatives, ...termsOf(pattern).map((term) => term.alternatives)];
  for (const list of lists) {
    for (const dropped of dropable(list)) {
      const form = spoken(pattern.slice(dropped.start, dropped.end));
      const isFirst = dropped === list[0];
      yield {
        start: dropped.start - (isFirst ? 0 : 1),
        end: dropped.end + (isFirst ? 1 : 0),
        text: '',
        slip: `does not know the form \`${form}\``,
        trigger: `It shows for a text that is, or holds, \`${form}\`.`,
        consequence: 'Such a text is not recognised, or read as something else.',
      };
    }
  }
}

/** The last alternative and the one in front of it; never an empty one, nor one with captures. */
function dropable(list: readonly Alternative[]): Alternative[] {
  if (list.length < 2 || list.some(({ terms }) => terms.length === 0)) return [];
  return list
    .slice(-2)
    .filter(({ terms }) => !terms.some(isCaptured))
    .toReversed();
}
