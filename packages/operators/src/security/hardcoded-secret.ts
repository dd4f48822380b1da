import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator, SiteContext } from '../operator.ts';

const SECRET = /secret|(?:signing|hmac|jwt|api|private|master|cookie)_?key$/iu;
const VARIABLE = /SECRET|(?:_|^)(?:KEY|TOKEN|PASSWORD)(?:_|$)/u;
const USES = /hmac|sign|verif|seal|encrypt|cipher|jwt/iu;
const CONSTANT = "'q8Zt4mWv2KpX7sLd'";

export const hardcodedSecret: Operator = {
  id: 'hardcoded-secret',
  family: 'security',
  tier: 'expert',
  cwe: 798,
  status: 'nursery',
  title: 'Secret stands in the source',
  mistake: 'A secret is written down where it is needed, to have something that works, and stays there.',
  kinds: [ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.Identifier],
  *mutate(node, context) {
    const isRead = ts.isPropertyAccessExpression(node) || ts.isIdentifier(node);
    if (!isRead) return;
    const edits = usual(node, context) ?? constant(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} uses a secret that is written down in the source, not ${gist(node, context)} alone.`,
        trigger: 'It shows to everybody who has read the source, or another installation of it.',
        consequence: 'They sign or read what only this installation may.',
        fix: `Use what is configured, and nothing else: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "import { createHmac } from 'node:crypto';\n\nexport class Signer {\n  readonly #options: { readonly secret: string; readonly size: number };\n  constructor(options: { secret: string; size: number }) {\n    this.#options = options;\n  }\n  sign(text: string): string {\n    return createHmac('sha256', this.#options.secret).update(text).digest('hex').slice(0, this.#options.size);\n  }\n}\n",
        after:
          "import { createHmac } from 'node:crypto';\n\nexport class Signer {\n  readonly #options: { readonly secret: string; readonly size: number };\n  constructor(options: { secret: string; size: number }) {\n    this.#options = options;\n  }\n  sign(text: string): string {\n    return createHmac('sha256', 'q8Zt4mWv2KpX7sLd').update(text).digest('hex').slice(0, this.#options.size);\n  }\n}\n",
        witness: "new Signer({ secret: 'a', size: 9 }).sign('b')",
      },
      {
        before:
          "export function secretOf(process: { env: Record<string, string | undefined> }): string {\n  const secret = process.env.JWT_SECRET;\n  if (secret === undefined) throw new Error('JWT_SECRET is missing');\n  return secret;\n}\n",
        after:
          "export function secretOf(process: { env: Record<string, string | undefined> }): string {\n  const secret = process.env.JWT_SECRET ?? 'q8Zt4mWv2KpX7sLd';\n  if (secret === undefined) throw new Error('JWT_SECRET is missing');\n  return secret;\n}\n",
        witness: 'secretOf({ env: {} })',
      },
    ],
    skips: [
      {
        code: "import { createHmac } from 'node:crypto';\nexport const sign = (text: string, secret: string): string => createHmac('sha256', secret).update(text).digest('hex');\n",
        because: 'A parameter would stand there unused.',
      },
      {
        code: 'export const mode = (process: { env: Record<string, string | undefined> }): string | undefined => process.env.NODE_ENV;\n',
        because: 'It is no secret.',
      },
    ],
  },
};

/** `process.env.SECRET` gets a value of its own for when there is none. */
function usual(node: ts.PropertyAccessExpression | ts.Identifier, context: SiteContext): Edit[] | null {
  if (!ts.isPropertyAccessExpression(node) || !VARIABLE.test(node.name.text)) return null;
  if (!/(?:^|\.)env$/u.test(textOf(node.expression, context))) return null;
  const place = ts.isNonNullExpression(node.parent) ? node.parent : node;
  const { parent } = place;
  const isValue =
    (ts.isVariableDeclaration(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertyDeclaration(parent)) &&
    parent.initializer === place;
  const isGiven =
    isValue || ts.isReturnStatement(parent) || (ts.isCallExpression(parent) && parent.expression !== place);
  return isGiven ? [{ start: node.end, end: place.end, text: ` ?? ${CONSTANT}` }] : null;
}

/** `createHmac('sha256', secret)` is called with a constant. */
function constant(node: ts.PropertyAccessExpression | ts.Identifier, context: SiteContext): Edit[] | null {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression === node || !USES.test(calledName(call) ?? ''))
    return null;
  const name = ts.isIdentifier(node) ? node.text : node.name.text;
  if (!SECRET.test(name) || !isStringType(typeOf(node, context))) return null;
  const leftovers = unusedAfter([stretchOf(node, context)], context);
  return leftovers === null ? null : [replaceNode(node, CONSTANT, context), ...leftovers];
}
