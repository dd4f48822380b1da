import ts from 'typescript';

/** A name at the top of a module that stands for something of another one. */
export interface ImportedName {
  readonly local: ts.Identifier;
  /** Of the other module; `null` where more is done with it than to require it. */
  readonly specifier: string | null;
  /** What the other module calls it: an export, `default`, or `*` for the whole; `null` where that is no plain name. */
  readonly name: string | null;
}

/** Names of `import`s and of `const … = require(…)`, in the order of the text. */
export function importedNames(file: ts.SourceFile): ImportedName[] {
  return file.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) return importedBy(statement);
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }): ImportedName[] => {
      if (!initializer || !/\brequire\s*\(/u.test(initializer.getText(file))) return [];
      const specifier = required(initializer);
      if (ts.isIdentifier(name)) return [{ local: name, specifier, name: '*' }];
      return name.elements.flatMap((element) => {
        if (!ts.isBindingElement(element) || !ts.isIdentifier(element.name)) return [];
        const key = element.propertyName ?? element.name;
        return [{ local: element.name, specifier, name: ts.isIdentifier(key) ? key.text : null }];
      });
    });
  });
}

function importedBy({ importClause, moduleSpecifier }: ts.ImportDeclaration): ImportedName[] {
  const specifier = textOf(moduleSpecifier);
  const { name, namedBindings } = importClause ?? {};
  const named = !namedBindings
    ? []
    : ts.isNamespaceImport(namedBindings)
      ? [{ local: namedBindings.name, specifier, name: '*' }]
      : namedBindings.elements.map((one) => ({
          local: one.name,
          specifier,
          name: (one.propertyName ?? one.name).text,
        }));
  return name ? [{ local: name, specifier, name: 'default' }, ...named] : named;
}

/** The specifier of `require('x')`; `null` for anything else. */
export function required(node: ts.Expression): string | null {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require')
    return null;
  const [specifier] = node.arguments;
  return specifier ? textOf(specifier) : null;
}

/** The text of a specifier; `null` where it is no literal. */
export function textOf(specifier: ts.Expression): string | null {
  return ts.isStringLiteralLike(specifier) ? specifier.text : null;
}
