import type * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';

/**
 * The same function, with each answer worked out once for all operators: the tree never changes, and its types do not while one checker looks at it. Answers
 * are forgotten with the checker, or with what was asked about.
 */
export function once<Key extends object, Answer>(
  work: (key: Key, context: SiteContext) => Answer,
): (key: Key, context: SiteContext) => Answer {
  const byChecker = new WeakMap<ts.TypeChecker, WeakMap<Key, { readonly answer: Answer }>>();
  return (key, context) => {
    let answers = byChecker.get(context.checker);
    if (answers === undefined) byChecker.set(context.checker, (answers = new WeakMap()));
    let known = answers.get(key);
    if (known === undefined) answers.set(key, (known = { answer: work(key, context) }));
    return known.answer;
  };
}

/** True when the words occur anywhere in the file: what it deals with, asked once a file. */
export function speaksOf(words: RegExp): (context: SiteContext) => boolean {
  const isSpoken = once((_file: ts.SourceFile, { text }) => words.test(text));
  return (context) => isSpoken(context.sourceFile, context);
}
