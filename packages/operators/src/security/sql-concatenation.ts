import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { dropElement } from '../kit/replace.ts';
import { placesIn, sqlCall, type SqlCall } from '../kit/sql-call.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator, SiteContext } from '../operator.ts';

export const sqlConcatenation: Operator = {
  id: 'sql-concatenation',
  family: 'security',
  tier: 'expert',
  cwe: 89,
  status: 'nursery',
  title: 'Value written into the text of a query',
  mistake: 'A value is put between quotes in the query instead of being handed over beside it.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = ts.isCallExpression(node) ? sqlCall(node, context) : null;
    if (call === null) return;
    const strings = call.values.filter(
      (value) => isStringType(typeOf(value, context)) && isFromOutside(value),
    );
    for (const value of new Set([strings.at(-1), strings.at(0)])) {
      const edits = value === undefined ? null : written(call, value, context);
      if (value === undefined || edits === null) continue;
      yield {
        edits,
        explanation: {
          mechanism: `${gist(value, context)} is written into the text of the query in ${placeOf(node)}, between quotes.`,
          trigger: `It shows when ${gist(value, context)} holds a quote, such as ${quoted("' OR '1'='1")}.`,
          consequence: 'The rest of the value is run as SQL: rows of others are read or changed.',
          fix: `Leave a place in the query and pass ${gist(value, context)} as a parameter.`,
        },
      };
    }
  },
  examples: {
    injects: [
      {
        before:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport function find(db: DatabaseSync, tenant: string, name: string): unknown[] {\n  return db.prepare('SELECT id FROM users WHERE tenant = ? AND name = ?').all(tenant, name);\n}\n",
        after:
          "import type { DatabaseSync } from 'node:sqlite';\n\nexport function find(db: DatabaseSync, tenant: string, name: string): unknown[] {\n  return db.prepare(`SELECT id FROM users WHERE tenant = ? AND name = '${name}'`).all(tenant);\n}\n",
        witness:
          "(() => { const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(':memory:'); db.exec(\"CREATE TABLE users (id, tenant, name); INSERT INTO users VALUES (1, 'a', 'x'), (2, 'b', 'y')\"); return find(db, 'a', \"' OR '1'='1\").length; })()",
      },
      {
        before:
          "interface Client {\n  query(sql: string, values?: unknown[]): Promise<unknown>;\n}\nexport function rename(client: Client, id: number, name: string): Promise<unknown> {\n  return client.query('UPDATE users SET name = $2 WHERE id = $1', [id, name]);\n}\n",
        after:
          "interface Client {\n  query(sql: string, values?: unknown[]): Promise<unknown>;\n}\nexport function rename(client: Client, id: number, name: string): Promise<unknown> {\n  return client.query(`UPDATE users SET name = '${name}' WHERE id = $1`, [id]);\n}\n",
        witness: 'rename({ query: async (sql) => sql }, 1, "x\', role = \'admin")',
      },
    ],
    skips: [
      {
        code: "import type { DatabaseSync } from 'node:sqlite';\nexport const byId = (db: DatabaseSync, id: number): unknown => db.prepare('SELECT name FROM users WHERE id = ?').get(id);\n",
        because: 'A number cannot carry SQL.',
      },
      {
        code: 'export const get = (map: Map<string, string>, key: string): string | undefined => map.get(key);\n',
        because: 'No query is prepared.',
      },
    ],
  },
};

/** Neither a constant nor the object's own field. */
function isFromOutside(value: ts.Expression): boolean {
  return (
    !ts.isStringLiteralLike(value) &&
    !(ts.isPropertyAccessExpression(value) && value.expression.kind === ts.SyntaxKind.ThisKeyword)
  );
}

function written(call: SqlCall, value: ts.Expression, context: SiteContext): Edit[] | null {
  const places = placesIn(call.sql, context);
  const number = call.values.indexOf(value) + 1;
  const own = places.filter((place) => place.number === number);
  const start = startOf(call.sql, context);
  const sql = context.text.slice(start, call.sql.end);
  if (own.length === 0 || new Set(places.map((place) => place.number)).size !== call.values.length)
    return null;
  if (/`|\$\{/u.test(sql.slice(1, -1)) || /[\n\r`]/u.test(textOf(value, context))) return null;
  return [
    { start, end: start + 1, text: '`' },
    ...places.flatMap((place) => placeEdit(place, number, textOf(value, context))),
    { start: call.sql.end - 1, end: call.sql.end, text: '`' },
    withoutValue(call, number - 1, context),
  ].filter((edit) => context.text.slice(edit.start, edit.end) !== edit.text);
}

/** The value's own places take its text; numbered places behind it move up. */
function placeEdit(
  place: { start: number; end: number; number: number },
  number: number,
  value: string,
): Edit[] {
  if (place.number === number) return [{ start: place.start, end: place.end, text: `'\${${value}}'` }];
  const isNumbered = place.end - place.start > 1;
  if (!isNumbered || place.number < number) return [];
  return [{ start: place.start + 1, end: place.end, text: String(place.number - 1) }];
}

function withoutValue(call: SqlCall, index: number, context: SiteContext): Edit {
  if (call.list === null || call.values.length > 1) return dropElement(call.values, index, context);
  const before = (call.list.parent as ts.CallExpression).arguments[0]!;
  return { start: before.end, end: call.list.end, text: '' };
}
