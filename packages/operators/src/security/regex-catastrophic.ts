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
const REPEATED = /^[*+]$/u;
const SAMPLES = [
  'a',
  'Z',
  '5',
  ' ',
  '\t',
  '-',
  '.',
  '_',
  '/',
  '<',
  '"',
  "'",
  '@',
  '=',
  ',',
  '\n',
  '(',
  '*',
  'é',
];

export const regexCatastrophic: Operator = {
  id: 'regex-catastrophic',
  family: 'security',
  tier: 'expert',
  cwe: 1333,
  status: 'nursery',
  title: 'Regular expression that takes for ever',
  mistake: 'What repeats is allowed to repeat in two ways at once, so that a text can be read in very many.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex === null || regex.flags.includes('y')) return;
    yield* patternRewrites(regex, ambiguous(regex), MOST, context);
  },
  examples: {
    injects: [
      {
        before: 'export const isWords = (text: string): boolean => /^\\w+(?:-\\w+)*$/.test(text);\n',
        after: 'export const isWords = (text: string): boolean => /^\\w+(?:-?\\w+)*$/.test(text);\n',
        witness: "isWords(`${'a'.repeat(60)}!`)",
      },
      {
        before:
          "export const quoted = (text: string): string | undefined => /^'([^']*)'$/.exec(text)?.[1];\n",
        after:
          "export const quoted = (text: string): string | undefined => /^'((?:[^']+)*)'$/.exec(text)?.[1];\n",
        witness: "quoted(`'${'a'.repeat(60)}`)",
      },
      {
        before: 'export const isName = (text: string): boolean => /^[a-z]+$/u.test(text);\n',
        after: 'export const isName = (text: string): boolean => /^[a-z]+[a-z]*$/u.test(text);\n',
        witness: "isName(`${'a'.repeat(200_000)}!`)",
      },
      {
        before: 'export const listed = (text: string): boolean => /^\\[[\\w,]*]$/.test(text);\n',
        after: 'export const listed = (text: string): boolean => /^\\[(?:[\\w,]+)*]$/.test(text);\n',
        witness: "listed(`[${'a'.repeat(60)}`)",
      },
    ],
    skips: [
      {
        code: 'export const words = (text: string): string[] => text.split(/\\s+/);\n',
        because: 'What repeats ends the expression: nothing behind it can fail.',
      },
      {
        code: 'export const isYear = (text: string): boolean => /^\\d{4}$/.test(text);\n',
        because: 'Nothing repeats without end.',
      },
    ],
  },
};

function* ambiguous(regex: RegexLiteral): Generator<PatternChange> {
  // With the flag `u` an engine has no way out of a search without end: there, two of a kind that follow each other are slow enough.
  if (regex.flags.includes('u')) {
    yield* doubled(regex);
    return;
  }
  yield* withoutSeparator(regex);
  yield* nested(regex);
}

/** `(?:-\w+)*` loses the need for what stands between: `(?:-?\w+)*`. */
function* withoutSeparator({ pattern, alternatives }: RegexLiteral): Generator<PatternChange> {
  for (const alternative of allAlternatives(alternatives)) {
    for (const [index, term] of alternative.terms.entries()) {
      const inner = term.alternatives.length === 1 ? term.alternatives[0]!.terms : [];
      const [separator, repeated] = inner;
      if (!REPEATED.test(term.quantifier) || separator === undefined || repeated === undefined) continue;
      if (inner.length !== 2 || separator.quantifier !== '' || !isSingle(separator)) continue;
      if (repeated.quantifier !== '+' || !isSingle(repeated) || !mayFail(alternative, index)) continue;
      const text = spoken(pattern.slice(separator.start, separator.end));
      yield {
        start: separator.end,
        end: separator.end,
        text: '?',
        ...said(`repeats what repeats itself, with \`${text}\` between or without`),
      };
    }
  }
}

/** `[^']*` becomes `(?:[^']+)*`. */
function* nested(regex: RegexLiteral): Generator<PatternChange> {
  for (const { start, end, atom, quantifier } of exposed(regex)) {
    const text = regex.pattern.slice(atom.start, atom.end);
    yield {
      start,
      end,
      text: `(?:${text}+)${quantifier}`,
      ...said(`repeats \`${spoken(text)}\` inside a repetition`),
    };
  }
}

/** `[^']*` becomes `[^']*[^']*`. */
function* doubled(regex: RegexLiteral): Generator<PatternChange> {
  for (const { end, atom } of exposed(regex)) {
    const text = regex.pattern.slice(atom.start, atom.end);
    yield {
      start: end,
      end,
      text: `${text}*`,
      slip: `takes \`${spoken(text)}\` by two parts that follow each other`,
      trigger: 'It shows for a long text that almost matches and ends in something else.',
      consequence:
        'The time for one match grows with the square of the length, and the program stands still.',
    };
  }
}

/** Repetitions of one kind of character, behind which the match may still fail. */
function* exposed(regex: RegexLiteral): Generator<Term> {
  for (const { term, next, isFollowed } of repetitions(regex.alternatives, null, false)) {
    const isExposed = isFollowed && term.kind !== 'dot' && isSingle(term);
    if (isExposed && (next === null || !overlaps(regex, term, next))) yield term;
  }
}

interface Repetition {
  readonly term: Term;
  /** What comes right behind it. */
  readonly next: Term | null;
  /** Something behind it must still match. */
  readonly isFollowed: boolean;
}

/** Terms that repeat without end, those inside groups that stand once included. */
function* repetitions(
  alternatives: readonly Alternative[],
  after: Term | null,
  isFollowed: boolean,
): Generator<Repetition> {
  for (const alternative of alternatives) {
    for (const [index, term] of alternative.terms.entries()) {
      const next = alternative.terms[index + 1] ?? after;
      const own = isFollowed || mayFail(alternative, index);
      if (REPEATED.test(term.quantifier)) yield { term, next, isFollowed: own };
      else if (term.kind === 'group') yield* repetitions(term.alternatives, next, own);
    }
  }
}

function said(slip: string): Pick<PatternChange, 'consequence' | 'slip' | 'trigger'> {
  return {
    slip,
    trigger: 'It shows for a long text that almost matches and ends in something else.',
    consequence: 'The time for one match doubles with every character, and the program stands still.',
  };
}

/** One character, whichever. */
function isSingle({ kind, atom }: Term): boolean {
  return (
    kind === 'class' ||
    kind === 'dot' ||
    (kind === 'escape' && atom.end - atom.start === 2) ||
    kind === 'character'
  );
}

/** Something behind the repetition must still match. */
function mayFail({ terms }: Alternative, index: number): boolean {
  return terms
    .slice(index + 1)
    .some(({ quantifier, kind }) => kind !== 'lookaround' && !/^(?:[*?]|\{0)/u.test(quantifier));
}

/** A character that both terms take: then the repetition gives some back anyway. */
function overlaps({ pattern, flags }: RegexLiteral, a: Term, b: Term): boolean {
  if (b.kind === 'edge' || !isSingle(b)) return false;
  const [first, second] = [a, b].map(
    ({ atom }) => new RegExp(`^${pattern.slice(atom.start, atom.end)}$`, flags.replace(/[gy]/gu, '')),
  );
  return SAMPLES.some((sample) => first!.test(sample) && second!.test(sample));
}
