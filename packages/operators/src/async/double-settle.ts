import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { declaredBy, mentions } from '../kit/effect.ts';
import { nextStatement, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { callsIn, isExit } from '../kit/exits.ts';
import { indentOf, lineBreakOf, reindent } from '../kit/layout.ts';
import { methodCall } from '../kit/method-call.ts';
import { hasComment } from '../kit/neighbour.ts';
import { dropLines } from '../kit/replace.ts';
import { isSettler } from '../kit/settle.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, executed, isSameCode } from '../kit/tree.ts';
import { isJavaScript, isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const doubleSettle: Operator = {
  id: 'double-settle',
  family: 'async',
  tier: 'expert',
  cwe: 675,
  status: 'nursery',
  title: 'Success and failure are both reported',
  mistake:
    'What deals with the failure of the work also catches what is thrown by those who hear of its success.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.TryStatement],
  *mutate(node, context) {
    const found = ts.isTryStatement(node) ? calledInTry(node, context) : caughtBehind(node, context);
    if (found === null) return;
    const { success, failure, edits } = found;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(success, context)} where ${gist(failure, context)} catches what it throws.`,
        trigger: `It shows when the work succeeds and ${gist(success, context)} throws.`,
        consequence: 'The same work is reported as done and as failed.',
        fix: `Keep ${gist(success, context)} out of reach of ${gist(failure, context)}.`,
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function run(work: Promise<number>, done: (n: number) => void, failed: (error: unknown) => void): void {\n  void work.then(done, failed);\n}\n',
        after:
          'export function run(work: Promise<number>, done: (n: number) => void, failed: (error: unknown) => void): void {\n  void work.then(done).catch(failed);\n}\n',
        witness:
          "(() => { const told = []; const work = { then: (done) => { let error = null; try { done(1); } catch (thrown) { error = thrown; } return { catch: (failed) => { if (error !== null) failed(error); } }; } }; run(work, (n) => { told.push(n); throw new Error('no'); }, () => told.push('failed')); return told; })()",
      },
      {
        before:
          'export type Done = (error: Error | null, text?: string) => void;\nexport function read(parse: () => string, done: Done): void {\n  let text: string;\n  try {\n    text = parse();\n  } catch (error) {\n    done(error as Error);\n    return;\n  }\n  done(null, text);\n}\n',
        after:
          'export type Done = (error: Error | null, text?: string) => void;\nexport function read(parse: () => string, done: Done): void {\n  let text: string;\n  try {\n    text = parse();\n    done(null, text);\n  } catch (error) {\n    done(error as Error);\n    return;\n  }\n}\n',
        witness:
          "(() => { const told = []; try { read(() => 'a', (error) => { told.push(error === null); if (error === null) throw new Error('no'); }); } catch {} return told; })()",
      },
    ],
    skips: [
      {
        code: 'export function load(work: Promise<number>): Promise<number> {\n  return new Promise((resolve, reject) => {\n    work.then(resolve, reject);\n  });\n}\n',
        because: 'A promise settles once, and `resolve` throws nothing.',
      },
      {
        code: 'const noop = (): void => {};\nexport const run = (work: Promise<number>): Promise<void> => work.then(noop, noop);\n',
        because: 'Nothing is done that could fail.',
      },
      {
        code: 'export function run(work: Promise<number>, failed: (error: unknown) => void): Promise<number | void> {\n  return work.then((n) => n, failed);\n}\n',
        because: 'What hears of the success calls nothing that may throw.',
      },
    ],
  },
};

interface Found {
  readonly success: ts.Node;
  readonly failure: ts.Node;
  readonly edits: Edit[];
}

/** `.then(done, failed)` becomes `.then(done).catch(failed)`. */
function caughtBehind(node: ts.Node, context: SiteContext): Found | null {
  const link = methodCall(node);
  if (link?.name !== 'then' || link.call.arguments.length !== 2) return null;
  const [success, failure] = link.call.arguments as unknown as [ts.Expression, ts.Expression];
  if (
    !mayThrow(success, context) ||
    !(isPromiseType(typeOf(link.receiver, context)) || isJavaScript(context))
  )
    return null;
  const edit = { start: success.end, end: startOf(failure, context), text: ').catch(' };
  return /\/[/*]/u.test(context.text.slice(edit.start, edit.end))
    ? null
    : { success, failure, edits: [edit] };
}

function mayThrow(handler: ts.Expression, context: SiteContext): boolean {
  if (ts.isArrowFunction(handler) || ts.isFunctionExpression(handler))
    return callsIn(handler.body).some((call) => !isSettler(call.expression, context));
  const isName = ts.isIdentifier(handler) || ts.isPropertyAccessExpression(handler);
  return isName && !/^(?:undefined|noop)$/iu.test(handler.getText()) && !isSettler(handler, context);
}

/** `try { … } catch (e) { done(e); return; } done(null, text);`: the last step moves into the `try`. */
function calledInTry(node: ts.TryStatement, context: SiteContext): Found | null {
  const { catchClause, tryBlock } = node;
  const report = nextStatement(node);
  const last = tryBlock.statements.at(-1);
  if (catchClause === undefined || node.finallyBlock !== undefined || report === null || last === undefined)
    return null;
  const handling = catchClause.block.statements;
  if (!handling.at(-1) || !isExit(handling.at(-1)!) || siblingsOf(node)?.at(-1) !== report) return null;
  const call = ts.isExpressionStatement(report) ? bare(report.expression) : null;
  if (
    call === null ||
    !ts.isCallExpression(call) ||
    hasComment(report, context) ||
    isSettler(call.expression, context)
  )
    return null;
  const told = [...executed(catchClause.block)].find(
    (part) => ts.isCallExpression(part) && isSameCode(part.expression, call.expression),
  );
  if (told === undefined || !declaredBy(last).every((name) => !mentions(report, name))) return null;
  const code = reindent(textOf(report, context), indentOf(report, context), indentOf(last, context));
  const line = lineBreakOf(context) + indentOf(last, context) + code;
  const edits = [{ start: last.end, end: last.end, text: line }, dropLines(report, context)];
  return { success: report, failure: told, edits };
}
