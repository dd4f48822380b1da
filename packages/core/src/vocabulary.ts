import { z } from 'zod';

/** What it takes to expose a bug; measured, never only declared (DESIGN: Tiers). */
export const TIERS = ['easy', 'moderate', 'hard', 'expert'] as const;
export const tierSchema = z.enum(TIERS);
export type Tier = z.infer<typeof tierSchema>;

/** The families of the catalogue; one folder each in the operators package. */
export const FAMILIES = [
  'syntax',
  'boundary',
  'omission',
  'order',
  'condition',
  'identifier',
  'argument',
  'number',
  'validation',
  'nullish',
  'string',
  'collection',
  'state',
  'flow',
  'error-handling',
  'resource',
  'async',
  'security',
  'performance',
] as const;
export const familySchema = z.enum(FAMILIES);
export type Family = z.infer<typeof familySchema>;
