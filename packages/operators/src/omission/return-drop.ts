import * as ts from 'typescript';
import { narrows } from '../kit/condition.ts';
import { mentions, storeTarget } from '../kit/effect.ts';
import { endsLike, isPlainPlace } from '../kit/empty-list.ts';
import { nextStatement, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { dropStatement } from '../kit/leftover.ts';
import { isPure } from '../kit/purity.ts';
import { shareName } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

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
    if (isDoneWithList(node, node.parent, branch, context)) return;
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
      {
        code: 'export class Pool {\n  parts: number[] = [];\n  left = 0;\n  take(count: number): void {\n    if (count === this.left) {\n      this.parts = [];\n      this.left = 0;\n      return;\n    }\n    while (this.parts.length > 0) {\n      if (count < this.parts[0]!) break;\n      count -= this.parts.shift()!;\n    }\n  }\n}\n',
        because: 'The list has just been emptied, and all that follows is a loop over it.',
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

/** The block empties a list, and with nothing in it the code behind the block does the same as the return. */
function isDoneWithList(
  node: ts.ReturnStatement,
  block: ts.Block,
  branch: ts.IfStatement,
  context: SiteContext,
): boolean {
  const siblings = siblingsOf(branch);
  if (siblings === null) return false;
  const behind = siblings.slice(siblings.indexOf(branch) + 1);
  for (const [at, statement] of block.statements.entries()) {
    const list = emptiedBy(statement);
    const after = block.statements.slice(at + 1, -1);
    if (list === null || !after.every((one) => isStoreBeside(one, list, context))) continue;
    if (endsLike(node, behind, list, context)) return true;
  }
  return false;
}

/** The list of `list = []` and `list.length = 0`. */
function emptiedBy(statement: ts.Statement): ts.Expression | null {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return null;
  const { left, right, operatorToken } = statement.expression;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  if (ts.isArrayLiteralExpression(right)) return right.elements.length === 0 ? bare(left) : null;
  const isLength = ts.isPropertyAccessExpression(left) && left.name.text === 'length';
  return isLength && right.getText() === '0' ? bare(left.expression) : null;
}

/** A plain value is stored in another place, which nothing but a field or a variable stands for. */
function isStoreBeside(statement: ts.Statement, list: ts.Expression, context: SiteContext): boolean {
  const target = storeTarget(statement);
  if (target === null || !ts.isExpressionStatement(statement) || !isPlainPlace(target, context)) return false;
  const { expression } = statement;
  if (!ts.isBinaryExpression(expression) || !ts.isLiteralExpression(expression.right)) return false;
  return !mentions(list, target) && !mentions(target, list);
}
