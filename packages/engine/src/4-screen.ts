import { applyEdits } from '@bebug/core';
import type { Diagnostic } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import type { Candidate, ScreenedMutant } from './mutants.ts';
import { DuplicateRung } from './screen/duplicate-rung.ts';
import { LintRung } from './screen/lint-rung.ts';
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

/** Screens candidates one by one: the rungs of the ladder that run no code. */
export class Screen {
  /**
   * Duplicates come first although they are the ladder's fourth rung: a hash of one parsed file costs less than a program of
   * the whole project, and what looks like another mutant would fare like it on the other rungs.
   */
  readonly #rungs: readonly ScreenRung[] = [new DuplicateRung(), parserRung, typesRung, new LintRung()];

  check(project: Project, candidate: Candidate): ScreenVerdict {
    const mutatedText = applyEdits(project.text(candidate.file), candidate.edits);
    const specimen = specimenOf(project, candidate, mutatedText);
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
}
