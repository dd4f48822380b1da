import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { membersOfClass, termsOf, type Term } from '../kit/pattern.ts';
import { patternRewrite, regexLiteral, spoken, type RegexLiteral } from '../kit/regex-literal.ts';
import { calledName } from '../kit/exits.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

/** Words of a file that writes headers. */
const HEADERS =
  /\bset-?cookie\b|\b(?:set|append|write)_?head(?:er)?\b|\bheaders\.(?:set|append)\b|\bsmtp\b/iu;

export const headerInjection: Operator = {
  id: 'header-injection',
  family: 'security',
  tier: 'expert',
  cwe: 113,
  status: 'stable',
  title: 'Line break gets into a header',
  mistake:
    'A check of what goes into a header is read as one of the whole text, and looks at a line or at one kind of line end.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex === null || !HEADERS.test(context.text)) return;
    yield* lineByLine(regex);
    for (const term of termsOf(regex.pattern)) {
      const rewrite = pairOnly(term, regex, context);
      if (rewrite !== null) yield rewrite;
    }
  },
  examples: {
    injects: [
      {
        before:
          "const NAME = /^[\\w-]+$/u;\nexport function setHeader(name: string): string {\n  if (!NAME.test(name)) throw new TypeError('not a name');\n  return `${name}: 1`;\n}\n",
        after:
          "const NAME = /^[\\w-]+$/mu;\nexport function setHeader(name: string): string {\n  if (!NAME.test(name)) throw new TypeError('not a name');\n  return `${name}: 1`;\n}\n",
        witness: "setHeader('a\\nb')",
      },
      {
        before:
          "export const setCookie = (value: string): string => `a=${value.replaceAll(/[\\r\\n]/g, '')}`;\n",
        after:
          "export const setCookie = (value: string): string => `a=${value.replaceAll(/\\r\\n/g, '')}`;\n",
        witness: "setCookie('a\\nb')",
      },
    ],
    skips: [
      {
        code: 'export const isWord = (text: string): boolean => /^\\w+$/.test(text);\n',
        because: 'It goes into no header.',
      },
      {
        code: 'export const headers = (text: string): string[] => text.split(/\\r?\\n/);\n',
        because: 'Headers are read, and nothing is checked.',
      },
    ],
  },
};

/** `/^…$/` with the flag `m` asks for one good line. */
function* lineByLine({ node, pattern, flags, alternatives }: RegexLiteral): Generator<Rewrite> {
  const [only] = alternatives;
  const isWhole =
    only?.terms.at(0)?.kind === 'edge' && pattern.startsWith('^') && /(?<!\\)\$$/u.test(pattern);
  if (!isWhole || alternatives.length > 1 || flags.includes('m') || !isTested(node)) return;
  const end = node.end - flags.length;
  const before = [...flags].findIndex((flag) => flag > 'm');
  const start = end + (before === -1 ? flags.length : before);
  yield {
    edits: [{ start, end: start, text: 'm' }],
    explanation: {
      mechanism: `${subjectOf(node)} checks with \`${spoken(`/${pattern}/`)}\` and the flag \`m\`, which asks for one line that is right.`,
      trigger: 'It shows for a text of several lines, of which one is right.',
      consequence: 'The others become headers of their own, or the body of the answer.',
      fix: `Ask for the whole text: \`${spoken(`/${pattern}/${flags}`)}\`.`,
    },
  };
}

/** The expression is what a text is tested with, directly or by the name of a constant. */
function isTested(node: ts.RegularExpressionLiteral): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent))
    return ts.isCallExpression(parent.parent) && calledName(parent.parent) === 'test';
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  return new RegExp(`\\b${parent.name.text}\\.test\\(`, 'u').test(node.getSourceFile().text);
}

/** `[\r\n]` becomes `\r\n`: a line feed alone is not found. */
function pairOnly(term: Term, regex: RegexLiteral, context: SiteContext): Rewrite | null {
  if (term.kind !== 'class' || term.quantifier !== '' || regex.pattern[term.start + 1] === '^') return null;
  const members = membersOfClass(regex.pattern, term.atom).map(({ start, end }) =>
    regex.pattern.slice(start, end),
  );
  if (members.length !== 2 || !members.includes('\\r') || !members.includes('\\n')) return null;
  return patternRewrite(
    regex,
    {
      start: term.start,
      end: term.end,
      text: '\\r\\n',
      slip: 'looks for the two together',
      trigger:
        'It shows for a text with a line feed alone, which most readers take for the end of a line, too.',
      consequence: 'What stands behind it becomes a header of its own.',
    },
    context,
  );
}
