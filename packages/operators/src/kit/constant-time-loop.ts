import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { nextStatement, siblingsOf } from './enclosing.ts';
import { soleStatement } from './exits.ts';
import { referencesTo, symbolOf } from './references.ts';
import { dropLines, replaceNode } from './replace.ts';
import { textOf } from './text-of.ts';
import { bare } from './tree.ts';

export interface ConstantTimeLoop {
  /** What the declaration of the sum becomes: nothing, or a plain comparison of lengths. */
  readonly start: Edit;
  /** `sum |= left ^ right;` */
  readonly step: ts.Statement;
  readonly left: ts.Expression;
  readonly right: ts.Expression;
  /** `sum === 0` */
  readonly answer: ts.Expression;
}

/** `let sum = 0; for (…) sum |= left ^ right; return sum === 0;` */
export function constantTimeLoop(loop: ts.ForStatement, context: SiteContext): ConstantTimeLoop | null {
  const step = soleStatement(loop.statement);
  const after = nextStatement(loop);
  if (step === null || after === null || !ts.isReturnStatement(after) || after.expression === undefined)
    return null;
  const sum = ts.isExpressionStatement(step)
    ? assignment(step.expression, ts.SyntaxKind.BarEqualsToken)
    : null;
  const difference = sum === null ? null : bare(sum.right);
  if (
    sum === null ||
    difference === null ||
    !isBinary(difference, ts.SyntaxKind.CaretToken) ||
    !ts.isIdentifier(sum.left)
  )
    return null;
  const answer = bare(after.expression);
  if (
    !isBinary(answer, ts.SyntaxKind.EqualsEqualsEqualsToken) ||
    !isNamed(answer.left, sum.left) ||
    textOf(answer.right, context) !== '0'
  )
    return null;
  const start = declarationEdit(sum.left, loop, context);
  return start === null ? null : { start, step, left: difference.left, right: difference.right, answer };
}

function declarationEdit(name: ts.Identifier, loop: ts.ForStatement, context: SiteContext): Edit | null {
  const symbol = symbolOf(name, context);
  const declaration = symbol?.valueDeclaration;
  if (
    declaration === undefined ||
    !ts.isVariableDeclaration(declaration) ||
    declaration.initializer === undefined
  )
    return null;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || siblingsOf(loop)?.includes(statement) !== true) return null;
  if (statement.declarationList.declarations.length > 1 || referencesTo(symbol!, context).length !== 2)
    return null;
  const initial = bare(declaration.initializer);
  if (textOf(initial, context) === '0') return dropLines(statement, context);
  if (!isBinary(initial, ts.SyntaxKind.CaretToken)) return null;
  return replaceNode(
    statement,
    `if (${textOf(initial.left, context)} !== ${textOf(initial.right, context)}) return false;`,
    context,
  );
}

function assignment(node: ts.Expression, token: ts.SyntaxKind): ts.BinaryExpression | null {
  return isBinary(node, token) ? node : null;
}

function isBinary(node: ts.Expression, token: ts.SyntaxKind): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === token;
}

function isNamed(node: ts.Expression, name: ts.Identifier): boolean {
  return ts.isIdentifier(node) && node.text === name.text;
}
