import { boundNames } from '@bebug/operators/kit';
import ts from 'typescript';
import type { Project } from '../../2-open-project.ts';

/** Names by which the types of declarations may be inferred from each other, by spelling alone: more than there is, and never less. */
export class NameGraph {
  readonly #project: Project;
  /** Name → names of whatever may be inferred from what has this name. */
  #users: ReadonlyMap<string, ReadonlySet<string>> | null = null;
  readonly #leading = new Map<string, ReadonlySet<string>>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** Names whose types may need the type of `name`; its own is one. */
  leadingTo(name: string): ReadonlySet<string> {
    let found = this.#leading.get(name);
    if (!found) {
      found = this.#reach(name);
      this.#leading.set(name, found);
    }
    return found;
  }

  #reach(name: string): ReadonlySet<string> {
    this.#users ??= usersOf(this.#project);
    const found = new Set([name]);
    // A set goes on with what is added to it on the way.
    for (const one of found) for (const user of this.#users.get(one) ?? []) found.add(user);
    return found;
  }
}

/** What a module exports by default. */
const DEFAULT = 'default';

/** What syntax calls without a name: iterators, promises, and members with computed names. */
const UNSPOKEN = '[]';
const CALLED_BY_SYNTAX: ReadonlySet<string> = new Set(['next', 'then']);

/** By which name others speak of it. */
export function declaredName(node: ts.Node): string {
  const declaration =
    ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? (node.parent as ts.NamedDeclaration) : node;
  const name = ts.getNameOfDeclaration(declaration as ts.Declaration);
  return name ? (nameIn(name) ?? UNSPOKEN) : DEFAULT;
}

/** A name that a node is, or by which it calls; of what stands in `locals` only as a name of a member. */
export function spokenName(node: ts.Node, locals: ReadonlySet<string>): string | null {
  const name = nameIn(node);
  return name !== null && ts.isIdentifier(node) && locals.has(name) && !isMember(node) ? null : name;
}

/** Names that mean a function's own parameters and variables wherever they stand in it. */
export function localNames({ parameters, body }: ts.FunctionLikeDeclaration): string[] {
  const statements = body && ts.isBlock(body) ? body.statements : [];
  const variables = statements.flatMap((one) =>
    ts.isVariableStatement(one) ? [...one.declarationList.declarations] : [],
  );
  return [...parameters, ...variables].flatMap(({ name }) => boundNames(name));
}

function nameIn(node: ts.Node): string | null {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node)) return node.text;
  const isSyntax =
    ts.isForOfStatement(node) ||
    ts.isSpreadElement(node) ||
    ts.isArrayBindingPattern(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isAwaitExpression(node);
  return isSyntax ? UNSPOKEN : null;
}

/** A name of a member, or one that declares: not a variable that is spoken of. */
function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return isMemberDeclaration(parent) && parent.name === node;
}

function usersOf(project: Project): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  const visit = (node: ts.Node, owners: readonly string[], locals: ReadonlySet<string>): void => {
    const name = spokenName(node, locals);
    if (name !== null) for (const owner of owners) add(users, name, owner);
    if (ts.isImportClause(node) && node.name) add(users, DEFAULT, node.name.text);
    const isFunction = ts.isFunctionLike(node);
    const inner = [...owners, ...namesOf(node)];
    const known = isFunction
      ? new Set([...locals, ...localNames(node as ts.FunctionLikeDeclaration)])
      : locals;
    ts.forEachChild(node, (child) => visit(child, isHidden(node, child) ? [] : inner, known));
  };
  for (const path of project.corpus.sources.keys()) visit(project.sourceFile(path), [], new Set());
  return users;
}

function add(users: Map<string, Set<string>>, name: string, user: string): void {
  const known = users.get(name);
  if (known) known.add(user);
  else users.set(name, new Set([user]));
}

/** Names, outside of functions, whose types may come from what stands in `node`. */
function namesOf(node: ts.Node): readonly string[] {
  if (ts.isExportAssignment(node)) return [DEFAULT];
  // What a constructor assigns may be the type of a field.
  if (ts.isConstructorDeclaration(node)) return node.parent.members.filter(isUntypedField).map(declaredName);
  if (!isMemberDeclaration(node) && !(isModuleDeclaration(node) && isOutside(node))) return [];
  const names = ts.isVariableDeclaration(node) ? boundNames(node.name) : [declaredName(node)];
  return names.flatMap((name) => [
    name,
    ...(isDefault(node) ? [DEFAULT] : []),
    ...(CALLED_BY_SYNTAX.has(name) ? [UNSPOKEN] : []),
  ]);
}

function isMemberDeclaration(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isAccessor(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isEnumMember(node)
  );
}

function isModuleDeclaration(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isClassLike(node) ||
    ts.isImportSpecifier(node) ||
    ts.isExportSpecifier(node) ||
    ts.isImportEqualsDeclaration(node)
  );
}

/** In no function: what is declared in one is no name to others. */
export function isOutside(node: ts.Node): boolean {
  return ts.findAncestor(node.parent, ts.isFunctionLike) === undefined;
}

function isUntypedField(member: ts.ClassElement): boolean {
  return ts.isPropertyDeclaration(member) && !member.type && !member.initializer;
}

function isDefault(node: ts.Node): boolean {
  return ts.canHaveModifiers(node)
    ? (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false)
    : false;
}

/** With a written type, what stands behind it tells nothing of the type outside. */
function isHidden(node: ts.Node, child: ts.Node): boolean {
  if (ts.isFunctionLike(node)) {
    const { type, body } = node as ts.FunctionLikeDeclaration;
    return child === body && (type !== undefined || ts.isSetAccessor(node));
  }
  if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node))
    return child === node.initializer && node.type !== undefined;
  return false;
}
