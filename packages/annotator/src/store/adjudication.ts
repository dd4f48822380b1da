import {
  adjudicationSchema,
  compareText,
  groupBy,
  keyedHex,
  parseJson,
  type Adjudication,
} from '@bebug/core';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { LONGEST, VERDICTS, type Verdict } from '../vocabulary.ts';
import type { Store } from './open-store.ts';
import type { Schema } from './schema.ts';

/** What is shown of a finding: enough to judge it, nothing that says whose it is or how sure they were. */
const leftoverSchema = adjudicationSchema
  .pick({ task: true, file: true, startLine: true, endLine: true, category: true, explanation: true })
  .strict();
export type Leftover = z.infer<typeof leftoverSchema>;

export const verdictSchema = z.strictObject({
  verdict: z.enum(VERDICTS.map(({ verdict }) => verdict)),
  reason: z.string().trim().max(LONGEST.reason),
});

/** People who judge each finding. */
const JUDGES = 2;

/**
 * Put findings into the queue, those of all runs in one order that says nothing. What is there already stays.
 * @returns how many are new
 */
export async function queueLeftovers(store: Store, leftovers: readonly Leftover[]): Promise<number> {
  const known = new Set((await store.selectFrom('leftovers').select('id').execute()).map(({ id }) => id));
  const news = new Map(
    leftovers.map((leftover) => {
      // Strict on the way in, so that nothing rides along.
      const document = JSON.stringify(leftoverSchema.parse(leftover));
      return [keyedHex(32, 'leftover', document), { task: leftover.task, document }] as const;
    }),
  );
  let place = known.size;
  await store.transaction().execute(async (transaction) => {
    // The order of ids is that of a hash.
    for (const [id, { task, document }] of [...news].sort(([a], [b]) => compareText(a, b))) {
      if (known.has(id)) continue;
      await transaction.insertInto('leftovers').values({ id, place: place++, task, document }).execute();
    }
  });
  return place - known.size;
}

export interface WaitingLeftover {
  readonly id: string;
  readonly leftover: Leftover;
  /** Other findings on this task that met no bug: one of them may say the same. */
  readonly others: readonly Leftover[];
}

/** The next finding for somebody to judge, and how many are left for them. */
export async function nextLeftover(
  store: Store,
  person: string,
): Promise<{ readonly left: number; readonly next: WaitingLeftover | null }> {
  const rows = await store.selectFrom('leftovers').selectAll().orderBy('place').execute();
  const given = groupBy(
    await store.selectFrom('verdicts').select(['leftover', 'person']).execute(),
    ({ leftover }) => leftover,
  );
  const open = rows.filter(({ id }) => !isJudged(given.get(id) ?? [], person));
  const [first] = open;
  if (first === undefined) return { left: 0, next: null };
  const others = rows.filter(({ id, task }) => task === first.task && id !== first.id);
  return {
    left: open.length,
    next: { id: first.id, leftover: leftoverOf(first), others: others.map(leftoverOf) },
  };
}

function leftoverOf({ document }: Pick<Schema['leftovers'], 'document'>): Leftover {
  return parseJson(leftoverSchema, document, 'a finding in the store');
}

/** Whether this person, or enough others, have given these verdicts on a finding. */
function isJudged(given: readonly { readonly person: string }[], person: string): boolean {
  return given.length >= JUDGES || given.some((verdict) => verdict.person === person);
}

/** @throws Refusal 404 for a finding that is not in the queue, 409 when this person, or two others, have judged it */
export async function giveVerdict(
  store: Store,
  person: string,
  leftover: string,
  { verdict, reason }: z.infer<typeof verdictSchema>,
  now: Date,
): Promise<void> {
  await store.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('leftovers')
      .set((is) => ({ place: is.ref('place') }))
      .where('id', '=', leftover)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Refusal(404, 'This finding is not in the queue.');
    const given = await transaction
      .selectFrom('verdicts')
      .select('person')
      .where('leftover', '=', leftover)
      .execute();
    if (isJudged(given, person)) throw new Refusal(409, 'This finding is judged already.');
    await transaction
      .insertInto('verdicts')
      .values({ leftover, person, verdict, reason, given: now.toISOString() })
      .execute();
  });
}

/** The queue and its verdicts: that of a finding is what both judges say. The same judge comes first everywhere. */
export async function readAdjudicated(store: Store): Promise<Adjudication[]> {
  const rows = await store.selectFrom('leftovers').selectAll().orderBy('place').execute();
  const given = await store
    .selectFrom('verdicts')
    .innerJoin('people', 'people.id', 'verdicts.person')
    .select(['verdicts.leftover', 'verdicts.verdict', 'verdicts.reason', 'people.name'])
    .orderBy('people.id')
    .execute();
  const byLeftover = groupBy(given, ({ leftover }) => leftover);
  return rows.map((row) => {
    const verdicts = (byLeftover.get(row.id) ?? []).map(({ name, verdict, reason }) => ({
      judge: name,
      verdict: verdict as Verdict,
      reason,
    }));
    const [first, second] = verdicts;
    return {
      ...leftoverOf(row),
      verdict: first !== undefined && first.verdict === second?.verdict ? first.verdict : null,
      verdicts,
    };
  });
}
