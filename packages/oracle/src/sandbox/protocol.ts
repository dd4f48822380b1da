import type { Place } from '@bebug/core/truth';
import { z } from 'zod';
import { KIT_NAMES } from '../attack/kit-names.ts';
import { recordSchema } from '../attack/record.ts';
import type { Case } from './case.ts';
import type { Script } from './plan.ts';

/** A module with all it needs, as a child runs it: bodies of CommonJS modules by path, and what their specifiers mean. */
export interface Program {
  readonly modules: Readonly<Record<string, string>>;
  /** Importer → specifier → path. What is not here is asked of the sandbox itself. */
  readonly imports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly subject: string;
  /** Top-level declarations of the subject that the harness hands out although they are not exported. */
  readonly internals: readonly string[];
  readonly driver: string | null;
  /** How many regions of a module note that they are entered; a module that is not here has none. */
  readonly covered: Readonly<Record<string, number>>;
  /** Class → fields that are no part of an outcome. */
  readonly inner: Readonly<Record<string, readonly string[]>>;
  /** Modules that a child may evaluate once for many cases: see `lasting.ts`. */
  readonly lasting: readonly string[];
  /** The clean code may mean it when it gives an infinite number. */
  readonly meansInfinity: boolean;
  /** Where it runs, if not in a process of its own. */
  readonly place: Place | null;
}

/** What the parent asks of a child: one JSON line each. */
export type Request =
  | { readonly do: 'load'; readonly code: Program }
  | { readonly do: 'describe' }
  | {
      readonly do: 'run';
      readonly cases: readonly Case[];
      /** Steps allowed, case by case. */ readonly fuel: readonly number[];
      /** Which random numbers are drawn. */ readonly chance: number;
    }
  | {
      readonly do: 'explore';
      readonly script: Script;
      readonly strategy: StrategyName;
      readonly cap: number;
      readonly fuel: number;
      readonly known: KnownOutcomes | null;
      readonly chance: number;
    }
  | {
      readonly do: 'follow';
      readonly script: Script;
      readonly events: readonly string[];
      readonly fuel: number;
    }
  | { readonly do: 'in-turn'; readonly script: Script; readonly fuel: number }
  | {
      readonly do: 'serve';
      readonly attack: string;
      readonly requests: readonly string[];
      /** All requests to one subject, in this installation; `null`: each to a fresh one. */
      readonly installation: number | null;
      readonly fuel: number;
    }
  | { readonly do: 'measure'; readonly loads: readonly MeasuredLoad[]; readonly fuel: number };

/** One size of a load: a case that is as large, or the driver's own load. */
export type MeasuredLoad = { readonly given: Case } | { readonly load: string; readonly size: number };

/** In which order schedules are run: see `realm/strategy.ts`. */
export type StrategyName = 'depth-first' | { readonly random: number };

/** Digests of every outcome that the clean code can show, level by level. */
interface KnownOutcomes {
  readonly L1: readonly string[];
  readonly L2: readonly string[];
  readonly L3: readonly string[];
}

/*
 * What a child answers. It runs foreign code, so nothing it says is believed before these schemas have read it, and what
 * they admit is only data.
 */

export const loadedSchema = z.strictObject({ loaded: z.boolean(), why: z.string() });

/**
 * `verdict` is equal for two runs when they count as alike: as `detail`, line by line, but without the messages of thrown errors, the
 * sign of zero and noise in the last digits.
 */
export const ranSchema = z.strictObject({
  /** `refused`: it asked for the outside world, so that it has no outcome. */
  ending: z.enum(['returned', 'threw', 'diverged', 'never-settled', 'refused']),
  detail: z.string(),
  verdict: z.string(),
  steps: z.int().nonnegative(),
  /** Which regions were entered: a bit each, module by module in the order of `covered`, in base64. */
  entered: z.base64().optional(),
  /** True when a case has drawn random numbers. */
  drew: z.boolean().optional(),
  /** True when the world's marker shows in what was seen, also where `detail` has been cut. */
  marked: z.boolean(),
  /** Of an outsider's request: what the outsider sees, and what the subject did to the outside. */
  answer: z.string().optional(),
  records: z.array(recordSchema).optional(),
  /** Of a measurement: counts by counter (`resource/counter.ts`). */
  counts: z.record(z.string(), z.int().nonnegative()).optional(),
});
export type Ran = z.infer<typeof ranSchema>;

const argumentSpecSchema = z.union([
  z.strictObject({ oneOf: z.array(z.json()).min(1) }),
  z.strictObject({ integer: z.tuple([z.int(), z.int()]) }),
  z.strictObject({
    text: z.strictObject({ maxLength: z.int().min(0).max(1000), alphabet: z.string().min(1).optional() }),
  }),
]);

export const describedSchema = z.strictObject({
  calls: z.array(z.strictObject({ name: z.string(), args: z.array(argumentSpecSchema) })),
  scenarios: z.array(z.string()),
  attacks: z.array(
    z.strictObject({
      name: z.string(),
      kit: z.enum(KIT_NAMES),
      cwe: z.int().positive(),
      benign: z.array(z.string()),
      requests: z.array(z.string()),
      allowed: z.array(z.string()),
      limit: z.number().nullable(),
      secret: z.string().nullable(),
      token: z.string().nullable(),
      fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
  loads: z.array(z.strictObject({ name: z.string(), sizes: z.array(z.int().positive()).max(12) })),
  /** Why the driver cannot be used. */
  problem: z.string().nullable(),
});
export type Described = z.infer<typeof describedSchema>;

/** One schedule, from the first start to rest. */
export const scheduleRunSchema = z.strictObject({
  L1: z.string(),
  L2: z.string(),
  L3: z.string(),
  events: z.array(z.string()),
  deviations: z.int().nonnegative(),
  needs: z.array(z.enum(['burst', 'rejection', 'time'])),
  /** False when labels to follow were not on offer, or when the run did not come to rest within its bounds. */
  sound: z.boolean(),
});
export type ScheduleRun = z.infer<typeof scheduleRunSchema>;

export const exploredSchema = z.strictObject({
  schedules: z.int().nonnegative(),
  complete: z.boolean(),
  /** True when a schedule has drawn random numbers. */
  drew: z.boolean(),
  /** Without known outcomes: every outcome's digest. With them: none. */
  outcomes: z.strictObject({ L1: z.array(z.string()), L2: z.array(z.string()), L3: z.array(z.string()) }),
  /** With known outcomes, level by level: schedules that end in an unknown one, when the first came, and the plainest of them. */
  unknown: z.array(
    z.strictObject({
      level: z.enum(['L1', 'L2', 'L3']),
      failing: z.int().positive(),
      first: z.int().positive(),
      plainest: scheduleRunSchema,
    }),
  ),
});
export type Explored = z.infer<typeof exploredSchema>;
