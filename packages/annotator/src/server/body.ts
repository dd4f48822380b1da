import type { z } from 'zod';
import { Refusal } from '../refusal.ts';

/** A request's body as its schema wants it. @throws Refusal 400 that says which part is wrong, never what it was */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new Refusal(400, `The request is malformed at ${issue.path.join('.') || 'its top'} (${issue.code}).`);
}
