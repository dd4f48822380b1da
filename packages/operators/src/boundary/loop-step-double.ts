import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { countedLoop } from '../kit/counted-loop.ts';
import { placeOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { descendants } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const loopStepDouble: Operator = {
  id: 'loop-step-double',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Loop takes steps of the wrong size',
  mistake: 'Whether the turns of a loop overlap, or each takes a part of its own, is mixed up.',
  kinds: [ts.SyntaxKind.ForStatement],
  *mutate(node, context) {
    const loop = countedLoop(node);
    if (loop === null) return;
    const { step, index } = loop;
    const isSingle =
      (ts.isPostfixUnaryExpression(step) || ts.isPrefixUnaryExpression(step)) &&
      step.getText().includes('++');
    const isLarge =
      ts.isBinaryExpression(step) &&
      isToken(step, ts.SyntaxKind.PlusEqualsToken) &&
      step.right.getText() !== '1';
    if (!isLarge && !(isSingle && looksAhead(loop.node, index.text))) return;
    const wrong = isLarge ? `${index.text}++` : `${index.text} += 2`;
    yield {
      edits: [replaceNode(step, wrong, context)],
      explanation: {
        mechanism: `The loop in ${placeOf(node)} goes on with \`${wrong}\` instead of ${gist(step, context)}.`,
        trigger: 'It shows whenever the loop runs more than once.',
        consequence: isLarge
          ? 'The turns overlap, and the same elements are dealt with again and again.'
          : 'Every second place is passed over.',
        fix: `Go on with ${gist(step, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function chunks(text: string, size: number): string[] {\n  const chunks: string[] = [];\n  for (let i = 0; i < text.length; i += size) chunks.push(text.slice(i, i + size));\n  return chunks;\n}\n',
        after:
          'export function chunks(text: string, size: number): string[] {\n  const chunks: string[] = [];\n  for (let i = 0; i < text.length; i++) chunks.push(text.slice(i, i + size));\n  return chunks;\n}\n',
        witness: "chunks('abcd', 2)",
      },
      {
        before:
          'export function isSorted(xs: string): boolean {\n  for (let i = 0; i < xs.length - 1; i++) if (xs.charCodeAt(i) > xs.charCodeAt(i + 1)) return false;\n  return true;\n}\n',
        after:
          'export function isSorted(xs: string): boolean {\n  for (let i = 0; i < xs.length - 1; i += 2) if (xs.charCodeAt(i) > xs.charCodeAt(i + 1)) return false;\n  return true;\n}\n',
        witness: "isSorted('acb')",
      },
    ],
    skips: [
      {
        code: 'export function sum(xs: number[]): number {\n  let sum = 0;\n  for (let i = 0; i < xs.length; i++) sum += xs[i] ?? 0;\n  return sum;\n}\n',
        because: 'Nobody steps over every second element of a list.',
      },
    ],
  },
};

/** The body also looks at the place behind the index. */
function looksAhead(loop: ts.ForStatement, index: string): boolean {
  return [...descendants(loop.statement)].some(
    (node) =>
      ts.isBinaryExpression(node) &&
      isToken(node, ts.SyntaxKind.PlusToken) &&
      node.left.getText() === index &&
      node.right.getText() === '1',
  );
}
