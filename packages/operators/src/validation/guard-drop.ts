import * as ts from 'typescript';
import { alsoInlined } from '../kit/inlined.ts';
import { mentionsParameter, narrows } from '../kit/condition.ts';
import { enclosingFunction, subjectOf, siblingsOf } from '../kit/enclosing.ts';
import { isForEmptyOnly } from '../kit/empty-list.ts';
import { guardExit, isShortcut } from '../kit/exits.ts';
import { freshness } from '../kit/freshness.ts';
import { isMutexCheck } from '../kit/shared-state.ts';
import { dropWithLeftovers } from '../kit/leftover.ts';
import { pathCheckIn } from '../kit/path-check.ts';
import { changesSomething, isPure } from '../kit/purity.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const guardDrop: Operator = {
  id: 'guard-drop',
  family: 'validation',
  tier: 'hard',
  cwe: 20,
  status: 'stable',
  title: 'Input is not checked',
  mistake: 'A case that must be turned away at the door is not thought of.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || siblingsOf(node) === null) return;
    const exit = guardExit(node);
    const fn = enclosingFunction(node);
    if (exit === null || fn === null || !(ts.isReturnStatement(exit) || ts.isThrowStatement(exit))) return;
    if (!mentionsParameter(node.expression, fn, context) || narrows(node.expression, context)) return;
    if (changesSomething(node.expression) || isMutexCheck(node, context)) return;
    if (isOthersBusiness(node, exit, context)) return;
    if (exit.expression !== undefined && isPromiseType(typeOf(exit.expression, context))) return;
    if (ts.isReturnStatement(exit) && isLastChoice(node)) return;
    if (isShortcut(exit, siblingsOf(node)!) || isForEmptyOnly(node, exit, context)) return;
    const edits = dropWithLeftovers(node, context);
    if (edits === null) return;
    const isRefusal = ts.isThrowStatement(exit);
    yield* alsoInlined(
      {
        edits,
        explanation: {
          mechanism: `${subjectOf(node)} does not check for ${gist(node.expression, context)}.`,
          trigger: `It shows when ${gist(node.expression, context)} holds.`,
          consequence: isRefusal
            ? 'What the check refuses gets further: the function works with it, or fails later and in another way.'
            : 'The special case runs through the code that is meant for all others.',
          fix: `Put the check back: ${gist(node, context)}.`,
        },
        regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          "export function share(total: number, parts: number): number {\n  if (parts < 1) throw new RangeError('parts');\n  return Math.floor(total / parts);\n}\n",
        after:
          'export function share(total: number, parts: number): number {\n  return Math.floor(total / parts);\n}\n',
        witness: 'share(4, 0)',
      },
      {
        before:
          "import { basename } from 'node:path';\n\nexport function label(path: string, width: number): string {\n  if (path === basename('')) {\n    return 'none';\n  }\n\n  const text = path.trim();\n  return text.padEnd(width);\n}\n",
        after:
          'export function label(path: string, width: number): string {\n  const text = path.trim();\n  return text.padEnd(width);\n}\n',
        witness: "label('', 2)",
      },
    ],
    skips: [
      {
        code: 'export class Box {\n  shown = "";\n  wanted = 0;\n  async show(id: number, load: (id: number) => Promise<string>): Promise<void> {\n    this.wanted = id;\n    const text = await load(id);\n    if (id !== this.wanted) return;\n    this.shown = text;\n  }\n}\n',
        because: 'Whether an answer is still wanted is the business of stale-response-guard-drop.',
      },
      {
        code: 'export function size(text?: string): number {\n  if (text === undefined) return 0;\n  return text.length;\n}\n',
        because: 'The code after it compiles only because of the check.',
      },
      {
        code: 'export function sign(n: number): number {\n  if (n < 0) return -1;\n  return 1;\n}\n',
        because: 'Two branches of one choice, not a guard; the parameter would stand there unused.',
      },
      {
        code: 'export function above(items: readonly number[], limit: number): number[] {\n  const found: number[] = [];\n  if (Math.max(...items) <= limit) return found;\n  for (const item of items) if (item > limit) found.push(item);\n  return found;\n}\n',
        because: 'It only saves work: the code below would find nothing.',
      },
      {
        code: 'export function areWhole(xs: readonly number[]): boolean {\n  if (xs.length === 0) return true;\n  return xs.every((x) => x % 1 === 0);\n}\n',
        because: 'Of an empty list the code below says the same.',
      },
      {
        code: 'let busy = false;\nexport function run(f: () => void): void {\n  if (busy) return;\n  busy = true;\n  f();\n  busy = false;\n}\n',
        because: 'No input is checked.',
      },
    ],
  },
};

/** `if (…) return a; return b;` with plain values is one choice of two. */
function isLastChoice(guard: ts.IfStatement): boolean {
  const siblings = siblingsOf(guard)!;
  const next = siblings[siblings.indexOf(guard) + 1];
  return (
    next !== undefined &&
    ts.isReturnStatement(next) &&
    next.expression !== undefined &&
    isPure(next.expression) &&
    siblings.indexOf(guard) === 0
  );
}

/** Checks of paths, of freshness after a wait, and of caught errors have operators of their own. */
function isOthersBusiness(guard: ts.IfStatement, exit: ts.Statement, context: SiteContext): boolean {
  if (ts.isThrowStatement(exit) && ts.isCatchClause(guard.parent.parent)) return true;
  return pathCheckIn(guard.expression, context) !== null || freshness(guard, context) !== null;
}
