import { BebugError, parseJson } from '@bebug/core';
import { practiceTasks } from '../practice/practice-tasks.ts';
import { storedTasksOf, storedTaskSchema, type StoredTask, type StudyMaterial } from '../study/material.ts';
import { settingsSchema, type Settings } from '../study/settings.ts';
import type { Store } from './open-store.ts';

/** A study as it stands in the store; tasks never change, so that it is read once. */
export interface Study {
  readonly settings: Settings;
  /** Task id of the set → task, in the order of the set. */
  readonly tasks: ReadonlyMap<string, StoredTask>;
  /** Practice id → task, in the order in which they are shown. */
  readonly practice: ReadonlyMap<string, StoredTask>;
}

/**
 * Put a set into an empty store, or check that the store holds this very study.
 * @throws BebugError `study-mismatch` when it was made with another set or other settings
 */
export async function prepareStudy(store: Store, material: StudyMaterial, settings: Settings): Promise<void> {
  const known = await readSettings(store);
  if (known !== null) {
    for (const key of Object.keys(settings) as (keyof Settings)[]) {
      if (known[key] === settings[key]) continue;
      throw new BebugError(
        'study-mismatch',
        `The store holds a study with another ${key}: ${JSON.stringify(known[key])}, not ${JSON.stringify(settings[key])}.`,
      );
    }
    return;
  }
  await store.transaction().execute(async (transaction) => {
    const rows = [
      ...(settings.hasPractice ? practiceTasks(material.kind) : []).map((one) => ({ ...one, isPractice: 1 })),
      ...storedTasksOf(material).map((one) => ({ ...one, isPractice: 0 })),
    ];
    for (const [place, { id, isPractice, task }] of rows.entries()) {
      await transaction
        .insertInto('tasks')
        .values({ id, place, is_practice: isPractice, document: JSON.stringify(task) })
        .execute();
    }
    await transaction
      .insertInto('study')
      .values({ key: 'settings', value: JSON.stringify(settings) })
      .execute();
  });
}

async function readSettings(store: Store): Promise<Settings | null> {
  const value = await valueOf(store, 'settings');
  return value === null ? null : parseJson(settingsSchema, value, 'the settings in the store');
}

type Key = 'settings' | 'frozen' | 'address';

async function valueOf(store: Store, key: Key): Promise<string | null> {
  const row = await store.selectFrom('study').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

/** `null` takes it away. */
async function setValue(transaction: Store, key: Key, value: string | null): Promise<void> {
  await transaction.deleteFrom('study').where('key', '=', key).execute();
  if (value !== null) await transaction.insertInto('study').values({ key, value }).execute();
}

/** @throws BebugError `study-mismatch` when the store is empty */
export async function readStudy(store: Store): Promise<Study> {
  const settings = await readSettings(store);
  if (settings === null) throw new BebugError('study-mismatch', 'The store holds no study yet.');
  const rows = await store.selectFrom('tasks').selectAll().orderBy('place').execute();
  const part = (isPractice: number): Map<string, StoredTask> =>
    new Map(
      rows.flatMap((row) =>
        row.is_practice === isPractice
          ? [[row.id, parseJson(storedTaskSchema, row.document, `the task ${row.id} in the store`)] as const]
          : [],
      ),
    );
  return { settings, tasks: part(0), practice: part(1) };
}

/** A frozen study takes no more acts. */
export async function isFrozen(store: Store): Promise<boolean> {
  return (await valueOf(store, 'frozen')) !== null;
}

/** Close a study, or open it again. @throws BebugError `usage` when people have been shown the truth */
export async function setFrozen(store: Store, frozen: boolean, now: Date): Promise<void> {
  await store.transaction().execute(async (transaction) => {
    const debrief = await transaction.selectFrom('debriefs').select('person').limit(1).executeTakeFirst();
    if (!frozen && debrief !== undefined)
      throw new BebugError('usage', 'People have been shown the truth: this study stays closed.');
    await setValue(transaction, 'frozen', frozen ? now.toISOString() : null);
  });
}

/** Keep where the server was last reached, so that links which are made elsewhere lead there. */
export async function noteAddress(store: Store, address: string): Promise<void> {
  await store.transaction().execute((transaction) => setValue(transaction, 'address', address));
}

/** Where the server was last reached; `null` before it was started. */
export function readAddress(store: Store): Promise<string | null> {
  return valueOf(store, 'address');
}
