import * as ts from 'typescript';
import { calledName } from '../kit/exits.ts';
import { termsOf, type Term } from '../kit/pattern.ts';
import { patternRewrite, regexLiteral, type RegexLiteral } from '../kit/regex-literal.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { startOf, textOf } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

interface Meaning {
  readonly slip: string;
  readonly trigger: string;
  readonly consequence: string;
}

const MEANINGS: Readonly<Record<string, Meaning>> = {
  g: {
    slip: 'finds the first match only',
    trigger: 'It shows for a text with more than one match.',
    consequence: 'All matches but the first are left as they are.',
  },
  i: {
    slip: 'tells capital letters from small ones',
    trigger: 'It shows for a text in the other case.',
    consequence: 'A text that differs in case only is not recognised.',
  },
  m: {
    slip: 'takes the whole text for one line',
    trigger: 'It shows for a text of several lines.',
    consequence: 'Only the first or last line is looked at.',
  },
  s: {
    slip: 'stops at the end of a line',
    trigger: 'It shows for a text of several lines.',
    consequence: 'What stands on further lines is not matched.',
  },
};

export const regexFlagDrop: Operator = {
  id: 'regex-flag-drop',
  family: 'string',
  tier: 'moderate',
  cwe: 185,
  status: 'stable',
  title: 'Regular expression without a flag that it needs',
  mistake: 'A pattern is right, but how it must be applied is forgotten.',
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  *mutate(node, context) {
    const regex = regexLiteral(node, context);
    if (regex === null) return;
    const terms = termsOf(regex.pattern);
    for (const flag of regex.flags) {
      const meaning = MEANINGS[flag];
      if (meaning === undefined || !matters(flag, regex, terms, context)) continue;
      const start = startOf(node, context) + textOf(node, context).lastIndexOf('/') + 1;
      const at = start + regex.flags.indexOf(flag);
      const explained = patternRewrite(
        { ...regex, flags: regex.flags.replace(flag, '') },
        { start: 0, end: 0, text: '', ...meaning },
        context,
      );
      if (explained === null) continue;
      const fix = `Give it the flag \`${flag}\`.`;
      yield {
        edits: [{ start: at, end: at + 1, text: '' }],
        explanation: { ...explained.explanation, fix },
      };
    }
  },
  examples: {
    injects: [
      {
        before: "export const dashed = (text: string): string => text.replace(/ /g, '-');\n",
        after: "export const dashed = (text: string): string => text.replace(/ /, '-');\n",
        witness: "dashed('a b c')",
      },
      {
        before: 'export const isWeb = (url: string): boolean => /^https?:/i.test(url);\n',
        after: 'export const isWeb = (url: string): boolean => /^https?:/.test(url);\n',
        witness: "isWeb('HTTP://a')",
      },
    ],
    skips: [
      {
        code: 'export const words = (text: string): number => [...text.matchAll(/\\w+/g)].length;\n',
        because: 'Without the flag the call throws at once.',
      },
      {
        code: 'export const isNumber = (text: string): boolean => /^\\d+$/i.test(text);\n',
        because: 'Digits have no case.',
      },
    ],
  },
};

function matters(
  flag: string,
  { node, pattern, flags }: RegexLiteral,
  terms: readonly Term[],
  context: SiteContext,
): boolean {
  if (flag === 'g') return usesOf(node, context).every(takesOneOrAll);
  if (flag === 'i') return /\p{L}/u.test(pattern.replace(/\\[a-zA-Z]/gu, ''));
  if (flag === 's') return terms.some(({ kind }) => kind === 'dot');
  return terms.some(({ atom }) => /^[$^]$/u.test(pattern.slice(atom.start, atom.end))) && flags !== '';
}

/** Where the literal is used: itself, or every place that names the constant that holds it. */
function usesOf(node: ts.RegularExpressionLiteral, context: SiteContext): readonly ts.Node[] {
  const { parent } = node;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return [node];
  const symbol = symbolOf(parent.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  return uses.length === 0 ? [node] : uses;
}

/** `text.replace(…)` and `text.match(…)` work with and without the flag. */
function takesOneOrAll(use: ts.Node): boolean {
  const { parent } = use;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== use) return false;
  return /^(?:replace|match)$/u.test(calledName(parent) ?? '');
}
