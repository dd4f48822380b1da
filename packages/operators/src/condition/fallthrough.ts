import * as ts from 'typescript';
import { clauseLabel } from '../kit/clause.ts';
import { placeOf } from '../kit/enclosing.ts';
import { hasComment } from '../kit/neighbour.ts';
import { dropLines } from '../kit/replace.ts';
import { gist, quoted } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const fallthrough: Operator = {
  id: 'fallthrough',
  family: 'condition',
  tier: 'moderate',
  cwe: 484,
  status: 'stable',
  title: 'Case runs on into the next one',
  mistake: 'It is forgotten that a case does not end by itself.',
  kinds: [ts.SyntaxKind.BreakStatement],
  *mutate(node, context) {
    if (!ts.isBreakStatement(node) || node.label !== undefined || hasComment(node, context)) return;
    const block = ts.isBlock(node.parent) ? node.parent : null;
    const clause = block === null ? node.parent : block.parent;
    if (!ts.isCaseOrDefaultClause(clause)) return;
    const list = block === null ? clause.statements : block.statements;
    const { clauses } = clause.parent;
    const next = clauses[clauses.indexOf(clause) + 1];
    if (list.length < 2 || list.at(-1) !== node || next === undefined || next.statements.length === 0) return;
    const [label, nextLabel] = [clauseLabel(clause, context), clauseLabel(next, context)];
    yield {
      edits: [dropLines(node, context)],
      explanation: {
        mechanism: `In ${placeOf(node)} ${quoted(label)} does not end, and runs on into ${quoted(nextLabel)}.`,
        trigger: `It shows whenever ${quoted(label)} is taken.`,
        consequence: `What is meant for ${quoted(nextLabel)} is done as well, starting with ${gist(next.statements[0]!, context)}.`,
        fix: `End the case with ${gist(node, context)}.`,
      },
      regions: [{ start: clause.getStart(context.sourceFile), end: next.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function steps(kind: string): number {\n  let steps = 0;\n  switch (kind) {\n    case "walk":\n      steps += 1;\n      break;\n    case "run":\n      steps += 2;\n      break;\n  }\n  return steps;\n}\n',
        after:
          'export function steps(kind: string): number {\n  let steps = 0;\n  switch (kind) {\n    case "walk":\n      steps += 1;\n    case "run":\n      steps += 2;\n      break;\n  }\n  return steps;\n}\n',
        witness: "steps('walk')",
      },
    ],
    skips: [
      {
        code: 'export function count(kind: string, xs: number[]): number {\n  switch (kind) {\n    default:\n      for (const x of xs) if (x < 0) break;\n      return xs.length;\n  }\n}\n',
        because: 'It ends a loop.',
      },
    ],
  },
};
