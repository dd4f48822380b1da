import * as ts from 'typescript';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isDeed, mentions, reachesOut, storeTarget, usesNamesOf } from '../kit/effect.ts';
import { guardExit } from '../kit/exits.ts';
import { isLostWith } from '../kit/lost-store.ts';
import { neighboursFrom, swapped } from '../kit/neighbour.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, descendants, waits } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const guardAfterUse: Operator = {
  id: 'guard-after-use',
  family: 'validation',
  tier: 'hard',
  cwe: 696,
  status: 'stable',
  title: 'Check comes after what it must prevent',
  mistake: 'A check is written, but below the line that it must protect.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node)) return;
    const pair = neighboursFrom(node, context);
    const exit = guardExit(node);
    if (pair === null || exit === null || narrows(node.expression, context)) return;
    const { second } = pair;
    if (!(ts.isReturnStatement(exit) || ts.isThrowStatement(exit)) || waits(node)) return;
    if (!isWork(second, context) || usesNamesOf(node, second) || !isAbout(node.expression, second, context))
      return;
    if (isLostWith(node, exit, second, context)) return;
    yield {
      edits: swapped(pair, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(second, context)} before it checks for ${gist(node.expression, context)}.`,
        trigger: `It shows when ${gist(node.expression, context)} holds.`,
        consequence: 'What the check must prevent has happened when it refuses.',
        fix: `Check first: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node, context), end: second.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "export class Account {\n  balance = 10;\n  pay(amount: number): void {\n    if (amount > 10) throw new RangeError('amount');\n    this.balance -= amount;\n  }\n}\n",
        after:
          "export class Account {\n  balance = 10;\n  pay(amount: number): void {\n    this.balance -= amount;\n    if (amount > 10) throw new RangeError('amount');\n  }\n}\n",
        witness:
          '(() => { const account = new Account(); try { account.pay(20); } catch {} return account.balance; })()',
      },
    ],
    skips: [
      {
        code: "export function half(n: number): number {\n  if (n % 2 === 1) throw new RangeError('odd');\n  return n / 2;\n}\n",
        because: 'Below a `return` nothing is checked.',
      },
      {
        code: "export function bytes(parts: number[]): Uint8Array {\n  const bytes = new Uint8Array(parts.length);\n  parts.forEach((part, at) => {\n    if (part > 255) throw new RangeError('part');\n    bytes[at] = part;\n  });\n  return bytes;\n}\n",
        because: 'What is stored is lost with the call that the check ends.',
      },
    ],
  },
};

/** A step, or a declaration that calls something: what may go wrong or must be undone. */
function isWork(statement: ts.Statement, context: SiteContext): boolean {
  if (ts.isVariableStatement(statement)) return reachesOut(statement, context) && !waits(statement);
  return isDeed(statement) || storeTarget(statement) !== null;
}

/** The work uses what the check is about. */
function isAbout(test: ts.Expression, work: ts.Statement, context: SiteContext): boolean {
  return [...descendants(test)].some(
    (part) =>
      ts.isIdentifier(part) &&
      part.text !== 'undefined' &&
      context.checker.getSymbolAtLocation(part)?.valueDeclaration !== undefined &&
      mentions(work, bare(part)),
  );
}
