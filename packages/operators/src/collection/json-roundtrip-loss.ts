import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const jsonRoundtripLoss: Operator = {
  id: 'json-roundtrip-loss',
  family: 'collection',
  tier: 'hard',
  cwe: 704,
  status: 'nursery',
  title: 'Copy by way of text loses what has no text',
  mistake: 'Writing a value as JSON and reading it again is taken for a copy of anything.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || node.arguments.length !== 1) return;
    if (!/^(?:structuredClone|(?:\w+\.)?cloneDeep)$/u.test(node.expression.getText())) return;
    const leftovers = unusedAfter([{ start: node.expression.pos, end: node.expression.end }], context);
    if (leftovers === null) return;
    const text = `JSON.parse(JSON.stringify(${textOf(node.arguments[0]!, context)}))`;
    yield {
      edits: [replaceNode(node, text, context), ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} copies with ${quoted(text)}.`,
        trigger: 'It shows for dates, maps, sets, `undefined`, `NaN` and numbers too large for JSON.',
        consequence: 'They come out as texts, empty objects or `null`, or are gone.',
        fix: `Copy with ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const copy = (event: { at: Date }): { at: Date } => structuredClone(event);\n',
        after:
          'export const copy = (event: { at: Date }): { at: Date } => JSON.parse(JSON.stringify(event));\n',
        witness: 'typeof copy({ at: new Date(0) }).at',
      },
    ],
    skips: [
      {
        code: 'export const copy = (xs: number[]): number[] => [...xs];\n',
        because: 'No copy of all that hangs on it is made.',
      },
    ],
  },
};
