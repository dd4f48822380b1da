import * as ts from 'typescript';
import { awaitedBy } from '../kit/awaiting.ts';
import { isDeed } from '../kit/effect.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { neighboursFrom, swapped } from '../kit/neighbour.ts';
import { shareName } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { useAfterDispose } from './use-after-dispose.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator } from '../operator.ts';

export const awaitInWrongOrder: Operator = {
  id: 'await-in-wrong-order',
  family: 'async',
  tier: 'hard',
  cwe: 696,
  status: 'nursery',
  title: 'Two waits in the wrong order',
  mistake: 'Of two things that are waited for, the later one is done first.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node) || awaitedBy(node) === null || !isDeed(node)) return;
    const pair = neighboursFrom(node, context);
    if (pair === null || awaitedBy(pair.second) === null || !isDeed(pair.second)) return;
    const { first, second } = pair;
    const [one, other] = [calleeOf(first), calleeOf(second)];
    if (one === null || other === null || isSameCode(first, second)) return;
    if (!isSameCode(one, other) && !shareName(one, other)) return;
    if (takes(useAfterDispose, second, context)) return;
    yield {
      edits: swapped(pair, context),
      explanation: {
        mechanism: `${subjectOf(node)} waits for ${gist(second, context)} before it comes to ${gist(first, context)}.`,
        trigger: 'It shows whenever the code gets there, or when the first one of them fails.',
        consequence: `${gist(second, context)} meets a state in which ${gist(first, context)} is not done.`,
        fix: `Wait for ${gist(first, context)} first.`,
      },
      regions: [{ start: startOf(first, context), end: second.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export interface Table {\n  remove(key: string): Promise<void>;\n  insert(key: string): Promise<void>;\n}\nexport async function renew(table: Table, key: string): Promise<void> {\n  await table.remove(key);\n  await table.insert(key);\n}\n',
        after:
          'export interface Table {\n  remove(key: string): Promise<void>;\n  insert(key: string): Promise<void>;\n}\nexport async function renew(table: Table, key: string): Promise<void> {\n  await table.insert(key);\n  await table.remove(key);\n}\n',
        witness:
          "(async () => { const keys = new Set(['a']); await renew({ remove: async (key) => { keys.delete(key); }, insert: async (key) => { keys.add(key); } }, 'a'); return keys; })()",
      },
      {
        before:
          'export class Writer {\n  text = "";\n  async write(part: string): Promise<void> {\n    await Promise.resolve();\n    this.text += part;\n  }\n  async page(title: string, body: string): Promise<void> {\n    await this.write(title);\n    await this.write(body);\n  }\n}\n',
        after:
          'export class Writer {\n  text = "";\n  async write(part: string): Promise<void> {\n    await Promise.resolve();\n    this.text += part;\n  }\n  async page(title: string, body: string): Promise<void> {\n    await this.write(body);\n    await this.write(title);\n  }\n}\n',
        witness:
          "(async () => { const writer = new Writer(); await writer.page('a', 'b'); return writer.text; })()",
      },
    ],
    skips: [
      {
        code: 'export async function stop(mail: () => Promise<void>, door: () => Promise<void>): Promise<void> {\n  await mail();\n  await door();\n}\n',
        because: 'The two have nothing to do with each other.',
      },
      {
        code: 'export async function add(table: { insert(key: string): Promise<void> }, log: string[]): Promise<void> {\n  log.push("a");\n  await table.insert("a");\n}\n',
        because: 'Only one of the two waits: this is statement-across-await.',
      },
    ],
  },
};

function calleeOf(statement: ts.Statement): ts.Expression | null {
  const call = awaitedBy(statement)?.expression;
  const inner = call === undefined ? null : bare(call);
  if (inner === null || !ts.isCallExpression(inner)) return null;
  const { expression: callee } = inner;
  return ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
}
