import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { enclosingFunction } from './enclosing.ts';
import { calledName } from './exits.ts';
import { symbolOf } from './references.ts';
import { bare, descendants } from './tree.ts';

const RESOLVES = new Set(['resolve', 'join', 'normalize', 'realpath', 'realpathSync']);

/** A test that keeps a path inside a folder. */
export interface PathCheck {
  readonly call: ts.CallExpression;
  /** The local that holds the resolved (or relative) path. */
  readonly path: ts.Identifier;
  /** The call that made it. */
  readonly made: ts.CallExpression;
}

/** `file.startsWith(root)` or `relative.startsWith('..')` anywhere in the test, on a local that a path function made. */
export function pathCheckIn(test: ts.Node, context: SiteContext): PathCheck | null {
  for (const node of descendants(test)) {
    const check = ts.isCallExpression(node) ? pathCheck(node, context) : null;
    if (check !== null) return check;
  }
  return null;
}

/** The call itself is such a test. */
export function pathCheck(call: ts.CallExpression, context: SiteContext): PathCheck | null {
  if (
    calledName(call) !== 'startsWith' ||
    call.arguments.length !== 1 ||
    !ts.isPropertyAccessExpression(call.expression)
  )
    return null;
  const path = bare(call.expression.expression);
  const made = ts.isIdentifier(path) ? madeBy(path, context) : null;
  if (made === null || !ts.isIdentifier(path)) return null;
  const prefix = bare(call.arguments[0]!);
  const isUpwards = ts.isStringLiteralLike(prefix) && prefix.text.startsWith('..');
  const isRelative = calledName(made) === 'relative';
  return isUpwards === isRelative && (isRelative || RESOLVES.has(calledName(made) ?? ''))
    ? { call, path, made }
    : null;
}

/** Some test in the same function keeps the local `path` inside a folder. */
export function isCheckedLater(path: ts.Identifier, context: SiteContext): boolean {
  const fn = enclosingFunction(path);
  if (fn?.body === undefined) return false;
  for (const node of descendants(fn.body)) {
    if (ts.isCallExpression(node) && pathCheck(node, context)?.path.text === path.text) return true;
  }
  return false;
}

function madeBy(path: ts.Identifier, context: SiteContext): ts.CallExpression | null {
  const declaration = symbolOf(path, context)?.valueDeclaration;
  if (
    declaration === undefined ||
    !ts.isVariableDeclaration(declaration) ||
    declaration.initializer === undefined
  )
    return null;
  let made = bare(declaration.initializer);
  if (ts.isAwaitExpression(made)) made = bare(made.expression);
  return ts.isCallExpression(made) ? made : null;
}
