import * as ts from 'typescript';
import { narrows } from '../kit/condition.ts';
import { nextStatement, subjectOf } from '../kit/enclosing.ts';
import { dropStatement } from '../kit/leftover.ts';
import { isPure } from '../kit/purity.ts';
import { shareName } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isSameCode } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const returnDrop: Operator = {
  id: 'return-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'Goes on after a case is dealt with',
  mistake: 'A case is dealt with, and that there is nothing more to do then is not thought of.',
  kinds: [ts.SyntaxKind.ReturnStatement],
  *mutate(node, context) {
    if (!ts.isReturnStatement(node) || !ts.isBlock(node.parent) || !ts.isIfStatement(node.parent.parent))
      return;
    const branch = node.parent.parent;
    const next = nextStatement(branch);
    if (branch.elseStatement !== undefined || next === null || isSameCode(next, node)) return;
    if (node.parent.statements.at(-1) !== node || narrows(branch.expression, context)) return;
    if (node.expression !== undefined && (!isPure(node.expression) || isMadeFor(node, node.parent))) return;
    const edits = dropStatement(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} does not stop after it has dealt with the case ${gist(branch.expression, context)}.`,
        trigger: `It shows when ${gist(branch.expression, context)} holds.`,
        consequence: `The code goes on with ${gist(next, context)}, which is meant for all other cases.`,
        fix: `Stop there: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(branch, context), end: next.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "export class Door {\n  isLocked = true;\n  readonly heard: string[] = [];\n  open(): void {\n    if (this.isLocked) {\n      this.heard.push('click');\n      return;\n    }\n    this.heard.push('creak');\n  }\n}\n",
        after:
          "export class Door {\n  isLocked = true;\n  readonly heard: string[] = [];\n  open(): void {\n    if (this.isLocked) {\n      this.heard.push('click');\n    }\n    this.heard.push('creak');\n  }\n}\n",
        witness: '(() => { const door = new Door(); door.open(); return door.heard; })()',
      },
      {
        before:
          'export function take(stock: { left: number; wanted: number[] }, n: number): boolean {\n  if (n > stock.left) {\n    stock.wanted.push(n);\n    return false;\n  }\n  stock.left -= n;\n  return true;\n}\n',
        after:
          'export function take(stock: { left: number; wanted: number[] }, n: number): boolean {\n  if (n > stock.left) {\n    stock.wanted.push(n);\n  }\n  stock.left -= n;\n  return true;\n}\n',
        witness: 'take({ left: 1, wanted: [] }, 2)',
      },
    ],
    skips: [
      {
        code: 'export class Lines {\n  text: string | null = null;\n  misses = 0;\n  size(): number {\n    if (this.text === null) {\n      this.misses += 1;\n      return 0;\n    }\n    return this.text.length;\n  }\n}\n',
        because: 'The code after it compiles only because of the return.',
      },
      {
        code: 'export class Bell {\n  rings = 0;\n  isOff = false;\n  ring(): void {\n    if (this.isOff) {\n      return;\n    }\n    this.rings += 1;\n  }\n}\n',
        because: 'A mere guard is the business of guard-exit-drop.',
      },
      {
        code: 'export function pad(xs: number[]): number[] {\n  if (xs.length < 2) {\n    const padded = xs.concat(0);\n    padded.push(0);\n    return padded;\n  }\n  return xs;\n}\n',
        because: 'What the block makes would be there for nothing.',
      },
      {
        code: 'export class Bell {\n  rings = 0;\n  isOff = false;\n  ring(): number {\n    if (this.isOff) {\n      this.rings = 0;\n      return this.rings;\n    }\n    return this.rings;\n  }\n}\n',
        because: 'The same is returned right after it.',
      },
    ],
  },
};

/** The block makes what is returned: without the return it would be there for nothing. */
function isMadeFor(node: ts.ReturnStatement, block: ts.Block): boolean {
  return block.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(({ name }) => shareName(name, node)),
  );
}
