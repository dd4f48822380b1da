import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { BLIND, LAYERS, MAY_PRINT } from './layers.ts';

const root = new URL('../..', import.meta.url).pathname;

/** The import rule of one package: its layers by name, nothing of theirs by path. */
function layerRule(name, allowed) {
  const others = Object.keys(LAYERS).filter((other) => other !== name);
  const forbidden = others.filter((other) => !allowed.includes(other));
  return {
    files: [`packages/${name}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map((other) => ({
              group: [`@bebug/${other}`, `@bebug/${other}/*`],
              message: `packages/${name} must not import packages/${other} (scripts/config/layers.ts).`,
            })),
            {
              group: ['@bebug/*/src/*', '@bebug/*/dist/*'],
              message: 'A package is entered through its exports only.',
            },
            {
              regex: `^(\\.\\./)+(packages|(${others.join('|')})/(src|client|dist))/`,
              message: 'A package is entered through its exports only.',
            },
            ...(BLIND.includes(name)
              ? [{ group: ['@bebug/core/truth'], message: 'What faces a bug-finder cannot see the truth.' }]
              : []),
          ],
        },
      ],
    },
  };
}

export default defineConfig(
  { ignores: ['**/dist/**', '**/fixtures/**', '**/*.mjs', '**/coverage/**', '.bebug/**', '**/.mutation/**'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['scripts/config/tsconfig.check.json', 'packages/annotator/client/tsconfig.json'],
        tsconfigRootDir: root,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Indexes are checked by noUncheckedIndexedAccess; where a loop has proved one, `!` says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      // `void` marks a value that is dropped on purpose.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      // Texts are taken apart by code point on purpose.
      '@typescript-eslint/no-misused-spread': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  ...Object.entries(LAYERS).map(([name, allowed]) => layerRule(name, allowed)),
  {
    files: Object.keys(LAYERS)
      .filter((name) => !MAY_PRINT.includes(name))
      .map((name) => `packages/${name}/src/**/*.ts`),
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "MemberExpression[object.name='process'][property.name=/^(exit|exitCode|env|argv|stdout|stderr|stdin)$/]",
          message: 'Only cli prints, reads the environment or exits.',
        },
      ],
    },
  },
  {
    // The compiler's types promise a `parent` and a `symbol` that not every node and type has.
    files: ['packages/operators/**/*.ts', 'packages/oracle/src/input/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  {
    // Foreign code gives anything at all, and throws anything at all.
    files: ['packages/oracle/src/realm/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      // The harness is the whole process of its child.
      'no-restricted-syntax': 'off',
    },
  },
  {
    // What is printed for people, and what is instrumented, is tested by evaluating it.
    files: ['packages/oracle/src/**/*.test.ts'],
    rules: { '@typescript-eslint/no-implied-eval': 'off', '@typescript-eslint/no-unsafe-call': 'off' },
  },
  {
    // Programs that are run by hand, and print what they measure.
    files: ['benchmarks/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
);
