import js from '@eslint/js';
import type { Linter } from 'eslint';
import globals from 'globals';
import type ts from 'typescript';
import tseslint from 'typescript-eslint';
import { TASK_ROOT } from './task-host.ts';

const TYPED = ['**/*.{ts,tsx,mts,cts}'];
const UNTYPED = ['**/*.{js,jsx,mjs,cjs}'];

export const PRESETS = ['@eslint/js recommended', 'typescript-eslint strictTypeChecked'];

/**
 * The presets as they are. Of the rest, only what a preset leaves to its user: which files, which program, which globals
 * (`no-undef` needs them in JavaScript; those of Node, not of browsers, where `name` and `event` would hide a slip).
 * Comments that switch rules on or off are obeyed, as for any user; directives that go unused are not reported, because they
 * were written for the project's own configuration.
 * @param program for the type-checked rules; `null` where only JavaScript is linted
 * @param commonJs whether a `.js` or `.jsx` file is CommonJS
 */
export function eslintConfig(program: ts.Program | null, commonJs: boolean): Linter.Config[] {
  return [
    { files: [...TYPED, ...UNTYPED], linterOptions: { reportUnusedDisableDirectives: 'off' } },
    js.configs.recommended,
    ...(tseslint.configs.strictTypeChecked as Linter.Config[]),
    {
      files: TYPED,
      languageOptions: {
        parserOptions: {
          programs: [program],
          tsconfigRootDir: TASK_ROOT,
          warnOnUnsupportedTypeScriptVersion: false,
        },
      },
    },
    { ...(tseslint.configs.disableTypeChecked as Linter.Config), files: UNTYPED },
    {
      files: UNTYPED,
      languageOptions: {
        sourceType: commonJs ? 'commonjs' : 'module',
        globals: commonJs ? globals.node : globals.nodeBuiltin,
        parserOptions: { tsconfigRootDir: TASK_ROOT, warnOnUnsupportedTypeScriptVersion: false },
      },
    },
  ];
}
