import * as ts from 'typescript';
import { isEnd, statementsIn } from '../kit/body.ts';
import { declaredBy, reachesOut } from '../kit/effect.ts';
import { placeOf, siblingsOf } from '../kit/enclosing.ts';
import { hasFixedLines, indentOf, lineBreakOf, reindent } from '../kit/layout.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { hasComment } from '../kit/neighbour.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { dropLines } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { descendants, executed, waits } from '../kit/tree.ts';
import { isJavaScript } from '../kit/type-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

export const catchTooBroad: Operator = {
  id: 'catch-too-broad',
  family: 'error-handling',
  tier: 'hard',
  cwe: 396,
  status: 'stable',
  title: 'Catch block deals with failures that are not its own',
  mistake: 'What is right for one failure is done for all that may come up at that place.',
  kinds: [ts.SyntaxKind.TryStatement],
  *mutate(node, context) {
    if (!ts.isTryStatement(node) || node.catchClause === undefined) return;
    const unasked = withoutQuestion(node.catchClause, context);
    if (unasked !== null) yield unasked;
    const wider = withStepBefore(node, node.catchClause, context);
    if (wider !== null) yield wider;
  },
  examples: {
    injects: [
      {
        before:
          'export class NotFound extends Error {}\nexport function find(load: () => string): string | null {\n  try {\n    return load();\n  } catch (error) {\n    if (error instanceof NotFound) return null;\n    throw error;\n  }\n}\n',
        after:
          'export class NotFound extends Error {}\nexport function find(load: () => string): string | null {\n  try {\n    return load();\n  } catch {\n    return null;\n  }\n}\n',
        witness: "find(() => { throw new Error('disk'); })",
      },
      {
        before:
          'export async function count(read: () => Promise<string>): Promise<number> {\n  const text = await read();\n  try {\n    return (JSON.parse(text) as unknown[]).length;\n  } catch {\n    return 0;\n  }\n}\n',
        after:
          'export async function count(read: () => Promise<string>): Promise<number> {\n  try {\n    const text = await read();\n    return (JSON.parse(text) as unknown[]).length;\n  } catch {\n    return 0;\n  }\n}\n',
        witness: "count(() => Promise.reject(new Error('no file')))",
      },
    ],
    skips: [
      {
        code: 'export class NotFound extends Error {}\nexport function find(load: () => string): string | null {\n  try {\n    return load();\n  } catch (error) {\n    if (!(error instanceof NotFound)) throw error;\n    return null;\n  }\n}\n',
        because: 'A guard that throws again is the business of rethrow-drop.',
      },
      {
        code: "export function first(texts: readonly string[]): unknown {\n  const text = texts.join(' ');\n  try {\n    return JSON.parse(text);\n  } catch {\n    return null;\n  }\n}\n",
        because: 'The step before cannot fail.',
      },
    ],
  },
};

/** `if (error instanceof NotFound) return null; throw error;` becomes `return null;`. */
function withoutQuestion(clause: ts.CatchClause, context: SiteContext): Rewrite | null {
  const [question, thrown] = clause.block.statements.slice(-2);
  const name = clause.variableDeclaration?.name;
  if (question === undefined || thrown === undefined || name === undefined || !ts.isIdentifier(name))
    return null;
  if (!ts.isIfStatement(question) || question.elseStatement !== undefined || !ts.isThrowStatement(thrown))
    return null;
  const done = statementsIn(question.thenStatement);
  const [first, last] = [done[0], done.at(-1)];
  if (
    first === undefined ||
    last === undefined ||
    !isEnd(done, context) ||
    thrown.expression.getText() !== name.text
  )
    return null;
  const uses = (part: ts.Node): boolean =>
    [...descendants(part)].some((word) => ts.isIdentifier(word) && word.text === name.text);
  if (
    !uses(question.expression) ||
    (done.some(uses) && !isJavaScript(context)) ||
    hasComment(thrown, context)
  )
    return null;
  if (hasFixedLines(question, context) || startsWithComment(first, context)) return null;
  const [start, end] = [startOf(question, context), thrown.end];
  const leftovers = unusedAfter(
    [
      { start, end: startOf(first, context) },
      { start: last.end, end },
    ],
    context,
  );
  if (leftovers === null) return null;
  const text = reindent(
    context.text.slice(startOf(first, context), last.end),
    indentOf(first, context),
    indentOf(question, context),
  );
  return {
    edits: [{ start, end, text }, ...leftovers],
    explanation: {
      mechanism: `The catch block in ${placeOf(clause)} does not ask for ${gist(question.expression, context)}.`,
      trigger: 'It shows when something else goes wrong in the try block.',
      consequence: 'That failure, too, is taken for the one that is expected, and nobody hears of it.',
      fix: `Throw on what is not expected: ${gist(question, context)}, then ${gist(thrown, context)}.`,
    },
    regions: [{ start: startOf(clause, context), end: clause.end }],
  };
}

function startsWithComment(statement: ts.Statement, { text }: SiteContext): boolean {
  return (ts.getLeadingCommentRanges(text, statement.pos) ?? []).length > 0;
}

/** The step before the `try`, whose failures went to the caller, moves into it. */
function withStepBefore(node: ts.TryStatement, clause: ts.CatchClause, context: SiteContext): Rewrite | null {
  const siblings = siblingsOf(node);
  const step = siblings?.[siblings.indexOf(node) - 1];
  const target = node.tryBlock.statements[0];
  if (step === undefined || target === undefined || hasComment(step, context) || hasComment(target, context))
    return null;
  if (!(ts.isVariableStatement(step) || ts.isExpressionStatement(step)) || hasFixedLines(step, context))
    return null;
  if ([...executed(clause.block)].some(ts.isThrowStatement) || isSettled(step)) return null;
  if (!(waits(step) || reachesOut(step, context)) || !isOnlyFor(step, node.tryBlock, context)) return null;
  const indent = indentOf(target, context);
  const text =
    reindent(textOf(step, context), indentOf(step, context), indent) + lineBreakOf(context) + indent;
  const at = startOf(target, context);
  return {
    edits: [dropLines(step, context), { start: at, end: at, text }],
    explanation: {
      mechanism: `The try block in ${placeOf(node)} holds ${gist(step, context)}, too.`,
      trigger: `It shows when ${gist(step, context)} fails.`,
      consequence: 'The catch block, which is meant for what comes after it, answers that failure.',
      fix: `Put ${gist(step, context)} before the try block.`,
    },
    regions: [{ start: startOf(node, context), end: clause.end }],
  };
}

/** `lock.acquire()` and `count += 1` are undone in a `finally`; what makes a promise fails only where it is waited for. */
function isSettled(step: ts.Statement): boolean {
  const { parent } = step;
  const behind = (parent as ts.Block).statements;
  const next = behind[behind.indexOf(step) + 1];
  return next !== undefined && ts.isTryStatement(next) && next.finallyBlock !== undefined;
}

/** All that the step declares is used in the block only. */
function isOnlyFor(step: ts.Statement, block: ts.Block, context: SiteContext): boolean {
  return declaredBy(step).every((name) => {
    const symbol = symbolOf(name, context);
    const uses = symbol === null ? [] : referencesTo(symbol, context);
    return uses.length > 0 && uses.every((use) => use.pos >= block.pos && use.end <= block.end);
  });
}
