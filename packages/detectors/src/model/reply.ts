import { tokensSchema } from '@bebug/core';
import { z } from 'zod';

/** What a model replied, as it is kept: everything that a later reading of it needs, and no key. */
export const replySchema = z.strictObject({
  text: z.string(),
  ending: z.enum(['complete', 'cut-off', 'refused']),
  tokens: tokensSchema.nullable(),
  /** What the provider's library did not pass on as it was asked to: settings that a model does not take. */
  warnings: z.array(z.string()).default([]),
  /** From the request to the end of the reply, waiting and failed attempts left out. */
  elapsedMs: z.number().nonnegative(),
});
export type Reply = z.infer<typeof replySchema>;
