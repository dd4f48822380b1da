import { keyedHex } from '@bebug/core';
import type { Candidate } from './mutants.ts';

/** Ids depend on the seed and the edit, so that they are stable and tell nothing. */
export function bugId(seed: number, candidate: Candidate): string {
  return `b-${keyedHex(12, seed, 'bug', candidate.corpus, candidate.file, JSON.stringify(candidate.edits))}`;
}
