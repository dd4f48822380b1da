import * as ts from 'typescript';
import { statementsIn } from '../kit/body.ts';
import { isComparison } from '../kit/comparison.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { isExit } from '../kit/exits.ts';
import { dropStatement, leavesUnassigned, stretchOf } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

const AMOUNT = /length|size|bytes|received|total|count/iu;
/** What may not be exceeded: a name that says so, or a number. */
const MOST = /max|limit|most|capacity|quota|allow|^[\d_]{2,}n?$/iu;
const LIMIT = /^(?:limit|bodyLimit|maxFileSize|max(?:Body|Request|Payload)(?:Size|Length)?)$/u;

export const inputLengthDrop: Operator = {
  id: 'input-length-drop',
  family: 'security',
  tier: 'expert',
  cwe: 400,
  status: 'nursery',
  title: 'What is sent may be as long as it likes',
  mistake: 'Input is taken to be about as long as it usually is.',
  kinds: [ts.SyntaxKind.IfStatement, ts.SyntaxKind.CallExpression, ts.SyntaxKind.PropertyAssignment],
  *mutate(node, context) {
    if (ts.isIfStatement(node)) yield* unlimited(node, context);
    if (ts.isCallExpression(node)) yield* counted(node, context);
    if (ts.isPropertyAssignment(node)) yield* generous(node, context);
  },
  examples: {
    injects: [
      {
        before:
          "export function body(chunks: Iterable<string>, most: number, close: () => void): string {\n  let text = '';\n  for (const chunk of chunks) {\n    text += chunk;\n    if (text.length > most) {\n      close();\n      return '';\n    }\n  }\n  close();\n  return text.slice(0, most + 1);\n}\n",
        after:
          "export function body(chunks: Iterable<string>, most: number, close: () => void): string {\n  let text = '';\n  for (const chunk of chunks) {\n    text += chunk;\n  }\n  close();\n  return text.slice(0, most + 1);\n}\n",
        witness: "body(['ab', 'cd'], 3, () => {})",
      },
      {
        before:
          "export function fits(text: string, most: number): boolean {\n  return Buffer.byteLength(text, 'utf8') <= most;\n}\n",
        after:
          'export function fits(text: string, most: number): boolean {\n  return text.length <= most;\n}\n',
        witness: "fits('ää', 2)",
      },
      {
        before:
          "const json = (options: { limit: string }): string => options.limit;\nexport const reader = (): string => json({ limit: '100kb' });\n",
        after:
          "const json = (options: { limit: string }): string => options.limit;\nexport const reader = (): string => json({ limit: '100mb' });\n",
        witness: 'reader()',
      },
    ],
    skips: [
      {
        code: "export function name(text: string): string {\n  if (text.length > 60) throw new RangeError('too long');\n  return text.trim();\n}\n",
        because: 'A plain guard is the business of guard-drop.',
      },
      {
        code: 'export const size = (text: string): number => Buffer.byteLength(text);\n',
        because: 'The size is told, not limited.',
      },
      {
        code: 'export function resize(items: number[], length: number): number[] {\n  if (items.length > length) {\n    items.length = length;\n    return items;\n  }\n  while (items.length < length) items.push(0);\n  return items;\n}\n',
        because: 'Nothing is called a limit: both ways lead on.',
      },
    ],
  },
};

/** A limit that does more than leave: `if (size > MAX) { close(); return; }`. */
function* unlimited(node: ts.IfStatement, context: SiteContext): Generator<Rewrite> {
  const done = statementsIn(node.thenStatement);
  const last = done.at(-1);
  if (done.length < 2 || last === undefined || !isExit(last) || node.elseStatement !== undefined) return;
  const test = bare(node.expression);
  if (siblingsOf(node) === null || !isComparison(test) || !isLarge(test, context)) return;
  if (leavesUnassigned([stretchOf(node, context)], context)) return;
  const edits = dropStatement(node, context);
  if (edits === null) return;
  yield {
    edits,
    explanation: {
      mechanism: `${subjectOf(node)} goes on when ${gist(test, context)}.`,
      trigger: 'It shows for input that is longer than anybody has in mind.',
      consequence: 'Memory and time are used up, and nobody else is served.',
      fix: `Stop there: ${gist(node, context)}.`,
    },
    regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
  };
}

/** `size > MAX` or `MAX < size`. */
function isLarge(test: ts.BinaryExpression, context: SiteContext): boolean {
  const isGreater =
    test.operatorToken.kind === ts.SyntaxKind.GreaterThanToken ||
    test.operatorToken.kind === ts.SyntaxKind.GreaterThanEqualsToken;
  const [amount, most] = isGreater ? [test.left, test.right] : [test.right, test.left];
  return (
    AMOUNT.test(textOf(amount, context)) && !isSameCode(amount, most) && MOST.test(textOf(most, context))
  );
}

/** `Buffer.byteLength(text) > MAX` counts characters. */
function* counted(node: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const call = methodCall(node);
  const [text] = node.arguments;
  if (call?.name !== 'byteLength' || call.receiver.getText() !== 'Buffer' || text === undefined) return;
  if (!isComparison(node.parent) || !isStringType(typeOf(text, context))) return;
  if (!ts.isIdentifier(text) && !ts.isPropertyAccessExpression(text)) return;
  const length = `${textOf(text, context)}.length`;
  yield {
    edits: [replaceNode(node, length, context)],
    explanation: {
      mechanism: `${subjectOf(node)} counts characters, ${quoted(length)}, where bytes are limited.`,
      trigger: `It shows for a text of letters that take several bytes, such as \`ä\` or \`漢\`.`,
      consequence: 'Up to three times as much is let in, stored or sent as there may be.',
      fix: `Count bytes: ${gist(node, context)}.`,
    },
  };
}

/** `limit: '100kb'` becomes `'100mb'`. */
function* generous(node: ts.PropertyAssignment, context: SiteContext): Generator<Rewrite> {
  const { initializer, name } = node;
  if (!LIMIT.test(name.getText(context.sourceFile)) || !ts.isStringLiteral(initializer)) return;
  const larger = /^(\d+ ?)kb$/iu.exec(initializer.text)?.[1];
  if (larger === undefined) return;
  const quote = textOf(initializer, context)[0]!;
  const unit = initializer.text.endsWith('b') ? 'mb' : 'MB';
  yield {
    edits: [replaceNode(initializer, quote + larger + unit + quote, context)],
    explanation: {
      mechanism: `${subjectOf(node)} lets in \`${larger}${unit}\`, a thousand times as much as is meant.`,
      trigger: 'It shows for a request that is larger than any honest one.',
      consequence: 'A few of them at a time use up the memory.',
      fix: `Let in ${gist(initializer, context)}.`,
    },
  };
}
