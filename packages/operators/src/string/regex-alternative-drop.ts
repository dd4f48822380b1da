import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isCaptured, termsOf, type Alternative, type Term } from '../kit/pattern.ts';
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
      {
        before: 'export const quoted = (text: string): boolean => /^"(?:[^"\\\\]|\\\\.)*"$/.test(text);\n',
        after: 'export const quoted = (text: string): boolean => /^"[^"\\\\]*"$/.test(text);\n',
        witness: `quoted(JSON.stringify('"'))`,
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
  const lists = [
    { list: alternatives, group: null },
    ...termsOf(pattern).map((group) => ({ list: group.alternatives, group })),
  ];
  for (const { list, group } of lists) {
    for (const dropped of dropable(list)) {
      const form = spoken(pattern.slice(dropped.start, dropped.end));
      const [kept, ...others] = list.filter((one) => one !== dropped);
      const isAlone = others.length === 0 && group !== null && isNeedless(group, kept!);
      yield {
        ...(isAlone ? unwrapped(group, kept!, pattern) : without(dropped, list)),
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

function without(dropped: Alternative, list: readonly Alternative[]): Edit {
  const isFirst = dropped === list[0];
  return { start: dropped.start - (isFirst ? 0 : 1), end: dropped.end + (isFirst ? 1 : 0), text: '' };
}

/** Nobody puts parentheses round one form: what is repeated is one thing, or nothing is. */
function isNeedless({ opening, quantifier }: Term, { terms }: Alternative): boolean {
  return opening === '(?:' && (quantifier === '' || (terms.length === 1 && terms[0]!.quantifier === ''));
}

function unwrapped({ atom }: Term, kept: Alternative, pattern: string): Edit {
  return { ...atom, text: pattern.slice(kept.start, kept.end) };
}
