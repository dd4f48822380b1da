import type ts from 'typescript';
import { enclosingFunction } from './enclosing.ts';
import { calledName, callsIn } from './exits.ts';

/** True when running the code calls the function that it stands in: without a test in between it would never end. */
export function callsItself(code: ts.Node): boolean {
  const name = enclosingFunction(code)?.name;
  return name !== undefined && 'text' in name && callsIn(code).some((call) => calledName(call) === name.text);
}
