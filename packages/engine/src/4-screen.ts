import { applyEdits } from '@bebug/core';
import type { Diagnostic } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import type { Candidate, ScreenedMutant } from './mutants.ts';
import type { BatchChecker } from './screen/batch-checker.ts';
import { DuplicateRung } from './screen/duplicate-rung.ts';
import { LintRung } from './screen/lint/lint-rung.ts';
import { parserRung } from './screen/parser-rung.ts';
import { NOTHING, type ScreenRung } from './screen/screen-rung.ts';
import { specimenOf } from './screen/specimen.ts';
import { typesRung } from './screen/types-rung.ts';

export type ScreenVerdict =
  | { readonly status: 'passed'; readonly mutant: ScreenedMutant }
  | {
      readonly status: 'dropped';
      /** The rung at which it fell. */
      readonly rung: ScreenRung['name'];
      /** `screen: …`, from a fixed list, so that it can be counted. */
      readonly reason: string;
      readonly diagnostics: readonly Diagnostic[];
    };

/** What is known before of a candidate of which the batch checker says that nothing is new. */
const COMPILER_RUNGS: ReadonlySet<ScreenRung['name']> = new Set(['parser', 'types']);

/**
 * Screens candidates one by one: the rungs of the ladder that run no code. Candidates that are announced are checked many at a
 * time; whatever is not surely clean is then judged by the reference, so that no verdict and no wording depends on the checker.
 */
export class Screen {
  readonly #checker: BatchChecker | null;
  /** Announced, found clean, and not asked for yet. */
  readonly #clean = new Set<Candidate>();
  /**
   * Duplicates come first although they are the ladder's fourth rung: a hash of one parsed file costs less than a program of
   * the whole project, and what looks like another mutant would fare like it on the other rungs.
   */
  readonly #rungs: readonly ScreenRung[] = [new DuplicateRung(), parserRung, typesRung, new LintRung()];

  /** Without a checker the reference judges every candidate. */
  constructor(checker: BatchChecker | null = null) {
    this.#checker = checker;
  }

  /** Candidates of one project that `check` will be asked about soon: changes nothing but time. */
  async announce(project: Project, candidates: readonly Candidate[]): Promise<void> {
    // What should not parse or type-check needs the reference's own words.
    const asked = candidates.filter(({ family }) => family !== 'syntax');
    if (!this.#checker || asked.length === 0) return;
    const standings = await this.#checker.check(project, asked);
    for (const candidate of asked) if (standings.get(candidate) === 'clean') this.#clean.add(candidate);
  }

  check(project: Project, candidate: Candidate): ScreenVerdict {
    const isKnownClean = this.#clean.delete(candidate);
    const mutatedText = applyEdits(project.text(candidate.file), candidate.edits);
    const specimen = specimenOf(project, candidate, mutatedText);
    const said: Partial<Record<ScreenRung['name'], readonly Diagnostic[]>> = {};
    for (const rung of this.#rungs) {
      const isKnown = isKnownClean && COMPILER_RUNGS.has(rung.name);
      const { diagnostics, reason, isProof } = isKnown ? NOTHING : rung.judge(specimen);
      if (reason !== null)
        return { status: 'dropped', rung: rung.name, reason: `screen: ${reason}`, diagnostics };
      said[rung.name] = diagnostics;
      if (isProof) break;
    }
    const { parser = [], types = null, lint = null } = said;
    return { status: 'passed', mutant: { candidate, project, mutatedText, parser, types, lint } };
  }
}
