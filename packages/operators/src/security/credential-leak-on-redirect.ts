import * as ts from 'typescript';
import { isEquality } from '../kit/comparison.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator, SiteContext } from '../operator.ts';

const CREDENTIALS = /authorization|cookie|credential|token|api_?key|password/iu;
const PLACES = /^(?:origin|host|hostname)$/u;

export const credentialLeakOnRedirect: Operator = {
  id: 'credential-leak-on-redirect',
  family: 'security',
  tier: 'expert',
  cwe: 200,
  status: 'nursery',
  title: 'Credentials go along to another host',
  mistake: 'A redirection is followed with all that the first request carried, wherever it leads.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.PropertyAssignment],
  *mutate(node, context) {
    const edits = ts.isPropertyAssignment(node) ? followed(node, context) : compared(node, context);
    if (edits === null) return;
    const isComparison = ts.isBinaryExpression(node);
    yield {
      edits,
      explanation: {
        mechanism: isComparison
          ? `${subjectOf(node)} compares ${quoted(`${ownerOf(node.left, context)}.protocol`)} of two addresses to decide whether credentials go along.`
          : `${subjectOf(node)} follows redirections with \`redirect: 'follow'\`, and its credentials go along.`,
        trigger: 'It shows when the server answers with the address of another host.',
        consequence: 'That host gets the credentials, and can use them.',
        fix: isComparison
          ? `Compare the hosts: ${gist(node, context)}.`
          : `Look at where it leads first: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function headersFor(next: URL, first: URL, token: string): Record<string, string> {\n  if (next.origin !== first.origin) return {};\n  return { authorization: `Bearer ${token}` };\n}\n',
        after:
          'export function headersFor(next: URL, first: URL, token: string): Record<string, string> {\n  if (next.protocol !== first.protocol) return {};\n  return { authorization: `Bearer ${token}` };\n}\n',
        witness: "headersFor(new URL('https://evil.example/'), new URL('https://api.example/'), 'a')",
      },
      {
        before:
          "type Get = (url: string, options: { headers: object; redirect: 'error' | 'follow' }) => string;\nexport const load = (get: Get, token: string): string => get('/', { headers: { authorization: token }, redirect: 'error' });\n",
        after:
          "type Get = (url: string, options: { headers: object; redirect: 'error' | 'follow' }) => string;\nexport const load = (get: Get, token: string): string => get('/', { headers: { authorization: token }, redirect: 'follow' });\n",
        witness: "load((url, { redirect }) => redirect, 'a')",
      },
    ],
    skips: [
      {
        code: 'export const isLocal = (link: URL, page: URL): boolean => link.host === page.host;\n',
        because: 'No credentials are at hand.',
      },
      {
        code: "export const needsToken = (url: URL): boolean => url.host === 'api.example';\n",
        because: 'One address is compared with a constant.',
      },
    ],
  },
};

/** `redirect: 'manual'` of a request with credentials. */
function followed({ name, initializer, parent }: ts.PropertyAssignment, context: SiteContext): Edit[] | null {
  if (name.getText(context.sourceFile) !== 'redirect' || !ts.isStringLiteral(initializer)) return null;
  if (!/^(?:manual|error)$/u.test(initializer.text) || !CREDENTIALS.test(textOf(parent, context)))
    return null;
  const quote = textOf(initializer, context)[0]!;
  return [replaceNode(initializer, `${quote}follow${quote}`, context)];
}

/** `next.origin === first.origin` compares the protocols. */
function compared(node: ts.Node, context: SiteContext): Edit[] | null {
  if (!ts.isBinaryExpression(node) || !isEquality(node)) return null;
  const [left, right] = [bare(node.left), bare(node.right)];
  if (!ts.isPropertyAccessExpression(left) || !ts.isPropertyAccessExpression(right)) return null;
  if (!PLACES.test(left.name.text) || left.name.text !== right.name.text || isSameCode(left, right))
    return null;
  const fn = enclosingFunction(node);
  if (fn === null || !CREDENTIALS.test(textOf(fn, context))) return null;
  if (![left, right].every(({ expression }) => typeOf(expression, context).getSymbol()?.name === 'URL'))
    return null;
  return [left, right].map(({ name }) => replaceNode(name, 'protocol', context));
}

function ownerOf(side: ts.Expression, context: SiteContext): string {
  const node = bare(side);
  return ts.isPropertyAccessExpression(node) ? textOf(node.expression, context) : textOf(node, context);
}
