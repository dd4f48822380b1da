import type { ScheduleWitness } from '@bebug/core/truth';
import { z } from 'zod';
import { planSchema, type Script } from '../sandbox/plan.ts';

const PREFIX = 'schedule/1 ';

const scheduleSchema = z.strictObject({
  script: z.union([z.string(), planSchema]),
  events: z.array(z.string()),
});

/** One schedule of one script: all that is needed to repeat it on any code of the module. */
export type Schedule = z.infer<typeof scheduleSchema>;

/** What a witness plays; `null` when its plan is none. */
export function scriptOf({
  driver,
  scenario,
  plan,
}: Pick<ScheduleWitness, 'driver' | 'scenario' | 'plan'>): Script | null {
  if (driver !== null) return plan === null ? scenario : null;
  const parsed = planSchema.safeParse(plan);
  return parsed.success ? parsed.data : null;
}

/** The schedule of a witness; `null` when its plan is none. */
export function scheduleOf(witness: ScheduleWitness): Schedule | null {
  const script = scriptOf(witness);
  return script === null ? null : { script, events: witness.events };
}

/** One line that repeats the schedule: no seed, clock or order of work is needed besides it. */
export function printSchedule({ script, events }: Schedule): string {
  return PREFIX + JSON.stringify({ script, events });
}

/** What `printSchedule` printed, or `null` when it is something else. */
export function parseSchedule(line: string): Schedule | null {
  if (!line.startsWith(PREFIX)) return null;
  let value: unknown;
  try {
    value = JSON.parse(line.slice(PREFIX.length));
  } catch {
    return null;
  }
  const parsed = scheduleSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
