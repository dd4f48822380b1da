import * as ts from 'typescript';

/** The nearest ancestor that `matches`; the node itself is not looked at. */
export function enclosing<T extends ts.Node>(
  node: ts.Node,
  matches: (ancestor: ts.Node) => ancestor is T,
): T | null {
  for (let ancestor = node.parent; ancestor !== undefined; ancestor = ancestor.parent) {
    if (matches(ancestor)) return ancestor;
  }
  return null;
}

/** The innermost function, method, accessor or constructor around the node. */
export function enclosingFunction(node: ts.Node): ts.FunctionLikeDeclaration | null {
  return enclosing(node, isFunctionWithBody);
}

export function isFunctionWithBody(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/** True for a function that is written `async`. */
export function isAsync(fn: ts.Node | null): boolean {
  return (
    fn !== null &&
    ts.canHaveModifiers(fn) &&
    (ts.getModifiers(fn) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword)
  );
}

export function isLoop(node: ts.Node): node is ts.IterationStatement {
  return ts.isIterationStatement(node, false);
}

/** The statement that the node belongs to (the node itself, if it is one). */
export function statementOf(node: ts.Node): ts.Statement | null {
  return isListedStatement(node) ? node : enclosing(node, isListedStatement);
}

/** The list in which a statement stands, or `null` when it is the only body of an `if` or a loop. */
export function siblingsOf(statement: ts.Statement): ts.NodeArray<ts.Statement> | null {
  const { parent } = statement;
  const isList =
    ts.isBlock(parent) ||
    ts.isSourceFile(parent) ||
    ts.isModuleBlock(parent) ||
    ts.isCaseOrDefaultClause(parent);
  return isList ? parent.statements : null;
}

/** The statement after this one in its list. */
export function nextStatement(statement: ts.Statement): ts.Statement | null {
  const siblings = siblingsOf(statement);
  return siblings?.[siblings.indexOf(statement) + 1] ?? null;
}

/** Where the node is, for a sentence: the name of the function (`Class.method`) around it, or "this module". */
export function placeOf(node: ts.Node): string {
  for (let fn = enclosingFunction(node); fn !== null; fn = enclosingFunction(fn)) {
    const name = functionName(fn);
    if (name !== null) return `\`${name}\``;
  }
  return 'this module';
}

/** The same at the start of a sentence. */
export function subjectOf(node: ts.Node): string {
  const place = placeOf(node);
  return place.charAt(0).toUpperCase() + place.slice(1);
}

function functionName(fn: ts.FunctionLikeDeclaration): string | null {
  const owner = fn.parent;
  if (ts.isConstructorDeclaration(fn))
    return `new ${owner !== undefined && ts.isClassLike(owner) ? (owner.name?.text ?? 'class') : 'class'}`;
  if (fn.name !== undefined && 'text' in fn.name) {
    return ts.isClassLike(owner) && owner.name ? `${owner.name.text}.${fn.name.text}` : fn.name.text;
  }
  const given = nameGiven(fn);
  return given !== null && ts.isIdentifier(given) ? given.text : null;
}

/** The name of the variable or the property that a function is the first value of. */
export function nameGiven({ parent }: ts.FunctionLikeDeclaration): ts.PropertyName | ts.BindingName | null {
  const isNaming =
    ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent);
  return isNaming ? parent.name : null;
}

function isListedStatement(node: ts.Node): node is ts.Statement {
  return (
    ts.isStatement(node) &&
    !(
      ts.isBlock(node) &&
      node.parent !== undefined &&
      !ts.isBlock(node.parent) &&
      !ts.isSourceFile(node.parent)
    )
  );
}
