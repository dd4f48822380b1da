import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { localsAt } from '../kit/scope.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { descendants } from '../kit/tree.ts';
import { isJavaScript, isStringType, isUnknownType } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator, SiteContext } from '../operator.ts';

const LOGS = /^(?:log|debug|info|warn|error|trace|notice|audit|record)$/u;
const LOGGER = /\b(?:console|log(?:ger|ging)?|audit\w*|journal)\b/iu;
const SECRET = /^(?:.*password|passphrase|.*token|.*secret|api_?key|credentials?|pin|otp|.*[cC]ode)$/u;

export const logSecret: Operator = {
  id: 'log-secret',
  family: 'security',
  tier: 'expert',
  cwe: 532,
  status: 'nursery',
  title: 'Secret is written to the log',
  mistake: 'What a request brought is logged to see what goes wrong, and a secret is a part of it.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || !LOGS.test(calledName(node) ?? '')) return;
    if (!LOGGER.test(textOf(node.expression, context)) || node.arguments.length === 0) return;
    const secret = secretAt(node, context);
    const edit = secret === null ? null : added(node, secret, context);
    if (secret === null || edit === null) return;
    yield {
      edits: [edit],
      explanation: {
        mechanism: `${subjectOf(node)} writes \`${secret}\` to the log, beside ${gist(node.arguments[0]!, context)}.`,
        trigger: 'It shows every time that this line is logged.',
        consequence: 'Whoever may read the log, or a copy of it, has the secrets of others.',
        fix: `Log it without \`${secret}\`: ${quoted(textOf(node, context))}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function signIn(logger: { info(message: string, fields: object): void }, user: string, password: string): boolean {\n  logger.info('sign-in', { user });\n  return password.length > 9;\n}\n",
        after:
          "export function signIn(logger: { info(message: string, fields: object): void }, user: string, password: string): boolean {\n  logger.info('sign-in', { user, password });\n  return password.length > 9;\n}\n",
        witness:
          "(() => { const lines = []; signIn({ info: (...line) => lines.push(line) }, 'ada', 'hunter22'); return lines; })()",
      },
      {
        before:
          'export function refresh(log: (line: string) => void, user: string, draw: () => string): string {\n  const token = draw();\n  log(`new token for ${user}`);\n  return token;\n}\n',
        after:
          'export function refresh(log: (line: string) => void, user: string, draw: () => string): string {\n  const token = draw();\n  log(`new token for ${user}: ${token}`);\n  return token;\n}\n',
        witness:
          "(() => { const lines = []; refresh((line) => lines.push(line), 'ada', () => 'abc'); return lines; })()",
      },
    ],
    skips: [
      {
        code: 'export function start(logger: { info(message: string): void }, port: number): void {\n  logger.info(`on port ${String(port)}`);\n}\n',
        because: 'No secret is at hand.',
      },
      {
        code: 'export function log(password: string): number {\n  return Math.log(password.length);\n}\n',
        because: 'It is a logarithm.',
      },
    ],
  },
};

/** A text that is called like a secret and that the call does not mention. */
function secretAt(call: ts.CallExpression, context: SiteContext): string | null {
  const mentioned = new Set([...descendants(call)].filter(ts.isIdentifier).map(({ text }) => text));
  const secret = localsAt(call, context).find((symbol) => {
    if (!SECRET.test(symbol.name) || mentioned.has(symbol.name)) return false;
    const type = context.checker.getTypeOfSymbolAtLocation(symbol, call);
    return isStringType(type) || (isUnknownType(type) && isJavaScript(context));
  });
  return secret?.name ?? null;
}

/** The secret behind the fields, or at the end of the message. */
function added(call: ts.CallExpression, secret: string, context: SiteContext): Edit | null {
  const fields = call.arguments.find(ts.isObjectLiteralExpression);
  const last = fields?.properties.at(-1);
  if (fields !== undefined) {
    if (last === undefined) return null;
    const expected = context.checker.getContextualType(fields);
    const isFree =
      expected === undefined ||
      isUnknownType(expected) ||
      (expected.flags & ts.TypeFlags.NonPrimitive) !== 0 ||
      context.checker.getIndexTypeOfType(expected, ts.IndexKind.String) !== undefined;
    return isFree ? { start: last.end, end: last.end, text: `, ${secret}` } : null;
  }
  const message = call.arguments[0]!;
  if (!ts.isTemplateExpression(message)) return null;
  return { start: message.end - 1, end: message.end - 1, text: `: \${${secret}}` };
}
