export { readCorpus, type Corpus, type CorpusSource } from './1-read-corpus.ts';
export { openProject, type Project } from './2-open-project.ts';
export { scan } from './3-scan.ts';
export { Screen, type ScreenVerdict } from './4-screen.ts';
export { combine, type Combined, type Planting } from './combine.ts';
export { isConspicuous } from './conspicuous/conspicuous.ts';
export { nodesAround } from './conspicuous/place.ts';
export { decoyCandidate } from './decoys/check-decoy.ts';
export { handedOut, pathStem, sourcesOf } from './entries.ts';
export { sitesOf, type DecoySite } from './decoys/sites.ts';
export { examine, type Examined } from './5-examine.ts';
export { grade } from './6-grade.ts';
export { applyFix } from './grading/apply-fix.ts';
export { gradeFix, gradeTrigger, type Comparer } from './grading/grade-fix.ts';
export { inParallel } from './in-parallel.ts';
export { inject, type BugSet, type InjectOptions } from './inject.ts';
export {
  NO_EVIDENCE,
  type Candidate,
  type Kills,
  type Proof,
  type ProofEvidence,
  type Prover,
  type ScreenedMutant,
} from './mutants.ts';
export { DEFAULT_PROFILE, PROFILES } from './profile/named-profiles.ts';
export { ProofJournal } from './proof-journal.ts';
export { proveAll, sampleOf, type ProveAllOptions } from './prove-all.ts';
export type { BatchChecker, TypeStanding } from './screen/batch-checker.ts';
export { VerdictCache } from './screen/kept/verdict-cache.ts';
export { NativeChecker, type NativeCheckerOptions } from './screen/native/native-checker.ts';
export { readManifest, readSet, readSetKeeping, readTree, TaskFiles, type StoredSet } from './read-set.ts';
export {
  checkIntegrity,
  checkProofs,
  damagedFiles,
  type Problem,
  type Replayer,
  type ReplayRequest,
} from './verify-set.ts';
export { IMPORT_TABLE } from './runtime-closure.ts';
export { makeComparisons, type ComparisonOptions } from './task-sets/make-comparisons.ts';
export { makeProblems, type ProblemOptions } from './task-sets/make-problems.ts';
export type { ProblemTester } from './task-sets/plan-problems.ts';
export {
  isTaskSet,
  readProblems,
  readComparisons,
  readTaskSetManifest,
  type StoredComparisons,
  type StoredProblems,
} from './task-sets/read-task-set.ts';
export { callerOf, subjectTexts } from './subject-texts.ts';
export { twinSet, type TwinnedBug, type TwinSet } from './twin-set.ts';
export { refuseExisting, writeSet } from './write-set.ts';
