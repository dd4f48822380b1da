import * as ts from 'typescript';
import { narrows } from '../kit/condition.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { calledName, guardExit } from '../kit/exits.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Functions that could throw as well as answer. */
const CHECKS =
  /^(?:validate|check|verify|ensure|assert|authori[sz]e|authenticate|confirm|acquire|try|add|delete|remove|write|push)(?:[A-Z]\w*)?$/u;

export const validationResultIgnored: Operator = {
  id: 'validation-result-ignored',
  family: 'validation',
  tier: 'hard',
  cwe: 252,
  status: 'stable',
  title: 'Answer of a check is not looked at',
  mistake: 'A function that answers whether something is right is taken for one that throws when it is not.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || siblingsOf(node) === null || guardExit(node) === null) return;
    const test = bare(node.expression);
    const asked = ts.isPrefixUnaryExpression(test) ? bare(test.operand) : test;
    const call = ts.isAwaitExpression(asked) ? bare(asked.expression) : asked;
    if (!ts.isCallExpression(call) || !CHECKS.test(calledName(call) ?? '') || narrows(test, context)) return;
    const rest = [
      { start: startOf(node, context), end: startOf(asked, context) },
      { start: asked.end, end: node.end },
    ];
    const leftovers = unusedAfter(rest, context);
    if (leftovers === null) return;
    yield {
      edits: [{ ...rest[0]!, text: '' }, { ...rest[1]!, text: endOf(node, context) }, ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} calls ${gist(asked, context)} and does not look at its answer.`,
        trigger: `It shows when ${gist(test, context)} holds.`,
        consequence: 'The code goes on as if the check had passed.',
        fix: `Look at the answer: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "const verify = (token: string): boolean => token.startsWith('ok');\nexport function open(token: string): string {\n  if (!verify(token)) {\n    return 'closed';\n  }\n  return 'open';\n}\n",
        after:
          "const verify = (token: string): boolean => token.startsWith('ok');\nexport function open(token: string): string {\n  verify(token);\n  return 'open';\n}\n",
        witness: "open('no')",
      },
    ],
    skips: [
      {
        code: "export function open(names: Set<string>, name: string): string {\n  if (!names.has(name)) return 'closed';\n  return 'open';\n}\n",
        because: 'Nobody asks such a question for its own sake.',
      },
    ],
  },
};

/** `;` where the file uses it. */
function endOf(node: ts.IfStatement, context: SiteContext): string {
  const exit = guardExit(node)!;
  return textOf(exit, context).endsWith(';') ? ';' : '';
}
