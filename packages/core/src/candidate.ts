import { z } from 'zod';

/** Names of the implementations that one task shows beside each other, in the order in which they are shown. */
export const LABELS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export const labelSchema = z.enum(LABELS);
export type Label = z.infer<typeof labelSchema>;
