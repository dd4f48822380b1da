import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { soleDeclaration } from '../kit/awaiting.ts';
import { isEquality, isToken } from '../kit/comparison.ts';
import { narrows } from '../kit/condition.ts';
import { mentions } from '../kit/effect.ts';
import { enclosingFunction, nextStatement, subjectOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { dropWithLeftovers } from '../kit/leftover.ts';
import { partInstead } from '../kit/part.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants } from '../kit/tree.ts';
import { isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext, Stretch } from '../operator.ts';

export const typeCheckDrop: Operator = {
  id: 'type-check-drop',
  family: 'validation',
  tier: 'hard',
  cwe: 1287,
  status: 'nursery',
  title: 'Type of a value is taken for granted',
  mistake: 'A value from outside is taken to have the type that it should have.',
  kinds: [ts.SyntaxKind.VariableStatement, ts.SyntaxKind.IfStatement, ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (isJavaScript(context)) return;
    for (const drop of dropsAt(node, context)) {
      yield {
        edits: drop.edits,
        explanation: {
          mechanism: `${subjectOf(node)} does not check ${gist(drop.check, context)}.`,
          trigger: `It shows when ${gist(drop.subject, context)} comes with another type.`,
          consequence: 'The value goes on as it is, and fails or gives nonsense where it is used.',
          fix: `Check for it: ${gist(drop.check, context)}.`,
        },
        regions: [drop.region],
      };
    }
  },
  examples: {
    injects: [
      {
        before:
          "export function nameOf(body: Record<string, unknown>): string {\n  const name = body['name'];\n  if (typeof name !== 'string') throw new TypeError('name');\n  return `user ${name}`;\n}\n",
        after:
          "export function nameOf(body: Record<string, unknown>): string {\n  const name = body['name'] as string;\n  return `user ${name}`;\n}\n",
        witness: 'nameOf({ name: 1 })',
      },
      {
        before:
          "export interface User {\n  id: number;\n  name: string;\n}\nexport const isUser = (value: { id?: unknown; name?: unknown }): value is User =>\n  typeof value.id === 'number' && typeof value.name === 'string';\n",
        after:
          "export interface User {\n  id: number;\n  name: string;\n}\nexport const isUser = (value: { id?: unknown; name?: unknown }): value is User =>\n  typeof value.id === 'number';\n",
        witness: 'isUser({ id: 1, name: 2 })',
      },
      {
        before:
          "export interface User {\n  id: number;\n  tags: string[];\n}\nexport function user(raw: { id?: unknown; tags?: unknown }): User {\n  if (!Number.isInteger(raw.id)) throw new TypeError('id');\n  if (!Array.isArray(raw.tags)) throw new TypeError('tags');\n  return raw as User;\n}\n",
        after:
          "export interface User {\n  id: number;\n  tags: string[];\n}\nexport function user(raw: { id?: unknown; tags?: unknown }): User {\n  if (!Number.isInteger(raw.id)) throw new TypeError('id');\n  return raw as User;\n}\n",
        witness: "user({ id: 1, tags: 'none' })",
      },
    ],
    skips: [
      {
        code: "export function length(value: unknown): number {\n  if (typeof value !== 'string') throw new TypeError('text');\n  return value.length;\n}\n",
        because: 'The code after it compiles only because of the check.',
      },
      {
        code: "export function half(value: any): number {\n  if (typeof value !== 'number') throw new TypeError('number');\n  return value / 2;\n}\n",
        because: 'Where nothing is known of types, guard-drop leaves it out.',
      },
    ],
  },
};

interface Drop {
  readonly edits: Edit[];
  readonly check: ts.Node;
  readonly subject: ts.Expression;
  readonly region: Stretch;
}

/** `typeof x === 'string'`, `Array.isArray(x)` or `x instanceof C`. */
interface TypeTest {
  readonly subject: ts.Expression;
  /** The type as it is written. */
  readonly type: string;
  readonly isPositive: boolean;
}

function* dropsAt(node: ts.Node, context: SiteContext): Generator<Drop> {
  if (ts.isVariableStatement(node)) {
    const drop = asserted(node, context);
    if (drop !== null) yield drop;
  } else if (ts.isIfStatement(node)) {
    const drop = guardLess(node, context);
    if (drop !== null) yield drop;
  } else if (ts.isBinaryExpression(node) && isToken(node, ts.SyntaxKind.AmpersandAmpersandToken)) {
    for (const [dropped, kept] of [
      [node.right, node.left],
      [node.left, node.right],
    ] as const) {
      const test = typeTest(dropped, context);
      if (test?.isPositive !== true || isMissedBehind(test.subject, dropped, context)) continue;
      const edits = partInstead(node, kept, context);
      if (edits !== null)
        yield { edits, check: dropped, subject: test.subject, region: around(node, context) };
    }
  }
}

/** `const x = e;` and the guard behind it become `const x = e as T;`. */
function asserted(node: ts.VariableStatement, context: SiteContext): Drop | null {
  const declaration = soleDeclaration(node);
  const guard = nextStatement(node);
  const value = declaration?.initializer;
  if (declaration === null || value === undefined || guard === null || declaration.type !== undefined)
    return null;
  if (!ts.isIfStatement(guard) || guardExit(guard) === null || nextStatement(guard) === null) return null;
  const test = typeTest(guard.expression, context);
  if (test?.isPositive !== false || test.subject.getText() !== declaration.name.text) return null;
  const gone = dropWithLeftovers(guard, context);
  if (gone === null) return null;
  const isOpen =
    ts.isBinaryExpression(value) || ts.isConditionalExpression(value) || ts.isFunctionLike(value);
  const start = startOf(value, context);
  return {
    edits: [
      ...(isOpen ? [{ start, end: start, text: '(' }] : []),
      { start: value.end, end: value.end, text: `${isOpen ? ')' : ''} as ${test.type}` },
      ...gone,
    ],
    check: guard,
    subject: test.subject,
    region: around(node, context),
  };
}

/** The guard is left out, where nothing behind it rests on what it has found out. */
function guardLess(node: ts.IfStatement, context: SiteContext): Drop | null {
  const exit = guardExit(node);
  if (exit === null || nextStatement(node) === null) return null;
  // What a catch block throws again is the business of rethrow-drop.
  if (ts.isThrowStatement(exit) && ts.isCatchClause(node.parent.parent)) return null;
  const test = typeTest(node.expression, context);
  if (test?.isPositive !== false || isMissedBehind(test.subject, node, context)) return null;
  const edits = dropWithLeftovers(node, context);
  return edits === null ? null : { edits, check: node, subject: test.subject, region: around(node, context) };
}

function around({ parent }: ts.Node, context: SiteContext): Stretch {
  return { start: startOf(parent, context), end: parent.end };
}

/** The parts of a test for a type, when the checker learns from it. */
function typeTest(node: ts.Expression, context: SiteContext): TypeTest | null {
  const inner = bare(node);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken) {
    const test = typeTest(inner.operand, context);
    return test === null ? null : { ...test, isPositive: !test.isPositive };
  }
  const test = ts.isCallExpression(inner)
    ? arrayTest(inner)
    : ts.isBinaryExpression(inner)
      ? typeofTest(inner)
      : null;
  if (test === null || (typeOf(test.subject, context).flags & ts.TypeFlags.Any) !== 0) return null;
  return narrows(inner, context) ? test : null;
}

function arrayTest(node: ts.CallExpression): TypeTest | null {
  const [subject] = node.arguments;
  return node.expression.getText() === 'Array.isArray' && subject !== undefined
    ? { subject: bare(subject), type: 'unknown[]', isPositive: true }
    : null;
}

function typeofTest(node: ts.BinaryExpression): TypeTest | null {
  if (node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword)
    return ts.isIdentifier(node.right)
      ? { subject: bare(node.left), type: node.right.text, isPositive: true }
      : null;
  const [left, right] = [bare(node.left), bare(node.right)];
  if (!isEquality(node) || !ts.isTypeOfExpression(left) || !ts.isStringLiteral(right)) return null;
  if (!/^(?:string|number|boolean|bigint|symbol)$/u.test(right.text)) return null;
  return { subject: bare(left.expression), type: right.text, isPositive: textOfToken(node).startsWith('=') };
}

function textOfToken(node: ts.BinaryExpression): string {
  return node.operatorToken.getText();
}

/** Code behind the check uses the value, and might not compile without it. */
function isMissedBehind(subject: ts.Expression, check: ts.Node, context: SiteContext): boolean {
  const fn = enclosingFunction(check);
  if (fn === null) return true;
  return [...descendants(fn)].some((node) => {
    if (node.pos < check.end || !ts.isExpression(node) || textOf(node, context) !== textOf(subject, context))
      return false;
    return mentions(node, subject) && !ts.isAsExpression(node.parent);
  });
}
