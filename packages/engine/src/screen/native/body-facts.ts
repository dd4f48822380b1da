import { boundNames, isAssignmentToken, isWellFormed } from '@bebug/operators/kit';
import ts from 'typescript';
import { localNames, spokenName } from './name-graph.ts';
import { isAsync, isGenerator, type Cell, type CellNode } from './cell.ts';

/** What a body can do to the types of code around it, in spite of a written return type. */
export interface BodyFacts {
  readonly parses: boolean;
  /** Names that are assigned to, one entry for each place, in order of code units. */
  readonly assigned: readonly string[];
  /** Identifiers and texts, which may be names. */
  readonly names: ReadonlySet<string>;
  /** It gives back the value of an expression: else nothing needs to be known to infer its type. */
  readonly hasResult: boolean;
  /** Module specifiers inside the body, or `var`, whose scope is the whole function. */
  readonly hasImport: boolean;
  readonly hasVar: boolean;
  /** `this`, `super`, `arguments` or `new.target`, be it of a function inside. */
  readonly hasThis: boolean;
}

/** `text` is a body of `cell`, braces included if it has them. */
export function bodyFacts({ node, body }: Cell, text: string): BodyFacts {
  const options = {
    languageVersion: ts.ScriptTarget.ESNext,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const file = ts.createSourceFile('body.ts', headOf(node, body) + text, options, true);
  const assigned: string[] = [];
  const names = new Set<string>();
  const locals = new Set(localsOf(node, file));
  let hasImport = false;
  let hasVar = false;
  let hasThis = false;
  let hasResult = !ts.isBlock(body);
  const target = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) assigned.push(node.text);
    else if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node))
      ts.forEachChild(node, target);
  };
  const visit = (node: ts.Node): void => {
    const name = spokenName(node, locals);
    if (name !== null) names.add(name);
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
    // Of a function inside, too: rather too often than not.
    else if (ts.isReturnStatement(node)) hasResult ||= node.expression !== undefined;
    else hasThis ||= meansThis(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const parses = isWellFormed(file) && isWhole(file);
  return { parses, assigned: assigned.sort(), names, hasResult, hasImport, hasVar, hasThis };
}

/** The cell's parameters, and what the text itself declares. */
function localsOf(node: CellNode, { statements: [first] }: ts.SourceFile): string[] {
  if (!ts.isFunctionLike(node)) return [];
  return [
    ...node.parameters.flatMap(({ name }) => boundNames(name)),
    ...(first && ts.isFunctionDeclaration(first) ? localNames(first) : []),
  ];
}

/** What makes a body a statement that a parser reads as it would read it in its place. */
function headOf(node: CellNode, body: Cell['body']): string {
  if (!ts.isFunctionLike(node) || body !== node.body) return 'const body = ';
  const prefix = isAsync(node) ? 'async ' : '';
  return ts.isBlock(body)
    ? `${prefix}function${isGenerator(node) ? '*' : ''} body() `
    : `const body = ${prefix}() => `;
}

function meansThis(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.ThisKeyword ||
    node.kind === ts.SyntaxKind.SuperKeyword ||
    ts.isThisTypeNode(node) ||
    ts.isMetaProperty(node) ||
    (ts.isIdentifier(node) && node.text === 'arguments')
  );
}

/** One function, or one variable. */
function isWhole({ statements: [first, second] }: ts.SourceFile): boolean {
  if (!first || second) return false;
  return !ts.isVariableStatement(first) || first.declarationList.declarations.length === 1;
}

function isCounting(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}
