import * as ts from 'typescript';
import { isCipherVector } from '../kit/cipher-vector.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const ivReuse: Operator = {
  id: 'iv-reuse',
  family: 'security',
  tier: 'expert',
  cwe: 329,
  status: 'nursery',
  title: 'Two messages are encrypted alike',
  mistake: 'An encryption needs a start value, and any one will do, as it seems: the same for all messages.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || node.arguments.length !== 1) return;
    const name = calledName(node);
    const [size] = node.arguments;
    if ((name !== 'randomBytes' && name !== 'getRandomValues') || size === undefined) return;
    const isFilled = name === 'getRandomValues';
    if (isFilled && !ts.isNewExpression(size)) return;
    if (!isCipherVector(node, context)) return;
    const leftovers = unusedAfter([stretchOf(node.expression, context)], context);
    if (leftovers === null) return;
    const fixed = isFilled ? textOf(size, context) : `Buffer.alloc(${textOf(size, context)})`;
    yield {
      edits: [replaceNode(node, fixed, context), ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} starts every encryption from the same bytes, \`${fixed}\`.`,
        trigger: 'It shows as soon as two messages are encrypted with one key.',
        consequence: 'Who sees both learns what they have in common, and with some ciphers can forge others.',
        fix: `Draw new bytes for each: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "import { createCipheriv, randomBytes } from 'node:crypto';\n\nexport function seal(key: Uint8Array, text: string): string {\n  const iv = randomBytes(16);\n  const cipher = createCipheriv('aes-256-ctr', key, iv);\n  return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('hex');\n}\n",
        after:
          "import { createCipheriv } from 'node:crypto';\n\nexport function seal(key: Uint8Array, text: string): string {\n  const iv = Buffer.alloc(16);\n  const cipher = createCipheriv('aes-256-ctr', key, iv);\n  return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('hex');\n}\n",
        witness: "(() => { const key = Buffer.alloc(32); return seal(key, 'a') === seal(key, 'a'); })()",
      },
      {
        before:
          "import { webcrypto } from 'node:crypto';\n\nexport const encrypting = (cipher: (options: { iv: Uint8Array }) => string): string =>\n  cipher({ iv: webcrypto.getRandomValues(new Uint8Array(12)) });\n",
        after:
          'export const encrypting = (cipher: (options: { iv: Uint8Array }) => string): string =>\n  cipher({ iv: new Uint8Array(12) });\n',
        witness: 'encrypting(({ iv }) => String(iv.every((byte) => byte === 0)))',
      },
    ],
    skips: [
      {
        code: "import { randomBytes } from 'node:crypto';\nexport function nonceOf(): string {\n  const nonce = randomBytes(16);\n  return nonce.toString('hex');\n}\n",
        because: 'Nothing is encrypted.',
      },
      {
        code: "import { createCipheriv, randomBytes } from 'node:crypto';\nexport function start(iv: Uint8Array): unknown {\n  const key = randomBytes(32);\n  return createCipheriv('aes-256-gcm', key, iv);\n}\n",
        because: 'The key is no start value.',
      },
    ],
  },
};
