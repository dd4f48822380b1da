import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { presenceTest } from './presence.ts';
import { referencesTo, symbolOf } from './references.ts';
import { bare, descendants } from './tree.ts';

const FAILURE = /^(?:err|error|failure|problem|reason)$/iu;

/** The first parameter of a callback that is told of a failure, and the test that looks at nothing else. */
export interface FailureTest {
  readonly parameter: ts.ParameterDeclaration;
  readonly test: ts.IfStatement;
}

/** `(error, value) => { if (error) …`: one of the first two statements asks for the failure. */
export function failureTest(node: ts.Node, context: SiteContext): FailureTest | null {
  if (!ts.isIfStatement(node) || !ts.isBlock(node.parent)) return null;
  const fn = node.parent.parent;
  const isCallback = ts.isArrowFunction(fn) || ts.isFunctionExpression(fn) || ts.isFunctionDeclaration(fn);
  if (!isCallback || node.parent.statements.indexOf(node) > 1) return null;
  const parameter = fn.parameters[0];
  if (parameter === undefined || !ts.isIdentifier(parameter.name) || !FAILURE.test(parameter.name.text))
    return null;
  if (!isAskedFor(bare(node.expression), parameter.name.text)) return null;
  const symbol = symbolOf(parameter.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  return uses.every((use) => use.pos >= node.pos && use.end <= node.end) ? { parameter, test: node } : null;
}

/** `error`, `error !== null`, `error instanceof Error`. */
function isAskedFor(test: ts.Expression, name: string): boolean {
  const subject = presenceTest(test)?.subject ?? test;
  const asked =
    ts.isBinaryExpression(subject) && subject.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword
      ? subject.left
      : subject;
  return ts.isIdentifier(bare(asked)) && bare(asked).getText() === name && !isForNothing(test);
}

/** The test holds when there is no failure. */
function isForNothing(test: ts.Expression): boolean {
  const presence = presenceTest(test);
  return presence !== null && !presence.isPresent;
}

/** True when the code calls what `callee` names, at once or in a function inside. */
export function calls(code: ts.Node, callee: string): boolean {
  return [...descendants(code)].some(
    (node) => ts.isCallExpression(node) && node.expression.getText() === callee,
  );
}
