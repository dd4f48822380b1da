import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '@bebug/core';
import { CATALOGUE, type Operator } from '@bebug/operators';
import { createTwoFilesPatch } from 'diff';
import { z } from 'zod';
import { WORKSPACE } from '../checks.ts';
import { markdownTable, pageHead } from './page.ts';

const FOLDER = 'packages/operators/docs';
const PROOFS = 'benchmarks/operators/proofs.json';
const proofsSchema = z.array(
  z.object({
    operator: z.string(),
    candidates: z.int(),
    packages: z.int(),
    tried: z.int(),
    proved: z.int(),
    provedIn: z.array(z.string()),
    embedded: z.object({ candidates: z.int(), tried: z.int(), proved: z.int() }),
  }),
);
type Proofs = z.infer<typeof proofsSchema>[number];

/** Path → text: a table of all operators, and for each family the mistakes with their examples, which are also their tests. */
export function cataloguePages(): [string, string][] {
  const rows = CATALOGUE.map(({ id, family, tier, cwe, status, title }) => [
    `[${id}](catalogue/${family}.md#${id})`,
    family,
    tier,
    cwe === null ? '' : `CWE-${cwe}`,
    status,
    title,
  ]);
  const stable = CATALOGUE.filter(({ status }) => status === 'stable').length;
  const about = `${CATALOGUE.length} operators, ${stable} of them stable. The tier is the operator’s prior; the evidence decides the real one.`;
  const index = [
    pageHead('Catalogue of operators', about),
    markdownTable(['operator', 'family', 'prior', 'CWE', 'status', 'the bug'], rows),
  ].join('\n\n');
  const proofs = measured();
  const families = [...groupBy(CATALOGUE, (operator) => operator.family)].map(
    ([family, operators]): [string, string] => [
      `${FOLDER}/catalogue/${family}.md`,
      [
        pageHead(
          `Operators: ${family}`,
          'The examples are run as tests. How often an operator applies and is proved: [benchmarks/operators](../../../../benchmarks/operators).',
        ),
        ...operators.map((operator) => section(operator, proofs.get(operator.id))),
      ].join('\n\n'),
    ],
  );
  return [[`${FOLDER}/catalogue.md`, index], ...families];
}

function measured(): ReadonlyMap<string, Proofs> {
  const rows = proofsSchema.parse(JSON.parse(readFileSync(join(WORKSPACE, PROOFS), 'utf8')));
  return new Map(rows.map((row) => [row.operator, row]));
}

function section(operator: Operator, proofs: Proofs | undefined): string {
  const { id, tier, cwe, status, title, mistake, examples } = operator;
  const injects = examples.injects.map(
    ({ before, after, witness }) =>
      `${fence('diff', diff(before, after))}${witness === null ? '' : `\nDiffers on:\n\n${fence('ts', witness)}`}`,
  );
  const skips = examples.skips.map(
    ({ code, because }) => `Leaves alone, because ${because}:\n\n${fence('ts', code)}`,
  );
  const facts = [`prior ${tier}`, ...(cwe === null ? [] : [`CWE-${cwe}`]), status].join(' · ');
  return [
    `## ${id}`,
    '',
    `**${title}.** ${mistake}`,
    '',
    `${facts}. ${rateOf(proofs)}`,
    '',
    ...injects,
    ...skips,
  ].join('\n');
}

/** In words; an operator that was never tried says so. */
function rateOf(proofs: Proofs | undefined): string {
  if (proofs === undefined) return 'Not measured yet.';
  const { candidates, packages, tried, proved, embedded } = proofs;
  const applies =
    candidates === 0
      ? 'Applies nowhere in the packages'
      : `Applies ${times(candidates)} in ${packages === 1 ? 'one package' : `${packages} packages`}`;
  const outcome = tried === 0 ? '' : `; of ${tried} tried there, ${proved} proved`;
  return `${applies}${outcome}. In the embedded corpus: ${times(embedded.candidates)}, ${embedded.proved} of ${embedded.tried} tried proved.`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** A fence longer than any run of backticks inside, and out of reach of the formatter. */
function fence(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/gu)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `<!-- prettier-ignore -->\n${marks}${language}\n${code.trimEnd()}\n${marks}\n`;
}

function diff(before: string, after: string): string {
  return createTwoFilesPatch('clean', 'mutated', before, after, undefined, undefined, { context: 3 })
    .split('\n')
    .slice(4)
    .filter((line) => !line.startsWith('\\'))
    .join('\n');
}
