import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isStringType, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

/** Files of the program itself: nobody else writes them. */
const OWN = /readFile|\.json\b/u;

export const insecureDeserialization: Operator = {
  id: 'insecure-deserialization',
  family: 'security',
  tier: 'expert',
  cwe: 502,
  status: 'stable',
  title: 'Stored data is brought back to life as code',
  mistake: 'Data from outside is read in a way that takes more than data: what it says is evaluated.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    const [text] = call?.call.arguments ?? [];
    if (call?.name !== 'parse' || call.receiver.getText() !== 'JSON' || text === undefined) return;
    const code = textOf(text, context);
    if (
      call.call.arguments.length !== 1 ||
      ts.isLiteralExpression(bare(text)) ||
      /[`\n]/u.test(code) ||
      OWN.test(code)
    )
      return;
    const type = typeOf(text, context);
    if (!isStringType(type) && !isUnknownType(type)) return;
    yield {
      edits: [replaceNode(node, `new Function(\`return (\${${code}})\`)()`, context)],
      explanation: {
        mechanism: `${subjectOf(node)} evaluates ${gist(text, context)} instead of reading it as JSON.`,
        trigger: 'It shows for a text that holds a call or a function.',
        consequence: 'Who sends the text runs code of their own inside this program.',
        fix: `Read it as data: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function restore(text: string): string[] {\n  const state = JSON.parse(text) as { items: string[] };\n  return state.items;\n}\n',
        after:
          'export function restore(text: string): string[] {\n  const state = new Function(`return (${text})`)() as { items: string[] };\n  return state.items;\n}\n',
        witness: `restore('{ items: [String(1 + 1)] }')`,
      },
      {
        before:
          "export const readAll = (lines: string): unknown[] => lines.split('\\n').map((line) => JSON.parse(line.trim()) as unknown);\n",
        after:
          "export const readAll = (lines: string): unknown[] => lines.split('\\n').map((line) => new Function(`return (${line.trim()})`)() as unknown);\n",
        witness: "readAll('1\\n[].length')",
      },
    ],
    skips: [
      {
        code: "import { readFileSync } from 'node:fs';\nexport const version = (): unknown => JSON.parse(readFileSync('package.json', 'utf8'));\n",
        because: 'It is a file of its own, not what somebody sends.',
      },
      {
        code: "export const usual = (): unknown => JSON.parse('{}');\n",
        because: 'The text is a constant.',
      },
      {
        code: 'export const revive = (text: string): unknown => JSON.parse(text, (key, value: unknown) => (key === "at" ? new Date(String(value)) : value));\n',
        because: 'The reviver would go with it, and dates would be texts: a bug of another kind.',
      },
    ],
  },
};
