import * as ts from 'typescript';
import { isEnd } from '../kit/body.ts';
import { nextStatement, subjectOf } from '../kit/enclosing.ts';
import { isDeed, isStateChange, storeTarget } from '../kit/effect.ts';
import { hasComment } from '../kit/neighbour.ts';
import { moveBehind } from '../kit/replace.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const statementIntoBranch: Operator = {
  id: 'statement-into-branch',
  family: 'order',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'Done in one case where it must be done in all',
  mistake: 'A step that belongs behind a branch is written into it.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || node.elseStatement !== undefined || !ts.isBlock(node.thenStatement))
      return;
    const step = nextStatement(node);
    const { statements } = node.thenStatement;
    const last = statements.at(-1);
    if (step === null || last === undefined || isEnd(statements, context) || hasComment(step, context))
      return;
    if (!isDeed(step) && !isStateChange(step, context) && !isLocalChange(step, context)) return;
    if (!isAlone(last, context)) return;
    yield {
      edits: moveBehind(step, last, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(step, context)} only when ${gist(node.expression, context)}.`,
        trigger: `It shows when ${gist(node.expression, context)} does not hold.`,
        consequence: `Then ${gist(step, context)} is left undone.`,
        fix: `Put ${gist(step, context)} behind the branch.`,
      },
      regions: [{ start: startOf(node, context), end: step.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Timer {\n  id: number | null = 1;\n  log: string[] = [];\n  stop(): void {\n    if (this.log.length === 0) {\n      this.log.push("stopped");\n    }\n    this.id = null;\n  }\n}\n',
        after:
          'export class Timer {\n  id: number | null = 1;\n  log: string[] = [];\n  stop(): void {\n    if (this.log.length === 0) {\n      this.log.push("stopped");\n      this.id = null;\n    }\n  }\n}\n',
        witness:
          '(() => { const timer = new Timer(); timer.log.push("on"); timer.stop(); return timer.id; })()',
      },
    ],
    skips: [
      {
        code: 'export class Timer {\n  id: number | null = 1;\n  stop(isSure: boolean): void {\n    if (!isSure) {\n      return;\n    }\n    this.id = null;\n  }\n}\n',
        because: 'What stands behind an exit never runs.',
      },
    ],
  },
};

/** A variable of the function that has a value already. */
function isLocalChange(step: ts.Statement, context: SiteContext): boolean {
  const target = storeTarget(step);
  if (target === null || !ts.isIdentifier(target)) return false;
  const declaration = context.checker.getSymbolAtLocation(target)?.valueDeclaration;
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined
  );
}

/** Nothing else stands on the last line of the block. */
function isAlone(last: ts.Statement, { text }: SiteContext): boolean {
  return /^[\t ]*(?:\r\n|\n|\r)/u.test(text.slice(last.end, last.end + 80));
}
