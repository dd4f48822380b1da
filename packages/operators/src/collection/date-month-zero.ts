import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { isStep } from '../kit/off-by-one.ts';
import { partInstead } from '../kit/part.ts';
import { gist } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const dateMonthZero: Operator = {
  id: 'date-month-zero',
  family: 'collection',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Month one off',
  mistake: 'It is forgotten that months are counted from zero.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    const edits = monthEdits(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} takes the number of the month as it is, without the one in ${gist(node, context)}.`,
        trigger: 'It shows for every date.',
        consequence: 'The date lies a month too early or too late.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const month = (date: Date): number => date.getUTCMonth() + 1;\n',
        after: 'export const month = (date: Date): number => date.getUTCMonth();\n',
        witness: "month(new Date('2026-01-01'))",
      },
      {
        before:
          'export const day = (year: number, month: number): string =>\n  new Date(Date.UTC(year, month - 1, 1)).toISOString();\n',
        after:
          'export const day = (year: number, month: number): string =>\n  new Date(Date.UTC(year, month, 1)).toISOString();\n',
        witness: 'day(2026, 1)',
      },
    ],
    skips: [
      {
        code: 'export const next = (n: number): number => n + 1;\n',
        because: 'It is no month.',
      },
    ],
  },
};

/** `date.getMonth() + 1` or the `month - 1` of a date that is made. */
function monthEdits(node: ts.Node, context: SiteContext): Edit[] | null {
  if (isStep(node, ts.SyntaxKind.PlusToken)) {
    const isMonth = /^get(?:UTC)?Month$/u.test(methodCall(bare(node.left))?.name ?? '');
    return isMonth ? partInstead(node, node.left, context) : null;
  }
  if (!isStep(node, ts.SyntaxKind.MinusToken)) return null;
  const { parent } = node;
  const made = ts.isNewExpression(parent) || ts.isCallExpression(parent) ? parent : null;
  if (made === null) return null;
  const callee = made.expression.getText();
  const isDate = /^(?:Date|Date\.UTC)$/u.test(callee) && made.arguments?.[1] === node;
  const isSetter = /\.set(?:UTC)?Month$/u.test(callee) && made.arguments?.[0] === node;
  return isDate || isSetter ? partInstead(node, node.left, context) : null;
}
