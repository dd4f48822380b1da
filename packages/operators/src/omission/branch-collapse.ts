import * as ts from 'typescript';
import { bodyInstead, isEnd, overwrites, statementsIn } from '../kit/body.ts';
import { narrows } from '../kit/condition.ts';
import { nextStatement, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { leavesUnassigned, stretchOf } from '../kit/leftover.ts';
import { changesSomething } from '../kit/purity.ts';
import { callsItself } from '../kit/recursion.ts';
import { shareName } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const branchCollapse: Operator = {
  id: 'branch-collapse',
  family: 'omission',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'Two cases are gone about in the same way',
  mistake: 'What is to be done depends on the case, and only one of the two cases is thought of.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || node.elseStatement === undefined || siblingsOf(node) === null) return;
    if (changesSomething(node.expression)) return;
    const branches = [node.elseStatement, node.thenStatement] as const;
    for (const kept of branches) {
      const dropped = branches.find((branch) => branch !== kept)!;
      if (!standsAlone(kept, dropped, node, context)) continue;
      const edits = bodyInstead(node, kept, context);
      if (edits === null) continue;
      const holds = kept === node.elseStatement ? 'holds' : 'does not hold';
      yield {
        edits,
        explanation: {
          mechanism: `${subjectOf(node)} comes to ${gist(statementsIn(kept)[0]!, context)} without asking for ${gist(node.expression, context)}.`,
          trigger: `It shows when ${gist(node.expression, context)} ${holds}.`,
          consequence: `Then ${gist(statementsIn(dropped)[0]!, context)} is not reached, as it must be.`,
          fix: `Tell the cases apart: ${gist(node, context)}.`,
        },
        regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
      };
    }
  },
  examples: {
    injects: [
      {
        before:
          'export class Tally {\n  readonly wins: string[] = [];\n  readonly losses: string[] = [];\n  note(game: { name: string; isWon: boolean }): void {\n    if (game.isWon) {\n      this.wins.push(game.name);\n    } else {\n      this.losses.push(game.name);\n    }\n  }\n}\n',
        after:
          'export class Tally {\n  readonly wins: string[] = [];\n  readonly losses: string[] = [];\n  note(game: { name: string; isWon: boolean }): void {\n    this.losses.push(game.name);\n  }\n}\n',
        witness:
          "(() => { const tally = new Tally(); tally.note({ name: 'a', isWon: true }); return tally.wins; })()",
      },
      {
        before:
          'export function move(at: { x: number; isUp: boolean }): number {\n  if (at.isUp) return at.x + 1;\n  else return at.x - 1;\n}\n',
        after: 'export function move(at: { x: number; isUp: boolean }): number {\n  return at.x + 1;\n}\n',
        witness: 'move({ x: 0, isUp: false })',
      },
    ],
    skips: [
      {
        code: 'export function size(given: { text: string | null }): number {\n  let size = 0;\n  if (given.text === null) {\n    size = 1;\n  } else {\n    size = given.text.length;\n  }\n  return size;\n}\n',
        because:
          'One branch compiles only because of the test; with either, the first value would be there for nothing.',
      },
      {
        code: 'export function twice(state: { n: number }): number {\n  if (state.n > 9) return 9;\n  return state.n * 2;\n}\n',
        because: 'A guard is no choice of two.',
      },
    ],
  },
};

/** The branch compiles and ends without the test, and so does the code around it without the other branch. */
function standsAlone(
  kept: ts.Statement,
  dropped: ts.Statement,
  node: ts.IfStatement,
  context: SiteContext,
): boolean {
  const done = statementsIn(kept);
  if (statementsIn(dropped).length === 0 || ts.isIfStatement(dropped) || callsItself(kept)) return false;
  if (leavesUnassigned([stretchOf(dropped, context)], context) || overwrites(done, node, context))
    return false;
  if (isEnd(done, context) && nextStatement(node) !== null) return false;
  return !(narrows(node.expression, context) && shareName(node.expression, kept));
}
