import { applyEdits } from '@bebug/core';
import type { Diagnostic } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import type { Candidate, ScreenedMutant } from './mutants.ts';
import type { BatchChecker } from './screen/batch-checker.ts';
import { DuplicateRung } from './screen/duplicate-rung.ts';
import { LintRung } from './screen/lint/lint-rung.ts';
import { knownVerdict, nothingKnown, type KnownVerdict } from './screen/kept/kept-verdicts.ts';
import type { VerdictCache } from './screen/kept/verdict-cache.ts';
import { parserRung } from './screen/parser-rung.ts';
import type { ScreenRung } from './screen/screen-rung.ts';
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

/**
 * Screens candidates one by one: the rungs of the ladder that run no code. Candidates that are announced are checked many at a
 * time; whatever is not surely clean is then judged by the reference, so that no verdict and no wording depends on the checker.
 */
export class Screen {
  readonly #checker: BatchChecker | null;
  /**
   * Duplicates come first although they are the ladder's fourth rung: a hash of one parsed file costs less than a program of
   * the whole project, and what looks like another mutant would fare like it on the other rungs.
   */
  readonly #rungs: readonly ScreenRung[] = [new DuplicateRung(), parserRung, typesRung, new LintRung()];

  readonly #kept: VerdictCache | null;
  /** What is known of candidates that were announced and not asked for yet. */
  readonly #announced = new Map<Candidate, KnownVerdict>();

  /** Without a checker the reference judges every candidate; without a cache nothing is known from earlier runs. */
  constructor(checker: BatchChecker | null = null, kept: VerdictCache | null = null) {
    this.#checker = checker;
    this.#kept = kept;
  }

  /** Candidates of one project that `check` will be asked about soon: changes nothing but time. */
  async announce(project: Project, candidates: readonly Candidate[]): Promise<void> {
    // What should not parse or type-check needs the reference's own words.
    if (!this.#checker) return;
    const open = new Map<Candidate, KnownVerdict>();
    for (const candidate of candidates) {
      const known = this.#known(project, candidate);
      this.#announced.set(candidate, known);
      if (candidate.family !== 'syntax' && known.project.types === undefined) open.set(candidate, known);
    }
    if (open.size === 0) return;
    const standings = await this.#checker.check(project, [...open.keys()]);
    for (const [candidate, known] of open)
      if (standings.get(candidate) === 'clean') known.project.types = { parser: [], types: [] };
  }

  check(project: Project, candidate: Candidate): ScreenVerdict {
    const mutatedText = applyEdits(project.text(candidate.file), candidate.edits);
    const known = this.#announced.get(candidate) ?? this.#known(project, candidate);
    this.#announced.delete(candidate);
    const specimen = specimenOf(project, candidate, mutatedText, known);
    const said: Partial<Record<ScreenRung['name'], readonly Diagnostic[]>> = {};
    for (const rung of this.#rungs) {
      const { diagnostics, reason, isProof } = rung.judge(specimen);
      if (reason !== null)
        return { status: 'dropped', rung: rung.name, reason: `screen: ${reason}`, diagnostics };
      said[rung.name] = diagnostics;
      if (isProof) break;
    }
    const { parser = [], types = null, lint = null } = said;
    return { status: 'passed', mutant: { candidate, project, mutatedText, parser, types, lint } };
  }

  #known(project: Project, { file, edits }: Candidate): KnownVerdict {
    if (!this.#kept) return nothingKnown();
    return knownVerdict(this.#kept, project, file, applyEdits(project.text(file), edits));
  }
}
