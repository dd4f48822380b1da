import * as ts from 'typescript';

/** `for (let i = start; i < bound; i++)`: the parts of a loop that counts one variable. */
export interface CountedLoop {
  readonly node: ts.ForStatement;
  readonly index: ts.Identifier;
  readonly start: ts.Expression;
  /** The comparison of the index with the bound; the index stands on the left. */
  readonly test: ts.BinaryExpression;
  readonly step: ts.Expression;
}

/** The parts of such a loop; `null` for other loops. The test may be the first part of a conjunction. */
export function countedLoop(node: ts.Node): CountedLoop | null {
  if (!ts.isForStatement(node)) return null;
  const { initializer, condition, incrementor } = node;
  if (initializer === undefined || condition === undefined || incrementor === undefined) return null;
  if (!ts.isVariableDeclarationList(initializer)) return null;
  const [declaration] = initializer.declarations;
  if (declaration?.initializer === undefined || !ts.isIdentifier(declaration.name)) return null;
  const index = declaration.name;
  const test = firstTest(condition);
  const isCompared = test !== null && ts.isIdentifier(test.left) && test.left.text === index.text;
  return isCompared ? { node, index, start: declaration.initializer, test, step: incrementor } : null;
}

function firstTest(condition: ts.Expression): ts.BinaryExpression | null {
  if (!ts.isBinaryExpression(condition)) return null;
  const isAnd = condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return isAnd ? firstTest(condition.left) : condition;
}
