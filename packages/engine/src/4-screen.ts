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

  readonly #kept: VerdictCache | null;
  readonly #verdicts = new WeakMap<Candidate, KnownVerdict>();

  /** Without a checker the reference judges every candidate; without a cache nothing is known from earlier runs. */
  constructor(checker: BatchChecker | null = null, kept: VerdictCache | null = null) {
    this.#checker = checker;
    this.#kept = kept;
  }

  /** Candidates of one project that `check` will be asked about soon: changes nothing but time. */
  async announce(project: Project, candidates: readonly Candidate[]): Promise<void> {
    // What should not parse or type-check needs the reference's own words.
    const asked = candidates.filter(
      (one) => one.family !== 'syntax' && this.#known(project, one).project.types === undefined,
    );
    if (!this.#checker || asked.length === 0) return;
    const standings = await this.#checker.check(project, asked);
    for (const candidate of asked) {
      if (standings.get(candidate) !== 'clean') continue;
      this.#clean.add(candidate);
      this.#known(project, candidate).project.types = { parser: [], types: [] };
    }
  }

  check(project: Project, candidate: Candidate): ScreenVerdict {
    const isKnownClean = this.#clean.delete(candidate);
    const mutatedText = applyEdits(project.text(candidate.file), candidate.edits);
    const specimen = specimenOf(project, candidate, mutatedText, this.#known(project, candidate));
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

  #known(project: Project, candidate: Candidate): KnownVerdict {
    if (!this.#kept) return nothingKnown();
    let known = this.#verdicts.get(candidate);
    if (!known) {
      const { file, edits } = candidate;
      known = knownVerdict(this.#kept, project, file, applyEdits(project.text(file), edits));
      this.#verdicts.set(candidate, known);
    }
    return known;
  }
}
