import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { placesIn, sqlCall } from '../kit/sql-call.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isNumberType, isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const COLUMN = /(?<![\w.(])((?:[a-z_]\w*\.)?[a-z_]\w*)(\s*(?:=|<=?|>=?)\s*)$/iu;
const KEYWORD = /^(?:and|or|not|where|set|limit|offset)$/iu;
const DAY = /(?:_on|_at|date|day|time)$/iu;

export const indexDefeatingQuery: Operator = {
  id: 'index-defeating-query',
  family: 'performance',
  tier: 'expert',
  cwe: 1067,
  status: 'nursery',
  title: 'Query that no index can answer',
  mistake: 'A column is put through a function before it is compared, and so its index is of no use.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = ts.isCallExpression(node) ? sqlCall(node, context) : null;
    if (call === null || !/\bwhere\b/iu.test(call.sql.text)) return;
    const start = startOf(call.sql, context);
    const condition = start + context.text.slice(start, call.sql.end).search(/\bwhere\b/iu);
    for (const place of placesIn(call.sql, context)) {
      const value = call.values[place.number - 1];
      const before = context.text.slice(condition, place.start);
      const column = COLUMN.exec(before);
      if (value === undefined || column === null || KEYWORD.test(column[1]!)) continue;
      const wrapped = wrappedColumn(column[1]!, column[2]!, value, context);
      if (wrapped === null) continue;
      const at = condition + column.index;
      yield {
        edits: [{ start: at, end: at + column[1]!.length, text: wrapped }],
        explanation: {
          mechanism: `${subjectOf(node)} compares \`${wrapped}\`, and not \`${column[1]!}\` itself, with ${gist(value, context)}.`,
          trigger: 'It shows when the table has many rows, of which few are meant.',
          consequence: 'The index of the column is of no use: each row is looked at.',
          fix: `Compare the column as it is: \`${column[0]}?\`.`,
        },
      };
      return;
    }
  },
  examples: {
    injects: [
      {
        before:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport function find(db: DatabaseSync, email: string): unknown {\n  return db.prepare('SELECT id FROM users WHERE email = ?').get(email);\n}\n",
        after:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport function find(db: DatabaseSync, email: string): unknown {\n  return db.prepare('SELECT id FROM users WHERE lower(email) = ?').get(email);\n}\n",
        witness: "find({ prepare: (sql) => ({ get: () => sql }) }, 'a')",
      },
      {
        before:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport const since = (db: DatabaseSync, shop: number, day: string): unknown[] =>\n  db.prepare('SELECT id FROM orders WHERE shop IN (1, 2) AND placed_on >= ? AND kind = ?').all(day, shop);\n",
        after:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport const since = (db: DatabaseSync, shop: number, day: string): unknown[] =>\n  db.prepare('SELECT id FROM orders WHERE shop IN (1, 2) AND date(placed_on) >= ? AND kind = ?').all(day, shop);\n",
        witness: "since({ prepare: (sql) => ({ all: () => [sql] }) }, 1, '2026-01-01')",
      },
    ],
    skips: [
      {
        code: "import type { DatabaseSync } from 'node:sqlite';\n\nexport const add = (db: DatabaseSync, email: string): unknown => db.prepare('INSERT INTO users (email) VALUES (?)').run(email);\n",
        because: 'Nothing is looked for.',
      },
      {
        code: "import type { DatabaseSync } from 'node:sqlite';\n\nexport const find = (db: DatabaseSync, email: string): unknown =>\n  db.prepare('SELECT id FROM users WHERE lower(email) = ?').get(email);\n",
        because: 'The column goes through a function already.',
      },
    ],
  },
};

/** The column in a function that does nothing to most values of its kind. */
function wrappedColumn(
  column: string,
  comparison: string,
  value: ts.Expression,
  context: SiteContext,
): string | null {
  const isEqual = comparison.trim() === '=';
  const type = typeOf(value, context);
  if (isStringType(type)) {
    if (DAY.test(column)) return `date(${column})`;
    return isEqual ? `lower(${column})` : null;
  }
  return isNumberType(type) ? `CAST(${column} AS INTEGER)` : null;
}
