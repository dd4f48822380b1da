import * as ts from 'typescript';
import { isCipherVector } from '../kit/cipher-vector.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { fits } from '../kit/fits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator, SiteContext, Stretch } from '../operator.ts';

const BYTE = '() => Math.floor(Math.random() * 256)';

export const weakRandom: Operator = {
  id: 'weak-random',
  family: 'security',
  tier: 'expert',
  cwe: 338,
  status: 'nursery',
  title: 'Secret can be guessed from others',
  mistake: 'Random numbers that are good enough for games are used to make a secret.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const guessable = ts.isCallExpression(node) ? guessableFor(node, context) : null;
    const leftovers = guessable === null ? null : unusedAfter(guessable.removed, context);
    if (guessable === null || leftovers === null) return;
    yield {
      edits: [replaceNode(node, guessable.text, context), ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} draws its secret with \`Math.random\`.`,
        trigger: 'It shows to somebody who has got a few secrets of their own from the same process.',
        consequence: 'They compute those that others get.',
        fix: `Draw it from the secure source: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "import { randomBytes } from 'node:crypto';\n\nconst BYTES = 24;\nexport const token = (): string => randomBytes(BYTES).toString('base64url');\n",
        after: 'export const token = (): string => Math.random().toString(36).slice(2);\n',
        witness: 'token().length > 20',
      },
      {
        before:
          "import { randomInt } from 'node:crypto';\n\nexport const code = (low: number, digits: number): string => String(randomInt(low, 10 ** digits));\n",
        after:
          'export const code = (low: number, digits: number): string => String(low + Math.floor(Math.random() * (10 ** digits - low)));\n',
        witness: 'code(5, 0.1)',
      },
      {
        before:
          "import { randomBytes } from 'node:crypto';\n\nexport const salt = (size: number): Uint8Array => randomBytes(size);\n",
        after:
          'export const salt = (size: number): Uint8Array => Buffer.from(Array.from({ length: size }, () => Math.floor(Math.random() * 256)));\n',
        witness: "(() => { require('node:crypto').randomBytes = () => 'drawn'; return salt(0); })()",
      },
    ],
    skips: [
      {
        code: "import { randomBytes, createCipheriv } from 'node:crypto';\nexport function start(key: Buffer): unknown {\n  const iv = randomBytes(12);\n  return createCipheriv('aes-256-gcm', key, iv);\n}\n",
        because: 'A vector is no secret: what it needs is the business of iv-reuse.',
      },
      {
        code: 'export const dice = (): number => 1 + Math.floor(Math.random() * 6);\n',
        because: 'It is guessable already.',
      },
    ],
  },
};

interface Guessable {
  readonly text: string;
  readonly removed: readonly Stretch[];
}

function guessableFor(call: ts.CallExpression, context: SiteContext): Guessable | null {
  const { arguments: given } = call;
  const whole = [stretchOf(call, context)];
  const callee = [stretchOf(call.expression, context)];
  const texts = given.map((argument) => textOf(argument, context));
  const [first = '', second] = texts;
  const method = methodCall(call);
  if (method?.name === 'toString') {
    const drawn = bare(method.receiver);
    const encoding = given[0];
    if (!ts.isCallExpression(drawn) || calledName(drawn) !== 'randomBytes' || encoding === undefined)
      return null;
    if (!ts.isStringLiteral(encoding) || !/^(?:hex|base64(?:url)?)$/u.test(encoding.text)) return null;
    const base = encoding.text === 'hex' ? '16' : '36';
    return { text: `Math.random().toString(${base}).slice(2)`, removed: whole };
  }
  if (texts.some((text) => text.includes('\n'))) return null;
  switch (calledName(call)) {
    case 'randomUUID':
      return fits(context.checker.getStringType(), call, context)
        ? { text: 'Math.random().toString(36).slice(2)', removed: whole }
        : null;
    case 'randomInt':
      if (given.length === 1)
        return { text: `Math.floor(Math.random() * ${inProduct(given[0]!, first)})`, removed: callee };
      if (second === undefined || given.length > 2 || ts.isFunctionLike(given[1])) return null;
      return { text: sumOf(given[0]!, first, given[1]!, second), removed: callee };
    case 'randomBytes':
      return given.length !== 1 || isEncoded(call) || isCipherVector(call, context)
        ? null
        : { text: `Buffer.from(Array.from({ length: ${first} }, ${BYTE}))`, removed: callee };
    case 'getRandomValues': {
      const size = /^new Uint8Array\(([^()]+)\)$/u.exec(first)?.[1];
      return size === undefined || isCipherVector(call, context)
        ? null
        : { text: `Uint8Array.from({ length: ${size} }, ${BYTE})`, removed: callee };
    }
    default:
      return null;
  }
}

function sumOf(low: ts.Expression, lowText: string, high: ts.Expression, highText: string): string {
  const from = ts.isBinaryExpression(low) ? `(${lowText})` : lowText;
  const span = ts.isConditionalExpression(high) ? `(${highText})` : highText;
  const width = lowText === '0' ? inProduct(high, highText) : `(${span} - ${from})`;
  return lowText === '0'
    ? `Math.floor(Math.random() * ${width})`
    : `${from} + Math.floor(Math.random() * ${width})`;
}

function inProduct(node: ts.Expression, text: string): string {
  return ts.isBinaryExpression(node) || ts.isConditionalExpression(node) ? `(${text})` : text;
}

/** The bytes become text at once: the whole is one draw. */
function isEncoded(call: ts.CallExpression): boolean {
  const { parent } = call;
  return ts.isPropertyAccessExpression(parent) && parent.name.text === 'toString';
}
