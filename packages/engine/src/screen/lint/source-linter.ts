import js from '@eslint/js';
import type { Diagnostic } from '@bebug/core/truth';
import { Linter, type SourceCode } from 'eslint';
import globals from 'globals';
import { LRUCache } from 'lru-cache';
import tseslint from 'typescript-eslint';
import { isTypeScript } from '../../source-file-names.ts';
import { keptConfig } from './kept-config.ts';

const GLOBALS: Readonly<Record<string, boolean | 'readonly' | 'writable'>> = {
  ...globals.node,
  ...globals.browser,
};

/** The words of a text of which nothing is known. */
export const ALL_WORDS: ReadonlySet<string> = new Set(Object.keys(GLOBALS));

type SourceType = 'module' | 'commonjs';

/** What the linter says of one text. */
export interface Linted {
  readonly messages: readonly LintMessage[];
  /** `null`: it does not parse. */
  readonly source: SourceCode | null;
}

export interface LintMessage extends Diagnostic {
  /** Where it is said, in UTF-16 units of the text without a byte-order mark. */
  readonly offset: number;
}

/** The linter with the stock presets that everybody has: ESLint's own and typescript-eslint's, both "recommended", without type information. */
export class SourceLinter {
  readonly #linter = new Linter({ configType: 'flat' });

  /** `words`: what all names of the text are among. The linter takes as much time for a global variable that nobody uses as for one that somebody does. */
  lint(path: string, text: string, words: ReadonlySet<string>): Linted {
    const config = configFor(sourceTypeOf(path, text), words);
    const found = this.#linter.verify(text, config, { filename: path });
    const source = found.some(({ fatal }) => fatal) ? null : this.#linter.getSourceCode();
    const messages = found.map(({ ruleId, message, line, column }) => ({
      rule: ruleId ?? 'parse',
      message,
      line: Math.max(1, line),
      offset: source
        ? source.getIndexFromLoc({ line: Math.max(1, line), column: 0 }) + Math.max(1, column) - 1
        : 0,
    }));
    return { messages, source };
  }
}

export function sourceTypeOf(path: string, text: string): SourceType {
  if (isTypeScript(path)) return 'module';
  if (path.endsWith('.cjs')) return 'commonjs';
  return /^\s*(?:import|export)\b/mu.test(text) || path.endsWith('.mjs') ? 'module' : 'commonjs';
}

/** All words of a text that can be names; a name can also be written with escapes, as what only then counts as a word. */
export function wordsOf(text: string): Set<string> {
  const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu));
  return /\\u/u.test(text) ? new Set([...words, ...ALL_WORDS]) : words;
}

/** Configurations of 30 KB that are kept: a file and its mutants mostly share one. */
const KEPT = 500;
/** Source type and global names → configuration, made once: the linter would merge and validate all rules again for every text. */
const kept = new LRUCache<string, Linter.Config[]>({ max: KEPT });

function configFor(sourceType: SourceType, words: ReadonlySet<string>): Linter.Config[] {
  const names = Object.keys(GLOBALS).filter((name) => words.has(name));
  const key = [sourceType, ...names].join(' ');
  let config = kept.get(key);
  if (!config) {
    const used = Object.fromEntries(names.map((name) => [name, GLOBALS[name]!]));
    kept.set(key, (config = keptConfig(configs(sourceType, used))));
  }
  return config;
}

function configs(sourceType: SourceType, used: typeof GLOBALS): Linter.Config[] {
  return [
    { files: ['**/*'], ...js.configs.recommended, languageOptions: { globals: { ...used }, sourceType } },
    ...(tseslint.configs.recommended as Linter.Config[]).map((config) => ({
      ...config,
      files: ['**/*.ts', '**/*.tsx', '**/*.mts', '**/*.cts'],
    })),
    { files: ['**/*'], languageOptions: { sourceType } },
  ];
}
