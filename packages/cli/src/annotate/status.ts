import { alphaText, QUESTIONS, type Agreement, type AlphaEstimate, type Overview } from '@bebug/annotator';
import { visible } from '@bebug/report';
import type { Io } from '../io.ts';
import { table } from '../table.ts';

/** Progress of a study as tables for a terminal. */
export function formatStatus({ people, tasks }: Overview, agreement: Agreement, io: Io): string {
  return [
    table(
      ['person', 'role', 'link', 'submitted', 'findings', 'active', 'last seen', 'remarks'],
      people.map((person) => [
        person.name,
        person.role,
        person.link,
        `${person.submitted} of ${person.dealt}`,
        `${person.findings}`,
        `${(person.activeMs / 60_000).toFixed(1)} min`,
        person.seen ?? '',
        person.remarks.join('; '),
      ]),
      io,
    ),
    table(
      ['task', 'file', 'people', 'working', 'submitted', 'said'],
      tasks.map((task) => [
        task.task,
        task.files.join(', '),
        `${task.people}`,
        `${task.working}`,
        `${task.submitted}`,
        task.said,
      ]),
      io,
    ),
    ...people
      .filter(({ notes }) => notes.length > 0)
      .map(({ name, notes }) => `Notes of ${name}:\n${notes.map((note) => `  ${oneLine(note)}\n`).join('')}`),
    agreement.tasks === 0
      ? 'Agreement: no task was submitted by two people yet.\n'
      : `Agreement of ${agreement.raters} people on ${agreement.tasks} tasks (Krippendorff’s α, 95 % interval): ${agreement.estimates.map(alpha).join('; ')}\n`,
  ].join('\n');
}

/** People write notes: a terminal must not obey them. */
function oneLine(text: string): string {
  return visible(text.trim().replaceAll(/\s*\n\s*/gu, ' '));
}

function alpha(estimate: AlphaEstimate): string {
  const { label } = QUESTIONS.find(({ question }) => question === estimate.question)!;
  return `${label} ${alphaText(estimate)}`;
}
