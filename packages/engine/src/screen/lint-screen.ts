import js from '@eslint/js';
import type { Diagnostic } from '@bebug/core/truth';
import { Linter } from 'eslint';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { newDiagnostics } from '../diagnostics.ts';
import { isTypeScript } from '../source-file-names.ts';

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

/** Rules that notice what an edit left behind, not what it broke: they give a bug away without understanding. */
const GIVE_AWAY = new Set([
  'no-unused-vars',
  '@typescript-eslint/no-unused-vars',
  'no-unused-private-class-members',
  'no-useless-assignment',
  'no-unassigned-vars',
]);

export interface LintVerdict {
  /** New findings that point at the bug. */
  readonly findings: readonly Diagnostic[];
  /** New findings about leftovers. */
  readonly giveAways: readonly Diagnostic[];
}

/** Lints one mutant at a time against its clean file; the clean file's own findings are kept, and do not count. */
export class LintScreen {
  readonly #linter = new Linter({ configType: 'flat' });
  readonly #clean = new Map<string, readonly Diagnostic[]>();

  check(corpus: string, path: string, cleanText: string, mutatedText: string): LintVerdict {
    const key = `${corpus}\0${path}`;
    let before = this.#clean.get(key);
    if (!before) this.#clean.set(key, (before = this.#lint(path, cleanText)));
    const fresh = newDiagnostics(before, this.#lint(path, mutatedText));
    return {
      findings: fresh.filter((finding) => !GIVE_AWAY.has(finding.rule)),
      giveAways: fresh.filter((finding) => GIVE_AWAY.has(finding.rule)),
    };
  }

  #lint(path: string, text: string): Diagnostic[] {
    const source = isTypeScript(path)
      ? { languageOptions: { sourceType: 'module' as const } }
      : { languageOptions: { sourceType: sourceTypeOf(path, text) } };
    return this.#linter
      .verify(text, [...CONFIG, { files: ['**/*'], ...source }], { filename: path })
      .map((message) => ({
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
