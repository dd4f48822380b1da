import { sha256 } from '@bebug/core';
import ts from 'typescript';

/** A hash of the token stream: two texts with the same normal form differ in white space and comments at most. */
export function normalForm(text: string, path: string): string {
  const options = {
    languageVersion: ts.ScriptTarget.ESNext,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const file = ts.createSourceFile(path, text, options);
  const tokens: string[] = [];
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file);
    if (children.length === 0) tokens.push(text.slice(node.getStart(file), node.end));
    else children.forEach(visit);
  };
  visit(file);
  return sha256(tokens.join('\0'));
}
