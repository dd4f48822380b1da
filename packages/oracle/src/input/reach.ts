import { compareText, editedRange, type Edit } from '@bebug/core';
import { boundNames } from '@bebug/operators/kit';
import ts from 'typescript';

/** Top-level statement → names of those that refer to it; found once a file. */
const known = new WeakMap<ts.SourceFile, References>();

interface References {
  readonly statements: readonly { readonly statement: ts.Statement; readonly names: readonly string[] }[];
  /** Name of a declaration or an import → declarations that use it. */
  readonly users: ReadonlyMap<string, ReadonlySet<string>>;
}

function referencesOf(file: ts.SourceFile): References {
  let references = known.get(file);
  if (references) return references;
  const statements = file.statements.map((statement) => ({ statement, names: declaredNames(statement) }));
  const users = new Map<string, Set<string>>();
  for (const { statement, names } of statements) {
    if (names.length === 0) continue;
    for (const used of identifiersOf(statement)) {
      const set = users.get(used) ?? new Set();
      for (const name of names) set.add(name);
      users.set(used, set);
    }
  }
  known.set(file, (references = { statements, users }));
  return references;
}

/** Names of top-level declarations of `file` by how many references away from `names` (its own or imported ones) they are. */
export function referrers(file: ts.SourceFile, names: Iterable<string>): Map<string, number> {
  const { users } = referencesOf(file);
  const result = new Map([...names].map((name) => [name, 0]));
  for (const [name, distance] of result) {
    for (const user of users.get(name) ?? []) if (!result.has(user)) result.set(user, distance + 1);
  }
  return result;
}

/** Those of `names` that no other declaration of `file` uses, but for some that it uses in turn: a class and its factory. */
export function outermost(file: ts.SourceFile, names: readonly string[]): string[][] {
  const found = new Map<string, ReadonlyMap<string, number>>();
  const usersOf = (name: string): ReadonlyMap<string, number> => {
    const users = found.get(name) ?? referrers(file, [name]);
    found.set(name, users);
    return users;
  };
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const users = [...usersOf(name).keys()];
    if (!users.every((user) => usersOf(user).has(name))) continue;
    const key = users.sort(compareText).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()];
}

/**
 * Names of top-level declarations by how many references away from the edits they are: 0 holds the edits. Empty when the
 * edits are not inside a named declaration: then every export may show them.
 */
export function distances(file: ts.SourceFile, edits: readonly Edit[]): Map<string, number> {
  const { start } = editedRange(edits);
  const home = referencesOf(file).statements.find(
    ({ statement, names }) => statement.pos <= start && start <= statement.end && names.length > 0,
  );
  return referrers(file, home?.names ?? []);
}

/** `targets` by how many references they are away from the edits (see `distances`), those that do not reach them left out. */
export function nearestFirst<T extends { readonly declared: readonly string[] }>(
  distance: ReadonlyMap<string, number>,
  targets: readonly T[],
): T[] {
  const away = ({ declared }: T): number =>
    distance.size === 0 || declared.length === 0
      ? 0
      : Math.min(...declared.map((name) => distance.get(name) ?? Infinity));
  return targets
    .map((target) => ({ target, away: away(target) }))
    .filter((one) => one.away < Infinity)
    .sort((a, b) => a.away - b.away)
    .map(({ target }) => target);
}

/** True when one of the `declared` names refers to the edits, at any remove; also when there are none to judge by. */
export function reaches(file: ts.SourceFile, edits: readonly Edit[], declared: readonly string[]): boolean {
  return nearestFirst(distances(file, edits), [{ declared }]).length > 0;
}

function declaredNames(statement: ts.Statement): string[] {
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    return [statement.name?.text ?? 'default'];
  }
  if (ts.isExportAssignment(statement)) return ['default'];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression))
    return assignedNames(statement.expression.left);
  return [];
}

/** `module.exports = …`, `exports.a = …`, and members added to a declaration: `Router.prototype.on = …` is part of `Router`. */
function assignedNames(left: ts.Expression): string[] {
  if (!ts.isPropertyAccessExpression(left)) return [];
  const path = left.getText();
  if (path === 'module.exports') return [path];
  let root: ts.Expression = left;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return [];
  return root.text === 'module' || root.text === 'exports' ? [left.name.text] : [root.text];
}

/** Names that the top-level statement around `node` declares; where it declares none, it is the export itself. */
export function namesAround(file: ts.SourceFile, node: ts.Node): readonly string[] {
  const statement = file.statements.find(({ pos, end }) => pos <= node.pos && node.end <= end);
  return statement ? declaredNames(statement) : [];
}

function identifiersOf(node: ts.Node): Set<string> {
  const found = new Set<string>();
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) found.add(inner.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}
