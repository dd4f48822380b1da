import { namesByText } from '@bebug/operators/kit';
import ts from 'typescript';

/**
 * Symbols of a file whose name is the file's own affair: local variables, parameters, functions and types that are not exported, `#private`
 * members and private methods. (A private field that is no `#field` is a property like any other when the program runs.)
 */
export function renamableSymbols(file: ts.SourceFile, checker: ts.TypeChecker): ts.Symbol[] {
  if (namesByText(file).has('eval') || holdsWith(file)) return [];
  const found = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    const name = isOwn(node, file, checker) ? ts.getNameOfDeclaration(node) : undefined;
    const symbol = name && checker.getSymbolAtLocation(name);
    if (symbol?.declarations?.length === 1) found.add(symbol);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found];
}

function isOwn(node: ts.Node, file: ts.SourceFile, checker: ts.TypeChecker): node is ts.Declaration {
  if (ts.isParameter(node)) return isOwnParameter(node);
  if (ts.isMethodDeclaration(node) || ts.isPropertyDeclaration(node)) return isHiddenMember(node);
  if (ts.isBindingElement(node))
    return (
      ts.isIdentifier(node.name) && !isExported(node, checker) && isOwn(patternOwner(node), file, checker)
    );
  const isVariable = ts.isVariableDeclaration(node);
  const isNamed =
    isVariable ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node);
  return isNamed && !isExported(node, checker) && (isInside(node) || isModule(file));
}

/** The variable or parameter whose pattern holds the element. */
function patternOwner(element: ts.BindingElement): ts.Node {
  let owner: ts.Node = element.parent.parent;
  while (ts.isBindingElement(owner)) owner = owner.parent.parent;
  return owner;
}

/** Of a function with a body, and no property of the class at the same time. */
function isOwnParameter(parameter: ts.ParameterDeclaration): boolean {
  const fn = parameter.parent;
  if (!('body' in fn) || fn.body === undefined || ts.isParameterPropertyDeclaration(parameter, fn))
    return false;
  return !(ts.isIdentifier(parameter.name) && parameter.name.text === 'this');
}

function isHiddenMember(node: ts.MethodDeclaration | ts.PropertyDeclaration): boolean {
  if (ts.isPrivateIdentifier(node.name)) return true;
  const isPrivate = (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0;
  return isPrivate && ts.isMethodDeclaration(node) && ts.isIdentifier(node.name);
}

function isExported(node: ts.Declaration, checker: ts.TypeChecker): boolean {
  if ((ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Export | ts.ModifierFlags.Ambient)) !== 0)
    return true;
  const module = checker.getSymbolAtLocation(node.getSourceFile());
  const name = ts.getNameOfDeclaration(node);
  const symbol = name && checker.getSymbolAtLocation(name);
  const exports = module ? checker.getExportsOfModule(module) : [];
  return exports.some((one) => unaliased(one, checker) === symbol);
}

function unaliased(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** In a function: nothing outside can name it. */
function isInside(node: ts.Node): boolean {
  return ts.findAncestor(node.parent, ts.isFunctionLike) !== undefined;
}

/** What a script declares at its top level is global. */
function isModule(file: ts.SourceFile): boolean {
  const { commonJsModuleIndicator } = file as ts.SourceFile & { readonly commonJsModuleIndicator?: ts.Node };
  return ts.isExternalModule(file) || commonJsModuleIndicator !== undefined;
}

function holdsWith(node: ts.Node): boolean {
  return ts.isWithStatement(node) || (ts.forEachChild(node, holdsWith) ?? false);
}
