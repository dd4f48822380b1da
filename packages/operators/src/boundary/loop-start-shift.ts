import * as ts from 'typescript';
import { countedLoop } from '../kit/counted-loop.ts';
import { placeOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const loopStartShift: Operator = {
  id: 'loop-start-shift',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Loop starts one place off',
  mistake: 'Counting from zero and counting from one are mixed up.',
  kinds: [ts.SyntaxKind.ForStatement],
  *mutate(node, context) {
    const loop = countedLoop(node);
    if (loop === null || !textOf(loop.step, context).includes('++')) return;
    const start = textOf(loop.start, context);
    const wrong = start === '0' ? '1' : start === '1' ? '0' : stepOf(loop.start, context);
    if (wrong === null) return;
    yield {
      edits: [replaceNode(loop.start, wrong, context)],
      explanation: {
        mechanism: `The loop in ${placeOf(node)} starts with \`${loop.index.text}\` at \`${wrong}\`.`,
        trigger: 'It shows whenever the first turn matters.',
        consequence:
          start === '1'
            ? 'There is one turn too many, before the first.'
            : 'The first element is dealt with in the wrong way, or not at all.',
        fix: `Start at ${gist(loop.start, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function sum(xs: number[]): number {\n  let sum = 0;\n  for (let i = 0; i < xs.length; i++) sum += xs[i] ?? 0;\n  return sum;\n}\n',
        after:
          'export function sum(xs: number[]): number {\n  let sum = 0;\n  for (let i = 1; i < xs.length; i++) sum += xs[i] ?? 0;\n  return sum;\n}\n',
        witness: 'sum([1])',
      },
      {
        before:
          'export function pairs(n: number): number {\n  let pairs = 0;\n  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) pairs++;\n  return pairs;\n}\n',
        after:
          'export function pairs(n: number): number {\n  let pairs = 0;\n  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) pairs++;\n  return pairs;\n}\n',
        witness: 'pairs(2)',
      },
    ],
    skips: [
      {
        code: 'export function down(n: number): number[] {\n  const list: number[] = [];\n  for (let i = n; i > 0; i--) list.push(i);\n  return list;\n}\n',
        because: 'It does not start at zero or one.',
      },
    ],
  },
};

/** `i` for `i + 1`. */
function stepOf(start: ts.Expression, context: Parameters<typeof textOf>[1]): string | null {
  const isNext =
    ts.isBinaryExpression(start) &&
    start.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    start.right.getText() === '1';
  return isNext ? textOf(start.left, context) : null;
}
