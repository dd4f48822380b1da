import {
  compareText,
  RUN_FORMAT,
  type Choice,
  type Finding,
  type Judgement,
  type Label,
  type Response,
  type Run,
} from '@bebug/core';
import { answerOf, type Answer } from '../answer.ts';
import type { StudyKind } from '../study/study-kind.ts';
import { activeUntilMark, cappedGaps, DEFAULT_POLICY, timeSpent } from '../time-policy.ts';
import { CONFIDENCES } from '../vocabulary.ts';
import type { ChoiceDraft, Confidence, Draft } from '../acts.ts';
import { actsOf, type StoredAct } from './acts.ts';
import type { Store } from './open-store.ts';
import type { Study } from './study.ts';

/** Everything that one person did, as a run and as the log that it was made from. */
export interface PersonRun {
  readonly person: string;
  readonly kind: StudyKind;
  readonly run: Run;
  /** Of a study of bugs. */
  readonly findings: readonly Finding[];
  readonly responses: readonly Response[];
  /** Of a study of comparisons. */
  readonly choices: readonly Choice[];
  /** Of a study of problems. */
  readonly judgements: readonly Judgement[];
  /** All acts in the order of arrival, practice included and flagged. */
  readonly acts: readonly LoggedAct[];
  /** Time on each task under several policies, so that a reader sees how much the policy decides. */
  readonly times: readonly TaskTimes[];
}

interface LoggedAct extends Omit<StoredAct, 'task'> {
  /** Id in the set. */
  readonly task: string;
  readonly isPractice: boolean;
}

interface TaskTimes {
  readonly task: string;
  readonly wallMs: number;
  readonly visibleMs: number;
  /** Name of a policy → milliseconds. */
  readonly activeMs: Readonly<Record<string, number>>;
}

const POLICIES = [cappedGaps(30_000), cappedGaps(60_000), DEFAULT_POLICY, cappedGaps(300_000)];

/**
 * The runs of all annotators who were dealt a task, by name. A task that was not submitted has no response: it was not attempted. Times are
 * active time under the default policy.
 */
export async function exportRuns(store: Store, study: Study, version: string): Promise<PersonRun[]> {
  const people = await store
    .selectFrom('people')
    .select(['id', 'name'])
    .where('role', '=', 'annotator')
    .orderBy('name')
    .execute();
  const runs: PersonRun[] = [];
  for (const person of people) {
    const run = await exportPerson(store, study, person, version);
    if (run !== null) runs.push(run);
  }
  return runs;
}

async function exportPerson(
  store: Store,
  study: Study,
  person: { readonly id: string; readonly name: string },
  version: string,
): Promise<PersonRun | null> {
  const { kind } = study.settings;
  const rows = await store
    .selectFrom('assignments')
    .selectAll()
    .where('person', '=', person.id)
    .orderBy('place')
    .execute();
  if (rows.length === 0) return null;
  const logs = new Map<string, StoredAct[]>();
  for (const { id, task } of rows) logs.set(task, await actsOf(store, id));
  const findings: Finding[] = [];
  const responses: Response[] = [];
  const choices: Choice[] = [];
  const judgements: Judgement[] = [];
  const times: TaskTimes[] = [];
  // In the order of the set, as every other run.
  for (const task of study.tasks.keys()) {
    const acts = logs.get(task) ?? [];
    const answer = answerOf(acts);
    if (!answer.isSubmitted) continue;
    findings.push(
      ...answer.findings.map(({ id, draft }) => asFinding(task, draft, activeUntilMark(acts, id))),
    );
    const spent = timeSpent(acts);
    responses.push({
      task,
      status: 'answered',
      findings: answer.findings.length,
      elapsedMs: Math.round(spent.active),
    });
    judgements.push(...asJudgements(task, answer.judgements, spent.active));
    if (answer.choice.choice !== null) choices.push(asChoice(task, answer.choice, spent.active));
    times.push({
      task,
      wallMs: Math.round(spent.wall),
      visibleMs: Math.round(spent.visible),
      activeMs: Object.fromEntries(
        POLICIES.map((policy) => [policy.name, Math.round(timeSpent(acts, policy).active)]),
      ),
    });
  }
  const received = [...logs.values()].flat().map((act) => act.received);
  const started = rows[0]!.dealt;
  return {
    person: person.name,
    kind,
    run: {
      format: RUN_FORMAT,
      detector: `person:${person.name}`,
      version,
      settings: { timePolicy: DEFAULT_POLICY.name, dealt: rows.length },
      promptHash: null,
      setHash: study.settings.setHash,
      started,
      finished: received.reduce((latest, at) => (at > latest ? at : latest), started),
      tokens: null,
      cost: null,
    },
    ...(kind === 'bugs' ? { findings, responses } : NOTHING_FOUND),
    choices: kind === 'comparisons' ? choices : [],
    judgements: kind === 'problems' ? judgements : [],
    acts: rows.flatMap(({ task }) =>
      logs.get(task)!.map((act) => ({ ...act, task, isPractice: study.practice.has(task) })),
    ),
    times,
  };
}

const NOTHING_FOUND = { findings: [], responses: [] };

function asChoice(task: string, { choice, confidence, why }: ChoiceDraft, elapsedMs: number): Choice {
  return {
    task,
    choice: choice === 'none' ? null : choice,
    why,
    ...probabilityOf(confidence),
    elapsedMs: Math.round(elapsedMs),
  };
}

function asJudgements(task: string, judgements: Answer['judgements'], elapsedMs: number): Judgement[] {
  return Object.entries(judgements)
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([candidate, { isRight, confidence, why }]): Judgement[] =>
      isRight === null
        ? []
        : [
            {
              task,
              candidate: candidate as Label,
              isRight,
              ...(why.trim() !== '' && { why }),
              ...probabilityOf(confidence),
              elapsedMs: Math.round(elapsedMs),
            },
          ],
    );
}

function probabilityOf(confidence: Confidence | null): { confidence?: number } {
  const sure = CONFIDENCES.find(({ level }) => level === confidence);
  return sure === undefined ? {} : { confidence: sure.probability };
}

function asFinding(task: string, draft: Draft, elapsedMs: number | null): Finding {
  const { place, category, cwe, severity, confidence, explanation, trigger, fix } = draft;
  return {
    task,
    ...place,
    ...(category !== null && { category }),
    ...(cwe !== null && { cwe }),
    ...(severity !== null && { severity }),
    explanation,
    ...probabilityOf(confidence),
    ...(trigger.trim() !== '' && { trigger }),
    ...(fix.trim() !== '' && { fix }),
    ...(elapsedMs !== null && { elapsedMs: Math.round(elapsedMs) }),
  };
}
