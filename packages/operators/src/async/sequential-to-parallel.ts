import * as ts from 'typescript';
import { awaitingLoop } from '../kit/awaiting-loop.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const sequentialToParallel: Operator = {
  id: 'sequential-to-parallel',
  family: 'async',
  tier: 'expert',
  cwe: 362,
  status: 'stable',
  title: 'Turns run at the same time that must follow each other',
  mistake:
    'That each turn rests on what the one before it left is not thought of, and all are started at once.',
  kinds: [ts.SyntaxKind.ForOfStatement],
  *mutate(node, context) {
    const loop = awaitingLoop(node, context);
    if (loop === null) return;
    const { body, list } = loop;
    yield {
      edits: [
        {
          start: startOf(node, context),
          end: startOf(body, context),
          text: `await Promise.all(${textOf(list, context)}.map(async (${loop.name}) => `,
        },
        { start: node.end, end: node.end, text: '));' },
      ],
      explanation: {
        mechanism: `${subjectOf(node)} starts the work for all of ${gist(list, context)} at once.`,
        trigger: 'It shows when two turns use the same state, or when their order counts.',
        consequence: 'The turns come between each other, or end in another order.',
        fix: 'Let one turn end before the next one starts.',
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function sum(reads: (() => Promise<number>)[]): Promise<number> {\n  let sum = 0;\n  for (const read of reads) {\n    sum += await read();\n  }\n  return sum;\n}\n',
        after:
          'export async function sum(reads: (() => Promise<number>)[]): Promise<number> {\n  let sum = 0;\n  await Promise.all(reads.map(async (read) => {\n    sum += await read();\n  }));\n  return sum;\n}\n',
        witness: 'sum([async () => 1, async () => 2])',
      },
    ],
    skips: [
      {
        code: 'export async function first(reads: (() => Promise<number>)[]): Promise<number> {\n  for (const read of reads) {\n    const n = await read();\n    if (n > 0) return n;\n  }\n  return 0;\n}\n',
        because: 'A turn may end the loop.',
      },
    ],
  },
};
