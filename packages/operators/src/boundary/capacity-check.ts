import * as ts from 'typescript';
import { isComparison, rangeTestAround } from '../kit/comparison.ts';
import { isCondition } from '../kit/condition.ts';
import { enclosing, subjectOf, siblingsOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { isCount } from '../kit/off-by-one.ts';
import { bare, descendants } from '../kit/tree.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

const INSERTS =
  /^(?:push|unshift|set|add|append|enqueue|insert|put|write|splice|shift|delete|evict\w*|remove\w*)$/u;
/** The comparison that lets one more in. */
const ONE_MORE: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.LessThanToken, '<='],
]);
const ONE_MORE_MIRRORED: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
]);

export const capacityCheck: Operator = {
  id: 'capacity-check',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Capacity exceeded by one',
  mistake: 'The check before an insert asks whether the limit is exceeded, not whether it is reached.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!isComparison(node) || !isCondition(node) || rangeTestAround(node) !== null) return;
    const isMirrored = isSize(node.right);
    const other = (isMirrored ? ONE_MORE_MIRRORED : ONE_MORE).get(node.operatorToken.kind);
    if (other === undefined || isSize(node.left) === isMirrored) return;
    const [size, limit] = isMirrored ? [node.right, node.left] : [node.left, node.right];
    if (ts.isNumericLiteral(bare(limit)) || !isBeforeInsert(node)) return;
    yield {
      edits: [{ start: startOf(node.operatorToken, context), end: node.operatorToken.end, text: other }],
      explanation: {
        mechanism: `${subjectOf(node)} checks \`${textOf(node.left, context)} ${other} ${textOf(node.right, context)}\` before it inserts.`,
        trigger: `It shows once ${gist(size, context)} has reached ${gist(limit, context)} and one more is added.`,
        consequence: `The structure holds one more than ${gist(limit, context)} allows.`,
        fix: `Treat a size equal to the limit as full: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Ring {\n  readonly items: number[] = [];\n  readonly capacity: number;\n  constructor(capacity: number) {\n    this.capacity = capacity;\n  }\n  add(item: number): void {\n    if (this.items.length >= this.capacity) this.items.shift();\n    this.items.push(item);\n  }\n}\n',
        after:
          'export class Ring {\n  readonly items: number[] = [];\n  readonly capacity: number;\n  constructor(capacity: number) {\n    this.capacity = capacity;\n  }\n  add(item: number): void {\n    if (this.items.length > this.capacity) this.items.shift();\n    this.items.push(item);\n  }\n}\n',
        witness: '(() => { const ring = new Ring(1); ring.add(1); ring.add(2); return ring.items; })()',
      },
      {
        before:
          'export function admit(waiting: Set<string>, limit: number, name: string): boolean {\n  if (waiting.size < limit) {\n    waiting.add(name);\n    return true;\n  }\n  return false;\n}\n',
        after:
          'export function admit(waiting: Set<string>, limit: number, name: string): boolean {\n  if (waiting.size <= limit) {\n    waiting.add(name);\n    return true;\n  }\n  return false;\n}\n',
        witness: "admit(new Set(['a']), 1, 'b')",
      },
    ],
    skips: [
      {
        code: 'export function isFull(items: string[], limit: number): boolean {\n  if (items.length >= limit) return true;\n  return false;\n}\n',
        because: 'Nothing is inserted.',
      },
      {
        code: 'export function grow(items: string[], limit: number): void {\n  while (items.length > limit) items.shift();\n}\n',
        because: 'The check after the insert asks rightly whether the limit is exceeded.',
      },
    ],
  },
};

function isSize(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (isCount(node)) return true;
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '';
  return /^[_#]*(?:active|running|count|size|used|pending|inUse|inFlight|\w+(?:Count|Size))$/u.test(name);
}

/** The branch, or the statements after it, put something in (or make room for it). */
function isBeforeInsert(test: ts.Node): boolean {
  const branch = enclosing(
    test,
    (node): node is ts.IfStatement | ts.WhileStatement => ts.isIfStatement(node) || ts.isWhileStatement(node),
  );
  if (branch === null) return false;
  const siblings = siblingsOf(branch);
  const body = ts.isIfStatement(branch) ? branch.thenStatement : branch.statement;
  const after = siblings === null ? [] : siblings.slice(siblings.indexOf(branch) + 1);
  return [body, ...after].some((statement) => [...descendants(statement)].some(isInsert));
}

function isInsert(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return INSERTS.test(calledName(node) ?? '');
  const isIncrement = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
  if (isIncrement) return node.operator === ts.SyntaxKind.PlusPlusToken && isSize(node.operand);
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken &&
    isSize(node.left)
  );
}
