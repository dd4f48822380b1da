import * as ts from 'typescript';
import { isEquality, isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Edit } from '@bebug/core';
import type { Operator, SiteContext } from '../operator.ts';

const NAME = /^alg(?:orithm)?$/iu;
const LIST = /^(?:[HREP]S(?:256|384|512)|EdDSA)$/u;

export const algorithmConfusion: Operator = {
  id: 'algorithm-confusion',
  family: 'security',
  tier: 'expert',
  cwe: 347,
  status: 'nursery',
  title: 'Token chooses how it is checked',
  mistake: 'The algorithms that must not be used are turned away, instead of letting in the one that is.',
  kinds: [ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression, ts.SyntaxKind.ArrayLiteralExpression],
  *mutate(node, context) {
    const wider = ts.isArrayLiteralExpression(node) ? longer(node) : open(node, context);
    if (wider === null) return;
    yield {
      edits: wider.edits,
      explanation: {
        mechanism: `${subjectOf(node)} accepts a token by ${quoted(wider.text)}.`,
        trigger:
          'It shows for a token whose header names another algorithm, such as `None`, or `HS256` with a public key.',
        consequence: 'A token that nobody issued is checked in a way that its author has chosen.',
        fix: `Accept what is in use and nothing else: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "const ALGORITHM = 'HS256';\nexport function check(header: { alg: string }): boolean {\n  if (header.alg !== ALGORITHM) return false;\n  return true;\n}\n",
        after:
          "export function check(header: { alg: string }): boolean {\n  if (header.alg === 'none') return false;\n  return true;\n}\n",
        witness: "check({ alg: 'None' })",
      },
      {
        before:
          "type Verify = (token: string, key: string, options: { algorithms: string[] }) => string;\nexport const read = (verify: Verify, token: string, key: string): string => verify(token, key, { algorithms: ['RS256'] });\n",
        after:
          "type Verify = (token: string, key: string, options: { algorithms: string[] }) => string;\nexport const read = (verify: Verify, token: string, key: string): string => verify(token, key, { algorithms: ['RS256', 'HS256'] });\n",
        witness: "read((token, key, { algorithms }) => algorithms.join(), 'a', 'b')",
      },
      {
        before:
          "const ALLOWED = new Set(['RS256', 'ES256']);\nexport const size = (): number => ALLOWED.size;\nexport const isAllowed = (alg: string): boolean => ALLOWED.has(alg);\n",
        after:
          "const ALLOWED = new Set(['RS256', 'ES256']);\nexport const size = (): number => ALLOWED.size;\nexport const isAllowed = (alg: string): boolean => alg !== 'none';\n",
        witness: "isAllowed('HS256')",
      },
    ],
    skips: [
      {
        code: "export const isSigned = (alg: string): boolean => alg !== 'none';\n",
        because: 'It is open already.',
      },
      {
        code: "export const names = (): string[] => ['sha256', 'sha512'];\n",
        because: 'No token is checked by them.',
      },
      {
        code: "export const counter = (algorithm: string): number => (algorithm === 'aes-128-ctr' ? 16 : 12);\n",
        because: 'It encrypts and signs nothing.',
      },
    ],
  },
};

interface Wider {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** `header.alg !== ALGORITHM` and `ALGORITHMS.includes(header.alg)` ask for anything but `none`. */
function open(node: ts.Node, context: SiteContext): Wider | null {
  const [algorithm, isAccepted] = asked(node);
  if (algorithm === null) return null;
  const known = ts.isBinaryExpression(node) ? node.right : (node as ts.CallExpression).expression;
  const leftovers = unusedAfter([stretchOf(known, context)], context);
  const text = `${textOf(algorithm, context)} ${isAccepted ? '!==' : '==='} 'none'`;
  if (leftovers === null) return null;
  const { parent } = node;
  const isNegated = ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!isNegated) return { text, edits: [replaceNode(node, text, context), ...leftovers] };
  const opposite = `${textOf(algorithm, context)} === 'none'`;
  return { text: opposite, edits: [replaceNode(parent, opposite, context), ...leftovers] };
}

function asked(node: ts.Node): readonly [ts.Expression | null, boolean] {
  const call = methodCall(node);
  if (call !== null) {
    const [algorithm] = call.call.arguments;
    const isAsked = call.name === 'includes' || call.name === 'has';
    const isSole = algorithm !== undefined && call.call.arguments.length === 1 && isAlgorithm(algorithm);
    return [isAsked && isSole && !ts.isStringLiteral(bare(call.receiver)) ? algorithm : null, true];
  }
  if (!ts.isBinaryExpression(node) || !isEquality(node)) return [null, true];
  const [left, right] = [bare(node.left), bare(node.right)];
  const isConstant = ts.isIdentifier(right)
    ? !NAME.test(right.text) || /^[A-Z_]+$/u.test(right.text)
    : ts.isStringLiteral(right) && LIST.test(right.text);
  if (!isAlgorithm(left) || !isConstant) return [null, true];
  return [
    left,
    isToken(node, ts.SyntaxKind.EqualsEqualsEqualsToken) || isToken(node, ts.SyntaxKind.EqualsEqualsToken),
  ];
}

/** `header.alg`, or a local of that name; never a constant. */
function isAlgorithm(node: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '';
  return NAME.test(name) && !/^[A-Z]+$/u.test(name);
}

/** `algorithms: ['RS256']` gets one that goes with another kind of key. */
function longer(node: ts.ArrayLiteralExpression): Wider | null {
  const { parent } = node;
  if (!ts.isPropertyAssignment(parent) || parent.name.getText() !== 'algorithms') return null;
  const names = node.elements.map((element) => (ts.isStringLiteral(element) ? element.text : ''));
  if (names.length === 0 || !names.every((name) => LIST.test(name)) || names.includes('HS256')) return null;
  const last = node.elements.at(-1)!;
  return {
    text: `algorithms: [${names.join(', ')}, HS256]`,
    edits: [{ start: last.end, end: last.end, text: ", 'HS256'" }],
  };
}
