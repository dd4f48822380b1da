import * as ts from 'typescript';
import { isEnd, statementsIn } from '../kit/body.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { leavesUnassigned, unusedAfter } from '../kit/leftover.ts';
import { isWritten } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { executed } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const elseBranchDrop: Operator = {
  id: 'else-branch-drop',
  family: 'condition',
  tier: 'moderate',
  cwe: 670,
  status: 'stable',
  title: 'Nothing is done in the other case',
  mistake: 'Only the case at hand is thought of, not what must be done otherwise.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || node.elseStatement === undefined || ts.isIfStatement(node.elseStatement))
      return;
    const done = statementsIn(node.elseStatement);
    const first = done[0];
    if (first === undefined || isEnd(done, context) || givesFirstValue(node.elseStatement, context)) return;
    const gone = { start: node.thenStatement.end, end: node.end };
    if (leavesUnassigned([gone], context)) return;
    const leftovers = unusedAfter([gone], context);
    if (leftovers === null) return;
    yield {
      edits: [{ ...gone, text: '' }, ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} does nothing unless ${gist(node.expression, context)}.`,
        trigger: `It shows when ${gist(node.expression, context)} does not hold.`,
        consequence: `Then ${gist(first, context)} is left undone.`,
        fix: `Deal with the other case: ${gist(node.elseStatement, context)}.`,
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function count(words: readonly string[]): Map<string, number> {\n  const counts = new Map<string, number>();\n  for (const word of words) {\n    const count = counts.get(word);\n    if (count === undefined) counts.set(word, 1);\n    else counts.set(word, count + 1);\n  }\n  return counts;\n}\n',
        after:
          'export function count(words: readonly string[]): Map<string, number> {\n  const counts = new Map<string, number>();\n  for (const word of words) {\n    const count = counts.get(word);\n    if (count === undefined) counts.set(word, 1);\n  }\n  return counts;\n}\n',
        witness: "count(['a', 'a'])",
      },
    ],
    skips: [
      {
        code: 'export function sign(n: number): number {\n  let sign: number;\n  if (n < 0) sign = -1;\n  else sign = 1;\n  return sign;\n}\n',
        because: 'The variable would have no value.',
      },
      {
        code: 'export function half(n: number): number {\n  if (n % 2 === 0) return n / 2;\n  else return 0;\n}\n',
        because: 'The function would have no result.',
      },
    ],
  },
};

/** It gives a variable that has none yet its value. */
function givesFirstValue(branch: ts.Statement, context: SiteContext): boolean {
  return [...executed(branch)].some((node) => {
    if (!ts.isIdentifier(node) || !isWritten(node)) return false;
    const declaration = context.checker.getSymbolAtLocation(node)?.valueDeclaration;
    return (
      declaration !== undefined &&
      ts.isVariableDeclaration(declaration) &&
      declaration.initializer === undefined
    );
  });
}
