import ts from 'typescript';

/** What a module hands on of another one: an export by its name, `*` for all of them. */
export interface HandedOn {
  readonly specifier: string;
  readonly name: string;
}

/** What the text of a module, which no checker has read, hands on of other modules as it is: ES modules and CommonJS. */
export function handedOn(path: string, text: string): readonly HandedOn[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const locals = new Map(file.statements.flatMap(importedBy));
  const ofValue = (value: ts.Expression): HandedOn[] => {
    if (ts.isIdentifier(value)) return locals.get(value.text) ?? [];
    if (!ts.isObjectLiteralExpression(value)) return requiredBy(value).map(whole);
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

const whole = (specifier: string): HandedOn => ({ specifier, name: '*' });

/** Names that a statement imports, and what of. */
function importedBy(statement: ts.Statement): [string, HandedOn[]][] {
  if (ts.isImportDeclaration(statement)) {
    const specifier = textOf(statement.moduleSpecifier);
    const { name, namedBindings } = statement.importClause ?? {};
    const named = !namedBindings
      ? []
      : ts.isNamespaceImport(namedBindings)
        ? [local(namedBindings.name.text, specifier, '*')]
        : namedBindings.elements.map((one) =>
            local(one.name.text, specifier, (one.propertyName ?? one.name).text),
          );
    return name ? [local(name.text, specifier, 'default'), ...named] : named;
  }
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    (initializer ? requiredBy(initializer) : []).flatMap((specifier) => {
      if (ts.isIdentifier(name)) return [local(name.text, specifier, '*')];
      return name.elements.flatMap((one) => {
        if (!ts.isBindingElement(one) || !ts.isIdentifier(one.name)) return [];
        const key = one.propertyName ?? one.name;
        return ts.isIdentifier(key) ? [local(one.name.text, specifier, key.text)] : [];
      });
    }),
  );
}

function local(name: string, specifier: string, of: string): [string, HandedOn[]] {
  return [name, [{ specifier, name: of }]];
}

function exportedBy({ moduleSpecifier, exportClause }: ts.ExportDeclaration, locals: Locals): HandedOn[] {
  const specifier = moduleSpecifier && textOf(moduleSpecifier);
  if (!exportClause || ts.isNamespaceExport(exportClause))
    return specifier === undefined ? [] : [whole(specifier)];
  return exportClause.elements.flatMap((one) => {
    const { text } = one.propertyName ?? one.name;
    return specifier === undefined ? (locals.get(text) ?? []) : [{ specifier, name: text }];
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

function requiredBy(node: ts.Expression): string[] {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require')
    return [];
  const [specifier] = node.arguments;
  return specifier && ts.isStringLiteralLike(specifier) ? [specifier.text] : [];
}

function textOf(specifier: ts.Expression): string {
  return ts.isStringLiteralLike(specifier) ? specifier.text : '';
}
