import type { Agreement, AlphaEstimate, Overview } from '@bebug/annotator';
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
      ['task', 'file', 'people', 'working', 'submitted', 'no bug', 'findings'],
      tasks.map((task) => [
        task.task,
        task.files.join(', '),
        `${task.people}`,
        `${task.working}`,
        `${task.submitted}`,
        `${task.noBug}`,
        `${task.findings}`,
      ]),
      io,
    ),
    agreement.tasks === 0
      ? 'Agreement: no task was submitted by two people yet.\n'
      : `Agreement of ${agreement.raters} people on ${agreement.tasks} tasks (Krippendorff’s α, 95 % interval): whether there is a bug ${alpha(agreement.verdict)}; where ${alpha(agreement.place)}\n`,
  ].join('\n');
}

function alpha({ alpha: value, low, high }: AlphaEstimate): string {
  if (value === null) return 'cannot be told';
  return `${value.toFixed(2)}${low === null || high === null ? '' : ` (${low.toFixed(2)} to ${high.toFixed(2)})`}`;
}
