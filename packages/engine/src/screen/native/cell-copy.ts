import ts from 'typescript';
import { isAsync, isGenerator, type Cell } from './cell.ts';

/**
 * Whether a copy of the cell means the same: of a function as an arrow function in front of its own body, where `this`, `super` and `arguments`
 * are the cell's (not in a generator, which is no arrow function), and every parameter says its type; of a variable as another one behind it.
 */
export function isCopyable(file: ts.SourceFile, { node, body }: Cell): boolean {
  // `<T>(x) => …` is an element there.
  if (file.languageVariant !== ts.LanguageVariant.Standard) return false;
  if (ts.isVariableDeclaration(node)) return true;
  if (ts.isPropertyDeclaration(node) || ts.isConstructorDeclaration(node) || ts.isSetAccessor(node))
    return false;
  return (
    // Not the default of a parameter.
    body === node.body &&
    // A guard of `this` is for methods only.
    !(node.type && ts.isTypePredicateNode(node.type) && ts.isThisTypeNode(node.type.parameterName)) &&
    node.parameters.every(({ type, initializer }) => type !== undefined || initializer !== undefined) &&
    // Directives are the first statements of a body, and of no block.
    !(ts.isBlock(body) && isDirective(body.statements[0]))
  );
}

function isDirective(statement: ts.Statement | undefined): boolean {
  return (
    statement !== undefined && ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)
  );
}

/** A declaration of `name` as `cell` with `body` in the place of its own. */
export function cellCopy(file: ts.SourceFile, { node }: Cell, name: string, body: string): string {
  const type = node.type ? `: ${node.type.getText(file)}` : '';
  if (!ts.isFunctionLike(node)) {
    const isConstant = (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0;
    return `${isConstant ? 'const' : 'let'} ${name}${type} = ${body};\n`;
  }
  const text = (nodes: readonly ts.Node[]): string => nodes.map((one) => one.getText(file)).join(', ');
  const generics = node.typeParameters ? `<${text(node.typeParameters)}>` : '';
  // An arrow function has the `this` of what is around it: the cell's.
  const parameters = node.parameters.filter((one) => one.name.getText(file) !== 'this');
  const prefix = isAsync(node) ? 'async ' : '';
  const head = `${generics}(${text(parameters)})${type}`;
  return isGenerator(node)
    ? `const ${name} = ${prefix}function* ${head} ${body};\n`
    : `const ${name} = ${prefix}${head} => ${body};\n`;
}

/** A type that tells whether two others are identical, for `sameType` with the same `clean`. */
export function typeComparison(clean: string): string {
  const asked = (type: string): string => `(<T>() => T extends ${type} ? 1 : 2)`;
  return `type ${clean}$<A, B> = ${asked('A')} extends ${asked('B')} ? true : false;\n`;
}

/** A statement about which the checker says something unless `name` and `clean` have identical types where it stands, narrowed ones included. */
export function sameType(name: string, clean: string): string {
  return `const ${name}$: ${clean}$<typeof ${name}, typeof ${clean}> = true;\n`;
}

/** Where copies stand in the text, and what is written there around them. */
export interface CopySite {
  readonly start: number;
  readonly before: string;
  readonly after: string;
  /** Closes what `after` opens; `null`: nothing. */
  readonly close: { readonly start: number; readonly text: string } | null;
}

export function copySite(file: ts.SourceFile, { node, body }: Cell): CopySite {
  if (!ts.isFunctionLike(node))
    return { start: node.parent.parent.end, before: '\n', after: '', close: null };
  const start = body.getStart(file);
  if (ts.isBlock(body))
    return { start: start + 1, before: '\n', after: '{', close: { start: body.end - 1, text: '}' } };
  return { start, before: '{\n', after: 'return ', close: { start: body.end, text: ';}' } };
}
