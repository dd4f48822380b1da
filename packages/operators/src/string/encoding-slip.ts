import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['encodeURIComponent', 'encodeURI'],
  ['decodeURIComponent', 'decodeURI'],
  ['encodeURI', 'encodeURIComponent'],
]);
const NAMES: ReadonlyMap<string, string> = new Map([
  ['utf8', 'latin1'],
  ['utf-8', 'latin1'],
  ['base64url', 'base64'],
]);
/** Calls whose argument names an encoding. */
const ENCODES =
  /^(?:from|toString|write|digest|byteLength|readFile|readFileSync|writeFile|writeFileSync|setEncoding|TextDecoder)$/u;

export const encodingSlip: Operator = {
  id: 'encoding-slip',
  family: 'string',
  tier: 'hard',
  cwe: 838,
  status: 'stable',
  title: 'Text encoded for another place',
  mistake: 'Two encodings that agree on ordinary text are taken for the same.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.StringLiteral],
  *mutate(node, context) {
    if (ts.isCallExpression(node)) {
      const other = ts.isIdentifier(node.expression) ? FUNCTIONS.get(node.expression.text) : undefined;
      if (other !== undefined) yield rewrite(node, node.expression, other, context);
      return;
    }
    if (!ts.isStringLiteral(node) || !ts.isCallExpression(node.parent)) return;
    const other = NAMES.get(node.text);
    if (other === undefined || !ENCODES.test(calledName(node.parent) ?? '')) return;
    const quote = context.text[startOf(node, context)]!;
    yield rewrite(node.parent, node, quote + other + quote, context);
  },
  examples: {
    injects: [
      {
        before:
          'export const query = (key: string, value: string): string => `${key}=${encodeURIComponent(value)}`;\n',
        after: 'export const query = (key: string, value: string): string => `${key}=${encodeURI(value)}`;\n',
        witness: "query('a', 'b&c=d')",
      },
      {
        before: "export const token = (bytes: Buffer): string => bytes.toString('base64url');\n",
        after: "export const token = (bytes: Buffer): string => bytes.toString('base64');\n",
        witness: 'token(Buffer.from([251, 255]))',
      },
    ],
    skips: [
      {
        code: "export const labels = (): string[] => ['utf8', 'utf16le'];\n",
        because: 'Nothing is encoded.',
      },
    ],
  },
};

function rewrite(call: ts.CallExpression, place: ts.Node, text: string, context: SiteContext): Rewrite {
  return {
    edits: [replaceNode(place, text, context)],
    explanation: {
      mechanism: `${subjectOf(call)} uses \`${text.replaceAll('`', "'")}\` instead of ${gist(place, context)}.`,
      trigger: 'It shows for text with characters that the two encodings write differently.',
      consequence: 'Such text arrives as other text, or is taken for a part of what stands around it.',
      fix: `Use ${gist(place, context)}: ${gist(call, context)}.`,
    },
  };
}
