import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { calledName } from './exits.ts';
import { referencesTo, symbolOf } from './references.ts';
import { startOf } from './text-of.ts';
import { bare, descendants } from './tree.ts';

const RUNS = new Set(['get', 'all', 'run', 'iterate', 'values']);
const QUERIES = new Set(['query', 'execute', 'queryOne', 'one', 'any', 'raw', '$queryRawUnsafe']);

/** A query whose text and arguments are both at hand. */
export interface SqlCall {
  readonly sql: ts.StringLiteral | ts.NoSubstitutionTemplateLiteral;
  /** The values in the order of their places. */
  readonly values: ts.NodeArray<ts.Expression>;
  /** The list of values is an argument of its own (`query(sql, [a, b])`), not the arguments themselves. */
  readonly list: ts.ArrayLiteralExpression | null;
}

/** `db.prepare(sql).all(a, b)`, the same over a `const`, or `client.query(sql, [a, b])`. */
export function sqlCall(call: ts.CallExpression, context: SiteContext): SqlCall | null {
  if (!ts.isPropertyAccessExpression(call.expression)) return null;
  const name = calledName(call) ?? '';
  if (RUNS.has(name)) {
    const prepared = preparedBy(call, context);
    const sql = prepared === null ? null : literalOf(prepared.arguments[0]);
    return sql === null || call.arguments.some(ts.isSpreadElement)
      ? null
      : { sql, values: call.arguments, list: null };
  }
  const sql = QUERIES.has(name) ? literalOf(call.arguments[0]) : null;
  const list = call.arguments[1];
  if (
    sql === null ||
    list === undefined ||
    !ts.isArrayLiteralExpression(list) ||
    list.elements.some(ts.isSpreadElement)
  )
    return null;
  return { sql, values: list.elements, list };
}

/** The places for values in the query's text, as offsets in the file; those inside SQL strings are none. */
export function placesIn(
  sql: ts.StringLiteral | ts.NoSubstitutionTemplateLiteral,
  context: SiteContext,
): { start: number; end: number; number: number }[] {
  const start = startOf(sql, context);
  const text = context.text.slice(start, sql.end);
  const places: { start: number; end: number; number: number }[] = [];
  let next = 1;
  for (const match of text.slice(1, -1).matchAll(/\\?'[^']*'|"[^"]*"|\?(\d*)|\$(\d+)/gu)) {
    const digits = match[1] ?? match[2];
    if (digits === undefined) continue;
    const at = start + 1 + match.index;
    places.push({ start: at, end: at + match[0].length, number: digits === '' ? next++ : Number(digits) });
  }
  return places;
}

function literalOf(
  node: ts.Expression | undefined,
): ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | null {
  if (node === undefined || !ts.isStringLiteralLike(node)) return null;
  return /^\s*(?:select|insert|update|delete|with|replace)\b/iu.test(node.text) ? node : null;
}

/** The `prepare(…)` that the receiver is, or was once set to just for this call. */
function preparedBy(call: ts.CallExpression, context: SiteContext): ts.CallExpression | null {
  const receiver = bare((call.expression as ts.PropertyAccessExpression).expression);
  if (ts.isCallExpression(receiver)) return calledName(receiver) === 'prepare' ? receiver : null;
  const symbol = ts.isIdentifier(receiver) ? symbolOf(receiver, context) : null;
  const declaration = symbol?.valueDeclaration;
  if (
    declaration === undefined ||
    !ts.isVariableDeclaration(declaration) ||
    declaration.initializer === undefined
  )
    return null;
  const prepared = bare(declaration.initializer);
  if (!ts.isCallExpression(prepared) || calledName(prepared) !== 'prepare') return null;
  const isOnlyUse = referencesTo(symbol!, context).length === 1;
  return isOnlyUse && call.arguments.every((value) => isKnownAt(prepared, value, context)) ? prepared : null;
}

/** Every local in the value is declared before the query is prepared. */
function isKnownAt(prepared: ts.Node, value: ts.Expression, context: SiteContext): boolean {
  for (const node of descendants(value)) {
    if (!ts.isIdentifier(node)) continue;
    const declaration = context.checker.getSymbolAtLocation(node)?.valueDeclaration;
    if (declaration === undefined || declaration.getSourceFile() !== context.sourceFile) continue;
    if (
      declaration.pos > prepared.pos &&
      (ts.isVariableDeclaration(declaration) ||
        ts.isBindingElement(declaration) ||
        ts.isParameter(declaration))
    )
      return false;
  }
  return true;
}
