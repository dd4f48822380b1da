import type { Diagnostic } from '@bebug/core/truth';
import { newDiagnostics } from '../../diagnostics.ts';
import type { ScreenFinding, ScreenRung, Specimen } from '../screen-rung.ts';
import { LintedFile } from './linted-file.ts';
import { SourceLinter } from './source-linter.ts';

/** Rules that notice what an edit left behind, not what it broke: they give a bug away without understanding. */
const GIVE_AWAY = new Set([
  'no-unused-vars',
  '@typescript-eslint/no-unused-vars',
  'no-unused-private-class-members',
  'no-useless-assignment',
  'no-unassigned-vars',
]);

/**
 * Rung 3: does a stock linter say anything new? What points at the bug is evidence; what an edit left behind (a name that
 * nothing uses any more) gives the bug away, and the mutant falls. The clean file's own findings do not count.
 */
export class LintRung implements ScreenRung {
  readonly name = 'lint';
  readonly #linter = new SourceLinter();
  readonly #clean = new Map<string, LintedFile>();

  judge(specimen: Specimen): ScreenFinding {
    const fresh = (specimen.known.text.lint ??= this.#lint(specimen));
    const giveAways = fresh.filter((finding) => GIVE_AWAY.has(finding.rule));
    if (giveAways.length > 0)
      return { diagnostics: giveAways, reason: 'leaves something unused', isProof: false };
    return { diagnostics: fresh, reason: null, isProof: false };
  }

  #lint({ candidate: { corpus, file }, cleanText, mutatedText }: Specimen): readonly Diagnostic[] {
    const key = `${corpus}\0${file}`;
    let clean = this.#clean.get(key);
    if (!clean) this.#clean.set(key, (clean = new LintedFile(this.#linter, file, cleanText)));
    return newDiagnostics(clean.diagnostics, clean.lint(mutatedText));
  }
}
