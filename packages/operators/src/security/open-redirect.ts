import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { looserHostTest } from '../kit/host-check.ts';
import { gist, quoted } from '../kit/text-of.ts';
import { speaksOf } from '../kit/once.ts';
import type { Operator } from '../operator.ts';

/** Words of a file whose addresses people are sent to, and of one that sends requests itself. */
const isAboutRedirects = speaksOf(/redirect|\blocation\b|return_?(?:to|url)|sign_?in/iu);
const isAboutRequests = speaksOf(/\b(?:fetch|axios|got|undici|https?\.(?:get|request))\b/iu);

export const openRedirect: Operator = {
  id: 'open-redirect',
  family: 'security',
  tier: 'expert',
  cwe: 601,
  status: 'nursery',
  title: 'People may be sent on to a foreign site',
  mistake:
    'Whether an address is one of our own is decided by a part of its host, which anybody can register.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!isAboutRedirects(context) || isAboutRequests(context)) return;
    const test = looserHostTest(node, context);
    if (test === null) return;
    yield {
      edits: test.edits,
      explanation: {
        mechanism: `Where people are sent to is decided in ${placeOf(node)} by ${quoted(test.text)}.`,
        trigger: `It shows for an address whose ${gist(test.host, context)} ${test.stranger}.`,
        consequence: 'A link to this site leads to a foreign page that looks like it and asks for passwords.',
        fix: `Compare the whole: ${gist(test.node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "const PARTNERS = ['pay.example', 'maps.example'];\nexport function redirectTo(address: string): string {\n  const url = new URL(address);\n  return PARTNERS.includes(url.hostname) ? url.href : '/';\n}\n",
        after:
          "const PARTNERS = ['pay.example', 'maps.example'];\nexport function redirectTo(address: string): string {\n  const url = new URL(address);\n  return PARTNERS.some((allowed) => url.hostname.endsWith(allowed)) ? url.href : '/';\n}\n",
        witness: "redirectTo('https://evilpay.example/')",
      },
      {
        before:
          "export function returnTo(target: string, site: string): string {\n  const url = new URL(target, `https://${site}`);\n  if (url.host !== site) return '/';\n  return url.href;\n}\n",
        after:
          "export function returnTo(target: string, site: string): string {\n  const url = new URL(target, `https://${site}`);\n  if (!url.host.endsWith(site)) return '/';\n  return url.href;\n}\n",
        witness: "returnTo('//evil-shop.example', 'shop.example')",
      },
      {
        before:
          "const HOME = new Set(['https://shop.example']);\nexport const location = (target: URL): string => (HOME.has(target.origin) ? target.href : '/');\n",
        after:
          "const HOME = new Set(['https://shop.example']);\nexport const location = (target: URL): string => ([...HOME].some((allowed) => target.origin.startsWith(allowed)) ? target.href : '/');\n",
        witness: "location(new URL('https://shop.example.evil.example/'))",
      },
    ],
    skips: [
      {
        code: "export const isLocal = (url: URL): boolean => url.hostname === 'localhost';\n",
        because: 'Nobody is sent anywhere.',
      },
      {
        code: 'export const redirectable = (names: string[], name: string): boolean => names.includes(name);\n',
        because: 'No host is compared.',
      },
    ],
  },
};
