import * as ts from 'typescript';
import { isEquality } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isOnText, methodCall } from '../kit/method-call.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const splitLimit: Operator = {
  id: 'split-limit',
  family: 'string',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'Rest of a split text is thrown away',
  mistake: 'A limit for `split` is thought to leave the rest in the last part; it cuts the rest off.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call?.name !== 'split' || call.call.arguments.length !== 1 || !isOnText(call, context)) return;
    const limit = expectedParts(call.call, context);
    if (limit === null) return;
    const end = call.call.arguments[0]!.end;
    yield {
      edits: [{ start: end, end, text: `, ${String(limit)}` }],
      explanation: {
        mechanism: `${subjectOf(node)} takes no more than ${String(limit)} parts from ${gist(node, context)}.`,
        trigger: `It shows for a text that has more than ${String(limit)} parts.`,
        consequence: 'What comes after them is lost, and nobody learns that it was there.',
        fix: `Split the whole text: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function header(line: string): string {\n  const [name, ...rest] = line.split(':');\n  return `${name}=${rest.join(':')}`;\n}\n",
        after:
          "export function header(line: string): string {\n  const [name, ...rest] = line.split(':', 2);\n  return `${name}=${rest.join(':')}`;\n}\n",
        witness: "header('a:b:c')",
      },
      {
        before:
          "export function isVersion(text: string): boolean {\n  const parts = text.split('.');\n  return parts.length === 3 && parts.every((part) => /^\\d+$/.test(part));\n}\n",
        after:
          "export function isVersion(text: string): boolean {\n  const parts = text.split('.', 3);\n  return parts.length === 3 && parts.every((part) => /^\\d+$/.test(part));\n}\n",
        witness: "isVersion('1.2.3.4')",
      },
    ],
    skips: [
      {
        code: "export function pair(text: string): string {\n  const [key, value] = text.split('=');\n  return `${value}:${key}`;\n}\n",
        because: 'The rest is not used anyway.',
      },
    ],
  },
};

/** How many parts the code around reckons with, when it also does something about more of them. */
function expectedParts(call: ts.CallExpression, context: SiteContext): number | null {
  const { parent } = call;
  if (!ts.isVariableDeclaration(parent)) return null;
  const { name } = parent;
  if (ts.isArrayBindingPattern(name)) {
    const last = name.elements.at(-1);
    const hasRest = last !== undefined && ts.isBindingElement(last) && last.dotDotDotToken !== undefined;
    return hasRest && name.elements.length > 1 ? name.elements.length : null;
  }
  const symbol = ts.isIdentifier(name) ? symbolOf(name, context) : null;
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  for (const use of uses) {
    const length = use.parent;
    if (!ts.isPropertyAccessExpression(length) || length.name.text !== 'length') continue;
    const test = length.parent;
    if (!ts.isBinaryExpression(test) || test.left !== length || !isEquality(test)) continue;
    if (ts.isNumericLiteral(test.right) && Number(test.right.text) > 1) return Number(test.right.text);
  }
  return null;
}
