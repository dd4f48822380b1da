import type { Edit } from '@bebug/core';
import type * as ts from 'typescript';
import type { Rewrite } from '../operator.ts';
import { subjectOf } from './enclosing.ts';

/** A rewrite after which a text from outside is taken for markup; `what` the code then does with it. */
export function textAsMarkup(node: ts.Node, edits: readonly Edit[], what: string, fix: string): Rewrite {
  return {
    edits,
    explanation: {
      mechanism: `${subjectOf(node)} ${what}.`,
      trigger: 'It shows when the text holds `<`, a quote or an ampersand.',
      consequence: 'Who sends the text puts elements and scripts of their own into the page of others.',
      fix,
    },
  };
}
