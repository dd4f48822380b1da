import * as ts from 'typescript';
import { isLoop } from './enclosing.ts';
import { executed } from './tree.ts';

/** A statement that leaves its function or loop turn. */
export type Exit = ts.ReturnStatement | ts.ThrowStatement | ts.ContinueStatement | ts.BreakStatement;

export function isExit(node: ts.Node): node is Exit {
  return (
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isBreakStatement(node)
  );
}

/** The one exit that an `if` without `else` makes, with or without braces; `null` when it does anything more. */
export function guardExit(statement: ts.Statement): Exit | null {
  if (!ts.isIfStatement(statement) || statement.elseStatement !== undefined) return null;
  const only = soleStatement(statement.thenStatement);
  return only !== null && isExit(only) ? only : null;
}

/** The `if` that does nothing but make this exit. */
export function guardAround(exit: Exit): ts.IfStatement | null {
  const holder = ts.isBlock(exit.parent) ? exit.parent.parent : exit.parent;
  return ts.isIfStatement(holder) && guardExit(holder) === exit ? holder : null;
}

/** The statement itself, or the only one of a block. */
export function soleStatement(statement: ts.Statement): ts.Statement | null {
  if (!ts.isBlock(statement)) return statement;
  return statement.statements.length === 1 ? statement.statements[0]! : null;
}

/** An early `return` of the very variable that the function returns at its end: more often than not it only saves the work in between. */
export function isShortcut(exit: Exit, body: ts.NodeArray<ts.Statement>): boolean {
  const last = body.at(-1);
  if (!ts.isReturnStatement(exit) || last === undefined || !ts.isReturnStatement(last)) return false;
  const [early, final] = [exit.expression, last.expression];
  if (early === undefined || final === undefined) return false;
  return ts.isIdentifier(early) && ts.isIdentifier(final) && early.text === final.text;
}

/** Every `return` that belongs to the same function as `node`. */
export function returnsIn(node: ts.Node): ts.ReturnStatement[] {
  return [...executed(node)].filter(ts.isReturnStatement);
}

/** Every node below that calls or constructs something, functions inside left out. */
export function callsIn(node: ts.Node): ts.CallExpression[] {
  return [...executed(node)].filter(ts.isCallExpression);
}

/** The name that is called: `f` for `f()`, `m` for `a.b.m()`. */
export function calledName(call: ts.CallExpression): string | null {
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  return ts.isIdentifier(callee) ? callee.text : null;
}

/** Every `break` and `continue` inside the loop that ends the loop or its turn. */
export function jumpsOf(loop: ts.IterationStatement): (ts.BreakStatement | ts.ContinueStatement)[] {
  const jumps = [...executed(loop.statement)].filter(
    (node) => ts.isBreakStatement(node) || ts.isContinueStatement(node),
  );
  return jumps.filter((jump) => targetOf(jump) === loop);
}

/** The loop or `switch` that a `break` or `continue` belongs to. */
function targetOf(jump: ts.BreakStatement | ts.ContinueStatement): ts.Node | undefined {
  return ts.findAncestor(jump, (node) => {
    if (jump.label !== undefined) return ts.isLabeledStatement(node) && node.label.text === jump.label.text;
    return isLoop(node) || (ts.isBreakStatement(jump) && ts.isSwitchStatement(node));
  });
}
