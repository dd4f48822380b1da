import ts from 'typescript';

/** Whether two texts are the same code, but for white space and comments. */
export function isSameCode(first: string, second: string, file: string): boolean {
  const [a, b] = [first, second].map((text) => wordsOf(parsed(text, file)).join('\n'));
  return a === b;
}

function wordsOf(node: ts.Node): string[] {
  if (ts.isJSDoc(node)) return [];
  const parts = node.getChildren();
  return parts.length === 0 ? [node.getText()] : parts.flatMap(wordsOf);
}

/**
 * What the clean code declares and a candidate does not: functions, variables, types and members of a file, and what it exports. Who takes broken
 * code away mends nothing. Bodies of functions are not looked into: a fix may need other variables.
 */
export function missingDeclarations(clean: string, candidate: string, file: string): string[] {
  const kept = new Set(declarationsOf(parsed(candidate, file)));
  return declarationsOf(parsed(clean, file)).filter((name) => !kept.has(name));
}

function parsed(text: string, file: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** `Cache.get`; `export Cache` where it is one. */
function declarationsOf(source: ts.SourceFile): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node, path: string): void => {
    const name = nameOf(node);
    const here = name === null ? path : `${path}${name}.`;
    if (name !== null) names.push(`${isExported(node) ? 'export ' : ''}${path}${name}`);
    if (!ts.isBlock(node)) ts.forEachChild(node, (child) => visit(child, here));
  };
  visit(source, '');
  return names;
}

function nameOf(node: ts.Node): string | null {
  if (ts.isExportAssignment(node)) return 'default';
  if (ts.isExportSpecifier(node)) return `export ${node.name.getText()}`;
  if (ts.isParameter(node)) return node.name.getText();
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const isDeclared =
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isClassLike(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node);
  return isDeclared && node.name !== undefined ? node.name.getText() : null;
}

function isExported(node: ts.Node): boolean {
  const owner = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return (ts.getCombinedModifierFlags(owner as ts.Declaration) & ts.ModifierFlags.Export) !== 0;
}
