import * as ts from 'typescript';
import { alsoInlined } from '../kit/inlined.ts';
import { abortCheckDrop } from '../async/abort-check-drop.ts';
import { inFlightDedupeDrop } from '../async/in-flight-dedupe-drop.ts';
import { recheckAfterAwaitDrop } from '../async/recheck-after-await-drop.ts';
import { staleResponseGuardDrop } from '../async/stale-response-guard-drop.ts';
import { rethrowDrop } from '../error-handling/rethrow-drop.ts';
import { narrows } from '../kit/condition.ts';
import { enclosing, isLoop, nextStatement, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { isForEmptyOnly } from '../kit/empty-list.ts';
import { guardExit, isExit, isShortcut, type Exit } from '../kit/exits.ts';
import { dropStatement } from '../kit/leftover.ts';
import { pathCheckIn } from '../kit/path-check.ts';
import { changesSomething } from '../kit/purity.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { executed, isSameCode } from '../kit/tree.ts';
import { guardDrop } from '../validation/guard-drop.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Operators for guards of one kind; what they take is theirs. */
const SPECIALISTS = [
  abortCheckDrop,
  guardDrop,
  inFlightDedupeDrop,
  recheckAfterAwaitDrop,
  rethrowDrop,
  staleResponseGuardDrop,
];

export const guardExitDrop: Operator = {
  id: 'guard-exit-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 670,
  status: 'stable',
  title: 'Goes on where it must stop',
  mistake: 'A case in which there is nothing more to do is not thought of.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || siblingsOf(node) === null) return;
    const exit = guardExit(node);
    if (exit === null || !isNeeded(node, exit) || isOnlyWayOut(exit)) return;
    if (isShortcut(exit, siblingsOf(node)!) || isForEmptyOnly(node, exit, context)) return;
    if (narrows(node.expression, context) || changesSomething(node.expression)) return;
    if (pathCheckIn(node.expression, context) !== null || isTaken(node, exit, context)) return;
    const edits = dropStatement(node, context);
    if (edits === null) return;
    yield* alsoInlined(
      {
        edits,
        explanation: {
          mechanism: `${subjectOf(node)} does not stop with ${gist(exit, context)} when ${gist(node.expression, context)}.`,
          trigger: `It shows when ${gist(node.expression, context)} holds.`,
          consequence: 'The code below runs for a case that it is not meant for.',
          fix: `Stop in that case: ${gist(node, context)}.`,
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
          "export function fields(text: string): string[] {\n  const found: string[] = [];\n  for (const line of text.split('\\n')) {\n    if (line.startsWith('#')) continue;\n    found.push(line);\n  }\n  return found;\n}\n",
        after:
          "export function fields(text: string): string[] {\n  const found: string[] = [];\n  for (const line of text.split('\\n')) {\n    found.push(line);\n  }\n  return found;\n}\n",
        witness: "fields('# a\\nb')",
      },
      {
        before:
          'export class Door {\n  isLocked = false;\n  isOpen = false;\n  open(): void {\n    if (this.isLocked) {\n      return;\n    }\n\n    this.isOpen = true;\n  }\n}\n',
        after:
          'export class Door {\n  isLocked = false;\n  isOpen = false;\n  open(): void {\n    this.isOpen = true;\n  }\n}\n',
        witness:
          '(() => { const door = new Door(); door.isLocked = true; door.open(); return door.isOpen; })()',
      },
    ],
    skips: [
      {
        code: "export function share(total: number, parts: number): number {\n  if (parts < 1) throw new RangeError('parts');\n  return Math.floor(total / parts);\n}\n",
        because: 'Checks of input are the business of guard-drop.',
      },
      {
        code: 'export class Bell {\n  rings = 0;\n  isOff = false;\n  ring(): void {\n    this.rings += 1;\n    if (this.isOff) return;\n  }\n}\n',
        because: 'Nothing comes after it.',
      },
      {
        code: 'export function drain(queue: { size: number; take(): void }): void {\n  while (true) {\n    if (queue.size === 0) break;\n    queue.take();\n  }\n}\n',
        because: 'A loop without a way out gives itself away.',
      },
      {
        code: 'export class Bells {\n  readonly rung: string[] = [];\n  readonly names: string[] = [];\n  ring(): void {\n    if (this.names.length === 0) return;\n    for (const name of this.names) this.rung.push(name);\n  }\n}\n',
        because: 'With nothing in the list the code below does nothing.',
      },
    ],
  },
};

/** Without the exit something else happens than with it. */
function isNeeded(guard: ts.IfStatement, exit: Exit): boolean {
  const next = nextStatement(guard);
  if (next === null)
    return (ts.isBreakStatement(exit) || ts.isThrowStatement(exit)) && siblingsOf(guard)!.length > 1;
  const isConstant = ts.isReturnStatement(next) && next.expression !== undefined && isWord(next.expression);
  return !isConstant && !(isExit(next) && isSameCode(next, exit));
}

function isWord(node: ts.Expression): boolean {
  return ts.isLiteralExpression(node) || ts.isToken(node);
}

/** The one exit from an endless loop. */
function isOnlyWayOut(exit: Exit): boolean {
  const loop = enclosing(exit, isLoop);
  const isEndless =
    loop !== null &&
    ((ts.isWhileStatement(loop) && loop.expression.kind === ts.SyntaxKind.TrueKeyword) ||
      (ts.isForStatement(loop) && loop.condition === undefined));
  if (!isEndless) return false;
  return ![...executed(loop)].some((node) => node !== exit && isExit(node) && !ts.isContinueStatement(node));
}

function isTaken(guard: ts.IfStatement, exit: Exit, context: SiteContext): boolean {
  return SPECIALISTS.some((one) => [guard, exit].some((node) => takes(one, node, context)));
}
