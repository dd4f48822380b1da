import * as ts from 'typescript';
import { statementsIn } from '../kit/body.ts';
import { isComparison } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName, callsIn } from '../kit/exits.ts';
import { dropStatement, stretchOf } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { isCount } from '../kit/off-by-one.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist } from '../kit/text-of.ts';
import { bare, descendants, isSameCode } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

const EVICTS = /^#?(?:evict|prune|trim|shrink|purge|expire|sweep|drop(?:Oldest|Least))\w*$/iu;
const TAKES = /^(?:delete|shift|pop|splice)$/u;

export const unboundedCache: Operator = {
  id: 'unbounded-cache',
  family: 'resource',
  tier: 'hard',
  cwe: 770,
  status: 'nursery',
  title: 'Collection grows without end',
  mistake: 'What is kept for later is put in, and never taken out again.',
  kinds: [ts.SyntaxKind.IfStatement, ts.SyntaxKind.WhileStatement, ts.SyntaxKind.ForOfStatement],
  *mutate(node, context) {
    const kept = ts.isForOfStatement(node) ? sweptBy(node, context) : cutBy(node, context);
    if (kept === null || !ts.isStatement(node)) return;
    const edits = dropStatement(node, context, { unbinds: true });
    if (edits === null) return;
    const place = gist(kept, context);
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} puts entries into ${place} and takes none out.`,
        trigger: `It shows when more comes in than ${place} should hold.`,
        consequence: 'It keeps everything: the memory that is used grows for as long as the process runs.',
        fix: `Take out what is too much: ${gist(node, context)}.`,
      },
      regions: [stretchOf(node.parent, context)],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Recent {\n  readonly #values = new Map<string, number>();\n  get size(): number {\n    return this.#values.size;\n  }\n  set(key: string, value: number): void {\n    this.#values.set(key, value);\n    while (this.#values.size > 2) {\n      const [oldest] = this.#values.keys();\n      this.#values.delete(oldest!);\n    }\n  }\n}\n',
        after:
          'export class Recent {\n  readonly #values = new Map<string, number>();\n  get size(): number {\n    return this.#values.size;\n  }\n  set(key: string, value: number): void {\n    this.#values.set(key, value);\n  }\n}\n',
        witness:
          "(() => { const recent = new Recent(); for (const key of 'abcd') recent.set(key, 1); return recent.size; })()",
      },
      {
        before:
          'export class Log {\n  readonly lines: string[] = [];\n  add(line: string): void {\n    this.lines.push(line);\n    if (this.lines.length > 3) this.lines.shift();\n  }\n}\n',
        after:
          'export class Log {\n  readonly lines: string[] = [];\n  add(line: string): void {\n    this.lines.push(line);\n  }\n}\n',
        witness:
          "(() => { const log = new Log(); for (const line of 'abcde') log.add(line); return log.lines; })()",
      },
      {
        before:
          'export class Tokens {\n  readonly #ends = new Map<string, number>();\n  add(token: string, end: number, now: number): number {\n    for (const [known, last] of this.#ends) {\n      if (last <= now) this.#ends.delete(known);\n    }\n    this.#ends.set(token, Math.max(end, now));\n    return this.#ends.size;\n  }\n}\n',
        after:
          'export class Tokens {\n  readonly #ends = new Map<string, number>();\n  add(token: string, end: number, now: number): number {\n    this.#ends.set(token, Math.max(end, now));\n    return this.#ends.size;\n  }\n}\n',
        witness:
          "(() => { const tokens = new Tokens(); tokens.add('a', 1, 0); return tokens.add('b', 9, 5); })()",
      },
    ],
    skips: [
      {
        code: 'export function drain(queue: string[], take: (item: string) => void): string {\n  while (queue.length > 0) {\n    take(queue.shift()!);\n  }\n  return "empty";\n}\n',
        because: 'Nothing is kept for later: the loop is the work.',
      },
      {
        code: 'export function head(lines: readonly string[]): string[] {\n  const kept = [...lines];\n  if (kept.length > 3) kept.length = 3;\n  return kept;\n}\n',
        because: 'The list lives no longer than the call.',
      },
    ],
  },
};

/** `if (this.map.size > max) { … this.map.delete(…) }`, also with `while`: what is cut. */
function cutBy(node: ts.Node, context: SiteContext): ts.Expression | null {
  if (!ts.isIfStatement(node) && !ts.isWhileStatement(node)) return null;
  if (ts.isIfStatement(node) && node.elseStatement !== undefined) return null;
  const test = bare(node.expression);
  if (!isComparison(test) || [test.left, test.right].some((side) => side.getText() === '0')) return null;
  const counted = [bare(test.left), bare(test.right)].find(isCount)?.expression;
  if (counted === undefined || !isShared(counted, context)) return null;
  const body = ts.isIfStatement(node) ? node.thenStatement : node.statement;
  const isCut = callsIn(body).some((call) => {
    const method = methodCall(call);
    const isTaken = method !== null && TAKES.test(method.name) && isSameCode(bare(method.receiver), counted);
    return isTaken || EVICTS.test(calledName(call) ?? '');
  });
  return isCut && isFilled(counted, context) ? counted : null;
}

/** `for (const [key, entry] of this.map) if (…) this.map.delete(key);` */
function sweptBy(node: ts.ForOfStatement, context: SiteContext): ts.Expression | null {
  const [only, ...others] = statementsIn(node.statement);
  if (only === undefined || others.length > 0 || !ts.isIfStatement(only)) return null;
  const done = statementsIn(only.thenStatement);
  const [deletion] = done;
  if (done.length !== 1 || !ts.isExpressionStatement(deletion!) || only.elseStatement !== undefined)
    return null;
  const call = methodCall(deletion.expression);
  const isSwept = call?.name === 'delete' && isShared(call.receiver, context);
  const isWalked =
    isSwept && [...descendants(node.expression)].some((part) => isSameCode(part, call.receiver));
  return isWalked && isFilled(call.receiver, context) ? call.receiver : null;
}

/** Something is put into it somewhere. */
function isFilled(place: ts.Expression, context: SiteContext): boolean {
  return ['.set(', '.add(', '.push(', '.unshift('].some((put) =>
    context.text.includes(place.getText() + put),
  );
}
