import { z } from 'zod';
import type { Case } from './case.ts';
import type { Script } from './plan.ts';

/** What the parent asks of a child: one JSON line each. */
export type Request =
  | { readonly do: 'load'; readonly code: string }
  | { readonly do: 'describe' }
  | {
      readonly do: 'run';
      readonly cases: readonly Case[];
      /** Steps allowed, case by case. */ readonly fuel: readonly number[];
    }
  | {
      readonly do: 'explore';
      readonly script: Script;
      readonly strategy: StrategyName;
      readonly cap: number;
      readonly fuel: number;
      readonly known: KnownOutcomes | null;
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
      readonly fuel: number;
    };

/** In which order schedules are run: see `realm/strategy.ts`. */
export type StrategyName = 'depth-first' | { readonly random: number };

/** Digests of every outcome that the clean code can show, level by level. */
export interface KnownOutcomes {
  readonly L1: readonly string[];
  readonly L2: readonly string[];
  readonly L3: readonly string[];
}

/*
 * What a child answers. It runs foreign code, so nothing it says is believed before these schemas have read it, and what
 * they admit is only data.
 */

export const loadedSchema = z.strictObject({ loaded: z.boolean(), why: z.string() });

/** `verdict` is equal for two runs exactly when they count as alike: as `detail`, but without the messages of thrown errors. */
export const ranSchema = z.strictObject({
  ending: z.enum(['returned', 'threw', 'diverged', 'never-settled']),
  detail: z.string(),
  verdict: z.string(),
  steps: z.int().nonnegative(),
  /** True when the world's marker shows in what was seen, also where `detail` has been cut. */
  marked: z.boolean(),
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
      kit: z.enum(['path-traversal', 'sql-injection', 'timing']),
      cwe: z.int().positive(),
      benign: z.array(z.string()),
      secret: z.string().nullable(),
    }),
  ),
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
