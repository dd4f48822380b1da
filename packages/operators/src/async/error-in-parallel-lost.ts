import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const errorInParallelLost: Operator = {
  id: 'error-in-parallel-lost',
  family: 'async',
  tier: 'hard',
  cwe: 391,
  status: 'stable',
  title: 'Failures of parallel work are not looked at',
  mistake: '`Promise.allSettled` never fails: what failed stands in its result, which nobody reads.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call?.name !== 'all' || call.receiver.getText() !== 'Promise') return;
    if (!ts.isAwaitExpression(node.parent) || !ts.isExpressionStatement(node.parent.parent)) return;
    yield {
      edits: [replaceNode(call.callee.name, 'allSettled', context)],
      explanation: {
        mechanism: `${subjectOf(node)} waits with \`Promise.allSettled\` and does not look at what failed.`,
        trigger: 'It shows when one of the pieces of work fails.',
        consequence: 'The failure is lost, and the code goes on as if all were done.',
        fix: `Let the failure through: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function run(works: (() => Promise<void>)[]): Promise<string> {\n  await Promise.all(works.map(async (work) => work()));\n  return "done";\n}\n',
        after:
          'export async function run(works: (() => Promise<void>)[]): Promise<string> {\n  await Promise.allSettled(works.map(async (work) => work()));\n  return "done";\n}\n',
        witness: "run([async () => { throw new Error('no'); }])",
      },
      {
        before:
          'export class Disks {\n  saved = 0;\n  async save(first: () => Promise<void>, second: () => Promise<void>): Promise<void> {\n    await Promise.all([first(), second()]);\n    this.saved += 1;\n  }\n}\n',
        after:
          'export class Disks {\n  saved = 0;\n  async save(first: () => Promise<void>, second: () => Promise<void>): Promise<void> {\n    await Promise.allSettled([first(), second()]);\n    this.saved += 1;\n  }\n}\n',
        witness:
          "(async () => { const disks = new Disks(); await disks.save(async () => {}, async () => { throw new Error('no'); }).catch(() => {}); return disks.saved; })()",
      },
    ],
    skips: [
      {
        code: 'export const both = async (a: Promise<number>, b: Promise<number>): Promise<number> => {\n  const [x, y] = await Promise.all([a, b]);\n  return x + y;\n};\n',
        because: 'The results are used, and would have another form.',
      },
      {
        code: 'export const all = (works: Promise<number>[]): Promise<number[]> => Promise.all(works);\n',
        because: 'The caller gets the results.',
      },
    ],
  },
};
