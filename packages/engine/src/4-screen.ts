import { applyEdits } from '@bebug/core';
import type { Diagnostic } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import type { Candidate, ScreenedMutant } from './mutants.ts';
import { LintScreen } from './screen/lint-screen.ts';
import { normalForm } from './screen/normal-form.ts';
import { checkTypes } from './screen/type-screen.ts';

export type ScreenVerdict =
  | { readonly status: 'passed'; readonly mutant: ScreenedMutant }
  | {
      readonly status: 'dropped';
      /** `screen: …`, from a fixed list, so that it can be counted. */
      readonly reason: string;
      readonly diagnostics: readonly Diagnostic[];
    };

/**
 * Screens candidates one by one: duplicates by normal form, then parser, type checker and a stock linter. Every verdict is
 * the tools' own on that very mutant; none is inferred from a group.
 */
export class Screen {
  readonly #lint = new LintScreen();
  /** Corpus and file → normal form of the clean text, taken once whatever the number of mutants. */
  readonly #clean = new Map<string, string>();
  readonly #seen = new Set<string>();

  check(project: Project, candidate: Candidate): ScreenVerdict {
    const clean = project.text(candidate.file);
    const mutatedText = applyEdits(clean, candidate.edits);
    const duplicate = this.#duplicate(candidate, clean, mutatedText);
    if (duplicate !== null) return { status: 'dropped', reason: duplicate, diagnostics: [] };
    const { parser, types } = checkTypes(project, candidate.file, mutatedText);
    if (parser.length > 0 || (types !== null && types.length > 0)) {
      if (candidate.family === 'syntax') {
        if (!holdsAlone(project, candidate.file, parser, types ?? []))
          return {
            status: 'dropped',
            reason: 'screen: type error may rest on a package outside the task',
            diagnostics: types ?? [],
          };
        return { status: 'passed', mutant: { candidate, project, mutatedText, parser, types, lint: null } };
      }
      const reason = parser.length > 0 ? 'screen: does not parse' : 'screen: does not type-check';
      return { status: 'dropped', reason, diagnostics: parser.length > 0 ? parser : (types ?? []) };
    }
    const { findings, giveAways } = this.#lint.check(candidate.corpus, candidate.file, clean, mutatedText);
    if (giveAways.length > 0) {
      return { status: 'dropped', reason: 'screen: leaves something unused', diagnostics: giveAways };
    }
    return { status: 'passed', mutant: { candidate, project, mutatedText, parser, types, lint: findings } };
  }

  #duplicate(candidate: Candidate, clean: string, mutatedText: string): string | null {
    const form = normalForm(mutatedText, candidate.file);
    if (form === this.#cleanForm(candidate, clean)) return 'screen: same normal form as the clean code';
    const key = `${candidate.corpus}\0${candidate.file}\0${form}`;
    if (this.#seen.has(key)) return 'screen: same normal form as another mutant';
    this.#seen.add(key);
    return null;
  }

  #cleanForm({ corpus, file }: Candidate, clean: string): string {
    const key = `${corpus}\0${file}`;
    let form = this.#clean.get(key);
    if (form === undefined) this.#clean.set(key, (form = normalForm(clean, file)));
    return form;
  }
}

/** Diagnostics that no type from elsewhere can take back: the name is not declared at all. */
const NAME_NOT_FOUND = new Set(['TS2304', 'TS2552', 'TS2503']);

/**
 * A task holds the project's own files, not its packages. Where a file rests on packages, only an error that needs none of
 * their types is sure to show in the task as well.
 */
function holdsAlone(
  project: Project,
  path: string,
  parser: readonly Diagnostic[],
  types: readonly Diagnostic[],
): boolean {
  if (parser.length > 0 || project.thirdParty(path).length === 0) return true;
  return types.some(({ rule }) => NAME_NOT_FOUND.has(rule));
}
