import * as ts from 'typescript';
import { clauseLabel } from '../kit/clause.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isExit } from '../kit/exits.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { quoted } from '../kit/text-of.ts';
import { isSameCode } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const switchCaseMerge: Operator = {
  id: 'switch-case-merge',
  family: 'condition',
  tier: 'moderate',
  cwe: 670,
  status: 'stable',
  title: 'Two cases share what only one of them needs',
  mistake: 'Two values are taken to need the same thing done.',
  kinds: [ts.SyntaxKind.CaseClause],
  *mutate(node, context) {
    if (!ts.isCaseClause(node) || node.statements.length === 0) return;
    const { clauses } = node.parent;
    const next = clauses[clauses.indexOf(node) + 1];
    if (next === undefined || next.statements.length === 0 || !endsIn(node.statements)) return;
    const [first, other] = [node.statements[0]!, next.statements[0]!];
    if (isSign(node) && isSign(next)) return;
    if (isSameCode(first, other) || /\/[/*]/u.test(context.text.slice(node.expression.end, node.end))) return;
    const stretch = {
      start: context.text.indexOf(':', node.expression.end) + 1,
      end: node.statements.at(-1)!.end,
    };
    const [label, nextLabel] = [clauseLabel(node, context), clauseLabel(next, context)];
    const leftovers = unusedAfter([stretch], context);
    if (leftovers === null) return;
    yield {
      edits: [{ ...stretch, text: '' }, ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} does the same for ${quoted(label)} as for ${quoted(nextLabel)}.`,
        trigger: `It shows whenever ${quoted(label)} is taken.`,
        consequence: `What is meant for ${quoted(nextLabel)} is done instead.`,
        fix: `Give ${quoted(label)} its own statements.`,
      },
      regions: [{ start: node.getStart(context.sourceFile), end: next.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function price(kind: string): number {\n  switch (kind) {\n    case "child":\n      return 5;\n    case "adult":\n      return 10;\n    default:\n      return 0;\n  }\n}\n',
        after:
          'export function price(kind: string): number {\n  switch (kind) {\n    case "child":\n    case "adult":\n      return 10;\n    default:\n      return 0;\n  }\n}\n',
        witness: "price('child')",
      },
    ],
    skips: [
      {
        code: "export function holds(sign: string, order: number): boolean {\n  switch (sign) {\n    case '>=':\n      return order >= 0;\n    case '<=':\n      return order <= 0;\n  }\n  return order === 0;\n}\n",
        because: 'The sign itself says what it needs.',
      },
      {
        code: 'export function price(kind: string): number {\n  switch (kind) {\n    case "child":\n    case "adult":\n      return 10;\n  }\n  return 0;\n}\n',
        because: 'They share it already.',
      },
    ],
  },
};

/** Of a sign, as `>=`: two of them are not taken for each other. */
function isSign(clause: ts.CaseOrDefaultClause): boolean {
  return (
    ts.isCaseClause(clause) &&
    ts.isStringLiteral(clause.expression) &&
    !/[\p{L}\p{N}]/u.test(clause.expression.text)
  );
}

/** The clause does not run on into the next one. */
function endsIn(statements: readonly ts.Statement[]): boolean {
  const last = statements.at(-1)!;
  if (ts.isBlock(last)) return last.statements.length > 0 && endsIn(last.statements);
  return isExit(last);
}
