import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { dropElement } from '../kit/replace.ts';
import { GATES, gatesOf, withoutGate } from '../kit/security-gate.ts';
import { placesIn, sqlCall } from '../kit/sql-call.ts';
import { gist, quoted } from '../kit/text-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

/** A column that says whose a row is. */
const WHOSE = String.raw`(?:\w+\.)?\w*(?:owner|user|account|tenant|author|member|customer)(?:_?(?:id|name|email))?`;
const LATER = new RegExp(String.raw`\s+AND\s+${WHOSE}\s*=\s*$`, 'iu');
const FIRST = new RegExp(String.raw`(?<=\bWHERE\s+)${WHOSE}\s*=\s*$`, 'iu');
const WORDS = {
  trigger: 'It shows when somebody names a thing that belongs to another.',
  consequence: 'They read or change what is not theirs.',
};

export const ownershipCheckDrop: Operator = {
  id: 'ownership-check-drop',
  family: 'security',
  tier: 'expert',
  cwe: 639,
  status: 'nursery',
  title: 'Nobody asks whose it is',
  mistake: 'A thing is looked up by its own name alone, and whoever knows the name gets it.',
  kinds: GATES,
  *mutate(node, context) {
    if (ts.isCallExpression(node)) yield* ofAnybody(node, context);
    for (const gate of gatesOf(node, 'ownership', context)) yield withoutGate(gate, WORDS, context);
  },
  examples: {
    injects: [
      {
        before:
          "interface Client {\n  query(sql: string, values?: unknown[]): Promise<unknown>;\n}\nexport const note = (client: Client, user: string, id: number): Promise<unknown> => {\n  if (user === '') throw new Error('nobody');\n  return client.query('SELECT text FROM notes WHERE id = ? AND owner = ?', [id, user]);\n};\n",
        after:
          "interface Client {\n  query(sql: string, values?: unknown[]): Promise<unknown>;\n}\nexport const note = (client: Client, user: string, id: number): Promise<unknown> => {\n  if (user === '') throw new Error('nobody');\n  return client.query('SELECT text FROM notes WHERE id = ?', [id]);\n};\n",
        witness: "note({ query: async (sql) => sql }, 'ada', 1)",
      },
      {
        before:
          "interface Note {\n  readonly owner?: string;\n  readonly text: string;\n}\nexport function read(notes: Map<string, Note>, id: string, user: string): string {\n  const note = notes.get(id) ?? { text: '' };\n  if (note.owner !== undefined && note.owner !== user) {\n    console.log(`${user} asked for a note of another owner`);\n    return '';\n  }\n  return `${user}: ${note.text}`;\n}\n",
        after:
          "interface Note {\n  readonly owner?: string;\n  readonly text: string;\n}\nexport function read(notes: Map<string, Note>, id: string, user: string): string {\n  const note = notes.get(id) ?? { text: '' };\n  return `${user}: ${note.text}`;\n}\n",
        witness: "read(new Map([['1', { owner: 'ada', text: 'a' }]]), '1', 'bob')",
      },
    ],
    skips: [
      {
        code: "interface Client {\n  query(sql: string, values?: unknown[]): Promise<unknown>;\n}\nexport const mine = (client: Client, user: string): Promise<unknown> => client.query('SELECT text FROM notes WHERE owner = ?', [user]);\n",
        because: 'There is nothing else to look for.',
      },
      {
        code: "export function read(note: { owner: string; text: string }, user: string): string {\n  if (note.owner !== user) throw new Error('not yours');\n  return note.text;\n}\n",
        because: 'A plain guard is the business of guard-drop; the parameter would stand there unused.',
      },
    ],
  },
};

/** `WHERE id = ? AND owner = ?` asks for the id alone. */
function* ofAnybody(node: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const call = sqlCall(node, context);
  if (call === null) return;
  const places = placesIn(call.sql, context);
  if (places.length !== call.values.length || places.length < 2) return;
  for (const [index, place] of places.entries()) {
    if (place.end - place.start > 1) continue;
    const before = context.text.slice(call.sql.pos, place.start);
    const later = LATER.exec(before);
    const first = FIRST.exec(before);
    const behind = /^\s+AND\s+/iu.exec(context.text.slice(place.end, call.sql.end));
    if (later === null && (first === null || behind === null)) continue;
    const start = call.sql.pos + (later ?? first!).index;
    const end = place.end + (later === null ? behind![0].length : 0);
    const leftovers = unusedAfter([stretchOf(call.values[index]!, context)], context);
    if (leftovers === null) continue;
    const condition = quoted(context.text.slice(start, end).replace(/^\s*AND\s+|\s+AND\s*$/giu, ''));
    yield {
      edits: [{ start, end, text: '' }, dropElement(call.values, index, context), ...leftovers],
      explanation: {
        mechanism: `The query in ${subjectOf(node) === 'This module' ? 'this module' : subjectOf(node)} does not ask for ${condition}.`,
        ...WORDS,
        fix: `Ask for ${condition}, with ${gist(call.values[index]!, context)}.`,
      },
    };
  }
}
