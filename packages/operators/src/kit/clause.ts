import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { textOf } from './text-of.ts';

/** `case 'a'` or `default`, as it is written. */
export function clauseLabel(clause: ts.CaseOrDefaultClause, context: SiteContext): string {
  return ts.isCaseClause(clause) ? `case ${textOf(clause.expression, context)}` : 'default';
}
