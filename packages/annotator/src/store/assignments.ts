import { randomStream } from '@bebug/core';
import { conflictsAmong, withoutConflicts } from '../study/conflicts.ts';
import { LEASE_MS } from '../study/settings.ts';
import type { Store } from './open-store.ts';
import { noteSeen } from './people.ts';
import type { Study } from './study.ts';
import { makeId } from './tokens.ts';

/** A task as one person knows it. */
export interface Assignment {
  /** The person's own id of the task. */
  readonly id: string;
  /** Id in the set, or of a practice task; it never leaves the server. */
  readonly task: string;
  /** From 0, practice first. */
  readonly place: number;
  readonly isPractice: boolean;
  readonly isSubmitted: boolean;
}

/** Open tasks that a person holds at most: the one at hand, and the next one, so that a lost connection does not stop the work. */
const OPEN_TASKS = 2;

/** Decides who sees what; made once for a study. */
export interface Dealer {
  /** Tasks that a person can get at most, practice left out. */
  readonly total: number;
  /** All tasks of a person, after dealing as many new ones as they may hold. */
  deal(store: Store, person: string, now: Date): Promise<Assignment[]>;
  /** Whether tasks that others hold, and have not submitted, could come to this person. */
  mayGetMore(store: Store, person: string): Promise<boolean>;
}

/**
 * Order and choice depend on the study's seed and the person alone. Without `perTask` everybody gets the same tasks, each in an order of
 * their own; with it, everybody gets tasks that too few people have, and a lease that ran out gives a place back. Two versions of one
 * file never reach one person.
 */
export function createDealer(study: Study): Dealer {
  const { seed, perTask, cap } = study.settings;
  const conflicts = conflictsAmong(study.tasks);
  const all = [...study.tasks.keys()];
  const common = withoutConflicts(randomStream(seed, 'study').shuffle(all), conflicts).slice(
    0,
    cap ?? undefined,
  );
  const practice = [...study.practice.keys()];

  const orderFor = (person: string): string[] =>
    randomStream(seed, 'person', person).shuffle(perTask === null ? common : all);

  /** Scored tasks that a person can still get, in the order in which they come. */
  const freeTasks = (person: string, held: readonly Assignment[], full: ReadonlySet<string>): string[] => {
    const scored = held.filter(({ isPractice }) => !isPractice).map(({ task }) => task);
    const isFree = (task: string): boolean =>
      !full.has(task) && !scored.some((other) => other === task || conflicts.get(task)?.has(other));
    const left = Math.max(0, (cap ?? Infinity) - scored.length);
    return withoutConflicts(orderFor(person).filter(isFree), conflicts).slice(0, left);
  };

  return {
    total: common.length,
    mayGetMore: async (store, person) => {
      const held = await assignmentsOf(store, person, study);
      return freeTasks(person, held, await fullTasks(store, perTask, null)).length > 0;
    },
    deal: (store, person, now) =>
      store.transaction().execute(async (transaction) => {
        // Across people, two may still get the last place of a task at once: one too many is no harm.
        await noteSeen(transaction, person, now);
        const held = await assignmentsOf(transaction, person, study);
        const isOpen = held.filter(({ isSubmitted }) => !isSubmitted).length;
        const mine = new Set(held.map(({ task }) => task));
        const full = await fullTasks(transaction, perTask, now);
        const waiting = [...practice.filter((task) => !mine.has(task)), ...freeTasks(person, held, full)];
        const news = waiting.slice(0, Math.max(0, OPEN_TASKS - isOpen)).map((task, index) => ({
          id: makeId(),
          task,
          place: held.length + index,
          isPractice: study.practice.has(task),
          isSubmitted: false,
        }));
        for (const { id, task, place } of news) {
          await transaction
            .insertInto('assignments')
            .values({
              id,
              person,
              task,
              place,
              dealt: now.toISOString(),
              lease_until: new Date(now.getTime() + LEASE_MS).toISOString(),
              is_submitted: 0,
            })
            .execute();
        }
        return [...held, ...news];
      }),
  };
}

/** Tasks that enough people have submitted, or hold under a lease that lasts at `now`; `null`: leases do not count. */
async function fullTasks(store: Store, perTask: number | null, now: Date | null): Promise<Set<string>> {
  if (perTask === null) return new Set();
  const rows = await store
    .selectFrom('assignments')
    .select((is) => ['task', is.fn.countAll().as('people')])
    .where((is) =>
      is.or([
        is('is_submitted', '=', 1),
        ...(now === null ? [] : [is('lease_until', '>', now.toISOString())]),
      ]),
    )
    .groupBy('task')
    .execute();
  return new Set(rows.filter(({ people }) => Number(people) >= perTask).map(({ task }) => task));
}

/** The tasks of a person, in their order. */
export async function assignmentsOf(store: Store, person: string, study: Study): Promise<Assignment[]> {
  const rows = await store
    .selectFrom('assignments')
    .select(['id', 'task', 'place', 'is_submitted'])
    .where('person', '=', person)
    .orderBy('place')
    .execute();
  return rows.map(({ id, task, place, is_submitted }) => ({
    id,
    task,
    place,
    isPractice: study.practice.has(task),
    isSubmitted: is_submitted === 1,
  }));
}
