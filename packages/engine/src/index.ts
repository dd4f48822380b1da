export type { Corpus } from './corpus.ts';
export type { Candidate, Proof, ProofEvidence, Prover, ScreenedMutant } from './mutants.ts';
export type { Project } from './project.ts';
