import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { soleDeclaration } from '../kit/awaiting.ts';
import { enclosingFunction, isLoop, subjectOf } from '../kit/enclosing.ts';
import { moveIntoLoop } from '../kit/into-loop.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { isQuery } from '../kit/query-call.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { dropLines, replaceNode } from '../kit/replace.ts';
import { freeName } from '../kit/scope.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, waits } from '../kit/tree.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

export const nPlusOneQuery: Operator = {
  id: 'n-plus-one-query',
  family: 'performance',
  tier: 'expert',
  cwe: 1050,
  status: 'nursery',
  title: 'One query for each row',
  mistake: 'What one query can fetch for all rows is asked for row by row.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    const rewrite = ts.isVariableStatement(node) ? askedInLoop(node, context) : oneByOne(node, context);
    if (rewrite !== null) yield rewrite;
  },
  examples: {
    injects: [
      {
        before:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport function prices(db: DatabaseSync, ids: readonly number[]): number[] {\n  const marks = ids.map(() => '?').join(', ');\n  const rows = db.prepare(`SELECT price FROM items WHERE id IN (${marks})`).all(...ids);\n  return rows.map((row) => Number(row.price));\n}\n",
        after:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport function prices(db: DatabaseSync, ids: readonly number[]): number[] {\n  const rows = ids.flatMap((id) => db.prepare(`SELECT price FROM items WHERE id = ?`).all(id));\n  return rows.map((row) => Number(row.price));\n}\n",
        witness:
          '(() => { let asked = 0; prices({ prepare: () => ({ all: () => { asked += 1; return []; } }) }, [1, 2, 3]); return asked; })()',
      },
      {
        before:
          'interface Rates {\n  findRates(day: string): Promise<Map<string, number>>;\n}\nexport async function total(rates: Rates, day: string, amounts: readonly [string, number][]): Promise<number> {\n  let total = 0;\n  const known = await rates.findRates(day);\n  for (const [currency, amount] of amounts) {\n    total += amount * (known.get(currency) ?? 1);\n  }\n  return total;\n}\n',
        after:
          'interface Rates {\n  findRates(day: string): Promise<Map<string, number>>;\n}\nexport async function total(rates: Rates, day: string, amounts: readonly [string, number][]): Promise<number> {\n  let total = 0;\n  for (const [currency, amount] of amounts) {\n    const known = await rates.findRates(day);\n    total += amount * (known.get(currency) ?? 1);\n  }\n  return total;\n}\n',
        witness:
          "(async () => { let asked = 0; await total({ findRates: async () => { asked += 1; return new Map(); } }, 'd', [['a', 1], ['b', 2]]); return asked; })()",
      },
    ],
    skips: [
      {
        code: "import type { DatabaseSync } from 'node:sqlite';\n\nexport function newest(db: DatabaseSync, ids: readonly number[]): unknown[] {\n  const marks = ids.map(() => '?').join(', ');\n  return db.prepare(`SELECT price FROM items WHERE id IN (${marks}) ORDER BY id DESC LIMIT 3`).all(...ids);\n}\n",
        because: 'The order, or the number, of the rows would be another one.',
      },
      {
        code: 'export const known = (ids: readonly string[], map: Map<string, number>): (number | undefined)[] =>\n  ids.map((id) => map.get(id));\n',
        because: 'Nothing is asked of a database.',
      },
    ],
  },
};

/** A query before a loop moves into it. */
function askedInLoop(node: ts.VariableStatement, context: SiteContext): Rewrite | null {
  if (!isQuery(node)) return null;
  const move = moveIntoLoop(node, context);
  // A function that is called for each element would have to wait as well.
  if (move === null || (waits(node) && !isLoop(move.loop))) return null;
  return rewriteOf(node, move.edits, move.value, context);
}

/** `prepare(`… IN (${marks})`).all(...ids)` becomes a query for each of the ids. */
function oneByOne(node: ts.Node, context: SiteContext): Rewrite | null {
  const run = methodCall(node);
  if (run === null || !/^(?:all|iterate)$/u.test(run.name) || run.call.arguments.length !== 1) return null;
  const given = run.call.arguments[0]!;
  const prepared = methodCall(bare(run.receiver));
  const sql = prepared?.name === 'prepare' ? prepared.call.arguments[0] : undefined;
  if (sql === undefined || !ts.isTemplateExpression(sql) || !ts.isSpreadElement(given)) return null;
  const [span] = sql.templateSpans;
  if (span === undefined || sql.templateSpans.length > 1 || run.name !== 'all') return null;
  const before = context.text.slice(startOf(sql.head, context), span.expression.pos);
  const opening = /\s+IN\s*\(\$\{$/iu.exec(before);
  const isClosed =
    span.literal.text.startsWith(')') && !/\b(?:ORDER BY|LIMIT|HAVING)\b/iu.test(sql.getText());
  const marks = opening === null || !isClosed ? null : marksOf(span.expression, given.expression, context);
  if (opening === null || marks === null) return null;
  const item = freeName(['id', 'key', 'item'], [node], context);
  if (item === null) return null;
  const list = textOf(given.expression, context);
  const edits: Edit[] = [
    { start: startOf(node, context), end: startOf(node, context), text: `${list}.flatMap((${item}) => ` },
    {
      start: span.expression.pos - opening[0].length,
      end: startOf(span.literal, context) + '})'.length,
      text: ' = ?',
    },
    replaceNode(given, item, context),
    { start: node.end, end: node.end, text: ')' },
  ];
  const leftovers = unusedAfter(
    [{ start: startOf(span.expression, context), end: span.expression.end }, ...marks],
    context,
  );
  if (leftovers === null) return null;
  return rewriteOf(node, [...edits, ...marks, ...leftovers], run.call, context);
}

/** What goes with the marks: the constant `ids.map(() => '?').join(', ')` that nobody else uses. `null` for anything else. */
function marksOf(marks: ts.Expression, ids: ts.Expression, context: SiteContext): Edit[] | null {
  const list = ids.getText();
  const isMade = (value: ts.Expression): boolean =>
    /^[\w.#]+\.map\(\(\) => (['"`])\?\1\)\.join\(/u.test(value.getText()) &&
    value.getText().startsWith(`${list}.map`);
  if (isMade(marks)) return [];
  const symbol = ts.isIdentifier(marks) ? symbolOf(marks, context) : null;
  const declaration = symbol?.valueDeclaration;
  if (symbol === null || declaration === undefined || !ts.isVariableDeclaration(declaration)) return null;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || soleDeclaration(statement)?.initializer === undefined)
    return null;
  if (!isMade(declaration.initializer!) || referencesTo(symbol, context).length > 1) return null;
  return enclosingFunction(statement) === enclosingFunction(marks) ? [dropLines(statement, context)] : null;
}

function rewriteOf(node: ts.Node, edits: readonly Edit[], query: ts.Node, context: SiteContext): Rewrite {
  return {
    edits,
    explanation: {
      mechanism: `${subjectOf(node)} sends ${gist(query, context)} again for each element.`,
      trigger: 'It shows when there are many elements: each of them costs a query.',
      consequence: 'The result is the same, but the database is asked as often as there are elements.',
      fix: `Ask once for all of them: ${gist(node, context)}.`,
    },
  };
}
