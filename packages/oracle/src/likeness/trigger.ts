import type { TaggedValue } from '@bebug/core';
import { isWellFormed } from '@bebug/operators/kit';
import ts from 'typescript';
import type { Case, FollowUp } from '../sandbox/case.ts';

const MOST_CHARACTERS = 20_000;
/** Deeper values would not survive being walked. */
const MOST_DEPTH = 64;

/**
 * The call that a bug-finder says shows the bug, as a case: `f(1, [2])`, `new C().add(1)`, `f(1)(2)`, with `await`, a name for the result
 * or a trailing semicolon. Arguments are literals; nothing is evaluated here. `null` for anything else.
 */
export function parseTrigger(text: string): Case | null {
  if (text.length > MOST_CHARACTERS) return null;
  const file = ts.createSourceFile('trigger.ts', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const [statement] = file.statements;
  if (!isWellFormed(file) || file.statements.length !== 1) return null;
  const expression = statement && expressionOf(statement);
  return expression ? caseOfCall(bare(expression)) : null;
}

function expressionOf(statement: ts.Statement): ts.Expression | undefined {
  if (ts.isExpressionStatement(statement)) return statement.expression;
  if (!ts.isVariableStatement(statement)) return undefined;
  const { declarations } = statement.declarationList;
  return declarations.length === 1 ? declarations[0]!.initializer : undefined;
}

function bare(expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (ts.isAwaitExpression(inner) || ts.isParenthesizedExpression(inner) || ts.isNonNullExpression(inner))
    inner = inner.expression;
  return inner;
}

/** Follow-up calls are the outer ones: the innermost calls an export. */
function caseOfCall(expression: ts.Expression): Case | null {
  const calls: FollowUp[] = [];
  let inner = expression;
  while (ts.isCallExpression(inner)) {
    const args = argumentsOf(inner.arguments);
    if (args === null) return null;
    const callee = bare(inner.expression);
    if (ts.isIdentifier(callee)) return { kind: 'function', name: callee.text, args, calls };
    if (ts.isPropertyAccessExpression(callee)) {
      const receiver = bare(callee.expression);
      // A method of an export itself: a static one, or a function of a namespace.
      if (ts.isIdentifier(receiver))
        return { kind: 'function', name: `${receiver.text}.${callee.name.text}`, args, calls };
      calls.unshift([callee.name.text, args]);
      inner = receiver;
    } else {
      calls.unshift([null, args]);
      inner = callee;
    }
  }
  if (!ts.isNewExpression(inner) || !ts.isIdentifier(inner.expression)) return null;
  const args = argumentsOf(inner.arguments ?? []);
  return args && { kind: 'class', name: inner.expression.text, args, calls, probes: [] };
}

function argumentsOf(expressions: readonly ts.Expression[]): TaggedValue[] | null {
  const values = expressions.map((expression) => valueOf(expression, 0));
  return values.every((value) => value !== undefined) ? values : null;
}

/** A literal as a tagged value; `undefined` for what is none. */
function valueOf(given: ts.Expression, depth: number): TaggedValue | undefined {
  if (depth > MOST_DEPTH) return undefined;
  const expression =
    ts.isAsExpression(given) || ts.isSatisfiesExpression(given) ? given.expression : bare(given);
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isNumericLiteral(expression)) return Number(expression.text);
  if (ts.isBigIntLiteral(expression)) return { $bigint: BigInt(expression.text.slice(0, -1)).toString() };
  if (ts.isArrayLiteralExpression(expression)) return listOf(expression.elements, depth);
  if (ts.isObjectLiteralExpression(expression)) return objectOf(expression, depth);
  if (ts.isPrefixUnaryExpression(expression)) return negative(expression, depth);
  if (ts.isIdentifier(expression)) return NAMED[expression.text];
  if (ts.isNewExpression(expression)) return made(expression, depth);
  switch (expression.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
    default:
      return undefined;
  }
}

const NAMED: Readonly<Record<string, TaggedValue>> = Object.assign(Object.create(null) as object, {
  undefined: { $undefined: true },
  NaN: { $number: 'NaN' },
  Infinity: { $number: 'Infinity' },
});

function listOf(elements: readonly ts.Expression[], depth: number): TaggedValue[] | undefined {
  const values = elements.map((element) => valueOf(element, depth + 1));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function objectOf(literal: ts.ObjectLiteralExpression, depth: number): TaggedValue | undefined {
  const entries: [string, TaggedValue][] = [];
  for (const property of literal.properties) {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const { name } = property;
    const key =
      ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : null;
    const value = valueOf(property.initializer, depth + 1);
    if (key === null || value === undefined) return undefined;
    entries.push([key, value]);
  }
  // As entries where an object would be taken for a tag, or would get another prototype.
  const isPlain = entries.every(([key]) => !key.startsWith('$') && key !== '__proto__');
  return isPlain ? Object.fromEntries(entries) : { $object: entries };
}

function negative({ operator, operand }: ts.PrefixUnaryExpression, depth: number): TaggedValue | undefined {
  const value = valueOf(operand, depth + 1);
  if (operator !== ts.SyntaxKind.MinusToken) return undefined;
  if (typeof value === 'number') return value === 0 ? { $number: '-0' } : -value;
  if (value === NAMED['Infinity']) return { $number: '-Infinity' };
  if (typeof value === 'object' && value !== null && '$bigint' in value)
    return { $bigint: `-${value.$bigint as string}` };
  return undefined;
}

function made(
  { expression, arguments: given = [] as never }: ts.NewExpression,
  depth: number,
): TaggedValue | undefined {
  if (!ts.isIdentifier(expression) || given.length > 1) return undefined;
  const [first] = given;
  const value = first === undefined ? undefined : valueOf(first, depth + 1);
  switch (expression.text) {
    case 'Map':
      return first === undefined
        ? { $map: [] }
        : Array.isArray(value) && value.every(isPair)
          ? { $map: value }
          : undefined;
    case 'Set':
      return first === undefined ? { $set: [] } : Array.isArray(value) ? { $set: value } : undefined;
    case 'Date':
      return typeof value === 'string' || typeof value === 'number' ? dateOf(value) : undefined;
    case 'Error':
      return typeof value === 'string' ? { $error: value } : undefined;
    default:
      return undefined;
  }
}

function isPair(value: TaggedValue): boolean {
  return Array.isArray(value) && value.length === 2;
}

function dateOf(value: string | number): TaggedValue {
  const date = new Date(value);
  return { $date: Number.isNaN(date.getTime()) ? null : date.toISOString() };
}
