import { SCHEMAS } from '@bebug/core/truth';
import { scorecardSchema, scoresSchema } from '@bebug/scorer';
import { z } from 'zod';
import { markdownTable, pageHead } from './page.ts';

const ALL = [
  ...SCHEMAS,
  {
    name: 'scores',
    file: 'output of `bebug score --json`',
    what: 'scorecards of runs on one set, and what compares them',
    schema: scoresSchema,
  },
  {
    name: 'scorecard',
    file: '`scorecards` of these scores',
    what: 'the result of scoring a run',
    schema: scorecardSchema,
  },
];

export function formatsPage(): string {
  const rows = ALL.map(({ name, file, what }) => [`[${name}](../schemas/${name}.schema.json)`, file, what]);
  const about =
    'Plain text all through. A bug set and a run are folders; every document is checked against a strict schema when it is read. `tasks.jsonl` and `tasks/` are for bug-finders; `truth/` is sealed, and `bugset.json` belongs to the owner of the set (its seed would let anybody with the corpus make the set again).';
  return `${pageHead('File formats', about)}\n${markdownTable(['format', 'where', 'what'], rows)}\n`;
}

/** One JSON Schema (draft 2020-12) a format. */
export function jsonSchemas(): [path: string, text: string][] {
  return ALL.map(({ name, what, schema }) => [
    `packages/core/schemas/${name}.schema.json`,
    JSON.stringify({
      title: `bebug ${name}`,
      description: what,
      ...z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }),
    }),
  ]);
}
