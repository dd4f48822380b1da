import type { TaggedValue } from '@bebug/core';
import { z } from 'zod';

const tagged = z.json() as unknown as z.ZodType<TaggedValue>;

/** One step of a client. */
const planCallSchema = z.union([
  /** A method of the subject, or an export of the module. */
  z.strictObject({ call: z.string(), args: z.array(tagged) }),
  /** On what the client's own step number `of` (from 0) gave: a method of it, or `null` for the value itself. */
  z.strictObject({ of: z.int().nonnegative(), member: z.string().nullable(), args: z.array(tagged) }),
  /** Virtual milliseconds in which the client does nothing. */
  z.strictObject({ sleep: z.int().positive() }),
]);
export type PlanCall = z.infer<typeof planCallSchema>;

/**
 * A scenario derived from types, whole, as data: how its subject is made, what clients do with it, what is looked at. It
 * crosses the border of the sandbox and stands in witnesses, so that a replay needs no types.
 */
export const planSchema = z.strictObject({
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('class'), name: z.string(), args: z.array(tagged) }),
    /** What the exported function gives back is used. */
    z.strictObject({ kind: z.literal('function'), name: z.string(), args: z.array(tagged) }),
    /** The exports themselves are called. */
    z.strictObject({ kind: z.literal('module') }),
  ]),
  before: z.array(planCallSchema),
  clients: z.array(z.array(planCallSchema).min(1)).min(1).max(3),
  /** One after the other when all is at rest: what they give tells what state the clients left behind. */
  after: z.array(planCallSchema),
  /** Public fields, getters, and (ending in `()`) methods, read when all is at rest. */
  probes: z.array(z.string()),
  rejects: z.array(z.strictObject({ external: z.string(), call: z.int().positive() })),
});
export type Plan = z.infer<typeof planSchema>;

/** What a child explores: a scenario of the driver by its name, or a plan. */
export type Script = string | Plan;

/** What stands under the tag `$stub`: a function of the outside world. */
export interface StubBody {
  /** Calls of one name are numbered; what follows an `@` says where the stub came from, and does not tell kinds apart. */
  readonly name: string;
  /** Completes when the schedule says so; otherwise it returns at once. */
  readonly later: boolean;
  /** What it gives; `$unique` in it stands for a value that no other call gives. */
  readonly gives: TaggedValue;
  /** Part of an in-memory store that other stubs share by its name. `gives` is then what an unwritten place holds. */
  readonly store?: { readonly name: string; readonly role: StoreRole };
  /** The value is what one call at once gives, not the function. */
  readonly called?: true;
  /** What it is told, and how often, is nobody's promise. */
  readonly quiet?: true;
}

export type StoreRole = 'read' | 'write' | 'remove' | 'has' | 'clear';
