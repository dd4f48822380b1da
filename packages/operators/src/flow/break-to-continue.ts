import * as ts from 'typescript';
import { enclosing, isLoop, subjectOf } from '../kit/enclosing.ts';
import { jumpsOf } from '../kit/exits.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const breakToContinue: Operator = {
  id: 'break-to-continue',
  family: 'flow',
  tier: 'moderate',
  cwe: 670,
  status: 'stable',
  title: 'Loop ended instead of a turn, or the other way round',
  mistake: 'Whether only this element or all the rest must be passed over is mixed up.',
  kinds: [ts.SyntaxKind.BreakStatement, ts.SyntaxKind.ContinueStatement],
  *mutate(node, context) {
    if (!ts.isBreakStatement(node) && !ts.isContinueStatement(node)) return;
    const loop = enclosing(node, isLoop);
    if (node.label !== undefined || loop === null || !jumpsOf(loop).includes(node)) return;
    const isBreak = ts.isBreakStatement(node);
    if (isBreak && !ts.isForOfStatement(loop) && !ts.isForStatement(loop) && !ts.isForInStatement(loop))
      return;
    if (enclosing(node, ts.isSwitchStatement) !== null) return;
    const [old, wrong] = isBreak ? (['break', 'continue'] as const) : (['continue', 'break'] as const);
    const start = startOf(node, context);
    yield {
      edits: [{ start, end: start + old.length, text: wrong }],
      explanation: {
        mechanism: `${subjectOf(node)} has \`${wrong}\` where the loop needs \`${old}\`.`,
        trigger: 'It shows when there are more elements behind the one at hand.',
        consequence: isBreak
          ? 'The loop goes on where it must stop, and later elements are taken as well.'
          : 'The loop stops where it must go on, and later elements are never looked at.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function sum(xs: readonly number[]): number {\n  let sum = 0;\n  for (const x of xs) {\n    if (x < 0) continue;\n    sum += x;\n  }\n  return sum;\n}\n',
        after:
          'export function sum(xs: readonly number[]): number {\n  let sum = 0;\n  for (const x of xs) {\n    if (x < 0) break;\n    sum += x;\n  }\n  return sum;\n}\n',
        witness: 'sum([-1, 2])',
      },
      {
        before:
          'export function head(xs: readonly number[]): number[] {\n  const head: number[] = [];\n  for (const x of xs) {\n    if (x < 0) break;\n    head.push(x);\n  }\n  return head;\n}\n',
        after:
          'export function head(xs: readonly number[]): number[] {\n  const head: number[] = [];\n  for (const x of xs) {\n    if (x < 0) continue;\n    head.push(x);\n  }\n  return head;\n}\n',
        witness: 'head([-1, 2])',
      },
    ],
    skips: [
      {
        code: 'export function spin(next: () => number): number {\n  let last = 0;\n  while (last < 9) {\n    last = next();\n    if (last < 0) break;\n  }\n  return last;\n}\n',
        because: 'Such a loop might never end.',
      },
    ],
  },
};
