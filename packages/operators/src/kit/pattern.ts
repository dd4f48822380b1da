import type { Stretch } from '../operator.ts';

/** What a term of a regular expression is. */
type TermKind = 'character' | 'escape' | 'dot' | 'class' | 'group' | 'lookaround' | 'edge';

/** One thing that a regular expression asks for; offsets are those of the pattern's text. */
export interface Term extends Stretch {
  readonly kind: TermKind;
  /** The term without its quantifier. */
  readonly atom: Stretch;
  /** `+`, `*?`, `{2,3}` or nothing. */
  readonly quantifier: string;
  /** What a group or a look-around holds. */
  readonly alternatives: readonly Alternative[];
  /** `(?:`, `(?<name>`, `(?!` or nothing. */
  readonly opening: string;
}

/** Terms that follow each other. */
export interface Alternative extends Stretch {
  readonly terms: readonly Term[];
}

const QUANTIFIER = /[*+?]\??|\{\d+(?:,\d*)?\}\??/uy;
const ESCAPE = /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|k<[^>]*>|\d+|[^])/uy;
const OPENING = /\((?:\?(?:<?[=!]|<[^>]*>|[-a-z]*:))?/uy;

/** The alternatives of a pattern (the text between the slashes, which the parser has accepted). */
export function alternativesOf(pattern: string): readonly Alternative[] {
  return parsed(pattern, 0);
}

/** Every alternative of the pattern, those inside groups included. */
export function* allAlternatives(alternatives: readonly Alternative[]): Generator<Alternative> {
  for (const alternative of alternatives) {
    yield alternative;
    for (const term of alternative.terms) yield* allAlternatives(term.alternatives);
  }
}

/** Every term of the pattern, those inside groups included. */
export function termsOf(pattern: string): Term[] {
  return [...allAlternatives(alternativesOf(pattern))].flatMap(({ terms }) => terms);
}

/** True when the group is counted: dropping it would shift the numbers of the others. */
export function isCaptured(term: Term): boolean {
  const isNumbered = term.opening === '(' || /^\(\?<[^=!]/u.test(term.opening);
  return isNumbered || term.alternatives.some(({ terms }) => terms.some(isCaptured));
}

function parsed(pattern: string, from: number): Alternative[] {
  const alternatives: Alternative[] = [];
  let terms: Term[] = [];
  let start = from;
  let at = from;
  while (at < pattern.length && pattern[at] !== ')') {
    if (pattern[at] === '|') {
      alternatives.push({ start, end: at, terms });
      terms = [];
      at += 1;
      start = at;
      continue;
    }
    const term = termAt(pattern, at);
    terms.push(term);
    at = term.end;
  }
  return [...alternatives, { start, end: at, terms }];
}

function termAt(pattern: string, start: number): Term {
  const opening = pattern[start] === '(' ? match(OPENING, pattern, start) : '';
  const alternatives = opening === '' ? [] : parsed(pattern, start + opening.length);
  const end = opening === '' ? atomEnd(pattern, start) : alternatives.at(-1)!.end + 1;
  const quantifier = match(QUANTIFIER, pattern, end);
  const kind = kindOf(pattern.slice(start, end), opening);
  return {
    kind,
    start,
    end: end + quantifier.length,
    atom: { start, end },
    quantifier,
    alternatives,
    opening,
  };
}

function kindOf(atom: string, opening: string): TermKind {
  if (opening !== '') return /^\(\?<?[=!]/u.test(opening) ? 'lookaround' : 'group';
  if (/^(?:\^|\$|\\b|\\B)$/u.test(atom)) return 'edge';
  if (atom === '.') return 'dot';
  return atom.startsWith('[') ? 'class' : atom.startsWith('\\') ? 'escape' : 'character';
}

function atomEnd(pattern: string, start: number): number {
  if (pattern[start] === '\\') return start + match(ESCAPE, pattern, start).length;
  if (pattern[start] !== '[') return start + String.fromCodePoint(pattern.codePointAt(start)!).length;
  let at = start + 1;
  while (pattern[at] !== ']') at += pattern[at] === '\\' ? match(ESCAPE, pattern, at).length : 1;
  return at + 1;
}

function match(sticky: RegExp, text: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? '';
}

/** The members of a character class, ranges as one: `a-z`, `\d`, `_`. */
export function membersOfClass(pattern: string, { start, end }: Stretch): Stretch[] {
  const members: Stretch[] = [];
  let at = start + (pattern[start + 1] === '^' ? 2 : 1);
  while (at < end - 1) {
    const from = at;
    at = memberEnd(pattern, at);
    if (pattern[at] === '-' && at < end - 2) at = memberEnd(pattern, at + 1);
    members.push({ start: from, end: at });
  }
  return members;
}

function memberEnd(pattern: string, at: number): number {
  if (pattern[at] === '\\') return at + match(ESCAPE, pattern, at).length;
  return at + String.fromCodePoint(pattern.codePointAt(at)!).length;
}
