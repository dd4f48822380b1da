import { z } from 'zod';
import { bootstrapSchema } from './cluster-bootstrap.ts';

/** A figure with a bootstrap interval alone. */
export const estimateSchema = z.strictObject({ value: z.number().nullable(), bootstrap: bootstrapSchema });
export type Estimate = z.infer<typeof estimateSchema>;
