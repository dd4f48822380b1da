import * as ts from 'typescript';
import { membersOfClass, termsOf, type Term } from '../kit/pattern.ts';
import {
  isSamePattern,
  patternRewrite,
  regexLiteral,
  spoken,
  type RegexLiteral,
} from '../kit/regex-literal.ts';
import type { Operator, Rewrite, SiteContext, Stretch } from '../operator.ts';

const MOST = 4;
const LAST_CODE = 0x2ff;
const CHARACTERS = [
  ...Array.from({ length: LAST_CODE }, (_, code) => String.fromCharCode(code)),
  ...['\u2028', '\u3000', '\uFEFF', '\u{1F600}', '中'],
];

export const regexClassMemberDrop: Operator = {
  id: 'regex-class-member-drop',
  family: 'string',
  tier: 'hard',
  cwe: 185,
  status: 'stable',
  title: 'Character missing from a class',
  mistake: 'One of the characters that belong together in a regular expression is not thought of.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex === null) return;
    const classes = termsOf(regex.pattern).filter(({ kind }) => kind === 'class');
    let made = 0;
    for (const term of classes) {
      for (const rewrite of without(term, regex, context)) {
        if (made === MOST) return;
        made += 1;
        yield rewrite;
      }
    }
  },
  examples: {
    injects: [
      {
        before: 'export const isName = (text: string): boolean => /^[a-z_$]+$/.test(text);\n',
        after: 'export const isName = (text: string): boolean => /^[a-z_]+$/.test(text);\n',
        witness: "isName('a$')",
      },
      {
        before:
          'export const quoted = (text: string): string | undefined => /"([^"\\\\]*)"/.exec(text)?.[1];\n',
        after: 'export const quoted = (text: string): string | undefined => /"([^"]*)"/.exec(text)?.[1];\n',
        witness: 'quoted(\'"a\\\\b"\')',
      },
    ],
    skips: [
      {
        code: 'export const anything = (text: string): string | undefined => /<([\\s\\S]*)>/.exec(text)?.[1];\n',
        because: 'The class stands for any character at all.',
      },
      {
        code: 'export const isWord = (text: string): boolean => /^[\\w\\d]+$/.test(text);\n',
        because:
          'The last member says nothing that the first does not, and a class without the first one says another thing.',
      },
    ],
  },
};

function* without(term: Term, regex: RegexLiteral, context: SiteContext): Generator<Rewrite> {
  const { pattern } = regex;
  const members = membersOfClass(pattern, term.atom);
  if (members.length < 2 || isEverything(pattern.slice(term.atom.start, term.atom.end), regex.flags)) return;
  for (const member of members.slice(-2).toReversed()) {
    if (members.length === 2 && member === members[0]) continue;
    const rewrite = lacking(member, term, regex, context);
    if (rewrite !== null) yield rewrite;
  }
}

function lacking(member: Stretch, { atom }: Term, regex: RegexLiteral, context: SiteContext): Rewrite | null {
  const { pattern, flags } = regex;
  const old = pattern.slice(atom.start, atom.end);
  const next = withoutMember(member, atom, pattern);
  const isWide = /^\[\^?-|[^\\]-\]$/u.test(next) && !/^\[\^?-|[^\\]-\]$/u.test(old);
  if (isWide || /^\[\]|^\[\^\]/u.test(next) || isSamePattern(old, next, flags, CHARACTERS)) return null;
  const dropped = spoken(pattern.slice(member.start, member.end));
  const isNegated = old.startsWith('[^');
  return patternRewrite(
    regex,
    {
      start: atom.start,
      end: atom.end,
      text: next,
      slip: `has \`${spoken(next)}\`, which lacks \`${dropped}\``,
      trigger: `It shows for a text that holds \`${dropped}\` at that place.`,
      consequence: isNegated
        ? 'The match runs on over a character at which it must end.'
        : 'The match fails, or ends, at a character that belongs to it.',
    },
    context,
  );
}

/** The class that is left; one character needs no class. */
function withoutMember(member: Stretch, atom: Stretch, pattern: string): string {
  const rest = pattern.slice(atom.start + 1, member.start) + pattern.slice(member.end, atom.end - 1);
  const isOne = /^(?:[^\\^]|\\[^uxcpk\d])$/u.test(rest);
  return isOne ? rest.replace(/^[.*+?$()|{}/]$/u, '\\$&') : `[${rest}]`;
}

function isEverything(text: string, flags: string): boolean {
  return isSamePattern(text, '[^]', flags, CHARACTERS);
}
