import ts from 'typescript';
import { isAsync, isGenerator, type Cell } from './cell.ts';

/**
 * Whether a copy of the cell, as an arrow function in front of its own body, means the same: `this`, `super` and `arguments` are
 * the cell's, and every parameter says its type.
 */
export function isCopyable(file: ts.SourceFile, cell: Cell): boolean {
  return (
    !isGenerator(cell) &&
    // `<T>(x) => …` is an element there.
    file.languageVariant === ts.LanguageVariant.Standard &&
    // A guard of `this` is for methods only.
    !(ts.isTypePredicateNode(cell.type!) && ts.isThisTypeNode(cell.type.parameterName)) &&
    cell.parameters.every(({ type, initializer }) => type !== undefined || initializer !== undefined) &&
    // Directives are the first statements of a body, and of no block.
    !isDirective(cell.body.statements[0])
  );
}

function isDirective(statement: ts.Statement | undefined): boolean {
  return (
    statement !== undefined && ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)
  );
}

/** A declaration of `name` as `cell` with `body` in the place of its own. */
export function cellCopy(file: ts.SourceFile, cell: Cell, name: string, body: string): string {
  const text = (nodes: readonly ts.Node[]): string => nodes.map((node) => node.getText(file)).join(', ');
  const generics = cell.typeParameters ? `<${text(cell.typeParameters)}>` : '';
  // An arrow function has the `this` of what is around it: the cell's.
  const parameters = cell.parameters.filter((one) => one.name.getText(file) !== 'this');
  return `const ${name} = ${isAsync(cell) ? 'async ' : ''}${generics}(${text(parameters)}): ${cell.type!.getText(file)} => ${body};\n`;
}
