import { z } from 'zod';

/** One thing that a subject did to the outside (`realm/recording.ts`). */
export const recordSchema = z.strictObject({
  kind: z.enum([
    'act',
    'connect',
    'crypto',
    'evaluated',
    'exec',
    'fetch',
    'header',
    'log',
    'match',
    'polluted',
    'read',
    'write',
  ]),
  /** Act, program, URL, header's name, path, algorithm, pattern. */
  name: z.string(),
  /** Amount, arguments, request headers, header's value, key and vector, text. */
  value: z.string(),
});
export type AttackRecord = z.infer<typeof recordSchema>;
