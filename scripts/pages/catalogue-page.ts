import { groupBy } from '@bebug/core';
import { CATALOGUE, type Operator } from '@bebug/operators';
import { createTwoFilesPatch } from 'diff';
import { markdownTable, pageHead } from './page.ts';

/** Every operator: the mistake, and its examples, which are also its tests. */
export function cataloguePage(): string {
  const rows = CATALOGUE.map(({ id, family, tier, cwe, status, title }) => [
    `[${id}](#${id})`,
    family,
    tier,
    cwe === null ? '' : `CWE-${cwe}`,
    status,
    title,
  ]);
  const about =
    'The tier is the operator’s prior; the evidence decides the real one. The examples below are run as tests.';
  const sections = [...groupBy(CATALOGUE, (operator) => operator.family)].map(
    ([family, operators]) => `## ${family}\n\n${operators.map(section).join('\n')}`,
  );
  return [
    pageHead('Catalogue of operators', about),
    markdownTable(['operator', 'family', 'prior', 'CWE', 'status', 'the bug'], rows),
    ...sections,
  ].join('\n\n');
}

function section(operator: Operator): string {
  const injects = operator.examples.injects.map(
    ({ before, after, witness }) =>
      `${fence('diff', diff(before, after))}${witness === null ? '' : `\nDiffers on:\n\n${fence('ts', witness)}`}`,
  );
  const skips = operator.examples.skips.map(
    ({ code, because }) => `Leaves alone, because ${because}:\n\n${fence('ts', code)}`,
  );
  return [
    `### ${operator.id}`,
    '',
    `**${operator.title}.** ${operator.mistake}`,
    '',
    ...injects,
    ...skips,
  ].join('\n');
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
