import * as ts from 'typescript';
import { statementsBefore } from '../kit/awaiting.ts';
import { isEquality } from '../kit/comparison.ts';
import { mentionsParameter, narrows } from '../kit/condition.ts';
import { enclosingFunction, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { dropWithLeftovers } from '../kit/leftover.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, descendants, waits } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const recheckAfterAwaitDrop: Operator = {
  id: 'recheck-after-await-drop',
  family: 'async',
  tier: 'expert',
  cwe: 367,
  status: 'stable',
  title: 'State not checked again after a wait',
  mistake: 'What held before a wait is taken to hold after it, although others could change it meanwhile.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || guardExit(node) === null || !asksForState(node.expression, context))
      return;
    const siblings = siblingsOf(node);
    const wait = statementsBefore(node).find(waits);
    const fn = enclosingFunction(node);
    if (siblings === null || wait === undefined || fn === null || wait.parent !== node.parent) return;
    if (mentionsParameter(node.expression, fn, context) || narrows(node.expression, context)) return;
    const edits = siblings.at(-1) === node ? null : dropWithLeftovers(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} goes on after ${gist(wait, context)} without asking for ${gist(node.expression, context)}.`,
        trigger: `It shows when ${gist(node.expression, context)} comes to hold while the call waits.`,
        consequence: 'The call goes on in a state in which it must not.',
        fix: `Ask after the wait: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Meter {\n  total = 0;\n  #isClosed = false;\n  async read(measure: () => Promise<number>): Promise<void> {\n    const units = await measure();\n    if (this.#isClosed) return;\n    this.total += units;\n  }\n  close(): boolean {\n    const wasOpen = !this.#isClosed;\n    this.#isClosed = true;\n    return wasOpen;\n  }\n}\n',
        after:
          'export class Meter {\n  total = 0;\n  #isClosed = false;\n  async read(measure: () => Promise<number>): Promise<void> {\n    const units = await measure();\n    this.total += units;\n  }\n  close(): boolean {\n    const wasOpen = !this.#isClosed;\n    this.#isClosed = true;\n    return wasOpen;\n  }\n}\n',
        witness:
          '(async () => { const meter = new Meter(); const reading = meter.read(async () => 3); meter.close(); await reading; return meter.total; })()',
      },
    ],
    skips: [
      {
        code: 'export class Box {\n  #isOpen = false;\n  fill(): string {\n    if (!this.#isOpen) return "closed";\n    this.#isOpen = false;\n    return "full";\n  }\n}\n',
        because: 'Nothing was awaited.',
      },
      {
        code: 'export class Meter {\n  total = 0;\n  #isClosed = false;\n  close(): void {\n    this.#isClosed = true;\n  }\n  async read(measure: () => Promise<number>): Promise<void> {\n    const units = await measure();\n    if (this.#isClosed) return;\n    this.total += units;\n  }\n}\n',
        because: 'Without its only reader the private field would stand there unused.',
      },
    ],
  },
};

/** The test is about state that others may change, and compares it with nothing that was taken before the wait. */
function asksForState(test: ts.Expression, context: SiteContext): boolean {
  const node = bare(test);
  const comparesWithLocal =
    isEquality(node) &&
    [node.left, node.right].some((side) => ts.isIdentifier(bare(side)) && !isShared(side, context));
  return (
    !comparesWithLocal &&
    [...descendants(node)].some((part) => ts.isExpression(part) && isShared(part, context))
  );
}
