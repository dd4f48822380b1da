import * as ts from 'typescript';
import { enclosingFunction, nameGiven } from './enclosing.ts';
import { calledName, callsIn } from './exits.ts';

/** True when running the code calls the function that it stands in: without a test in between it would never end. */
export function callsItself(code: ts.Node): boolean {
  const fn = enclosingFunction(code);
  const name = fn && (fn.name ?? nameGiven(fn) ?? nameAssigned(fn));
  return name !== null && 'text' in name && callsIn(code).some((call) => calledName(call) === name.text);
}

/** Of `Router.prototype.find = function () {…}`: what it is stored under. */
function nameAssigned({ parent }: ts.Node): ts.MemberName | null {
  return ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left)
    ? parent.left.name
    : null;
}
