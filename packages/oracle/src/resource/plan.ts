import type { TaggedValue } from '@bebug/core';
import { targetSchema, type ResourceWitness } from '@bebug/core/truth';
import { z } from 'zod';
import { caseOf, inputOf } from '../input/witness-input.ts';
import type { Case, ExportCase } from '../sandbox/case.ts';

/** A derived load: the case of the largest size, and which of its parts are cut to make it smaller. */
export interface LoadPlan {
  readonly largest: ExportCase;
  /** Indices of arguments that have as many items (characters, or the value) as the size says. */
  readonly scaled: readonly number[];
  /** As many calls as the size says. */
  readonly calls: boolean;
}

const planSchema = z.strictObject({
  target: targetSchema,
  input: z.json(),
  scaled: z.array(z.int().nonnegative()),
  calls: z.boolean(),
});

/** The plan as the data that a witness stores. */
export function storedPlan({ largest, scaled, calls }: LoadPlan): ResourceWitness['plan'] {
  const { kind, name, internal } = largest;
  const target = { kind, name, ...(internal && { internal }) };
  return { target, input: inputOf(largest), scaled: [...scaled], calls };
}

/** The plan of a stored witness; `null` when it has not the form of one. */
export function planOf(stored: unknown): LoadPlan | null {
  const parsed = planSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { target, input, scaled, calls } = parsed.data;
  const largest = caseOf(target, input);
  return largest === null || !('name' in largest) ? null : { largest, scaled, calls };
}

/** The plan's case at `size`. */
export function caseOfSize({ largest, scaled, calls }: LoadPlan, size: number): Case {
  return {
    ...largest,
    args: largest.args.map((value, index) => (scaled.includes(index) ? cut(value, size) : value)),
    calls: calls ? largest.calls.slice(0, size) : largest.calls,
  };
}

function cut(value: TaggedValue, size: number): TaggedValue {
  if (typeof value === 'number') return size;
  if (typeof value === 'string') return value.slice(0, size);
  if (Array.isArray(value)) return (value as readonly TaggedValue[]).slice(0, size);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Record<string, TaggedValue>);
  const [tag, body] = entries[0] ?? [];
  return tag?.startsWith('$') && entries.length === 1
    ? { [tag]: Array.isArray(body) ? (body as readonly TaggedValue[]).slice(0, size) : body! }
    : Object.fromEntries(entries.slice(0, size));
}
