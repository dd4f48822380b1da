import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { statementsIn } from './body.ts';
import { isComparison, isEquality } from './comparison.ts';
import { countedLoop } from './counted-loop.ts';
import { enclosingFunction, isLoop, siblingsOf } from './enclosing.ts';
import { isEmptyObject, isFreshObject } from './fresh-value.ts';
import { methodCall } from './method-call.ts';
import { isCount, isLastPlace } from './off-by-one.ts';
import { symbolOf } from './references.ts';
import { bare, isSameCode } from './tree.ts';
import { isForeign, isStringType, isTypedArray, typeOf } from './type-of.ts';

/** How a test for an empty list, and one for a list with something in it, are written behind the count. */
const NONE = /^(?:={2,3} ?0|<= ?0|< ?1)$/u;
const SOME = /^(?:!={1,2} ?0|> ?0|>= ?1)$/u;

/** The list that is empty where the test holds: `list.length === 0`, `!list.length`. */
export function emptyWhere(test: ts.Expression): ts.Expression | null {
  const node = bare(test);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.ExclamationToken ? countedIn(node.operand) : null;
  return comparedWith(node, NONE);
}

/** The list that has something in it where the test holds: `list.length > 0`, `list.length`. */
export function filledWhere(test: ts.Expression): ts.Expression | null {
  return countedIn(test) ?? comparedWith(bare(test), SOME);
}

function comparedWith(node: ts.Expression, how: RegExp): ts.Expression | null {
  if (!isComparison(node) && !isEquality(node)) return null;
  return how.test(`${node.operatorToken.getText()} ${node.right.getText()}`) ? countedIn(node.left) : null;
}

function countedIn(expression: ts.Expression): ts.Expression | null {
  const node = bare(expression);
  const isSure = isCount(node) && (node.flags & ts.NodeFlags.OptionalChain) === 0;
  return isSure ? bare(node.expression) : null;
}

/** Code that is come to with nothing in a list, and the exit that could have been made before. */
interface Rest {
  readonly list: ts.Expression;
  readonly exit: ts.ReturnStatement | ts.ContinueStatement;
  /** Behind the last statement there is nothing more to do. */
  readonly isLast: boolean;
  readonly context: SiteContext;
}

/**
 * True when the statements, with nothing in the list, only do what `exit` does: their loops make no turn, and they give back the same. Careful
 * on purpose: what is not known to do nothing counts as doing something.
 */
export function endsLike(
  exit: ts.Statement,
  statements: readonly ts.Statement[],
  list: ts.Expression,
  context: SiteContext,
): boolean {
  const block = statements[0]?.parent;
  if (block === undefined || !isPlainList(list, context)) return false;
  if (ts.isReturnStatement(exit)) {
    const isLast = enclosingFunction(exit)?.body === block;
    return isNoWork(statements, { list, exit, isLast, context }, new Map());
  }
  if (!ts.isContinueStatement(exit) || exit.label !== undefined) return false;
  const isLast = isLoop(block.parent) && block.parent.statement === block;
  return isLast && isNoWork(statements, { list, exit, isLast, context }, new Map());
}

/** A guard against an empty list, although the code below it does the same with one. */
export function isForEmptyOnly(guard: ts.IfStatement, exit: ts.Statement, context: SiteContext): boolean {
  const list = emptyWhere(guard.expression);
  const siblings = siblingsOf(guard);
  if (list === null || siblings === null) return false;
  return endsLike(exit, siblings.slice(siblings.indexOf(guard) + 1), list, context);
}

/** A variable, or a field, that holds an array, a text, a map or a set. */
function isPlainList(list: ts.Expression, context: SiteContext): boolean {
  const type = typeOf(list, context);
  const isOfLanguage =
    isStringType(type) || context.checker.isArrayType(type) || isTypedArray(type) || isCollection(type);
  return isOfLanguage && isPlainPlace(list, context);
}

function isCollection(type: ts.Type): boolean {
  const symbol = type.getSymbol();
  return symbol !== undefined && isForeign(symbol) && /^(?:Readonly)?(?:Map|Set)$/u.test(symbol.name);
}

/** What is read without running any code. */
export function isPlainPlace(expression: ts.Expression, context: SiteContext): boolean {
  const node = bare(expression);
  if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (!ts.isPropertyAccessExpression(node)) return false;
  const flags = symbolOf(node.name, context)?.flags ?? 0;
  const isField = (flags & ts.SymbolFlags.Property) !== 0 && (flags & ts.SymbolFlags.Accessor) === 0;
  return isField && isPlainPlace(node.expression, context);
}

function isNoWork(
  statements: readonly ts.Statement[],
  rest: Rest,
  known: ReadonlyMap<string, ts.Expression>,
): boolean {
  const values = new Map(known);
  for (const [at, statement] of statements.entries()) {
    if (isSkipped(statement, rest)) continue;
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name) || initializer === undefined) return false;
        if (!isFunctionValue(initializer) && valueOf(initializer, rest, values) === null) return false;
        values.set(name.text, initializer);
      }
      continue;
    }
    if (ts.isIfStatement(statement)) {
      const behind = statements.slice(at + 1);
      const branches = [statement.thenStatement, statement.elseStatement];
      return (
        isQuiet(statement.expression) &&
        branches.every((branch) => {
          const inner = branch === undefined ? [] : statementsIn(branch);
          return !inner.some(ts.isVariableStatement) && isNoWork([...inner, ...behind], rest, values);
        })
      );
    }
    return isSameExit(statement, rest, values);
  }
  return (
    rest.isLast && !(ts.isReturnStatement(rest.exit) && answerOf(rest.exit, rest, values) !== 'undefined')
  );
}

function isSameExit(
  statement: ts.Statement,
  rest: Rest,
  values: ReadonlyMap<string, ts.Expression>,
): boolean {
  if (ts.isContinueStatement(statement))
    return ts.isContinueStatement(rest.exit) && statement.label === undefined;
  if (!ts.isReturnStatement(statement) || !ts.isReturnStatement(rest.exit)) return false;
  const answer = answerOf(rest.exit, rest, new Map());
  return answer !== null && answerOf(statement, rest, values) === answer;
}

function answerOf(
  { expression }: ts.ReturnStatement,
  rest: Rest,
  values: ReadonlyMap<string, ts.Expression>,
): string | null {
  return expression === undefined ? 'undefined' : valueOf(expression, rest, values);
}

/** A statement that does nothing with an empty list. */
function isSkipped(statement: ts.Statement, { list, context }: Rest): boolean {
  if (ts.isForOfStatement(statement)) {
    const isPlain =
      statement.awaitModifier === undefined && ts.isVariableDeclarationList(statement.initializer);
    return isPlain && isSameCode(bare(statement.expression), list);
  }
  if (ts.isWhileStatement(statement)) return isOf(filledWhere(statement.expression), list);
  if (ts.isForStatement(statement)) return isWalk(statement, list);
  const call = ts.isExpressionStatement(statement) ? methodCall(bare(statement.expression)) : null;
  return (
    call?.name === 'forEach' && isAskedOf(call.receiver, list, context) && call.call.arguments.every(isQuiet)
  );
}

/** A loop over the places of the list, from the first or from the last. */
function isWalk(statement: ts.ForStatement, list: ts.Expression): boolean {
  const loop = countedLoop(statement);
  if (loop === null) return false;
  const declared = loop.index.parent.parent as ts.VariableDeclarationList;
  if (declared.declarations.length !== 1 || (declared.flags & ts.NodeFlags.BlockScoped) === 0) return false;
  const token = loop.test.operatorToken.kind;
  const [start, bound] = [bare(loop.start), bare(loop.test.right)];
  if (token === ts.SyntaxKind.LessThanToken)
    return ts.isNumericLiteral(start) && isOf(countedIn(bound), list);
  const isDown = token === ts.SyntaxKind.GreaterThanEqualsToken && bound.getText() === '0';
  return isDown && isLastPlace(start) && isOf(countedIn(start.left), list);
}

function isOf(found: ts.Expression | null, list: ts.Expression): boolean {
  return found !== null && isSameCode(found, list);
}

/** The receiver is the list, an array. */
function isAskedOf(receiver: ts.Expression, list: ts.Expression, { checker }: SiteContext): boolean {
  return isSameCode(bare(receiver), list) && checker.isArrayType(checker.getTypeAtLocation(receiver));
}

/** Nothing runs when it is evaluated, and it cannot fail. */
function isQuiet(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.ExclamationToken && isQuiet(node.operand);
  return ts.isIdentifier(node) || ts.isLiteralExpression(node) || isFunctionValue(node);
}

function isFunctionValue(node: ts.Node): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** What methods of an array answer when nothing is in it. */
const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['every', 'true'],
  ['some', 'false'],
  ['includes', 'false'],
  ['find', 'undefined'],
  ['findLast', 'undefined'],
  ['indexOf', '-1'],
  ['findIndex', '-1'],
  ['map', '[]'],
  ['filter', '[]'],
  ['flatMap', '[]'],
  ['join', "''"],
]);

/** The value with nothing in the list, as it would be written; `null` when it is not known, or more happens than that it is read. */
function valueOf(
  expression: ts.Expression,
  rest: Rest,
  values: ReadonlyMap<string, ts.Expression>,
): string | null {
  const node = bare(expression);
  if (ts.isIdentifier(node)) {
    const given = values.get(node.text);
    return given === undefined ? node.text : valueOf(given, rest, values);
  }
  if (ts.isStringLiteralLike(node)) return node.text === '' ? "''" : JSON.stringify(node.text);
  if (isFreshObject(node)) return isEmptyObject(node) ? node.getText().replace(/\s/gu, '') : null;
  const call = methodCall(node);
  if (call !== null) {
    const isKnown = isAskedOf(call.receiver, rest.list, rest.context) && call.call.arguments.every(isQuiet);
    return isKnown ? (ANSWERS.get(call.name) ?? null) : null;
  }
  return isWord(node) ? node.getText() : null;
}

/** `true`, `null`, `7`, `-1`. */
function isWord(node: ts.Expression): boolean {
  const isNumber = ts.isPrefixUnaryExpression(node)
    ? ts.isNumericLiteral(node.operand)
    : ts.isNumericLiteral(node);
  return (
    isNumber ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
  );
}
