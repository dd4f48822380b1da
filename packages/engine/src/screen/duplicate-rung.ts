import type { ScreenFinding, ScreenRung, Specimen } from './screen-rung.ts';
import { NOTHING } from './screen-rung.ts';
import { normalForm } from './normal-form.ts';

/** Rung 4: does the mutant have the normal form of the clean code, or of a mutant that came before it? */
export class DuplicateRung implements ScreenRung {
  readonly name = 'duplicate';
  /** Corpus and file → normal form of the clean text, taken once whatever the number of mutants. */
  readonly #clean = new Map<string, string>();
  readonly #seen = new Set<string>();

  judge({ candidate, cleanText, mutatedText, known }: Specimen): ScreenFinding {
    const { corpus, file } = candidate;
    const place = `${corpus}\0${file}`;
    let clean = this.#clean.get(place);
    if (clean === undefined) this.#clean.set(place, (clean = normalForm(cleanText, file)));
    const form = (known.text.form ??= normalForm(mutatedText, file));
    if (form === clean) return falls('same normal form as the clean code');
    const key = `${place}\0${form}`;
    if (this.#seen.has(key)) return falls('same normal form as another mutant');
    this.#seen.add(key);
    return NOTHING;
  }
}

function falls(reason: string): ScreenFinding {
  return { diagnostics: [], reason, isProof: false };
}
