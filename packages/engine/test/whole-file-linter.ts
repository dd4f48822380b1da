import js from '@eslint/js';
import type { Diagnostic } from '@bebug/core/truth';
import { Linter } from 'eslint';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { keptConfig } from '../src/screen/lint/kept-config.ts';
import { sourceTypeOf } from '../src/screen/lint/source-linter.ts';

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
const KEPT = {
  module: keptConfig([...CONFIG, { files: ['**/*'], languageOptions: { sourceType: 'module' } }]),
  commonjs: keptConfig([...CONFIG, { files: ['**/*'], languageOptions: { sourceType: 'commonjs' } }]),
};
const LINTER = new Linter({ configType: 'flat' });

/** What the linter says of a whole text, with all there is to be said: what any other way to ask it must come to. */
export function lintWhole(path: string, text: string): Diagnostic[] {
  return LINTER.verify(text, KEPT[sourceTypeOf(path, text)], { filename: path }).map(
    ({ ruleId, message, line }) => ({ rule: ruleId ?? 'parse', message, line: Math.max(1, line) }),
  );
}
