import { join } from 'node:path';
import { parseJsonLines } from '@bebug/core';
import type { PersonMeasures } from '@bebug/report';
import { z } from 'zod';
import { readIfThere } from '../whole-lines.ts';

/** What is read of a line of `times.jsonl`: milliseconds under each policy. */
const timesSchema = z.object({ activeMs: z.record(z.string(), z.number().min(0)) });

/** Active time on all submitted tasks under each policy that an export told; `null` for a run of a tool. */
export async function activeTimes(runFolder: string): Promise<PersonMeasures['times']> {
  const path = join(runFolder, 'times.jsonl');
  const text = await readIfThere(path);
  if (text === null) return null;
  const tasks = parseJsonLines(timesSchema, text, path);
  const totals = new Map<string, number>();
  for (const { activeMs } of tasks)
    for (const [policy, ms] of Object.entries(activeMs)) totals.set(policy, (totals.get(policy) ?? 0) + ms);
  return totals.size === 0 ? null : [...totals].map(([policy, ms]) => ({ policy, activeMs: ms }));
}
