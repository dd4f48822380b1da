import * as ts from 'typescript';
import { mentions } from '../kit/effect.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { isExit } from '../kit/exits.ts';
import { methodCall } from '../kit/method-call.ts';
import { hasComment } from '../kit/neighbour.ts';
import { moveAbove } from '../kit/replace.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, descendants, executed, waits } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

const ENDS = /^(?:close|closeSync|end|dispose|destroy|release|releaseLock|disconnect|terminate|free|quit)$/u;

export const useAfterDispose: Operator = {
  id: 'use-after-dispose',
  family: 'async',
  tier: 'hard',
  cwe: 672,
  status: 'nursery',
  title: 'Used after it was given up',
  mistake: 'Something is closed or given back as soon as it seems to be done with, before its last use.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node)) return;
    const call = methodCall(
      bare(ts.isAwaitExpression(node.expression) ? node.expression.expression : node.expression),
    );
    if (call === null || !ENDS.test(call.name) || call.call.arguments.length > 0) return;
    const owner = bare(call.receiver);
    if (!ts.isIdentifier(owner) && !ts.isPropertyAccessExpression(owner)) return;
    const siblings: readonly ts.Statement[] = siblingsOf(node) ?? [];
    const use = lastUse(siblings.slice(0, siblings.indexOf(node)), owner, node);
    if (use === null || hasComment(node, context) || hasComment(use, context)) return;
    yield {
      edits: moveAbove(node, use, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(node, context)} before ${gist(use, context)}.`,
        trigger: 'It shows whenever the code gets there.',
        consequence: `${gist(owner, context)} is used when it is no longer there, or belongs to somebody else.`,
        fix: `Use it first, and run ${gist(node, context)} then.`,
      },
      regions: [{ start: startOf(use, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export interface File {\n  read(): Promise<string>;\n  close(): Promise<void>;\n}\nexport async function load(open: () => Promise<File>): Promise<string> {\n  const file = await open();\n  const text = await file.read();\n  await file.close();\n  return text.trim();\n}\n',
        after:
          'export interface File {\n  read(): Promise<string>;\n  close(): Promise<void>;\n}\nexport async function load(open: () => Promise<File>): Promise<string> {\n  const file = await open();\n  await file.close();\n  const text = await file.read();\n  return text.trim();\n}\n',
        witness:
          "load(async () => { let text = 'a'; return { read: async () => text, close: async () => { text = ''; } }; })",
      },
      {
        before:
          'export interface Line {\n  ask(text: string): string;\n  close(): void;\n}\nexport function talk(line: Line, log: string[]): void {\n  const answer = line.ask("who");\n  log.push(answer);\n  line.close();\n}\n',
        after:
          'export interface Line {\n  ask(text: string): string;\n  close(): void;\n}\nexport function talk(line: Line, log: string[]): void {\n  line.close();\n  const answer = line.ask("who");\n  log.push(answer);\n}\n',
        witness:
          "(() => { const log = []; let state = 'me'; talk({ ask: () => state, close: () => { state = 'nobody'; } }, log); return log; })()",
      },
    ],
    skips: [
      {
        code: 'export async function stop(server: { ready(): Promise<void>; close(): Promise<void> }): Promise<string> {\n  await server.close();\n  return "closed";\n}\n',
        because: 'It is not used before.',
      },
      {
        code: 'export function end(list: { close(): void; name: string }, log: string[]): void {\n  log.push(list.name);\n  list.close();\n}\n',
        because: 'A name can be read of what is closed.',
      },
    ],
  },
};

/** The last statement before the end that calls the owner; not right before it, where it is a matter of two neighbours. */
function lastUse(
  before: readonly ts.Statement[],
  owner: ts.Expression,
  end: ts.Statement,
): ts.Statement | null {
  for (const [index, statement] of [...before].reverse().entries()) {
    if (!mentions(statement, owner)) continue;
    const isOwnStep = [...executed(statement)].some(
      (part) =>
        ts.isCallExpression(part) && methodCall(part) !== null && isSame(methodCall(part)!.receiver, owner),
    );
    if (!isOwnStep || isExit(statement) || declares(statement, owner)) return null;
    // Neighbours of which at most one waits are the business of other operators.
    return index > 0 || (waits(statement) && waits(end)) ? statement : null;
  }
  return null;
}

function isSame(a: ts.Expression, b: ts.Expression): boolean {
  return bare(a).getText() === b.getText();
}

function declares(statement: ts.Statement, owner: ts.Expression): boolean {
  return [...descendants(statement)].some(
    (part) => ts.isVariableDeclaration(part) && part.name.getText() === owner.getText(),
  );
}
