import { LABELS, type Label } from '@bebug/core';
import type { Answer } from '../answer.ts';
import type { StoredTask } from '../study/material.ts';
import { labelOf } from '../study/project-path.ts';
import type { Question } from '../vocabulary.ts';
import type { Digests } from './digests.ts';
import type { Store } from './open-store.ts';
import type { Study } from './study.ts';

/** One thing that several people were asked about: by rater, a number for each different answer; `null` for none. */
type RatedUnit = readonly (number | null)[];

/** What people said of the same things. */
export interface Ratings {
  readonly raters: number;
  /** Question → tasks that anybody submitted, and of each what was asked there. */
  readonly questions: Readonly<Partial<Record<Question, ReadonlyMap<string, readonly RatedUnit[]>>>>;
}

/** Krippendorff's α with a 95 % interval; `null` where it cannot be told. */
export interface AlphaEstimate {
  readonly question: Question;
  readonly alpha: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How far people agree. */
export interface Agreement {
  readonly raters: number;
  /** Tasks that two people or more have submitted. */
  readonly tasks: number;
  readonly estimates: readonly AlphaEstimate[];
}

/** Ratings of everybody who submitted something, practice left out. */
export async function readRatings(store: Store, study: Study, digests: Digests): Promise<Ratings> {
  const rows = await store
    .selectFrom('assignments')
    .select(['id', 'person', 'task'])
    .where('is_submitted', '=', 1)
    .orderBy('person')
    .execute();
  const scored = rows.filter(({ task }) => study.tasks.has(task));
  const raters = [...new Set(scored.map(({ person }) => person))];
  const questions: Partial<Record<Question, Map<string, RatedUnit[]>>> = {};
  for (const [id, task] of study.tasks) {
    const own = new Map(scored.filter((row) => row.task === id).map((row) => [row.person, row.id]));
    if (own.size === 0) continue;
    const answers = raters.map((rater) => (own.has(rater) ? digests.get(own.get(rater)!)!.answer : null));
    for (const [question, unitsOf] of Object.entries(UNITS[task.kind])) {
      const tasks = (questions[question as Question] ??= new Map<string, RatedUnit[]>());
      tasks.set(id, unitsOf(task, answers));
    }
  }
  return { raters: raters.length, questions };
}

type Units = (task: StoredTask, answers: readonly (Answer | null)[]) => RatedUnit[];

const BUG_UNITS = { verdict: verdicts, place: markedLines };
const UNITS: Readonly<Record<StoredTask['kind'], Partial<Record<Question, Units>>>> = {
  file: BUG_UNITS,
  diff: BUG_UNITS,
  comparison: { choice: choices },
  problem: { judgement: judgements },
};

/** 1 for "something is wrong in this task", 0 for "nothing is". */
function verdicts(task: StoredTask, answers: readonly (Answer | null)[]): RatedUnit[] {
  const lines = markedLines(task, answers);
  return [answers.map((answer, at) => answer && Number(lines.some((line) => line[at] === 1)))];
}

/** By line under review that is not blank: whether a finding covers it. */
function markedLines({ files, texts }: StoredTask, answers: readonly (Answer | null)[]): RatedUnit[] {
  return files.flatMap((file) =>
    texts[file]!.split('\n').flatMap((text, index) =>
      text.trim() === '' ? [] : [answers.map((answer) => answer && Number(covers(answer, file, index + 1)))],
    ),
  );
}

function covers({ findings }: Answer, file: string, line: number): boolean {
  return findings.some(
    ({ draft: { place } }) => place.file === file && place.startLine <= line && line <= place.endLine,
  );
}

/** The number of the label, or 0 for "I see no difference". */
function choices(_task: StoredTask, answers: readonly (Answer | null)[]): RatedUnit[] {
  return [answers.map((answer) => answer && choiceNumber(answer.choice.choice))];
}

function choiceNumber(choice: Label | 'none' | null): number {
  return choice === null || choice === 'none' ? 0 : LABELS.indexOf(choice) + 1;
}

/** By solution: whether it is taken for right. */
function judgements({ files }: StoredTask, answers: readonly (Answer | null)[]): RatedUnit[] {
  return files.map(labelOf).map((label) =>
    answers.map((answer) => {
      const isRight = answer?.judgements[label]?.isRight ?? null;
      return isRight === null ? null : Number(isRight);
    }),
  );
}
