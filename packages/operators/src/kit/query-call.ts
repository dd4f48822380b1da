import * as ts from 'typescript';
import { calledName, callsIn } from './exits.ts';
import { executed } from './tree.ts';

const ASKS = /^(?:find|get|load|fetch|read|query|select|list|count|lookup)\w*$/u;

/** True when the value comes from a database or its like: a prepared statement that is run, or a wait for what an object finds. */
export function isQuery(value: ts.Node): boolean {
  const runs = callsIn(value).some(
    (call) =>
      /^(?:all|get|iterate|values)$/u.test(calledName(call) ?? '') &&
      callsIn(call.expression).some((inner) => calledName(inner) === 'prepare'),
  );
  return (
    runs ||
    [...executed(value)].some(
      (node) =>
        ts.isAwaitExpression(node) &&
        ts.isCallExpression(node.expression) &&
        ts.isPropertyAccessExpression(node.expression.expression) &&
        ASKS.test(calledName(node.expression) ?? ''),
    )
  );
}
