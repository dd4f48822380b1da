import type { Kills, ProofEvidence, ScreenedMutant } from '@bebug/engine';
import type { Witness } from '@bebug/core/truth';
import type { CleanModule } from './clean-module.ts';
import type { Sides } from './sandbox/side.ts';

/** One mutant on its way up the ladder, and what all rungs share of it. */
export interface Ascent {
  readonly mutant: ScreenedMutant;
  readonly module: CleanModule;
  readonly sides: Sides;
  /** Both codes with counted comparisons; `null` when one of them cannot be made. */
  countingSides(): Promise<Sides | null>;
  /** The mutant as modules that import it show it: the nearest few, and only those that can be run. */
  importers(): Promise<readonly OtherView[]>;
  /** The module itself, and those, where they run in other places that the code asks about. */
  elsewhere(): Promise<readonly OtherView[]>;
}

/** Another module from which the edits are reached, or the same one in another place, and both codes with it as the subject. */
export interface OtherView {
  readonly module: CleanModule;
  readonly sides: Sides;
  /** Its declarations by how many references they are away from the edits, or from what it imports. */
  readonly distances: ReadonlyMap<string, number>;
}

/** What one rung found. */
export interface Climb<Name extends keyof ProofEvidence = keyof ProofEvidence> {
  readonly evidence: NonNullable<ProofEvidence[Name]>;
  readonly witness: Witness | null;
  /** Share of unbiased cases that expose the mutant, where the rung measures it. */
  readonly density: number | null;
  /** Rows of the kill matrix, where the rung runs generated cases. */
  readonly kills?: readonly Kills[];
  /** Without a witness: why, short and from a fixed list, so that it can be counted. */
  readonly reason: string;
  readonly detail: string;
}

/** One way to prove that a mutant is a bug. */
export interface Rung<Name extends keyof ProofEvidence = keyof ProofEvidence> {
  readonly name: Name;
  /** `null`: there is nothing in this module that the rung could look at. */
  climb(ascent: Ascent): Promise<Climb<Name> | null>;
}

/** Any rung: the ladder does not care which evidence it fills in. */
export type AnyRung = { [Name in keyof ProofEvidence]: Rung<Name> }[keyof ProofEvidence];
