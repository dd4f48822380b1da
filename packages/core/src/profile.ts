import { z } from 'zod';
import { FAMILIES, familySchema } from './vocabulary.ts';

const weightSchema = z.number().nonnegative();

/** How often each kind of bug should come: weights, of which only the proportions count. What is not named has none. */
export const profileSchema = z.strictObject({
  /** What the profile stands for, in a sentence. */
  what: z.string().default(''),
  families: z
    .partialRecord(familySchema, weightSchema)
    .refine((weights) => Object.values(weights).some((weight) => weight > 0), {
      error: `must give a weight above 0 to one of ${FAMILIES.join(', ')}`,
    }),
  /** Weights of operators inside their families; 1 where not named. */
  operators: z.record(z.string(), weightSchema).default({}),
});
export type Profile = z.infer<typeof profileSchema>;

/** `bebug.config.json`, in the folder in which a command is run. */
export const configSchema = z.strictObject({
  /** The profile that is used when none is named. */
  profile: z.string().optional(),
  /** Profiles of one's own, by their names. */
  profiles: z.record(z.string(), profileSchema).default({}),
});
export type Config = z.infer<typeof configSchema>;
