import type { Edit } from '@bebug/core';
import type * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { unusedAfter } from './leftover.ts';
import { dropElement } from './replace.ts';

/**
 * Edits that delete one element of a comma-separated list and whatever only it used; `null` when something unused would stay, or a
 * comment would go with it or come to stand by another element.
 */
export function withoutElement(
  list: ts.NodeArray<ts.Node>,
  index: number,
  context: SiteContext,
): Edit[] | null {
  const edit = dropElement(list, index, context);
  if (/\/[/*]/u.test(context.text.slice(edit.start, edit.end))) return null;
  const leftovers = unusedAfter([edit], context);
  return leftovers === null ? null : [edit, ...leftovers];
}
