import { NO_ANSWER, type Answer } from '../answer.ts';
import type { StoredTask } from '../study/material.ts';
import { labelOf, projectPath } from '../study/project-path.ts';
import type { Digests } from './digests.ts';
import type { Store } from './open-store.ts';
import type { Role } from './people.ts';
import type { Schema } from './schema.ts';
import type { Study } from './study.ts';

type LinkState = 'not opened' | 'opened' | 'expired' | 'revoked';

/** One person, as the owner of the study sees them. */
interface PersonLine {
  readonly name: string;
  readonly role: Role;
  readonly link: LinkState;
  /** Tasks that count. */
  readonly dealt: number;
  readonly submitted: number;
  readonly findings: number;
  /** On tasks that count, milliseconds. */
  readonly activeMs: number;
  /** ISO 8601, `null` when they never came. */
  readonly seen: string | null;
  readonly notes: readonly string[];
  /** What sets this person apart from the others, in words. */
  readonly remarks: readonly string[];
}

/** One task, as the owner of the study sees it. */
interface TaskProgress {
  readonly task: string;
  readonly files: readonly string[];
  readonly people: number;
  /** Of those, with a lease that has not run out. */
  readonly working: number;
  readonly submitted: number;
  /** What was said, in a few words. */
  readonly said: string;
}

export interface Overview {
  readonly people: readonly PersonLine[];
  readonly tasks: readonly TaskProgress[];
}

interface Held {
  readonly row: Schema['assignments'];
  readonly answer: Answer;
  readonly activeMs: number;
}

/** Progress by person and by task. */
export async function readOverview(
  store: Store,
  study: Study,
  digests: Digests,
  now: Date,
): Promise<Overview> {
  const people = await store.selectFrom('people').selectAll().orderBy('name').execute();
  const rows = await store.selectFrom('assignments').selectAll().orderBy('place').execute();
  const held = rows
    .filter(({ task }) => study.tasks.has(task))
    .map((row): Held => ({ row, ...(digests.get(row.id) ?? { answer: NO_ANSWER, activeMs: 0 }) }));
  return {
    people: withRemarks(people.map((person) => personLine(person, held, now))),
    tasks: [...study.tasks].map(([id, task]) => taskProgress(id, task, held, now)),
  };
}

function personLine(person: Schema['people'], held: readonly Held[], now: Date): PersonLine {
  const own = held.filter(({ row }) => row.person === person.id);
  return {
    name: person.name,
    role: person.role,
    link: linkState(person, now),
    dealt: own.length,
    submitted: own.filter(({ row }) => row.is_submitted === 1).length,
    findings: sum(own.map(({ answer }) => answer.findings.length)),
    activeMs: sum(own.map(({ activeMs }) => activeMs)),
    seen: person.seen,
    notes: own.flatMap(({ answer: { note } }) => (note.trim() === '' ? [] : [note])),
    remarks: [],
  };
}

function linkState({ revoked, token_used, token_expires }: Schema['people'], now: Date): LinkState {
  if (revoked !== null) return 'revoked';
  if (token_used !== null) return 'opened';
  return token_expires <= now.toISOString() ? 'expired' : 'not opened';
}

function taskProgress(id: string, task: StoredTask, held: readonly Held[], now: Date): TaskProgress {
  const own = held.filter(({ row }) => row.task === id);
  const done = own.filter(({ row }) => row.is_submitted === 1);
  return {
    task: id,
    files: [...new Set(task.files.map((file) => projectPath(task, file)))],
    people: own.length,
    working: own.filter(({ row }) => row.is_submitted === 0 && row.lease_until > now.toISOString()).length,
    submitted: done.length,
    said: said(
      task,
      done.map(({ answer }) => answer),
    ),
  };
}

/** How often each thing was said. */
function said({ kind, files }: StoredTask, answers: readonly Answer[]): string {
  if (answers.length === 0) return '';
  const times = (holds: (answer: Answer) => boolean): number => answers.filter(holds).length;
  switch (kind) {
    case 'comparison': {
      const chosen = files
        .map(labelOf)
        .map((label) => `${label} ${times(({ choice }) => choice.choice === label)}`);
      return [...chosen, `no difference ${times(({ choice }) => choice.choice === 'none')}`].join(', ');
    }
    case 'problem':
      return files
        .map(labelOf)
        .map((label) => `${label} right ${times(({ judgements }) => judgements[label]?.isRight === true)}`)
        .join(', ');
    default:
      return `no bug ${times(({ findings }) => findings.length === 0)}, findings ${sum(answers.map(({ findings }) => findings.length))}`;
  }
}

/** People to compare with before anybody can stand out. */
const FEWEST_PEERS = 5;
/** Modified z-score from which a value stands out (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). */
const OUTLYING = 3.5;

/** Says who stands out by time or by number of findings for each submitted task. */
function withRemarks(people: readonly PersonLine[]): PersonLine[] {
  const active = people.filter(({ submitted }) => submitted > 0);
  if (active.length < FEWEST_PEERS) return [...people];
  const times = active.map(({ activeMs, submitted }) => activeMs / submitted);
  const counts = active.map(({ findings, submitted }) => findings / submitted);
  return people.map((person) => {
    const at = active.indexOf(person);
    if (at < 0) return person;
    const remarks = [
      ...outlying(times, at, 'much faster than the others', 'much slower than the others'),
      ...outlying(counts, at, 'reports far less than the others', 'reports far more than the others'),
    ];
    return { ...person, remarks };
  });
}

function outlying(values: readonly number[], at: number, low: string, high: string): string[] {
  const middle = median(values);
  const spread = median(values.map((value) => Math.abs(value - middle)));
  if (spread === 0) return [];
  const score = (0.6745 * (values[at]! - middle)) / spread;
  return Math.abs(score) < OUTLYING ? [] : [score < 0 ? low : high];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
