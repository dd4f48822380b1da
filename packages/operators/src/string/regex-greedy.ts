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

const MOST = 2;

export const regexGreedy: Operator = {
  id: 'regex-greedy',
  family: 'string',
  tier: 'hard',
  cwe: 185,
  status: 'stable',
  title: 'Regular expression matches up to the last end instead of the first',
  mistake: 'It is not thought of that the end mark may occur again further on.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex !== null) yield* patternRewrites(regex, greedier(regex), MOST, context);
  },
  examples: {
    injects: [
      {
        before: "export const plain = (text: string): string => text.replace(/<.+?>/g, '');\n",
        after: "export const plain = (text: string): string => text.replace(/<.+>/g, '');\n",
        witness: "plain('<b>a</b>')",
      },
      {
        before: "export const strings = (text: string): string[] => text.match(/'[^']*'/g) ?? [];\n",
        after: "export const strings = (text: string): string[] => text.match(/'.*'/g) ?? [];\n",
        witness: "strings(\"'a' 'b'\")",
      },
    ],
    skips: [
      {
        code: "export const rest = (text: string): string => text.replace(/#[^\\n]*/, '');\n",
        because: 'No end mark follows.',
      },
    ],
  },
};

function* greedier({ pattern, alternatives }: RegexLiteral): Generator<PatternChange> {
  for (const { terms } of allAlternatives(alternatives)) {
    for (const [index, term] of terms.entries()) {
      const next = terms[index + 1];
      const greedy = next === undefined ? null : greedyFor(term, next, pattern);
      if (greedy === null) continue;
      const end = spoken(pattern.slice(next!.start, next!.end));
      yield {
        start: term.start,
        end: term.end,
        text: greedy,
        slip: `runs on to the last \`${end}\` that it can reach`,
        trigger: `It shows for a text with more than one \`${end}\`.`,
        consequence: 'One match swallows several, and all that stands between them.',
      };
    }
  }
}

/** `.+?` becomes `.+`; `[^x]*x` becomes `.*x`. */
function greedyFor({ kind, atom, quantifier }: Term, next: Term, pattern: string): string | null {
  const text = pattern.slice(atom.start, atom.end);
  if (next.kind === 'edge' || next.kind === 'lookaround') return null;
  if (/^(?:[*+]|\{\d+,\d*\})\?$/u.test(quantifier)) return text + quantifier.slice(0, -1);
  const stop = pattern.slice(next.atom.start, next.atom.end);
  const isUntil = kind === 'class' && text === `[^${stop}]` && /^[*+]$/u.test(quantifier) && stop !== '\\n';
  return isUntil ? `.${quantifier}` : null;
}
