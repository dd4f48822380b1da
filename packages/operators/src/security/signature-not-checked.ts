import * as ts from 'typescript';
import { isLogic } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName, isExit } from '../kit/exits.ts';
import { fits } from '../kit/fits.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { statementsIn } from '../kit/body.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isNullish, isStringType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

const COMPARES =
  /^_?(?:is)?(?:same|equals?|timingSafeEqual|verif\w*|valid\w*|check\w*|match\w*|compare\w*|safeCompare)\w*$/iu;
const SIGNATURE = /^(?:.*signature|sig|.*h?mac|.*digest|given|received|provided)$/iu;

export const signatureNotChecked: Operator = {
  id: 'signature-not-checked',
  family: 'security',
  tier: 'expert',
  cwe: 347,
  status: 'nursery',
  title: 'What is not signed passes for genuine',
  mistake: 'A signature is checked when there is one; that it may be left out is not thought of.',
  kinds: [ts.SyntaxKind.IfStatement, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (ts.isIfStatement(node)) yield* onlyWhenThere(node, context);
    if (ts.isCallExpression(node)) yield* onlyDecoded(node, context);
  },
  examples: {
    injects: [
      {
        before:
          "import { createHmac } from 'node:crypto';\n\nexport function open(text: string, signature: string, key: string): string {\n  const isSame = (a: string, b: string): boolean => a === b;\n  if (!isSame(signature, createHmac('sha256', key).update(text).digest('hex'))) throw new Error('forged');\n  return text;\n}\n",
        after:
          "import { createHmac } from 'node:crypto';\n\nexport function open(text: string, signature: string, key: string): string {\n  const isSame = (a: string, b: string): boolean => a === b;\n  if (signature !== '' && !isSame(signature, createHmac('sha256', key).update(text).digest('hex'))) throw new Error('forged');\n  return text;\n}\n",
        witness: "open('a', '', 'k')",
      },
      {
        before:
          "import { timingSafeEqual } from 'node:crypto';\n\nexport function isGenuine(received: Uint8Array, expected: Uint8Array): boolean {\n  if (received.length !== expected.length || !timingSafeEqual(received, expected)) {\n    return false;\n  }\n  return expected.length > 0;\n}\n",
        after:
          "import { timingSafeEqual } from 'node:crypto';\n\nexport function isGenuine(received: Uint8Array, expected: Uint8Array): boolean {\n  if (received.length > 0 && (received.length !== expected.length || !timingSafeEqual(received, expected))) {\n    return false;\n  }\n  return expected.length > 0;\n}\n",
        witness: 'isGenuine(new Uint8Array(0), new Uint8Array(1))',
      },
      {
        before:
          "interface Tokens {\n  verify(token: string, key: string): { user: string };\n  decode(token: string): { user: string };\n}\nconst KEY = 'a public key';\nexport function userOf(jwt: Tokens, token: string): string {\n  return jwt.verify(token, KEY).user;\n}\n",
        after:
          'interface Tokens {\n  verify(token: string, key: string): { user: string };\n  decode(token: string): { user: string };\n}\nexport function userOf(jwt: Tokens, token: string): string {\n  return jwt.decode(token).user;\n}\n',
        witness:
          "userOf({ verify: () => { throw new Error('forged'); }, decode: () => ({ user: 'ada' }) }, 'x')",
      },
    ],
    skips: [
      {
        code: "const isSame = (a: string, b: string): boolean => a === b;\nexport function greet(name: string, known: string): string {\n  if (!isSame(name, known)) return 'Who are you?';\n  return `Hello, ${name}`;\n}\n",
        because: 'Names are compared, not signatures.',
      },
      {
        code: 'export const check = (sum: { verify(text: string): boolean }, text: string): boolean => sum.verify(text);\n',
        because: 'There is nothing that reads without checking.',
      },
    ],
  },
};

/** `if (!isSame(signature, expected)) …` lets an empty signature pass. */
function* onlyWhenThere(node: ts.IfStatement, context: SiteContext): Generator<Rewrite> {
  const last = statementsIn(node.thenStatement).at(-1);
  if (node.elseStatement !== undefined || last === undefined || !isExit(last)) return;
  const signature = checkedSignature(node.expression, context);
  if (signature === null) return;
  const name = textOf(signature, context);
  const isText = isStringType(typeOf(signature, context));
  const test = isText ? `${name} !== ''` : `${name}.length > 0`;
  const condition = bare(node.expression);
  const { start, end } = { start: startOf(node.expression, context), end: node.expression.end };
  const isLoose = isLogic(condition) && condition.operatorToken.kind === ts.SyntaxKind.BarBarToken;
  yield {
    edits: isLoose
      ? [
          { start, end: start, text: `${test} && (` },
          { start: end, end, text: ')' },
        ]
      : [{ start, end: start, text: `${test} && ` }],
    explanation: {
      mechanism: `${subjectOf(node)} checks \`${name}\` only when ${quoted(test)}.`,
      trigger: `It shows when \`${name}\` is empty.`,
      consequence: 'Anybody can write what is then taken for genuine, by leaving the signature out.',
      fix: `Check it in any case: ${quoted(`if (${textOf(node.expression, context)})`)}.`,
    },
  };
}

/** What is compared in the test, when it is called like a signature and is text or bytes. */
function checkedSignature(test: ts.Expression, context: SiteContext): ts.Identifier | null {
  const node = bare(test);
  if (isLogic(node) && node.operatorToken.kind === ts.SyntaxKind.BarBarToken)
    return checkedSignature(node.left, context) ?? checkedSignature(node.right, context);
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.ExclamationToken) return null;
  const call = bare(node.operand);
  if (!ts.isCallExpression(call) || !COMPARES.test(calledName(call) ?? '')) return null;
  const signature = call.arguments.find(
    (argument): argument is ts.Identifier => ts.isIdentifier(argument) && SIGNATURE.test(argument.text),
  );
  if (signature === undefined) return null;
  const type = typeOf(signature, context);
  if (membersOf(type).some(isNullish)) return null;
  return isStringType(type) || context.checker.getPropertyOfType(type, 'byteLength') !== undefined
    ? signature
    : null;
}

/** `jwt.verify(token, key)` becomes `jwt.decode(token)`. */
function* onlyDecoded(node: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const call = methodCall(node);
  const [token] = node.arguments;
  if (call?.name !== 'verify' || token === undefined || node.arguments.length < 2) return;
  const decode = context.checker.getPropertyOfType(typeOf(call.receiver, context), 'decode');
  if (decode === undefined) return;
  const [signature] = context.checker.getTypeOfSymbolAtLocation(decode, node).getCallSignatures();
  const isCast = ts.isAsExpression(node.parent) || isJavaScript(context);
  if (
    signature === undefined ||
    !(isCast || fits(context.checker.getReturnTypeOfSignature(signature), node, context))
  )
    return;
  const rest = { start: token.end, end: node.end - 1 };
  const leftovers = unusedAfter([rest], context);
  if (leftovers === null) return;
  yield {
    edits: [
      { start: startOf(call.callee.name, context), end: call.callee.name.end, text: 'decode' },
      { ...rest, text: '' },
      ...leftovers,
    ],
    explanation: {
      mechanism: `${subjectOf(node)} reads ${gist(token, context)} with \`decode\`, which does not look at the signature.`,
      trigger: 'It shows for a token that nobody has signed.',
      consequence: 'Anybody can write a token and is taken for whomever it names.',
      fix: `Check the signature: ${gist(node, context)}.`,
    },
  };
}
