import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const allSettledToAll: Operator = {
  id: 'all-settled-to-all',
  family: 'async',
  tier: 'hard',
  cwe: 755,
  status: 'stable',
  title: 'First failure ends the wait for all',
  mistake: 'It is not thought of that some of several pieces of work may fail while the others go on.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call?.name !== 'allSettled' || call.receiver.getText() !== 'Promise') return;
    const isUnused = ts.isAwaitExpression(node.parent) && ts.isExpressionStatement(node.parent.parent);
    if (!isUnused) return;
    yield {
      edits: [replaceNode(call.callee.name, 'all', context)],
      explanation: {
        mechanism: `${subjectOf(node)} waits with \`Promise.all\`, which fails with the first of them.`,
        trigger: 'It shows when one of them fails.',
        consequence: 'The code throws, and goes on before the others are done.',
        fix: `Wait for each to end: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function stop(stops: (() => Promise<void>)[]): Promise<string> {\n  await Promise.allSettled(stops.map(async (stop) => stop()));\n  return "stopped";\n}\n',
        after:
          'export async function stop(stops: (() => Promise<void>)[]): Promise<string> {\n  await Promise.all(stops.map(async (stop) => stop()));\n  return "stopped";\n}\n',
        witness: "stop([async () => { throw new Error('no'); }])",
      },
    ],
    skips: [
      {
        code: 'export const both = async (a: Promise<number>, b: Promise<number>): Promise<number[]> => Promise.all([a, b]);\n',
        because: 'The first failure counts already.',
      },
    ],
  },
};
