import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const promiseAllToAny: Operator = {
  id: 'promise-all-to-any',
  family: 'async',
  tier: 'hard',
  cwe: 755,
  status: 'stable',
  title: 'One success hides the failures of others',
  mistake: '`Promise.any`, which looks past failures, is mixed up with what reports them.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call === null || call.receiver.getText() !== 'Promise') return;
    const isAll =
      call.name === 'all' &&
      ts.isAwaitExpression(node.parent) &&
      ts.isExpressionStatement(node.parent.parent);
    if (!isAll && !(call.name === 'race' && isSeveral(call.call.arguments[0]))) return;
    yield {
      edits: [replaceNode(call.callee.name, 'any', context)],
      explanation: {
        mechanism: `${subjectOf(node)} waits with \`Promise.any\`, which passes over failures as long as one succeeds.`,
        trigger: 'It shows when one of them fails and another one does not.',
        consequence: isAll
          ? 'The code goes on as if all were done, and nobody hears of the failure.'
          : 'The failure that should end the wait, as that of a time-out, does not end it.',
        fix: `Wait so: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function run(works: (() => Promise<void>)[]): Promise<void> {\n  await Promise.all(works.map(async (work) => work()));\n}\n',
        after:
          'export async function run(works: (() => Promise<void>)[]): Promise<void> {\n  await Promise.any(works.map(async (work) => work()));\n}\n',
        witness: "run([async () => {}, async () => { throw new Error('no'); }])",
      },
      {
        before:
          'export function within(work: Promise<string>, late: Promise<never>): Promise<string> {\n  return Promise.race([work, late]);\n}\n',
        after:
          'export function within(work: Promise<string>, late: Promise<never>): Promise<string> {\n  return Promise.any([work, late]);\n}\n',
        witness:
          "within(new Promise((resolve) => { setImmediate(() => resolve('done')); }), Promise.reject(new Error('late')))",
      },
    ],
    skips: [
      {
        code: 'export const both = async (a: Promise<number>, b: Promise<number>): Promise<number> => {\n  const [x, y] = await Promise.all([a, b]);\n  return x + y;\n};\n',
        because: 'All results are used.',
      },
      {
        code: 'export const only = (a: Promise<number>): Promise<number> => Promise.race([a]);\n',
        because: 'There is no other one that could succeed.',
      },
    ],
  },
};

/** Written down one by one, or a list whose length is not known. */
function isSeveral(list: ts.Expression | undefined): boolean {
  return list !== undefined && !(ts.isArrayLiteralExpression(list) && list.elements.length < 2);
}
