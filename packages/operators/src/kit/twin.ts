import * as ts from 'typescript';
import { siblingsOf } from './enclosing.ts';
import type { Name } from './references.ts';
import { leavesOf } from './tree.ts';

const FEWEST_TOKENS = 5;

/** Several operators ask about each name; the tree never changes. */
const answers = new WeakMap<Name, { readonly twin: string | null }>();
/** Of each unit that has a neighbour, what its names were there: every name in it asks. */
const twins = new WeakMap<ts.Node, ReadonlyMap<ts.Node, string>>();
const NO_TWINS: ReadonlyMap<ts.Node, string> = new Map();

/**
 * The name at the same place of the neighbour that `name`'s code was copied from: statements, operands, properties or elements
 * side by side that differ in names only, and in more than one of them. `null` when there is no such neighbour.
 */
export function twinOf(name: Name): string | null {
  let known = answers.get(name);
  if (known === undefined) answers.set(name, (known = { twin: findTwin(name) }));
  return known.twin;
}

function findTwin(name: Name): string | null {
  for (let unit: ts.Node = name; unit.parent !== undefined && !ts.isSourceFile(unit); unit = unit.parent) {
    const before = neighbourBefore(unit);
    const twin = before === null ? undefined : twinsIn(unit, before).get(name);
    if (twin !== undefined) return twin;
    if (ts.isStatement(unit)) return null;
  }
  return null;
}

function twinsIn(unit: ts.Node, before: ts.Node): ReadonlyMap<ts.Node, string> {
  let known = twins.get(unit);
  if (known === undefined) twins.set(unit, (known = differences(unit, before)));
  return known;
}

/** The unit of the same kind that stands right before `unit`. */
function neighbourBefore(unit: ts.Node): ts.Node | null {
  const { parent } = unit;
  if (ts.isStatement(unit)) return sameKind(siblingsOf(unit), unit);
  if (ts.isObjectLiteralExpression(parent)) return sameKind(parent.properties, unit);
  if (ts.isArrayLiteralExpression(parent)) return sameKind(parent.elements, unit);
  if (ts.isCallExpression(parent) && parent.expression !== unit) return sameKind(parent.arguments, unit);
  if (ts.isBinaryExpression(parent) && parent.right === unit) {
    // In `a && b && c` the neighbour of `c` is `b`, the right end of what stands on the left.
    const { left } = parent;
    const isChain = ts.isBinaryExpression(left) && left.operatorToken.kind === parent.operatorToken.kind;
    const before = isChain && left.kind !== unit.kind ? left.right : left;
    return before.kind === unit.kind ? before : isChain && left.right.kind === unit.kind ? left.right : null;
  }
  return null;
}

function sameKind(list: ts.NodeArray<ts.Node> | null, unit: ts.Node): ts.Node | null {
  const before = list?.[list.indexOf(unit) - 1];
  return before !== undefined && before.kind === unit.kind ? before : null;
}

/** What stands in `before` where a name of `unit` stands, when the two differ in names only, and in more than one. */
function differences(unit: ts.Node, before: ts.Node): ReadonlyMap<ts.Node, string> {
  const tokens = leavesOf(unit);
  const others = leavesOf(before);
  if (tokens.length !== others.length || tokens.length < FEWEST_TOKENS) return NO_TWINS;
  const file = unit.getSourceFile();
  const names = new Map<ts.Node, string>();
  for (const [index, token] of tokens.entries()) {
    const other = others[index]!;
    const text = other.getText(file);
    if (token.getText(file) === text) continue;
    if (token.kind !== other.kind || !(ts.isIdentifier(token) || ts.isPrivateIdentifier(token)))
      return NO_TWINS;
    names.set(token, text);
  }
  return names.size > 1 ? names : NO_TWINS;
}
