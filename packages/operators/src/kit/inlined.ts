import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { Rewrite, SiteContext, Stretch } from '../operator.ts';
import { soleDeclaration, statementsBehind } from './awaiting.ts';
import { mentions } from './effect.ts';
import { enclosing, enclosingFunction, isLoop } from './enclosing.ts';
import { symbolsWithin } from './leftover.ts';
import { needsParentheses } from './precedence.ts';
import { isPure } from './purity.ts';
import { isWritten, referencesTo, symbolOf, type Name } from './references.ts';
import { dropWithDocumentation, replaceNode } from './replace.ts';
import { storesOf } from './shared-state.ts';
import { startOf, textOf } from './text-of.ts';
import { bare, isInside } from './tree.ts';

/** Longer values stay under the name that they have. */
const LONGEST = 60;

/**
 * The rewrite, and, where what it leaves out was the reason to save a value under a name, the same with the value written where it is still used: who never
 * thought of the case had no need of the name.
 */
export function* alsoInlined(rewrite: Rewrite, context: SiteContext): Generator<Rewrite> {
  yield rewrite;
  const inlining = inliningAfter(rewrite.edits, context);
  if (inlining !== null) yield { ...rewrite, edits: [...rewrite.edits, ...inlining] };
}

/** Edits that write the value of a constant where it is used, when `edits` leave one use of several. */
function inliningAfter(edits: readonly Edit[], context: SiteContext): Edit[] | null {
  for (const declaration of declarationsNamedIn(edits, context)) {
    const { initializer: value } = declaration;
    const statement = declaration.parent.parent;
    if (value === undefined || !ts.isVariableStatement(statement) || !isShort(value)) continue;
    if (edits.some((edit) => meets(edit, statement, context))) continue;
    const use = lastUse(declaration, edits, context);
    if (use === null || !readsTheSame(statement, value, use)) continue;
    const text = textOf(value, context);
    const shown = needsParentheses(value, use) ? `(${text})` : text;
    return [dropWithDocumentation(statement, context), replaceNode(use, shown, context)];
  }
  return null;
}

/** The declarations of the names that the edits take away. */
function declarationsNamedIn(
  edits: readonly Edit[],
  context: SiteContext,
): readonly (ts.VariableDeclaration & { readonly name: ts.Identifier })[] {
  const symbols = new Set(edits.flatMap((edit) => [...symbolsWithin(edit, context)]));
  return [...symbols].flatMap(({ valueDeclaration: declaration }) => {
    const list = declaration?.parent?.parent;
    const sole = list !== undefined && ts.isVariableStatement(list) ? soleDeclaration(list) : null;
    return sole !== null && sole === declaration && sole.type === undefined ? [sole] : [];
  });
}

function meets({ start, end }: Stretch, node: ts.Node, context: SiteContext): boolean {
  return startOf(node, context) < end && start < node.end;
}

/** A reading of one line that may be done later. */
function isShort(value: ts.Expression): boolean {
  const text = value.getText();
  const isReading = ts.isPropertyAccessExpression(value) || ts.isElementAccessExpression(value);
  return isReading && isPure(value) && text.length <= LONGEST && !/[\n\r]/u.test(text);
}

/** The one reading that stays, of several; in the same function as the declaration, so that it is read as often. */
function lastUse(
  declaration: ts.VariableDeclaration,
  edits: readonly Edit[],
  context: SiteContext,
): ts.Identifier | null {
  const symbol = symbolOf(declaration.name, context);
  const names: readonly Name[] = symbol === null ? [] : referencesTo(symbol, context);
  const left = names.filter((name) => !edits.some((edit) => meets(edit, name, context)));
  const [use] = left;
  if (left.length !== 1 || names.length < 2 || names.some(isWritten) || !ts.isIdentifier(use!)) return null;
  if (ts.isShorthandPropertyAssignment(use.parent) || ts.isExportSpecifier(use.parent)) return null;
  return enclosingFunction(use) === enclosingFunction(declaration) ? use : null;
}

/** Nothing between the declaration and the use changes what is read, as far as the names say. */
function readsTheSame(statement: ts.Statement, value: ts.Expression, use: ts.Identifier): boolean {
  const behind = statementsBehind(statement);
  const home = behind.findIndex((one) => isInside(use, one));
  if (home < 0) return false;
  const loop = enclosing(use, isLoop);
  const isReadOften = loop !== null && isInside(loop, behind[home]!);
  const stores = behind.slice(0, home + 1).flatMap(storesOf);
  return !isReadOften && !stores.some((store) => store.end <= use.pos && mentions(value, bare(store)));
}
