import * as ts from 'typescript';
import { statementsIn } from '../kit/body.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isExit } from '../kit/exits.ts';
import { dropWithLeftovers, leavesUnassigned, stretchOf } from '../kit/leftover.ts';
import { shareName } from '../kit/references.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { isBooleanType, isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const caseDrop: Operator = {
  id: 'case-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 478,
  status: 'stable',
  title: 'One of the values is not told apart',
  mistake: 'One of the values that need to be treated in their own way is not thought of.',
  kinds: [ts.SyntaxKind.CaseClause],
  *mutate(node, context) {
    if (!ts.isCaseClause(node) || node.parent.clauses.length < 3) return;
    const { clauses } = node.parent;
    const index = clauses.indexOf(node);
    const [previous, next] = [clauses[index - 1], clauses[index + 1]];
    if (previous !== undefined && node.statements.length > 0 && !leaves(previous)) return;
    if (node.statements.length === 0 ? next === undefined || ts.isDefaultClause(next) : !leaves(node)) return;
    if (!mayGo(node, context) || leavesUnassigned([stretchOf(node, context)], context)) return;
    const hasComment = (ts.getLeadingCommentRanges(context.text, node.pos) ?? []).length > 0;
    const edits = hasComment && next === undefined ? null : dropWithLeftovers(node, context);
    if (edits === null) return;
    const { expression } = node.parent.parent;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} has no case for ${gist(node.expression, context)}.`,
        trigger: `It shows when ${gist(expression, context)} is ${gist(node.expression, context)}.`,
        consequence: 'That value is treated like any that is not known.',
        fix: `Put the case back: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent.parent, context), end: node.parent.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function escape(char: string): string {\n  switch (char) {\n    case '<':\n      return '&lt;';\n    case '&':\n      return '&amp;';\n    default:\n      return char;\n  }\n}\n",
        after:
          "export function escape(char: string): string {\n  switch (char) {\n    case '<':\n      return '&lt;';\n    default:\n      return char;\n  }\n}\n",
        witness: "escape('&')",
      },
      {
        before:
          "export function isVowel(char: string): boolean {\n  switch (char) {\n    case 'a':\n    case 'e':\n    case 'y':\n      return true;\n    default:\n      return false;\n  }\n}\n",
        after:
          "export function isVowel(char: string): boolean {\n  switch (char) {\n    case 'a':\n    case 'y':\n      return true;\n    default:\n      return false;\n  }\n}\n",
        witness: "isVowel('e')",
      },
    ],
    skips: [
      {
        code: "export function size(kind: 'a' | 'b' | 'c'): number {\n  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'c':\n      return 3;\n  }\n}\n",
        because: 'The compiler counts the values, and misses the one that is not there.',
      },
      {
        code: "export function rank(text: string): number {\n  switch (text) {\n    case 'none':\n      return 0;\n    case 'zero':\n      return 0;\n    default:\n      return 0;\n  }\n}\n",
        because: 'All values are treated alike.',
      },
    ],
  },
};

/** Control does not run on into the next clause. */
function leaves(clause: ts.CaseOrDefaultClause): boolean {
  const last = clause.statements.at(-1);
  const end = last === undefined ? undefined : statementsIn(last).at(-1);
  return end !== undefined && isExit(end);
}

/** Without the clause something else happens, and it compiles: no value is left over for a clause that allows none. */
function mayGo(node: ts.CaseClause, context: SiteContext): boolean {
  const { clauses } = node.parent;
  const rest = clauses.find(ts.isDefaultClause);
  if (node.statements.some(ts.isVariableStatement)) return false;
  if (rest !== undefined && codeOf(rest, context) === codeOf(node, context)) return false;
  const { expression } = node.parent.parent;
  const type = typeOf(expression, context);
  const isCounted = !isJavaScript(context) && (type.isUnion() ? !isBooleanType(type) : type.isLiteral());
  return !isCounted || (rest !== undefined && !shareName(expression, rest));
}

function codeOf(clause: ts.CaseOrDefaultClause, context: SiteContext): string {
  return clause.statements.map((statement) => textOf(statement, context)).join('\n');
}
