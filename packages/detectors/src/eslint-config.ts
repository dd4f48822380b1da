import js from '@eslint/js';
import type { Linter } from 'eslint';
import globals from 'globals';
import type ts from 'typescript';
import tseslint from 'typescript-eslint';
import { TASK_ROOT } from './task-host.ts';

const TYPED = ['**/*.{ts,tsx,mts,cts}'];
const UNTYPED = ['**/*.{js,jsx,mjs,cjs}'];

/** The configurations that a detector stands for, and the packages that they come from. */
export interface Preset {
  readonly describe: readonly string[];
  readonly packages: readonly string[];
  readonly configs: () => Promise<readonly Linter.Config[]>;
}

/** What `--with eslint…` may name: the strictest stock preset, or a plug-in alone with the rules that it recommends. */
export const PRESETS = {
  eslint: {
    describe: ['@eslint/js recommended', 'typescript-eslint strictTypeChecked'],
    packages: ['@eslint/js'],
    configs: () =>
      Promise.resolve([js.configs.recommended, ...(tseslint.configs.strictTypeChecked as Linter.Config[])]),
  },
  'eslint:security': plugin('eslint-plugin-security'),
  'eslint:promise': plugin('eslint-plugin-promise'),
  'eslint:sonarjs': plugin('eslint-plugin-sonarjs'),
  'eslint:unicorn': plugin('eslint-plugin-unicorn'),
} as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof PRESETS;

/** Plug-ins are slow to load: only who asks for one waits for it. */
function plugin(name: string): Preset {
  return {
    describe: [`${name} recommended`],
    packages: [name],
    configs: async () => {
      const loaded = (await import(name)) as { default: { configs: Record<string, Linter.Config> } };
      const { configs } = loaded.default;
      return [tseslint.configs.base, (configs['flat/recommended'] ?? configs['recommended'])!];
    },
  };
}

/**
 * The presets as they are. Of the rest, only what a preset leaves to its user: which files, which program, which globals
 * (`no-undef` needs them in JavaScript; those of Node, not of browsers, where `name` and `event` would hide a slip).
 * Comments that switch rules on or off are obeyed, as for any user; directives that go unused are not reported, because they
 * were written for the project's own configuration.
 * @param presets the configurations of a preset
 * @param program for the type-checked rules; `null` where only JavaScript is linted
 * @param commonJs whether a `.js` or `.jsx` file is CommonJS
 */
export function eslintConfig(
  presets: readonly Linter.Config[],
  program: ts.Program | null,
  commonJs: boolean,
): Linter.Config[] {
  return [
    { files: [...TYPED, ...UNTYPED], linterOptions: { reportUnusedDisableDirectives: 'off' } },
    ...presets,
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
