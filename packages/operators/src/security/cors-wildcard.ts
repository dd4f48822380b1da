import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { fits } from '../kit/fits.ts';
import type { Operator, SiteContext } from '../operator.ts';

const HEADER = /^['"`]access-control-allow-origin['"`]$/iu;

export const corsWildcard: Operator = {
  id: 'cors-wildcard',
  family: 'security',
  tier: 'expert',
  cwe: 942,
  status: 'stable',
  title: 'Pages of any site may read the answer',
  mistake:
    'A browser refuses to show an answer to a page, and the quickest way to change that is to let in all.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.PropertyAssignment],
  *mutate(node, context) {
    const origin = originIn(node, context);
    if (origin === null || isOpen(bare(origin))) return;
    if (!fits(context.checker.getStringType(), origin, context)) return;
    const leftovers = unusedAfter([stretchOf(origin, context)], context);
    if (leftovers === null) return;
    yield {
      edits: [replaceNode(origin, "'*'", context), ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} names \`*\` as the origin, not ${gist(origin, context)}.`,
        trigger: 'It shows for a request that a page of any other site sends.',
        consequence: 'That page reads what this site answers to the person who looks at it.',
        fix: `Name the origin that is allowed: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "const SITES = ['https://shop.example'];\nexport function answer(origin: string, set: (name: string, value: string) => void): void {\n  if (!SITES.includes(origin)) return;\n  set('Vary', 'Origin');\n  set('Access-Control-Allow-Origin', origin);\n}\n",
        after:
          "const SITES = ['https://shop.example'];\nexport function answer(origin: string, set: (name: string, value: string) => void): void {\n  if (!SITES.includes(origin)) return;\n  set('Vary', 'Origin');\n  set('Access-Control-Allow-Origin', '*');\n}\n",
        witness:
          "(() => { const sent = []; answer('https://shop.example', (...header) => sent.push(header)); return sent; })()",
      },
      {
        before:
          "const SITE = 'https://shop.example';\nconst cors = (options: { origin: string | string[]; methods: string[] }): object => options;\nexport const policy = (): object => cors({ origin: SITE, methods: ['GET'] });\n",
        after:
          "const cors = (options: { origin: string | string[]; methods: string[] }): object => options;\nexport const policy = (): object => cors({ origin: '*', methods: ['GET'] });\n",
        witness: 'policy()',
      },
      {
        before:
          "export const headers = (site: string): Record<string, string> => ({\n  Vary: site === '' ? '' : 'Origin',\n  'Access-Control-Allow-Origin': site,\n});\n",
        after:
          "export const headers = (site: string): Record<string, string> => ({\n  Vary: site === '' ? '' : 'Origin',\n  'Access-Control-Allow-Origin': '*',\n});\n",
        witness: "headers('https://shop.example')",
      },
    ],
    skips: [
      {
        code: "export const open = (): Record<string, string> => ({ 'Access-Control-Allow-Origin': '*' });\n",
        because: 'It is open already.',
      },
      {
        code: 'export const line = (from: number): object => ({ origin: String(from), length: 2 });\n',
        because: 'No page is let in.',
      },
    ],
  },
};

/** What stands for the origin in a header, or in the options of `cors(…)`. */
function originIn(node: ts.Node, context: SiteContext): ts.Expression | null {
  if (ts.isCallExpression(node)) {
    const at = node.arguments.findIndex((argument) => HEADER.test(argument.getText(context.sourceFile)));
    return at === -1 ? null : (node.arguments[at + 1] ?? null);
  }
  if (!ts.isPropertyAssignment(node)) return null;
  const name = node.name.getText(context.sourceFile);
  if (HEADER.test(name)) return node.initializer;
  if (name !== 'origin') return null;
  const call = node.parent.parent;
  return ts.isCallExpression(call) && /cors/iu.test(calledName(call) ?? '') ? node.initializer : null;
}

function isOpen(origin: ts.Expression): boolean {
  return (ts.isStringLiteralLike(origin) && origin.text === '*') || origin.kind === ts.SyntaxKind.TrueKeyword;
}
