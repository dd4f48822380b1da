import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { isJavaScript } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const promiseAllToRace: Operator = {
  id: 'promise-all-to-race',
  family: 'async',
  tier: 'hard',
  cwe: 366,
  status: 'stable',
  title: 'Goes on when the first of several is done',
  mistake: 'Waiting for all of several pieces of work and waiting for one of them are mixed up.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call?.name !== 'all' || call.receiver.getText() !== 'Promise') return;
    const { parent } = node;
    const isUnused = ts.isAwaitExpression(parent) && ts.isExpressionStatement(parent.parent);
    if (!isUnused && !isJavaScript(context)) return;
    if (ts.isAwaitExpression(parent) && ts.isVariableDeclaration(parent.parent)) return;
    yield {
      edits: [replaceNode(call.callee.name, 'race', context)],
      explanation: {
        mechanism: `${subjectOf(node)} waits with \`Promise.race\`, which ends with the first of them.`,
        trigger: 'It shows when one of them takes longer than another.',
        consequence:
          'The code goes on while the others are still at work, and nobody learns of their failures.',
        fix: `Wait for all: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function run(works: (() => Promise<void>)[]): Promise<void> {\n  await Promise.all(works.map(async (work) => work()));\n}\n',
        after:
          'export async function run(works: (() => Promise<void>)[]): Promise<void> {\n  await Promise.race(works.map(async (work) => work()));\n}\n',
        witness:
          '(async () => { let done = 0; const slow = async () => { for (let i = 0; i < 20; i++) await null; done += 1; }; await run([async () => {}, slow]); return done; })()',
      },
    ],
    skips: [
      {
        code: 'export const both = async (a: Promise<number>, b: Promise<number>): Promise<number> => {\n  const [x, y] = await Promise.all([a, b]);\n  return x + y;\n};\n',
        because: 'All results are used.',
      },
    ],
  },
};
