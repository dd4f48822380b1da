import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isPostCount } from '../kit/off-by-one.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isNumberType, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const fencepostCount: Operator = {
  id: 'fencepost-count',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Members of a closed range counted one short',
  mistake: 'The distance between two ends is taken for the number of members from one end to the other.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!isPostCount(node)) return;
    const type = typeOf(node, context);
    if (!isNumberType(type) && !isUnknownType(type)) return;
    yield {
      edits: [{ start: node.left.end, end: node.end, text: '' }],
      explanation: {
        mechanism: `${subjectOf(node)} uses \`${textOf(node.left, context)}\`, the distance between the ends, as the number of members.`,
        trigger:
          'It shows for every range, most clearly for one with a single member, which counts as empty.',
        consequence: 'One member too few is counted, so the last one is lost.',
        fix: `Count both ends: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const days = (first: number, last: number): number => last - first + 1;\n',
        after: 'export const days = (first: number, last: number): number => last - first;\n',
        witness: 'days(3, 3)',
      },
      {
        before: 'export const ticks = (span: number, step: number): number => Math.floor(span / step) + 1;\n',
        after: 'export const ticks = (span: number, step: number): number => Math.floor(span / step);\n',
        witness: 'ticks(10, 5)',
      },
    ],
    skips: [
      { code: 'export const next = (n: number): number => n + 1;\n', because: 'No distance is counted.' },
      { code: "export const label = (n: number): string => 'a' + 1 + n;\n", because: 'Text is joined here.' },
    ],
  },
};
