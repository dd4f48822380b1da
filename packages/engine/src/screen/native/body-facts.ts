import { isAssignmentToken, isWellFormed } from '@bebug/operators/kit';
import ts from 'typescript';
import { isAsync, isGenerator, type Cell } from './cell.ts';

/** What a body can do to the types of code around it, in spite of a written return type. */
export interface BodyFacts {
  readonly parses: boolean;
  /** Names that are assigned to, one entry for each place, in order of code units. */
  readonly assigned: readonly string[];
  /** Module specifiers inside the body, or `var`, whose scope is the whole function. */
  readonly hasImport: boolean;
  readonly hasVar: boolean;
}

/** `text` is a body of `cell`, braces included. */
export function bodyFacts(cell: Cell, text: string): BodyFacts {
  const head = `${isAsync(cell) ? 'async ' : ''}function${isGenerator(cell) ? '*' : ''} body() `;
  const options = {
    languageVersion: ts.ScriptTarget.ESNext,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const file = ts.createSourceFile('body.ts', head + text, options, false);
  const assigned: string[] = [];
  let hasImport = false;
  let hasVar = false;
  const target = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) assigned.push(node.text);
    else if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node))
      ts.forEachChild(node, target);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignmentToken(node.operatorToken.kind)) target(node.left);
    else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      if (isCounting(node.operator)) target(node.operand);
    } else if (
      (ts.isForOfStatement(node) || ts.isForInStatement(node)) &&
      !ts.isVariableDeclarationList(node.initializer)
    )
      target(node.initializer);
    else if (ts.isVariableDeclarationList(node)) hasVar ||= (node.flags & ts.NodeFlags.BlockScoped) === 0;
    else if (node.kind === ts.SyntaxKind.ImportKeyword || ts.isImportTypeNode(node)) hasImport = true;
    else if (ts.isIdentifier(node) && node.text === 'require') hasImport = true;
    ts.forEachChild(node, visit);
  };
  visit(file);
  const isWhole = file.statements.length === 1;
  return { parses: isWellFormed(file) && isWhole, assigned: assigned.sort(), hasImport, hasVar };
}

function isCounting(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}
