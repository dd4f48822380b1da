import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { siblingsOf } from './enclosing.ts';
import { isExit } from './exits.ts';
import { indentOf, lineBreakOf, reindent } from './layout.ts';
import { freeName } from './scope.ts';
import { startOf, textOf } from './text-of.ts';
import { executed } from './tree.ts';

/** A count that goes down, a flag that goes off: what was done at the start is undone. */
export function isUndone(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement)) return false;
  const { expression } = statement;
  if (ts.isPostfixUnaryExpression(expression) || ts.isPrefixUnaryExpression(expression))
    return expression.operator === ts.SyntaxKind.MinusMinusToken;
  if (!ts.isBinaryExpression(expression)) return false;
  if (expression.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken) return true;
  const isOff =
    expression.right.kind === ts.SyntaxKind.FalseKeyword ||
    expression.right.kind === ts.SyntaxKind.NullKeyword;
  return expression.operatorToken.kind === ts.SyntaxKind.EqualsToken && isOff;
}

/** The statements of the `try` and of the `finally` in a row, a returned value kept until both are done; `null` where that is not the same. */
export function withoutTry(node: ts.TryStatement, context: SiteContext): string | null {
  const body = node.tryBlock.statements;
  const last = body.at(-1);
  const exits = body.flatMap((statement) => [...executed(statement)].filter(isExit));
  const returned = last !== undefined && ts.isReturnStatement(last) ? last : null;
  if (
    last === undefined ||
    siblingsOf(node) === null ||
    exits.some((exit) => exit !== returned) ||
    declaresAny(node, context)
  )
    return null;
  const lineBreak = lineBreakOf(context) + indentOf(node, context);
  const release = inner(node.finallyBlock!, node, context);
  if (returned?.expression === undefined) {
    const kept = inner(node.tryBlock, node, context);
    return returned === null ? kept + lineBreak + release : null;
  }
  const before = body.length > 1 ? outer(body.slice(0, -1), node, context) + lineBreak : '';
  if (ts.isIdentifier(returned.expression)) return before + release + lineBreak + textOf(returned, context);
  const name = freeName(['result', 'value', 'answer', 'outcome'], [node, returned], context);
  if (name === null) return null;
  const value = reindent(
    textOf(returned.expression, context),
    indentOf(returned, context),
    indentOf(node, context),
  );
  return `${before}const ${name} = ${value};${lineBreak}${release}${lineBreak}return ${name};`;
}

function inner(block: ts.Block, node: ts.Node, context: SiteContext): string {
  return outer(block.statements, node, context);
}

/** The statements' text, moved out to the indentation of `node`. */
function outer(statements: readonly ts.Statement[], node: ts.Node, context: SiteContext): string {
  const first = statements[0]!;
  const code = context.text.slice(startOf(first, context), statements.at(-1)!.end);
  return reindent(code, indentOf(first, context), indentOf(node, context));
}

/** A name of the try block would clash with one outside it. */
function declaresAny(node: ts.TryStatement, context: SiteContext): boolean {
  return node.tryBlock.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(
        ({ name }) => !ts.isIdentifier(name) || freeName([name.text], [node], context) === null,
      ),
  );
}
