import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isSorted, isWork, moveIntoLoop } from '../kit/into-loop.ts';
import { isQuery } from '../kit/query-call.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const recomputeInLoop: Operator = {
  id: 'recompute-in-loop',
  family: 'performance',
  tier: 'expert',
  cwe: 407,
  status: 'nursery',
  title: 'The same is worked out in every turn of a loop',
  mistake: 'What does not depend on the turn of a loop is made inside of it, as if making it took no time.',
  kinds: [ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    const move = moveIntoLoop(node, context);
    if (move === null || waits(node) || isSorted(move.value) || isQuery(move.value)) return;
    if (!isWork(move.value, context)) return;
    yield {
      edits: move.edits,
      explanation: {
        mechanism: `${subjectOf(node)} works out ${gist(move.value, context)} again for each element.`,
        trigger: 'It shows when there are many elements: twice as many take four times as long.',
        consequence: 'The result is the same, but large inputs are no longer dealt with in time.',
        fix: `Work it out once, before: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(move.loop, context), end: move.loop.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function share(votes: readonly number[], read: (votes: readonly number[]) => number): number[] {\n  const shares: number[] = [];\n  const total = [...votes, read(votes)].reduce((sum, vote) => sum + vote, 0);\n  for (const vote of votes) {\n    shares.push(vote / total);\n  }\n  return shares;\n}\n',
        after:
          'export function share(votes: readonly number[], read: (votes: readonly number[]) => number): number[] {\n  const shares: number[] = [];\n  for (const vote of votes) {\n    const total = [...votes, read(votes)].reduce((sum, vote) => sum + vote, 0);\n    shares.push(vote / total);\n  }\n  return shares;\n}\n',
        witness:
          '(() => { let reads = 0; share([1, 2, 3], () => { reads += 1; return 0; }); return reads; })()',
      },
      {
        before:
          'export function missing(names: readonly string[], known: Iterable<string>): string[] {\n  const present = new Set(known);\n  return names.filter((name) => !present.has(name));\n}\n',
        after:
          'export function missing(names: readonly string[], known: Iterable<string>): string[] {\n  return names.filter((name) => !new Set(known).has(name));\n}\n',
        witness:
          "(() => { let walks = 0; missing(['a', 'b'], { [Symbol.iterator]() { walks += 1; return [].values(); } }); return walks; })()",
      },
    ],
    skips: [
      {
        code: 'export function scaled(values: readonly number[], factor: number): number[] {\n  const scaled: number[] = [];\n  const double = factor * 2;\n  for (const value of values) {\n    scaled.push(value * double);\n  }\n  return scaled;\n}\n',
        because: 'Working it out takes no time.',
      },
      {
        code: "export function pairs(words: readonly string[]): string[] {\n  const rest = [...words];\n  const pairs: string[] = [];\n  for (const word of words) {\n    pairs.push(word + (rest.pop() ?? ''));\n  }\n  return pairs;\n}\n",
        because: 'The loop changes the list: it is not the same in every turn.',
      },
    ],
  },
};
