import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { dropElements, dropLines } from './replace.ts';

/** Edits that delete the bindings from their import declarations, and declarations of which nothing is left. */
export function importDeletions(specifiers: ReadonlySet<ts.Node>, context: SiteContext): Edit[] {
  const edits: Edit[] = [];
  for (const statement of context.sourceFile.statements) {
    if (!ts.isImportDeclaration(statement) || statement.importClause === undefined) continue;
    edits.push(...importDeletion(statement, statement.importClause, specifiers, context));
  }
  return edits;
}

/** What goes of one import declaration: the whole, or the specifiers one by one. */
function importDeletion(
  statement: ts.ImportDeclaration,
  clause: ts.ImportClause,
  specifiers: ReadonlySet<ts.Node>,
  context: SiteContext,
): Edit[] {
  const named =
    clause.namedBindings !== undefined && ts.isNamedImports(clause.namedBindings)
      ? clause.namedBindings.elements
      : null;
  const bindings = [
    ...(clause.name === undefined ? [] : [clause]),
    ...(named ?? (clause.namedBindings ? [clause.namedBindings] : [])),
  ];
  const goes = bindings.filter((binding) => specifiers.has(binding));
  if (goes.length === 0) return [];
  if (goes.length === bindings.length) return [dropLines(statement, context)];
  if (named === null) return [];
  if (named.every((element) => specifiers.has(element)))
    return [{ start: clause.name!.end, end: clause.namedBindings!.end, text: '' }];
  return specifiers.has(clause) ? [] : dropElements(named, specifiers, context);
}
