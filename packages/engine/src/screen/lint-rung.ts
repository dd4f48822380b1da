import js from '@eslint/js';
import type { Diagnostic } from '@bebug/core/truth';
import { Linter } from 'eslint';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { newDiagnostics } from '../diagnostics.ts';
import { isTypeScript } from '../source-file-names.ts';
import { keptConfig } from './kept-config.ts';
import type { ScreenFinding, ScreenRung, Specimen } from './screen-rung.ts';

/** The stock presets that everybody has: ESLint's own and typescript-eslint's, both "recommended", without type information. */
const CONFIG: Linter.Config[] = [
  {
    files: ['**/*'],
    ...js.configs.recommended,
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  ...(tseslint.configs.recommended as Linter.Config[]).map((config) => ({
    ...config,
    files: ['**/*.ts', '**/*.tsx', '**/*.mts', '**/*.cts'],
  })),
];

/** With one source type each, made once: the linter would merge and validate all rules again for every text. */
const KEPT = {
  module: keptConfig(withSourceType('module')),
  commonjs: keptConfig(withSourceType('commonjs')),
};

function withSourceType(sourceType: 'module' | 'commonjs'): Linter.Config[] {
  return [...CONFIG, { files: ['**/*'], languageOptions: { sourceType } }];
}

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
  readonly #linter = new Linter({ configType: 'flat' });
  readonly #clean = new Map<string, readonly Diagnostic[]>();

  judge({ candidate: { corpus, file }, cleanText, mutatedText }: Specimen): ScreenFinding {
    const key = `${corpus}\0${file}`;
    let before = this.#clean.get(key);
    if (!before) this.#clean.set(key, (before = this.#lint(file, cleanText)));
    const fresh = newDiagnostics(before, this.#lint(file, mutatedText));
    const giveAways = fresh.filter((finding) => GIVE_AWAY.has(finding.rule));
    if (giveAways.length > 0)
      return { diagnostics: giveAways, reason: 'leaves something unused', isProof: false };
    return { diagnostics: fresh, reason: null, isProof: false };
  }

  #lint(path: string, text: string): Diagnostic[] {
    const sourceType = isTypeScript(path) ? 'module' : sourceTypeOf(path, text);
    return this.#linter.verify(text, KEPT[sourceType], { filename: path }).map((message) => ({
      rule: message.ruleId ?? 'parse',
      message: message.message,
      line: Math.max(1, message.line),
    }));
  }
}

function sourceTypeOf(path: string, text: string): 'module' | 'commonjs' {
  if (path.endsWith('.cjs')) return 'commonjs';
  return /^\s*(?:import|export)\b/mu.test(text) || path.endsWith('.mjs') ? 'module' : 'commonjs';
}
