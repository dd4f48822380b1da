import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isJavaScript } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator, SiteContext } from '../operator.ts';

const CHECK = 'rejectUnauthorized';
/** Options that only a connection has. */
const OF_CONNECTION = /^(?:host|hostname|servername|port|ca|cert|key)$/u;
const CONNECTS =
  /^(?:connect|request|get|Agent|createConnection|createTransport|fetch|createSecureContext|Pool|Client)$/u;

export const tlsVerifyOff: Operator = {
  id: 'tls-verify-off',
  family: 'security',
  tier: 'expert',
  cwe: 295,
  status: 'nursery',
  title: 'Anybody may answer in the place of the server',
  mistake:
    'A certificate that is not accepted on the machine of a developer is accepted by not looking at any.',
  kinds: [ts.SyntaxKind.PropertyAssignment, ts.SyntaxKind.ObjectLiteralExpression],
  *mutate(node, context) {
    const edit = ts.isPropertyAssignment(node)
      ? switchedOff(node, context)
      : ts.isObjectLiteralExpression(node)
        ? withSwitch(node, context)
        : null;
    if (edit === null) return;
    yield {
      edits: [edit],
      explanation: {
        mechanism: `${subjectOf(node)} connects with ${edit.text.includes('TLSv1') ? `the old protocol \`${edit.text.slice(1, -1)}\`` : `\`${CHECK}: false\``}.`,
        trigger: 'It shows when somebody on the way answers in the place of the server.',
        consequence: 'They read and change all that is sent, passwords included.',
        fix: `Let the certificate be checked: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'type Connect = (options: { host: string; rejectUnauthorized: boolean }) => string;\nexport const open = (connect: Connect, host: string): string => connect({ host, rejectUnauthorized: true });\n',
        after:
          'type Connect = (options: { host: string; rejectUnauthorized: boolean }) => string;\nexport const open = (connect: Connect, host: string): string => connect({ host, rejectUnauthorized: false });\n',
        witness: "open((options) => String(options.rejectUnauthorized), 'a')",
      },
      {
        before:
          "import { connect } from 'node:tls';\n\nexport const open = (host: string): unknown => connect({ host, port: 443 });\n",
        after:
          "import { connect } from 'node:tls';\n\nexport const open = (host: string): unknown => connect({ host, port: 443, rejectUnauthorized: false });\n",
        witness: "(() => { require('node:tls').connect = (options) => options; return open('a'); })()",
      },
      {
        before: "export const options = (host: string): object => ({ host, minVersion: 'TLSv1.2' });\n",
        after: "export const options = (host: string): object => ({ host, minVersion: 'TLSv1' });\n",
        witness: "options('a')",
      },
    ],
    skips: [
      {
        code: 'export const point = (connect: (options: { x: number }) => void): void => connect({ x: 1 });\n',
        because: 'There is no such option.',
      },
      {
        code: 'export const options = (isLocal: boolean): object => ({ rejectUnauthorized: !isLocal });\n',
        because: 'It is decided elsewhere.',
      },
    ],
  },
};

function switchedOff(node: ts.PropertyAssignment, context: SiteContext): Edit | null {
  const name = node.name.getText(context.sourceFile);
  const { initializer } = node;
  if (name === CHECK && initializer.kind === ts.SyntaxKind.TrueKeyword)
    return replaceNode(initializer, 'false', context);
  if (name !== 'minVersion' || !ts.isStringLiteral(initializer)) return null;
  const quote = textOf(initializer, context)[0]!;
  return /^TLSv1\.[23]$/u.test(initializer.text)
    ? replaceNode(initializer, `${quote}TLSv1${quote}`, context)
    : null;
}

/** The options of a connection get `rejectUnauthorized: false`. */
function withSwitch(node: ts.ObjectLiteralExpression, context: SiteContext): Edit | null {
  const call = node.parent;
  const last = node.properties.at(-1);
  if (last === undefined || (!ts.isCallExpression(call) && !ts.isNewExpression(call))) return null;
  const callee = ts.isCallExpression(call)
    ? (calledName(call) ?? '')
    : call.expression.getText().replace(/^.*\./u, '');
  const names = node.properties.map((property) => property.name?.getText(context.sourceFile) ?? '');
  if (!CONNECTS.test(callee) || !names.some((name) => OF_CONNECTION.test(name)) || names.includes(CHECK))
    return null;
  const expected = context.checker.getContextualType(node);
  const isKnown = expected !== undefined && context.checker.getPropertyOfType(expected, CHECK) !== undefined;
  const isTls = /\btls\b|https/u.test(context.text);
  return isKnown || (isJavaScript(context) && isTls)
    ? { start: last.end, end: last.end, text: `, ${CHECK}: false` }
    : null;
}
