import { z } from 'zod';
import { editSchema } from './mutant.ts';
import { insidePathSchema } from './paths.ts';
import { familySchema, tierSchema } from './vocabulary.ts';

export const spanSchema = z.strictObject({
  startLine: z.int().positive(),
  startColumn: z.int().positive(),
  endLine: z.int().positive(),
  endColumn: z.int().positive(),
});

export const explanationSchema = z.strictObject({
  /** What is wrong, with the names of the site. */
  mechanism: z.string().min(1),
  /** When it shows. */
  trigger: z.string().min(1),
  /** What goes wrong then. */
  consequence: z.string().min(1),
  /** What the right code is. */
  fix: z.string().min(1),
});
export type Explanation = z.infer<typeof explanationSchema>;

const diagnosticSchema = z.strictObject({ rule: z.string(), message: z.string(), line: z.int().positive() });
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/**
 * One observed run, normalised: a text that is equal exactly when two runs ended alike (ORACLE: Outcome of a run).
 * `ending` says how it ended; `detail` is the canonical encoding of value or error and of every observed effect.
 */
export const outcomeSchema = z.strictObject({
  ending: z.enum(['returned', 'threw', 'diverged', 'never-settled', 'load-failed']),
  detail: z.string(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** Present where the target is not exported: a harness inside the sandbox hands it out. */
const internalSchema = z.literal(true).optional();

/** Present where the target belongs to another module, which imports the mutated one. */
const moduleSchema = insidePathSchema.optional();

/** Where code may run besides a process of its own, which is the usual place. */
const PLACES = ['cluster worker', 'worker thread'] as const;
export type Place = (typeof PLACES)[number];

const home = {
  module: moduleSchema,
  /** Present where the code runs in another place than the usual one. */
  place: z.enum(PLACES).optional(),
};

/**
 * A call target: an exported function, an exported class driven by calls, a driver beside the module, or several exports called
 * in turn.
 */
export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('function'),
    name: z.string(),
    internal: internalSchema,
    ...home,
  }),
  z.strictObject({
    kind: z.literal('class'),
    name: z.string(),
    internal: internalSchema,
    ...home,
  }),
  z.strictObject({ kind: z.literal('driver'), file: insidePathSchema, ...home }),
  z.strictObject({ kind: z.literal('sequence'), ...home }),
]);
export type Target = z.infer<typeof targetSchema>;

/** Of which module the exports are that a target names, and in which place, where that is not plain: for people. */
export function homeInWords({ module, place }: Target): string {
  const parts = [
    ...(module === undefined ? [] : [`exports of ${module}`]),
    ...(place === undefined ? [] : [`in a ${place}`]),
  ];
  return parts.join(', ');
}

/** Arguments and commands are in the tagged encoding of `tagged-value.ts`. */
const inputWitnessSchema = z.strictObject({
  kind: z.literal('input'),
  target: targetSchema,
  /** Tagged JSON: an argument list for a function; constructor arguments and calls for a class; calls for a driver or a sequence. */
  input: z.json(),
  /** The same, as a call that a person can read and paste. */
  call: z.string(),
  generation: z.enum(['sane', 'guided', 'extreme', 'evolved']),
  executions: z.int().positive(),
  clean: outcomeSchema,
  mutated: outcomeSchema,
});

/** The project's own tests fail on the mutant and pass on the clean code. */
const testsWitnessSchema = z.strictObject({
  kind: z.literal('tests'),
  command: z.string().min(1),
  runner: z.string().min(1),
  failing: z.array(z.strictObject({ test: z.string(), message: z.string() })).min(1),
});

const scheduleWitnessSchema = z.strictObject({
  kind: z.literal('schedule'),
  /** `null`: the scenario was derived from types, and stands in `plan` whole. */
  driver: insidePathSchema.nullable(),
  scenario: z.string(),
  /** How subject and calls of a derived scenario are made; `null` beside a driver. */
  plan: z.json().nullable(),
  /** Labels of the events in the order in which they fired. */
  events: z.array(z.string()),
  outcome: z.string(),
  level: z.enum(['L1', 'L2', 'L3']),
  cleanOutcomes: z.int().positive(),
  complete: z.literal(true),
  /** Schedules of the mutant explored until the witness. */
  schedules: z.int().positive(),
  rarity: z.strictObject({
    failing: z.int().positive(),
    explored: z.int().positive(),
    complete: z.boolean(),
  }),
  deviations: z.int().nonnegative(),
  needs: z.array(z.enum(['burst', 'rejection', 'time'])),
});

const attackWitnessSchema = z.strictObject({
  kind: z.literal('attack'),
  driver: insidePathSchema,
  attack: z.string(),
  cwe: z.int().positive(),
  /** The hostile request in the tagged encoding. */
  payload: z.json(),
  effect: z.string(),
  clean: outcomeSchema,
  mutated: outcomeSchema,
  /** Benign requests that clean and mutated code serve alike. */
  benignServed: z.int().positive(),
});

/** Counted work, or what is left open, grows differently with the size of the input (ORACLE: `complexity`). */
const resourceWitnessSchema = z.strictObject({
  kind: z.literal('resource'),
  /** `null`: the load was derived from types, and stands in `plan` whole. */
  driver: insidePathSchema.nullable(),
  load: z.string(),
  plan: z.json().nullable(),
  counter: z.string(),
  /** Sizes of the input, rising; `clean` and `mutated` are the counts at each of them. */
  sizes: z.array(z.int().nonnegative()).min(2),
  clean: z.array(z.number()).min(2),
  mutated: z.array(z.number()).min(2),
  /** How the two grow, in plain words. */
  effect: z.string(),
});

/** The proof itself is the tool's verdict, made again by `verify`. */
const parserWitnessSchema = z.strictObject({
  kind: z.literal('parser'),
  diagnostics: z.array(diagnosticSchema).min(1),
});
const typesWitnessSchema = z.strictObject({
  kind: z.literal('types'),
  diagnostics: z.array(diagnosticSchema).min(1),
});

export const witnessSchema = z.discriminatedUnion('kind', [
  parserWitnessSchema,
  typesWitnessSchema,
  inputWitnessSchema,
  testsWitnessSchema,
  scheduleWitnessSchema,
  attackWitnessSchema,
  resourceWitnessSchema,
]);
export type Witness = z.infer<typeof witnessSchema>;
export type InputWitness = z.infer<typeof inputWitnessSchema>;
export type TestsWitness = z.infer<typeof testsWitnessSchema>;
export type ResourceWitness = z.infer<typeof resourceWitnessSchema>;
export type ScheduleWitness = z.infer<typeof scheduleWitnessSchema>;
export type AttackWitness = z.infer<typeof attackWitnessSchema>;

/** Share of unbiased generated cases that expose the bug, with its 95 % Wilson interval. */
export const densitySchema = z.strictObject({
  hits: z.int().nonnegative(),
  cases: z.int().positive(),
  estimate: z.number(),
  low: z.number(),
  high: z.number(),
});
export type Density = z.infer<typeof densitySchema>;

/** Rung by rung; `null`: the ladder did not get there, or the rung does not apply. */
export const evidenceSchema = z.strictObject({
  parser: z.strictObject({ new: z.array(diagnosticSchema) }).nullable(),
  types: z.strictObject({ new: z.array(diagnosticSchema) }).nullable(),
  lint: z.strictObject({ new: z.array(diagnosticSchema) }).nullable(),
  input: z
    .strictObject({
      executions: z.int().nonnegative(),
      exposed: z.boolean(),
      density: densitySchema.nullable(),
    })
    .nullable(),
  tests: z
    .strictObject({ command: z.string(), failing: z.int().nonnegative(), exposed: z.boolean() })
    .nullable(),
  schedule: z
    .strictObject({
      schedules: z.int().nonnegative(),
      /** Scenarios whose schedules the clean code was seen to show to the last one. */
      scenarios: z.int().nonnegative(),
      /** Scenarios passed over: too large for the cap, or never at rest. */
      skipped: z.int().nonnegative(),
      exposed: z.boolean(),
      pure: z.boolean(),
    })
    .nullable(),
  attack: z.strictObject({ attempts: z.int().nonnegative(), exposed: z.boolean() }).nullable(),
  resource: z.strictObject({ measurements: z.int().nonnegative(), exposed: z.boolean() }).nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** One line of `truth/bugs.jsonl`. A task may hold several bugs; its file, "the mutated file", then has all of them. */
export const bugSchema = z.strictObject({
  id: z.string().regex(/^b-[0-9a-f]{12}$/u),
  task: z.string(),
  corpus: z.string(),
  file: insidePathSchema,
  operator: z.string(),
  family: familySchema,
  cwe: z.int().positive().nullable(),
  tier: tierSchema,
  title: z.string(),
  explanation: explanationSchema,
  /** In the mutated file; empty for a deletion. */
  mutated: spanSchema,
  /** In the clean file: `truth/clean`, which has the decoys of the task and no bug. */
  clean: spanSchema,
  /** Further places in the mutated file where a finding earns line credit: the use that breaks, the lines around a gap. */
  regions: z.array(spanSchema),
  /** Innermost named function around the site, in the mutated file; `null` at the top level. */
  enclosing: z.strictObject({ name: z.string(), span: spanSchema }).nullable(),
  /** clean → mutated by this bug alone, offsets in the clean file. */
  edits: z.array(editSchema).min(1),
  /** Takes this bug alone away, offsets in the mutated file. */
  fix: z.array(editSchema).min(1),
  /** SHA-256 of the mutated file. */
  mutatedHash: z.string(),
  evidence: evidenceSchema,
  witness: witnessSchema,
  density: z.number().nullable(),
  /** The set's canary: see the manifest. */
  canary: z.string(),
});
export type Bug = z.infer<typeof bugSchema>;

/** One line of `truth/controls.jsonl`: a task that carries no bug. */
export const controlSchema = z.strictObject({ task: z.string(), corpus: z.string(), canary: z.string() });
export type Control = z.infer<typeof controlSchema>;
