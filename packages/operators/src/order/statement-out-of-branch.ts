import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isEnd } from '../kit/body.ts';
import { narrows } from '../kit/condition.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { declaredBy, isDeed, isStateChange, mentions, reachesOut, storeTarget } from '../kit/effect.ts';
import { callsIn } from '../kit/exits.ts';
import { hasFixedLines, indentOf, lineBreakOf, reindent } from '../kit/layout.ts';
import { hasComment } from '../kit/neighbour.ts';
import { shareName } from '../kit/references.ts';
import { dropLines } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

/** Nobody tells of a failure before asking whether there is one: `onerror`, `this.parseError`, `errors.push`, but not `deferred.push`. */
const REPORT =
  /(?:(?<!\p{L})(?:on)?(?:err|error|warn|warning|fail|failure|reject)|Err|Error|Warn|Warning|Fail|Failure|Reject)(?:s|ed)?(?!\p{Ll})/u;

export const statementOutOfBranch: Operator = {
  id: 'statement-out-of-branch',
  family: 'order',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'Done in all cases where it must be done in one',
  mistake: 'A step that belongs into a branch is written outside of it.',
  kinds: [ts.SyntaxKind.IfStatement, ts.SyntaxKind.TryStatement],
  *mutate(node, context) {
    if (ts.isTryStatement(node)) yield* aheadOfTry(node, context);
    if (!ts.isIfStatement(node) || siblingsOf(node) === null || !ts.isBlock(node.thenStatement)) return;
    const { statements } = node.thenStatement;
    if (statements.length < 2 || narrows(node.expression, context)) return;
    const [first, last] = [statements[0]!, statements.at(-1)!];
    for (const step of [last, first]) {
      const isFirst = step === first;
      if (!mayStandOutside(step, statements, context) || (!isFirst && isEnd(statements, context))) continue;
      if (isFirst && (shareName(node.expression, step) || step === last)) continue;
      if (isFirst && node.elseStatement !== undefined) continue;
      yield {
        edits: movedOut(step, node, isFirst, context),
        explanation: {
          mechanism: `${subjectOf(node)} runs ${gist(step, context)} whether ${gist(node.expression, context)} or not.`,
          trigger: `It shows when ${gist(node.expression, context)} does not hold.`,
          consequence: `${gist(step, context)} is done for a case that it is not meant for.`,
          fix: `Put ${gist(step, context)} into the branch.`,
        },
        regions: [{ start: startOf(node, context), end: node.end }],
      };
    }
  },
  examples: {
    injects: [
      {
        before:
          'export class Cart {\n  sum = 0;\n  gifts = 0;\n  add(price: number): void {\n    if (price > 100) {\n      this.sum -= 5;\n      this.gifts += 1;\n    }\n  }\n}\n',
        after:
          'export class Cart {\n  sum = 0;\n  gifts = 0;\n  add(price: number): void {\n    if (price > 100) {\n      this.sum -= 5;\n    }\n    this.gifts += 1;\n  }\n}\n',
        witness: '(() => { const cart = new Cart(); cart.add(1); return cart.gifts; })()',
      },
      {
        before:
          "export class Cart {\n  deferred: string[] = [];\n  add(price: number): number {\n    if (price > 100) {\n      this.deferred.push('gift');\n      return 5;\n    }\n    return 0;\n  }\n}\n",
        after:
          "export class Cart {\n  deferred: string[] = [];\n  add(price: number): number {\n    this.deferred.push('gift');\n    if (price > 100) {\n      return 5;\n    }\n    return 0;\n  }\n}\n",
        witness: '(() => { const cart = new Cart(); cart.add(1); return cart.deferred; })()',
      },
    ],
    skips: [
      {
        code: 'export function end(isOver: boolean, onError: (why: string) => void, log: boolean[]): void {\n  if (isOver) {\n    log.push(isOver);\n    onError("called twice");\n  }\n}\n',
        because: 'Nobody tells of a failure before asking whether there is one.',
      },
      {
        code: 'export class Cart {\n  sum = 0;\n  add(prices?: number[]): void {\n    if (prices !== undefined) {\n      this.sum += 1;\n      this.sum += prices.length;\n    }\n  }\n}\n',
        because: 'Outside of the branch the step would not compile.',
      },
      {
        code: 'export class Cart {\n  sum = 0;\n  add(price: number): void {\n    if (price > 100) {\n      this.sum = price;\n    }\n  }\n}\n',
        because: 'Nothing would be left in the branch.',
      },
    ],
  },
};

/** A step that comes only when what stands before it in a `try` succeeds. */
function* aheadOfTry(node: ts.TryStatement, context: SiteContext): Generator<Rewrite> {
  const { statements } = node.tryBlock;
  if (siblingsOf(node) === null) return;
  for (const [index, step] of statements.entries()) {
    const before = statements.slice(0, index);
    if (before.length === 0 || !before.every((one) => reachesOut(one, context) && !shareName(one, step)))
      continue;
    if (index === statements.length - 1 || !isStateChange(step, context)) continue;
    if (!mayStandOutside(step, statements, context)) continue;
    yield {
      edits: movedOut(step, node, true, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(step, context)} before it tries ${gist(before[0]!, context)}.`,
        trigger: `It shows when ${gist(before[0]!, context)} fails.`,
        consequence: `${gist(step, context)} is done although the attempt came to nothing.`,
        fix: `Do ${gist(step, context)} behind ${gist(before.at(-1)!, context)}.`,
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  }
}

function mayStandOutside(
  step: ts.Statement,
  statements: readonly ts.Statement[],
  context: SiteContext,
): boolean {
  if (!isDeed(step) && storeTarget(step) === null) return false;
  if (callsIn(step).some((call) => REPORT.test(call.expression.getText()))) return false;
  if (hasComment(step, context) || hasFixedLines(step, context)) return false;
  return !statements.flatMap(declaredBy).some((name) => mentions(step, name));
}

/** The first statement moves above the branch, the last one below. */
function movedOut(step: ts.Statement, node: ts.Statement, isFirst: boolean, context: SiteContext): Edit[] {
  const indent = indentOf(node, context);
  const code = reindent(textOf(step, context), indentOf(step, context), indent);
  const lineBreak = lineBreakOf(context);
  const at = isFirst ? startOf(node, context) : node.end;
  const text = isFirst ? code + lineBreak + indent : lineBreak + indent + code;
  return [{ start: at, end: at, text }, dropLines(step, context)];
}
