import * as ts from 'typescript';
import { nextWait, soleDeclaration } from '../kit/awaiting.ts';
import { isEquality } from '../kit/comparison.ts';
import { mentions } from '../kit/effect.ts';
import { enclosingFunction, placeOf, siblingsOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { isNothing } from '../kit/presence.ts';
import { moveBehind } from '../kit/replace.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const doubleStart: Operator = {
  id: 'double-start',
  family: 'async',
  tier: 'expert',
  cwe: 367,
  status: 'nursery',
  title: 'Flag set only after the wait that it guards',
  mistake:
    'That something is under way is recorded after its first wait, so a second call slips through the check before it.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node)) return;
    const claim = claimOf(node);
    if (claim === null || !isShared(claim.flag, context)) return;
    const { flag } = claim;
    const check = checkBefore(node, claim);
    const wait = nextWait(node);
    if (check === null || wait === null || ts.isReturnStatement(wait) || mentions(wait, flag)) return;
    yield {
      edits: moveBehind(node, wait, context),
      explanation: {
        mechanism: `${gist(flag, context)} in ${placeOf(node)} is set only after ${gist(wait, context)}.`,
        trigger: 'It shows when a second call comes while the first one is still in that wait.',
        consequence: `The second call passes the check ${gist(check.expression, context)} too, and both run.`,
        fix: `Set it right after the check, before anything is awaited: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(check, context), end: check.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Server {\n  starts = 0;\n  #isStarted = false;\n  async start(listen: () => Promise<void>): Promise<void> {\n    if (this.#isStarted) return;\n    this.#isStarted = true;\n    await listen();\n    this.starts += 1;\n  }\n}\n',
        after:
          'export class Server {\n  starts = 0;\n  #isStarted = false;\n  async start(listen: () => Promise<void>): Promise<void> {\n    if (this.#isStarted) return;\n    await listen();\n    this.#isStarted = true;\n    this.starts += 1;\n  }\n}\n',
        witness:
          '(async () => { const server = new Server(); await Promise.all([server.start(async () => {}), server.start(async () => {})]); return server.starts; })()',
      },
      {
        before:
          "let running = false;\nexport async function sync(work: () => Promise<void>): Promise<void> {\n  if (running) throw new Error('busy');\n  running = true;\n  try {\n    await work();\n  } finally {\n    running = false;\n  }\n}\n",
        after:
          "let running = false;\nexport async function sync(work: () => Promise<void>): Promise<void> {\n  if (running) throw new Error('busy');\n  try {\n    await work();\n    running = true;\n  } finally {\n    running = false;\n  }\n}\n",
        witness:
          '(async () => { let runs = 0; const work = async () => { runs += 1; }; await Promise.allSettled([sync(work), sync(work)]); return runs; })()',
      },
      {
        before:
          'interface Link {\n  close(): Promise<void>;\n}\nexport class Holder {\n  #link: Link | null;\n  constructor(link: Link) {\n    this.#link = link;\n  }\n  async close(): Promise<void> {\n    const link = this.#link;\n    if (link === null) return;\n    this.#link = null;\n    await link.close();\n  }\n}\n',
        after:
          'interface Link {\n  close(): Promise<void>;\n}\nexport class Holder {\n  #link: Link | null;\n  constructor(link: Link) {\n    this.#link = link;\n  }\n  async close(): Promise<void> {\n    const link = this.#link;\n    if (link === null) return;\n    await link.close();\n    this.#link = null;\n  }\n}\n',
        witness:
          '(async () => { let closed = 0; const holder = new Holder({ close: async () => { closed += 1; } }); await Promise.all([holder.close(), holder.close()]); return closed; })()',
      },
    ],
    skips: [
      {
        code: "export class Search {\n  #status = 'idle';\n  async run(find: () => Promise<void>): Promise<string> {\n    if (this.#status === 'failed') return 'again';\n    this.#status = 'loading';\n    await find();\n    return this.#status;\n  }\n}\n",
        because: 'The check before it does not ask for what is set.',
      },
      {
        code: 'export class Box {\n  #isOpen = false;\n  open(): void {\n    if (this.#isOpen) return;\n    this.#isOpen = true;\n  }\n}\n',
        because: 'Nothing is awaited.',
      },
      {
        code: 'export async function once(work: () => Promise<void>): Promise<boolean> {\n  let done = false;\n  if (done) return true;\n  done = true;\n  await work();\n  return done;\n}\n',
        because: 'The flag belongs to one call.',
      },
    ],
  },
};

interface Claim {
  readonly flag: ts.Expression;
  readonly value: ts.Expression;
}

/** `this.busy = true;`, `state = 'running';`, `this.waiting = null;`: what says that somebody is at it. */
function claimOf(node: ts.ExpressionStatement): Claim | null {
  const { expression } = node;
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return null;
  const value = bare(expression.right);
  const isClaim = value.kind === ts.SyntaxKind.TrueKeyword || ts.isStringLiteral(value) || isNothing(value);
  return isClaim ? { flag: expression.left, value } : null;
}

/** The guard before the claim that leaves when the claim is made already. */
function checkBefore(node: ts.Statement, claim: Claim): ts.IfStatement | null {
  const siblings = siblingsOf(node);
  if (siblings === null || enclosingFunction(node) === null) return null;
  const before = siblings.slice(0, siblings.indexOf(node));
  const copies = before
    .map(soleDeclaration)
    .filter((copy) => copy?.initializer !== undefined && isSameCode(copy.initializer, claim.flag));
  const names = [claim.flag, ...copies.map((copy) => copy!.name)];
  for (const statement of before.reverse()) {
    if (!ts.isIfStatement(statement) || guardExit(statement) === null) continue;
    if (
      alternatives(statement.expression).some((test) =>
        names.some((name) => holdsOnce(test, name, claim.value)),
      )
    )
      return statement;
  }
  return null;
}

function alternatives(test: ts.Expression): ts.Expression[] {
  const node = bare(test);
  const isOr = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.BarBarToken;
  return isOr ? [...alternatives(node.left), ...alternatives(node.right)] : [node];
}

/** The test holds once `place` has the value of the claim. */
function holdsOnce(test: ts.Expression, place: ts.Expression, value: ts.Expression): boolean {
  if (isSameCode(test, place)) return value.kind === ts.SyntaxKind.TrueKeyword;
  if (ts.isPrefixUnaryExpression(test))
    return (
      test.operator === ts.SyntaxKind.ExclamationToken &&
      isSameCode(bare(test.operand), place) &&
      isNothing(value)
    );
  if (!isEquality(test) || !isSameCode(bare(test.left), place)) return false;
  const isPositive =
    test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken;
  return isSameCode(bare(test.right), value) === isPositive;
}
