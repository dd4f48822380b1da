import { z } from 'zod';
import { sha256Schema } from './formats.ts';
import { insidePathSchema } from './paths.ts';
import { familySchema, tierSchema } from './vocabulary.ts';

export const BUG_SET_FORMAT = 'bebug-set/1';

/** Where a corpus came from; `integrity` is the registry's for a package, a hash over path and bytes for a folder. */
export const corpusPinSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['folder', 'npm']),
  version: z.string().nullable(),
  integrity: z.string(),
  licence: z.string().nullable(),
  files: z.int().nonnegative(),
  /** Packages installed beside a fetched package, which its code may run; empty for a folder, whose packages are its own. */
  dependencies: z.array(z.strictObject({ name: z.string(), version: z.string(), integrity: z.string() })),
});
export type CorpusPin = z.infer<typeof corpusPinSchema>;

/** How many candidates each stage took away, and why. */
export const funnelSchema = z.strictObject({
  candidates: z.int().nonnegative(),
  /** Candidates that were looked at before the set was full. */
  examined: z.int().nonnegative(),
  /** Reason → number of mutants that fell there; keys are `stage: reason`. */
  dropped: z.record(z.string(), z.int().nonnegative()),
  proved: z.int().nonnegative(),
  accepted: z.int().nonnegative(),
  /** Reason → combinations of bugs in one task that were refused; their bugs are in the set all the same. */
  refused: z.record(z.string(), z.int().positive()),
});
export type Funnel = z.infer<typeof funnelSchema>;

const sharesSchema = z.partialRecord(familySchema, z.number().min(0).max(1));

/** How the kinds of bugs were to be mixed, and how they are: shares of the families, to four decimals. */
const profileRecordSchema = z.strictObject({
  name: z.string(),
  /** What the profile asks for. */
  target: sharesSchema,
  /** Families of the profile that have no operator here: their share went to the others. */
  redistributed: z.array(familySchema),
  /** What it then asks for. */
  adjusted: sharesSchema,
  reached: sharesSchema,
  /** Jensen–Shannon divergence of `target` and `reached` to base 2: 0 equal, 1 nothing in common. */
  divergence: z.number().min(0).max(1),
  /** The same of `adjusted` and `reached`. */
  adjustedDivergence: z.number().min(0).max(1),
});

/** Decoys of the whole set; a task's own number is the truth's. */
const decoyCountsSchema = z.strictObject({
  inBugTasks: z.int().nonnegative(),
  inControls: z.int().nonnegative(),
  /** Decoy → how often it was planted. */
  kinds: z.record(z.string(), z.int().positive()),
  /** Reason → decoys that were tried and not planted. */
  refused: z.record(z.string(), z.int().positive()),
});
const NO_DECOYS = { inBugTasks: 0, inControls: 0, kinds: {}, refused: {} };

/** `bugset.json`. */
export const manifestSchema = z.strictObject({
  format: z.literal(BUG_SET_FORMAT),
  generator: z.strictObject({ name: z.literal('bebug'), version: z.string() }),
  seed: z.int(),
  options: z.strictObject({
    count: z.int().positive(),
    controls: z.number().min(0).max(1),
    bugsPerTask: z.int().positive(),
    /** What a task is: files, or a change of one. */
    as: z.enum(['file', 'diff']).default('file'),
    /** Decoys in every task; below 1: that share of the tasks has one. */
    decoys: z.number().nonnegative().default(0),
    /** Names that are the corpora's own affair were changed. */
    disguise: z.boolean().default(false),
    tiers: z.array(tierSchema),
    families: z.array(familySchema),
    operators: z.array(z.string()),
    /** Operators that are not of the catalogue → SHA-256 of the file that they come from. */
    operatorFiles: z.record(z.string(), sha256Schema).default({}),
    allowTypeErrors: z.boolean(),
    /** The test command; `null`: the projects' own tests had no say. */
    test: z.string().nullable().default(null),
  }),
  corpora: z.array(corpusPinSchema),
  tasks: z.int().nonnegative(),
  controls: z.int().nonnegative(),
  bugs: z.record(tierSchema, z.int().nonnegative()),
  /** `null`: the set was made before there were profiles. */
  profile: profileRecordSchema.nullable().default(null),
  /** Files with another name, and places where a name was changed, in all corpora. */
  disguise: z
    .strictObject({ files: z.int().nonnegative(), names: z.int().nonnegative() })
    .default({ files: 0, names: 0 }),
  decoys: decoyCountsSchema.default(NO_DECOYS),
  funnel: funnelSchema,
  /** Isolation layers that were active when the proofs were made. */
  sandbox: z.array(z.string()),
  /** Appears in the truth, and in no task: text with it in a training corpus has leaked. */
  canary: z.string(),
  /** What was lost, in plain words. */
  notes: z.array(z.string()),
  /** Path → SHA-256 of every other file of the set. */
  files: z.record(insidePathSchema, sha256Schema),
});
export type Manifest = z.infer<typeof manifestSchema>;
