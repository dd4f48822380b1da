import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { countedLoop } from '../kit/counted-loop.ts';
import { placeOf } from '../kit/enclosing.ts';
import { isCount } from '../kit/off-by-one.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const loopBoundNarrow: Operator = {
  id: 'loop-bound-narrow',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Loop stops one time too early',
  mistake: 'The last member of a range is left out, as if the end did not belong to it.',
  kinds: [ts.SyntaxKind.ForStatement],
  *mutate(node, context) {
    const loop = countedLoop(node);
    if (loop === null) return;
    const { test, index } = loop;
    const isClosed = isToken(test, ts.SyntaxKind.LessThanEqualsToken);
    const isDown = isToken(test, ts.SyntaxKind.GreaterThanEqualsToken);
    const isOpen = isToken(test, ts.SyntaxKind.LessThanToken) && isCount(test.right);
    if (!isClosed && !isDown && !isOpen) return;
    const edit = isOpen
      ? { start: test.end, end: test.end, text: ' - 1' }
      : {
          start: startOf(test.operatorToken, context),
          end: test.operatorToken.end,
          text: isDown ? '>' : '<',
        };
    const written = isOpen
      ? `${textOf(test, context)} - 1`
      : `${textOf(test.left, context)} ${edit.text} ${textOf(test.right, context)}`;
    yield {
      edits: [edit],
      explanation: {
        mechanism: `The loop in ${placeOf(node)} runs only while ${quoted(written)}.`,
        trigger: `It shows whenever the last turn, with the last value of \`${index.text}\`, has something to do.`,
        consequence: 'The last element is never looked at.',
        fix: `Go on while ${gist(test, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function sum(to: number): number {\n  let sum = 0;\n  for (let n = 1; n <= to; n++) sum += n;\n  return sum;\n}\n',
        after:
          'export function sum(to: number): number {\n  let sum = 0;\n  for (let n = 1; n < to; n++) sum += n;\n  return sum;\n}\n',
        witness: 'sum(2)',
      },
      {
        before:
          'export function has(xs: number[], x: number): boolean {\n  for (let i = 0; i < xs.length; i++) if (xs[i] === x) return true;\n  return false;\n}\n',
        after:
          'export function has(xs: number[], x: number): boolean {\n  for (let i = 0; i < xs.length - 1; i++) if (xs[i] === x) return true;\n  return false;\n}\n',
        witness: 'has([1, 2], 2)',
      },
    ],
    skips: [
      {
        code: 'export function spin(n: number): number {\n  let turns = 0;\n  while (turns < n) turns++;\n  return turns;\n}\n',
        because: 'What is counted is no place in anything.',
      },
    ],
  },
};
