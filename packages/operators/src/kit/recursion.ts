import ts from 'typescript';
import { enclosingFunction } from './enclosing.ts';
import { calledName, callsIn } from './exits.ts';

/** True when running the code calls the function that it stands in: without a test in between it would never end. */
export function callsItself(code: ts.Node): boolean {
  const fn = enclosingFunction(code);
  const name = fn === null ? undefined : (fn.name ?? nameGiven(fn));
  return name !== undefined && 'text' in name && callsIn(code).some((call) => calledName(call) === name.text);
}

/** Of a function without a name of its own, `Router.prototype.find = function () {…}`: what it is called by. */
function nameGiven({ parent }: ts.Node): ts.PropertyName | ts.BindingName | undefined {
  if (ts.isBinaryExpression(parent))
    return ts.isPropertyAccessExpression(parent.left) ? parent.left.name : undefined;
  const isNaming =
    ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) || ts.isVariableDeclaration(parent);
  return isNaming ? parent.name : undefined;
}
