import ts from 'typescript';
import { importedNames, required, textOf } from './imported-names.ts';

/** What a module hands on of another one: an export by its name, `*` for all of them. */
export interface HandedOn {
  readonly specifier: string;
  readonly name: string;
}

/** What the text of a module, which no checker has read, hands on of other modules as it is: ES modules and CommonJS. */
export function handedOn(path: string, text: string): readonly HandedOn[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const locals = new Map(
    importedNames(file).map(({ local, specifier, name }) => [local.text, of(specifier, name)]),
  );
  const ofValue = (value: ts.Expression): HandedOn[] => {
    if (ts.isIdentifier(value)) return locals.get(value.text) ?? [];
    if (!ts.isObjectLiteralExpression(value)) return of(required(value), '*');
    return value.properties.flatMap((property) => {
      if (ts.isShorthandPropertyAssignment(property)) return locals.get(property.name.text) ?? [];
      return ts.isPropertyAssignment(property) ? ofValue(property.initializer) : [];
    });
  };
  return file.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return exportedBy(statement, locals);
    if (ts.isExportAssignment(statement)) return ofValue(statement.expression);
    return ts.isExpressionStatement(statement) ? assigned(statement.expression).flatMap(ofValue) : [];
  });
}

type Locals = ReadonlyMap<string, readonly HandedOn[]>;

function of(specifier: string | null, name: string | null): HandedOn[] {
  return specifier === null || name === null ? [] : [{ specifier, name }];
}

function exportedBy({ moduleSpecifier, exportClause }: ts.ExportDeclaration, locals: Locals): HandedOn[] {
  const specifier = moduleSpecifier ? textOf(moduleSpecifier) : null;
  if (!exportClause || ts.isNamespaceExport(exportClause)) return of(specifier, '*');
  return exportClause.elements.flatMap((one) => {
    const { text } = one.propertyName ?? one.name;
    return moduleSpecifier ? of(specifier, text) : (locals.get(text) ?? []);
  });
}

/** The value that is assigned to `module.exports`, `exports.name` or `module.exports.name`. */
function assigned(expression: ts.Expression): ts.Expression[] {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return [];
  const { left, right } = expression;
  return ts.isPropertyAccessExpression(left) && isExports(left) ? [right] : [];
}

function isExports(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === 'exports';
  if (!ts.isPropertyAccessExpression(node)) return false;
  const isModule = ts.isIdentifier(node.expression) && node.expression.text === 'module';
  return isModule ? node.name.text === 'exports' : isExports(node.expression);
}
