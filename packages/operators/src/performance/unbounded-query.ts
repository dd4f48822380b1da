import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { dropElement } from '../kit/replace.ts';
import { gist, quoted, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

const LIMIT = /\s+LIMIT\s+(\?|\d+)\s*$/iu;

export const unboundedQuery: Operator = {
  id: 'unbounded-query',
  family: 'performance',
  tier: 'expert',
  cwe: 770,
  status: 'nursery',
  title: 'Query without a limit',
  mistake: 'How many rows there may be one day is not thought of.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const query = ts.isCallExpression(node) ? queryOf(node) : null;
    if (query === null) return;
    const { sql, values, end } = query;
    const text = context.text.slice(startOf(sql, context), end);
    const limit = LIMIT.exec(text);
    if (limit === null) return;
    const gone: Edit = { start: startOf(sql, context) + limit.index, end, text: '' };
    const last = values.length - 1;
    const value = limit[1] === '?' ? values[last] : undefined;
    if (limit[1] === '?' && (value === undefined || ts.isSpreadElement(value))) return;
    const dropped = value === undefined ? [] : [dropElement(values, last, context)];
    const leftovers = unusedAfter(dropped, context);
    if (leftovers === null) return;
    yield {
      edits: [gone, ...dropped, ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} reads all rows that there are: the query has no ${quoted(limit[0])}.`,
        trigger: 'It shows when there are more rows than the limit would let through.',
        consequence: 'All of them are read and held in memory, however many that is.',
        fix: `Say how many are needed: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport function newest(db: DatabaseSync, count: number): unknown[] {\n  const rows = db.prepare('SELECT id FROM notes ORDER BY id DESC LIMIT ?').all(count);\n  return rows.slice(0, count);\n}\n",
        after:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport function newest(db: DatabaseSync, count: number): unknown[] {\n  const rows = db.prepare('SELECT id FROM notes ORDER BY id DESC').all();\n  return rows.slice(0, count);\n}\n",
        witness: 'newest({ prepare: (sql) => ({ all: () => [sql] }) }, 2)',
      },
      {
        before:
          "interface Client {\n  query(sql: string, values?: unknown[]): Promise<unknown[]>;\n}\nexport const pending = (client: Client, kind: string): Promise<unknown[]> =>\n  client.query('SELECT id FROM jobs WHERE kind = ? ORDER BY id LIMIT 100', [kind]);\n",
        after:
          "interface Client {\n  query(sql: string, values?: unknown[]): Promise<unknown[]>;\n}\nexport const pending = (client: Client, kind: string): Promise<unknown[]> =>\n  client.query('SELECT id FROM jobs WHERE kind = ? ORDER BY id', [kind]);\n",
        witness: "pending({ query: async (sql) => [sql] }, 'mail')",
      },
    ],
    skips: [
      {
        code: "import type { DatabaseSync } from 'node:sqlite';\n\nexport const first = (db: DatabaseSync): unknown => db.prepare('SELECT id FROM notes ORDER BY id LIMIT 1').get();\n",
        because: 'One row is read in any case.',
      },
      {
        code: "import type { DatabaseSync } from 'node:sqlite';\n\nexport const all = (db: DatabaseSync): unknown[] => db.prepare('SELECT id FROM notes').all();\n",
        because: 'There is no limit.',
      },
    ],
  },
};

interface Query {
  readonly sql: ts.Expression;
  /** Where the text of the query ends, before the closing quote. */
  readonly end: number;
  readonly values: ts.NodeArray<ts.Expression>;
}

/** `prepare(sql).all(…)`, `client.query(sql, […])`; a query for one row needs no limit. */
function queryOf(call: ts.CallExpression): Query | null {
  const run = methodCall(call);
  if (run === null) return null;
  if (/^(?:all|iterate|values)$/u.test(run.name)) {
    const prepared = methodCall(bare(run.receiver));
    const sql = prepared?.name === 'prepare' ? prepared.call.arguments[0] : undefined;
    return sql === undefined ? null : asQuery(sql, call.arguments);
  }
  const [sql, list] = call.arguments;
  if (sql === undefined || !/^(?:query|execute|any|many)$/u.test(run.name)) return null;
  return list === undefined || ts.isArrayLiteralExpression(list)
    ? asQuery(sql, list?.elements ?? ts.factory.createNodeArray())
    : null;
}

function asQuery(sql: ts.Expression, values: ts.NodeArray<ts.Expression>): Query | null {
  const isText = ts.isStringLiteralLike(sql) || ts.isTemplateExpression(sql);
  return isText && /^.\s*(?:select|with)\b/iu.test(sql.getText()) ? { sql, values, end: sql.end - 1 } : null;
}
