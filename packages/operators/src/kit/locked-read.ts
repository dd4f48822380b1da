import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { awaitedBy, soleDeclaration } from './awaiting.ts';
import { enclosingFunction, nextStatement, statementOf, isAsync } from './enclosing.ts';
import { callsIn, calledName } from './exits.ts';
import { bare, descendants, executed } from './tree.ts';

const ACQUIRE = /^(?:acquire\w*|lock\w*|enter|take)$/u;
const EXCLUSIVE = /^(?:run\w*|withLock|with|exclusive\w*|lock\w*|serial\w*|enqueue|synchronized|dispatch)$/u;
const WRITE = /^(?:write|set|save|put|update|store|insert|persist|commit)\w*$/u;

export interface LockedRead {
  /** The awaited read, the first thing that is done under the lock. */
  readonly read: ts.AwaitExpression;
  readonly statement: ts.Statement;
  /** The statement that takes the lock; the read may go above it. */
  readonly outside: ts.Statement;
}

/** Under a lock that `node` takes, state is read with an await and later written. */
export function lockedRead(node: ts.Statement, context: SiteContext): LockedRead | null {
  const body = lockedBody(node);
  if (body === null) return null;
  const [statement, ...rest] = body.statements;
  if (statement === undefined || !ts.isVariableStatement(statement) || !rest.some(writes)) return null;
  const declaration = soleDeclaration(statement);
  if (declaration?.initializer === undefined) return null;
  const read = [...executed(declaration.initializer)].find(ts.isAwaitExpression);
  if (read === undefined || !isFirst(read, declaration.initializer) || dependsOn(read, node, body, context))
    return null;
  return { read, statement, outside: node };
}

/** `const release = await lock.acquire(); try { … }` or `return lock.run(async () => { … })` (awaited or returned). */
export function lockedBody(node: ts.Statement): ts.Block | null {
  const value = ts.isReturnStatement(node) ? node.expression : awaitedBy(node)?.expression;
  const call = value === undefined ? null : bare(ts.isAwaitExpression(value) ? value.expression : value);
  if (call === null || !ts.isCallExpression(call)) return null;
  const name = calledName(call) ?? '';
  const next = nextStatement(node);
  if (ACQUIRE.test(name) && next !== null && ts.isTryStatement(next)) return next.tryBlock;
  const task = call.arguments.at(-1);
  if (
    !EXCLUSIVE.test(name) ||
    task === undefined ||
    (!ts.isFunctionExpression(task) && !ts.isArrowFunction(task))
  )
    return null;
  return ts.isBlock(task.body) && isAsync(task) && isAsync(enclosingFunction(node)) ? task.body : null;
}

function writes(statement: ts.Statement): boolean {
  return callsIn(statement).some((call) => WRITE.test(calledName(call) ?? ''));
}

/** Nothing that does anything is evaluated before the read. */
function isFirst(read: ts.AwaitExpression, initializer: ts.Expression): boolean {
  return [...executed(initializer)].every((node) => node.end > read.pos || !ts.isCallExpression(node));
}

/** The read needs something that only exists under the lock. */
function dependsOn(read: ts.Expression, node: ts.Statement, body: ts.Block, context: SiteContext): boolean {
  for (const name of descendants(read)) {
    if (!ts.isIdentifier(name)) continue;
    const declaration = context.checker.getSymbolAtLocation(name)?.valueDeclaration;
    if (declaration === undefined || declaration.getSourceFile() !== context.sourceFile) continue;
    if (
      statementOf(declaration) === node ||
      (declaration.pos >= body.parent.pos && declaration.end <= body.end)
    )
      return true;
  }
  return false;
}
