import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { methodCall } from './method-call.ts';
import { symbolOf } from './references.ts';
import { textOf } from './text-of.ts';

const SEARCHES = /^(?:indexOf|lastIndexOf|findIndex|findLastIndex|search)$/u;

/** A search for a place (`indexOf` and the like), or a variable that was given the result of one. */
export function isSearch(node: ts.Expression, context: SiteContext): boolean {
  const call = methodCall(node);
  if (call !== null) return SEARCHES.test(call.name);
  const declaration = ts.isIdentifier(node) ? symbolOf(node, context)?.valueDeclaration : undefined;
  const value =
    declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value !== undefined && SEARCHES.test(methodCall(value)?.name ?? '');
}

/** How a test for "found" and one for "not found" are written behind the place. */
const FOUND = /^(?:>= 0|> -1|!==? -1)$/u;
const MISSING = /^(?:< 0|={2,3} -1)$/u;

/** True of `>= 0` behind a place and its kin, false of `=== -1` and its kin, else `null`. */
export function asksForFound(
  { operatorToken, right }: ts.BinaryExpression,
  context: SiteContext,
): boolean | null {
  const test = `${textOf(operatorToken, context)} ${textOf(right, context)}`;
  if (FOUND.test(test)) return true;
  return MISSING.test(test) ? false : null;
}
