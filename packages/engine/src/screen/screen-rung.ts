import type { Diagnostic } from '@bebug/core/truth';
import type { Project } from '../2-open-project.ts';
import type { Candidate } from '../mutants.ts';
import type { TypeVerdict } from './mutated-program.ts';
import type { KnownVerdict } from './kept/kept-verdicts.ts';

/** One candidate in the screen, and what its rungs share of it. */
export interface Specimen {
  readonly candidate: Candidate;
  readonly project: Project;
  readonly cleanText: string;
  readonly mutatedText: string;
  /** What was found out of it, now or before; rungs look there first and add what is new. */
  readonly known: KnownVerdict;
  /** What parser and compiler say of it in its whole project; asked once, when the first rung wants to know. */
  compiled(): TypeVerdict;
}

/** What a rung says of a specimen. */
export interface ScreenFinding {
  /** What the tool says of the mutant and not of the clean code. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why the mutant falls here, short and from a fixed list, so that it can be counted; `null`: it does not. */
  readonly reason: string | null;
  /** The tool's verdict is the proof: no later rung has a say. */
  readonly isProof: boolean;
}

/** One way to refuse a mutant before it is run. Rungs may keep what they know of clean files and of earlier specimens. */
export interface ScreenRung {
  readonly name: 'duplicate' | 'parser' | 'types' | 'lint';
  judge(specimen: Specimen): ScreenFinding;
}

export const NOTHING: ScreenFinding = { diagnostics: [], reason: null, isProof: false };
