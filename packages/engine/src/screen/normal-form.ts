import { sha256 } from '@bebug/core';
import { isWellFormed } from '@bebug/operators/kit';
import ts from 'typescript';
import { FormMaker } from './form-maker.ts';

/**
 * A hash of what a text means as far as its syntax alone can tell: two texts with the same normal form do the same, whatever
 * they are called with. It sees through white space, comments and the rewritings of `form-maker.ts`, each of which guarantees
 * equality (`Function.prototype.toString`, stack traces and direct `eval` aside). A text that does not parse is compared by its tokens.
 */
export function normalForm(text: string, path: string): string {
  const options = {
    languageVersion: ts.ScriptTarget.ESNext,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const file = ts.createSourceFile(path, text, options, true);
  const form = isWellFormed(file) ? new FormMaker(file).of(file) : ['broken', ...tokensOf(file)];
  return sha256(JSON.stringify(form));
}

function tokensOf(file: ts.SourceFile): string[] {
  const tokens: string[] = [];
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file);
    if (children.length === 0) tokens.push(file.text.slice(node.getStart(file), node.end));
    else children.forEach(visit);
  };
  visit(file);
  return tokens;
}
