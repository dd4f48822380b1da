/** The sealed side of a bug set. What faces a bug-finder must not import this module (a checked rule). */
export {
  spanSchema,
  explanationSchema,
  outcomeSchema,
  targetSchema,
  witnessSchema,
  densitySchema,
  evidenceSchema,
  bugSchema,
  controlSchema,
  type Explanation,
  type Diagnostic,
  type Outcome,
  homeInWords,
  type Place,
  type Target,
  type Witness,
  type InputWitness,
  type TestsWitness,
  type ScheduleWitness,
  type AttackWitness,
  type ResourceWitness,
  type Density,
  type Evidence,
  type Bug,
  type Control,
} from './bug.ts';
export { comparisonSchema, type Comparison } from './comparison.ts';
export {
  BUG_SET_FORMAT,
  corpusPinSchema,
  funnelSchema,
  manifestSchema,
  type CorpusPin,
  type Funnel,
  type Manifest,
} from './manifest.ts';
export { plantedDecoySchema, type PlantedDecoy } from './planted-decoy.ts';
export { problemSchema, type Problem } from './problem.ts';
export { configSchema, profileSchema, type Config, type Profile } from './profile.ts';
export { SCHEMAS } from './schemas.ts';
export { TWIN_SET_FORMAT, type TwinManifest } from './twin-manifest.ts';
export { taskSetManifestSchema, type TaskSetManifest } from './task-set-manifest.ts';
