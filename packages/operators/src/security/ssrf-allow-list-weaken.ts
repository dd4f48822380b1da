import * as ts from 'typescript';
import { placeOf, subjectOf } from '../kit/enclosing.ts';
import { looserHostTest } from '../kit/host-check.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { speaksOf } from '../kit/once.ts';
import type { Operator } from '../operator.ts';

/** Words of a file that sends requests to addresses from outside. */
const isAboutRequests = speaksOf(
  /(?:\bf|F)etch\w*|\b(?:axios|got|undici|https?\.(?:get|request)|webhooks?)\b/iu,
);
const SECRETS = /authorization|cookie|credential|token/iu;

export const ssrfAllowListWeaken: Operator = {
  id: 'ssrf-allow-list-weaken',
  family: 'security',
  tier: 'expert',
  cwe: 918,
  status: 'nursery',
  title: 'Server may be made to ask a foreign host',
  mistake:
    'A list of hosts that requests may go to is compared by the ends of names, or not asked again after a redirection.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression, ts.SyntaxKind.PropertyAssignment],
  *mutate(node, context) {
    if (ts.isPropertyAssignment(node)) {
      const { initializer, name } = node;
      if (name.getText() !== 'redirect' || !ts.isStringLiteral(initializer)) return;
      if (!/^(?:manual|error)$/u.test(initializer.text) || SECRETS.test(node.parent.getText())) return;
      const quote = textOf(initializer, context)[0]!;
      yield {
        edits: [replaceNode(initializer, `${quote}follow${quote}`, context)],
        explanation: {
          mechanism: `${subjectOf(node)} follows redirections by itself, with \`redirect: 'follow'\`.`,
          trigger: 'It shows when the host that was allowed answers with the address of another one.',
          consequence: 'The server asks a host inside the network, and hands its answer on.',
          fix: `Do not follow: ${gist(node, context)}.`,
        },
      };
      return;
    }
    if (!isAboutRequests(context)) return;
    const test = looserHostTest(node, context);
    if (test === null) return;
    yield {
      edits: test.edits,
      explanation: {
        mechanism: `Where the server sends its request is decided in ${placeOf(node)} by ${quoted(test.text)}.`,
        trigger: `It shows for an address whose ${gist(test.host, context)} ${test.stranger}.`,
        consequence: 'The server sends requests to a host that an outsider has chosen.',
        fix: `Ask for the whole: ${gist(test.node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export async function image(address: string, fetch: (url: URL) => Promise<string>): Promise<string> {\n  const url = new URL(address);\n  if (!url.hostname.endsWith('.images.example')) throw new Error('not allowed');\n  return fetch(url);\n}\n",
        after:
          "export async function image(address: string, fetch: (url: URL) => Promise<string>): Promise<string> {\n  const url = new URL(address);\n  if (!url.hostname.endsWith('images.example')) throw new Error('not allowed');\n  return fetch(url);\n}\n",
        witness: "image('https://evilimages.example/', async (url) => url.hostname)",
      },
      {
        before:
          'export const mayFetch = (url: URL, hosts: ReadonlySet<string>): boolean => hosts.has(url.hostname);\n',
        after:
          'export const mayFetch = (url: URL, hosts: ReadonlySet<string>): boolean => [...hosts].some((allowed) => url.hostname.endsWith(allowed));\n',
        witness: "mayFetch(new URL('https://evilapi.example'), new Set(['api.example']))",
      },
      {
        before:
          "type Get = (url: string, options: { redirect: 'manual' | 'follow' }) => string;\nexport const load = (get: Get, url: string): string => get(url, { redirect: 'manual' });\n",
        after:
          "type Get = (url: string, options: { redirect: 'manual' | 'follow' }) => string;\nexport const load = (get: Get, url: string): string => get(url, { redirect: 'follow' });\n",
        witness: "load((url, { redirect }) => redirect, 'a')",
      },
    ],
    skips: [
      {
        code: 'export const isHome = (url: URL, home: string): boolean => url.host === home;\n',
        because: 'No request is sent.',
      },
      {
        code: 'export const fetched = new Set<string>();\nexport const isKnown = (url: string): boolean => fetched.has(url);\n',
        because: 'An address is looked up, not a host.',
      },
    ],
  },
};
