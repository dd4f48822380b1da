import { tokensSchema } from '@bebug/core';
import { z } from 'zod';

/** What a model replied, as it is kept: everything that a later reading of it needs, and no key. */
export const replySchema = z.strictObject({
  text: z.string(),
  ending: z.enum(['complete', 'cut-off', 'refused']),
  tokens: tokensSchema.nullable(),
  /** From the request to the end of the reply, waiting and failed attempts left out. */
  elapsedMs: z.number().nonnegative(),
});
export type Reply = z.infer<typeof replySchema>;
