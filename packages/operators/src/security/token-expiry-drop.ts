import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { replaceNode } from '../kit/replace.ts';
import { GATES, gatesOf, withoutGate } from '../kit/security-gate.ts';
import { gist } from '../kit/text-of.ts';
import { isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import { speaksOf } from '../kit/once.ts';
import type { Operator, SiteContext } from '../operator.ts';

const WORDS = {
  trigger: 'It shows for a token whose time is over.',
  consequence: 'A token that was lost or copied long ago still opens the door.',
};
const OPTION = 'ignoreExpiration';

const isAboutTokens = speaksOf(/jsonwebtoken/u);

export const tokenExpiryDrop: Operator = {
  id: 'token-expiry-drop',
  family: 'security',
  tier: 'expert',
  cwe: 613,
  status: 'stable',
  title: 'Token never runs out',
  mistake: 'Whether a token is genuine is checked, and with that it seems to be good.',
  kinds: GATES,
  *mutate(node, context) {
    for (const gate of gatesOf(node, 'expiry', context)) yield withoutGate(gate, WORDS, context);
    const edit = ts.isCallExpression(node) ? forEver(node, context) : null;
    if (edit === null) return;
    yield {
      edits: [edit],
      explanation: {
        mechanism: `${subjectOf(node)} checks its token with \`${OPTION}: true\`.`,
        ...WORDS,
        fix: `Let it run out: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "interface Session {\n  readonly user: string;\n  readonly expiresAt: number | null;\n}\nexport function userOf(sessions: Map<string, Session>, id: string, now: number): string {\n  const session = sessions.get(id) ?? { user: 'nobody', expiresAt: null };\n  if (session.expiresAt !== null && session.expiresAt <= now) {\n    return `nobody at ${String(now)}`;\n  }\n  return `${session.user} at ${String(now)}`;\n}\n",
        after:
          "interface Session {\n  readonly user: string;\n  readonly expiresAt: number | null;\n}\nexport function userOf(sessions: Map<string, Session>, id: string, now: number): string {\n  const session = sessions.get(id) ?? { user: 'nobody', expiresAt: null };\n  return `${session.user} at ${String(now)}`;\n}\n",
        witness: "userOf(new Map([['a', { user: 'ada', expiresAt: 1 }]]), 'a', 2)",
      },
      {
        before:
          "interface Options {\n  readonly issuer: string;\n  readonly ignoreExpiration?: boolean;\n}\ninterface Tokens {\n  verify(token: string, key: string, options: Options): string;\n}\nexport const check = (jwt: Tokens, token: string, key: string): string => jwt.verify(token, key, { issuer: 'shop' });\n",
        after:
          "interface Options {\n  readonly issuer: string;\n  readonly ignoreExpiration?: boolean;\n}\ninterface Tokens {\n  verify(token: string, key: string, options: Options): string;\n}\nexport const check = (jwt: Tokens, token: string, key: string): string => jwt.verify(token, key, { issuer: 'shop', ignoreExpiration: true });\n",
        witness: "check({ verify: (token, key, options) => Object.keys(options).join() }, 'a', 'b')",
      },
    ],
    skips: [
      {
        code: 'export function isGood(expiresAt: number, now: number): boolean {\n  if (expiresAt <= now) return false;\n  return now > 0;\n}\n',
        because: 'A plain guard is the business of guard-drop; the parameter would stand there unused.',
      },
      {
        code: "export const check = (tokens: { verify(token: string, key: string, options: { issuer: string }): string }): string => tokens.verify('a', 'b', { issuer: 'shop' });\n",
        because: 'There is no such option.',
      },
    ],
  },
};

/** `verify(token, key, { … })` with the option that lets tokens live for ever. */
function forEver(call: ts.CallExpression, context: SiteContext): Edit | null {
  if (!/^(?:verify|jwtVerify|verifyAsync)$/u.test(calledName(call) ?? '')) return null;
  const options = call.arguments.find(ts.isObjectLiteralExpression);
  const last = options?.properties.at(-1);
  if (options === undefined || last === undefined) return null;
  const own = options.properties.find((property) => property.name?.getText() === OPTION);
  if (own !== undefined) {
    const isOff = ts.isPropertyAssignment(own) && own.initializer.kind === ts.SyntaxKind.FalseKeyword;
    return isOff ? replaceNode(own.initializer, 'true', context) : null;
  }
  const expected = context.checker.getContextualType(options) ?? typeOf(options, context);
  const isKnown = context.checker.getPropertyOfType(expected, OPTION) !== undefined;
  return isKnown || (isJavaScript(context) && isAboutTokens(context))
    ? { start: last.end, end: last.end, text: `, ${OPTION}: true` }
    : null;
}
