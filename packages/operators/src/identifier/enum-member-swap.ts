import * as ts from 'typescript';
import { standsBeside } from '../kit/beside.ts';
import { isEquality } from '../kit/comparison.ts';
import { mentions } from '../kit/effect.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { rankBySimilarity } from '../kit/similarity.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, descendants, wrapped } from '../kit/tree.ts';
import { isNullish, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Of more words than a person keeps in mind, nobody mixes up two that are far apart. */
const MOST = 16;
/** Encodings have several names each, and a slip of their own. */
const ENCODINGS = new Set(['utf8', 'base64']);

export const enumMemberSwap: Operator = {
  id: 'enum-member-swap',
  family: 'identifier',
  tier: 'moderate',
  cwe: 688,
  status: 'stable',
  title: 'Wrong one of the words that are allowed',
  mistake: 'Of the few words that a state or a kind may have, another one is written.',
  kinds: [ts.SyntaxKind.StringLiteral],
  *mutate(node, context) {
    if (!ts.isStringLiteral(node) || !isValue(node) || isRedirection(node)) return;
    const others = allowed(node, context).filter((word) => !standsBeside(node, quote(word, node, context)));
    const [wrong] = rankBySimilarity(node.text, others, (word) => word);
    if (wrong === undefined) return;
    const text = quote(wrong, node, context);
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} says \`${text}\` where ${gist(node, context)} is meant.`,
        trigger: `It shows whenever this place is reached and \`${wrong}\` and \`${node.text}\` are treated differently.`,
        consequence: `What is \`${node.text}\` is treated as \`${wrong}\`.`,
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "type State = 'open' | 'closed' | 'broken';\nexport class Door {\n  state: State = 'open';\n  close(): void {\n    this.state = 'closed';\n  }\n}\n",
        after:
          "type State = 'open' | 'closed' | 'broken';\nexport class Door {\n  state: State = 'open';\n  close(): void {\n    this.state = 'broken';\n  }\n}\n",
        witness: '(() => { const door = new Door(); door.close(); return door.state; })()',
      },
      {
        before:
          "type Side = 'left' | 'right';\nconst pad = (text: string, side: Side): string => (side === 'left' ? ` ${text}` : `${text} `);\nexport const indent = (text: string): string => pad(text, 'left');\n",
        after:
          "type Side = 'left' | 'right';\nconst pad = (text: string, side: Side): string => (side === 'left' ? ` ${text}` : `${text} `);\nexport const indent = (text: string): string => pad(text, 'right');\n",
        witness: "indent('a')",
      },
    ],
    skips: [
      {
        code: "type Shape = { kind: 'dot' } | { kind: 'box'; width: number };\nexport const box = (width: number): Shape => ({ kind: 'box', width });\n",
        because: 'The word decides which other parts there are: it would not compile.',
      },
      {
        code: "export const unit = (): string => 'ms';\n",
        because: 'Any text is allowed here.',
      },
    ],
  },
};

/** Where requests may be sent on is the business of credential-leak-on-redirect. */
function isRedirection(node: ts.StringLiteral): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name.getText() === 'redirect';
}

function quote(word: string, node: ts.StringLiteral, context: SiteContext): string {
  const mark = textOf(node, context)[0]!;
  return mark + word + mark;
}

/** A word that is handed on, kept or compared; no key, no case, no part of a type. */
function isValue(node: ts.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isLiteralTypeNode(parent) || ts.isCaseClause(parent) || ts.isElementAccessExpression(parent))
    return false;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return (
    ts.isExpression(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isJsxAttribute(parent)
  );
}

/** The other words that the place allows. */
function allowed(node: ts.StringLiteral, context: SiteContext): string[] {
  const { parent } = wrapped(node);
  if (ts.isBinaryExpression(parent) && isEquality(parent)) return comparedWords(node, parent, context);
  if (ts.isPropertyAssignment(parent) && tellsApart(parent.parent, context)) return [];
  const expected = context.checker.getContextualType(node);
  return expected === undefined ? [] : wordsOf(expected, node.text);
}

/** What the other side may be, where the code behind learns nothing from the answer. */
function comparedWords(node: ts.StringLiteral, test: ts.BinaryExpression, context: SiteContext): string[] {
  const subject = bare(wrapped(node) === test.left ? test.right : test.left);
  const fn = enclosingFunction(test);
  if (
    fn === null ||
    ts.isTypeOfExpression(subject) ||
    !(ts.isIdentifier(subject) || ts.isPropertyAccessExpression(subject))
  )
    return [];
  if (ts.isPropertyAccessExpression(subject) && membersOf(typeOf(subject.expression, context)).length > 1)
    return [];
  const isAskedAgain = [...descendants(fn)].some(
    (part) =>
      part.pos >= test.end && (ts.isStatement(part) || ts.isExpression(part)) && mentions(part, subject),
  );
  return isAskedAgain ? [] : wordsOf(typeOf(subject, context), node.text);
}

/** The words of a type that allows only words, among them `own`. */
function wordsOf(type: ts.Type, own: string): string[] {
  const members = membersOf(type).filter((member) => !isNullish(member));
  const words = members.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
  if (words.length !== members.length || words.length > MOST) return [];
  if (!words.includes(own) || words.some((word) => ENCODINGS.has(word))) return [];
  return words.filter((word) => word !== own && word !== '' && !/['"\\\n\r]/u.test(word));
}

/** Objects of one of several shapes. */
function tellsApart(object: ts.ObjectLiteralExpression, context: SiteContext): boolean {
  const expected = context.checker.getContextualType(object);
  return expected !== undefined && membersOf(expected).filter((member) => !isNullish(member)).length > 1;
}
