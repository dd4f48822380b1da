import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { statementsIn } from '../kit/body.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { returnsIn } from '../kit/exits.ts';
import { hasFixedLines, indentOf, linesOf, reindent } from '../kit/layout.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { declaredBy } from '../kit/effect.ts';
import { isTaken } from '../kit/scope.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

const DEFERRALS = /^(?:queueMicrotask|(?:process\.)?nextTick|setImmediate|setTimeout)$/u;

export const deferralUnwrap: Operator = {
  id: 'deferral-unwrap',
  family: 'order',
  tier: 'expert',
  cwe: 696,
  status: 'stable',
  title: 'Done at once instead of a moment later',
  mistake: 'That something must run only when the code at hand has ended is taken for a detour.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node) || siblingsOf(node) === null) return;
    const call = ts.isVoidExpression(node.expression) ? node.expression.expression : node.expression;
    if (!ts.isCallExpression(call) || !DEFERRALS.test(call.expression.getText())) return;
    const edit = undeferred(node, call, context);
    const leftovers = unusedAfter([stretchOf(call.expression, context)], context);
    if (edit === null || leftovers === null || /^[([`]/u.test(edit.text)) return;
    yield {
      edits: [edit, ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} runs at once what ${gist(call.expression, context)} would put off.`,
        trigger: 'It shows when the code behind it, or the caller, has something to do first.',
        consequence: 'It comes too early, and what it tells or changes meets a state that is not complete.',
        fix: `Put it off: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Bell {\n  listener: () => void = () => undefined;\n  constructor() {\n    // The listener is set later.\n    queueMicrotask(() => {\n      this.listener();\n    });\n  }\n}\n',
        after:
          'export class Bell {\n  listener: () => void = () => undefined;\n  constructor() {\n    this.listener();\n  }\n}\n',
        witness:
          "(async () => { let rung = 'no'; const bell = new Bell(); bell.listener = () => { rung = 'yes'; }; await null; return rung; })()",
      },
      {
        before:
          "export function notify(done: (text: string) => void): string {\n  let state = 'started';\n  setTimeout(done, 0, 'end');\n  state += '!';\n  return state;\n}\n",
        after:
          "export function notify(done: (text: string) => void): string {\n  let state = 'started';\n  done('end');\n  state += '!';\n  return state;\n}\n",
        witness: "(() => { let told = 'nothing'; notify((text) => { told = text; }); return told; })()",
      },
    ],
    skips: [
      {
        code: 'export function later(done: () => void): void {\n  setTimeout(done, 100);\n}\n',
        because: 'The time matters.',
      },
    ],
  },
};

function undeferred(
  node: ts.ExpressionStatement,
  call: ts.CallExpression,
  context: SiteContext,
): Edit | null {
  const [work, delay, ...rest] = call.arguments;
  if (work === undefined || call.arguments.some(ts.isSpreadElement)) return null;
  const isTimed = call.expression.getText() === 'setTimeout';
  if (isTimed && delay !== undefined && delay.getText() !== '0') return null;
  const whole = { start: withComments(node, context), end: node.end };
  if (!ts.isArrowFunction(work) && !ts.isFunctionExpression(work)) {
    if (!ts.isIdentifier(work) && !ts.isPropertyAccessExpression(work)) return null;
    const given = isTimed ? rest : call.arguments.slice(1);
    const list = given.map((argument) => textOf(argument, context)).join(', ');
    return { ...whole, text: `${textOf(work, context)}(${list});` };
  }
  if (work.parameters.length > 0 || waits(work.body)) return null;
  if (!ts.isBlock(work.body)) return { ...whole, text: `${textOf(work.body, context)};` };
  const code = codeOf(work.body, node, context);
  return code === null ? null : { ...whole, text: code };
}

/** The statements of the body, at the indentation of what they replace. */
function codeOf(body: ts.Block, node: ts.Statement, context: SiteContext): string | null {
  const inner = statementsIn(body);
  if (inner.length === 0 || returnsIn(body).length > 0 || hasFixedLines(body, context)) return null;
  const names = inner.flatMap(declaredBy);
  if (names.some(({ text }) => isTaken(text, node, context))) return null;
  const text = context.text.slice(startOf(inner[0]!, context), inner.at(-1)!.end);
  return reindent(text, indentOf(inner[0]!, context), indentOf(node, context));
}

/** Where the comment on the lines above starts: it says why the work is put off. */
function withComments(node: ts.Statement, context: SiteContext): number {
  const [comment] = ts.getLeadingCommentRanges(context.text, node.pos) ?? [];
  return comment === undefined || linesOf(node, context).start > startOf(node, context)
    ? startOf(node, context)
    : comment.pos;
}
