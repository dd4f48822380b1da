import { nodesAround, type ScreenedMutant } from '@bebug/engine';
import ts from 'typescript';
import { isInner } from '../subject/inner-state.ts';

/** Words of names and code that say that an order is meant. */
const WORDS = new Set(
  (
    'sort sorted order ordered reorder reverse reversed compare comparator cmp rank ranked ranking shuffle priority queue dequeue enqueue stack heap unshift ' +
    'prepend first last before after head tail front top asc ascending desc descending oldest newest recent lru fifo lifo backwards'
  ).split(' '),
);
/** In prose only what hardly means anything else. */
const PROMISE =
  /\b(?:in (?:the |its |their )?(?:\w+ )?order|ordered|sort(?:s|ed)?|oldest|newest|in turn|FIFO|LIFO)\b/iu;
const WORD = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/gu;

/**
 * True where something says that an order matters to the mutated code: its operator, the edits, names of the functions and classes around them or of what these
 * are given to (`sort(…)`), or their documentation. Elsewhere another order alone is no bug: nobody promised the first one. What a private method
 * sorts it may sort for itself: there the edit says nothing.
 */
export function isAboutOrder({ candidate, project }: ScreenedMutant): boolean {
  const { file, operator, edits, site } = candidate;
  const source = project.sourceFile(file);
  const around = nodesAround(site, source);
  const said = around.some(isPrivate)
    ? []
    : [operator, ...edits.flatMap(({ start, end, text }) => [source.text.slice(start, end), text])];
  for (const node of around) {
    said.push(...namesOf(node));
    if (ts.getJSDocCommentsAndTags(node).some((doc) => PROMISE.test(doc.getText(source)))) return true;
  }
  return said.some((text) => (text.match(WORD) ?? []).some((word) => WORDS.has(word.toLowerCase())));
}

/** A method that only its class calls, by what is written. */
function isPrivate(node: ts.Node): boolean {
  return ts.isMethodDeclaration(node) && (/^[_#]/u.test(node.name.getText()) || isInner(node));
}

/** Names of a function or class, of what it is kept in, and of the function that it is given to. */
function namesOf(node: ts.Node): string[] {
  if (ts.isClassLike(node)) return node.name ? [node.name.text] : [];
  if (!ts.isFunctionLike(node)) return [];
  const { parent } = node;
  const names = node.name ? [node.name.getText()] : [];
  if (ts.isCallExpression(parent) && parent.expression !== node) names.push(parent.expression.getText());
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) && parent.initializer === node)
    names.push(parent.name.getText());
  return names;
}
