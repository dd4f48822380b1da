import { describe, expect, test } from 'vitest';
import { readTestCommand } from './command.ts';
import { simpleCommands } from './shell-text.ts';

const SCRIPTS = {
  test: 'npm run lint && npm run unit',
  lint: 'eslint .',
  unit: 'c8 vitest run',
  preunit: 'tsc',
  loop: 'npm run loop',
};

test('a shell text falls into its simple commands, quotes and redirections respected', () => {
  const words = simpleCommands(`A=1 b "c && d" 'e;f' 2>&1 | g; (h\\ i)&`).map((one) =>
    one.map(({ text }) => text),
  );
  expect(words).toEqual([['A=1', 'b', 'c && d', 'e;f', '2>&1'], ['g'], ['h i']]);
});

describe('a test command', () => {
  test.for([
    ['vitest', "vitest --reporter=json --outputFile='/o/vitest-0.json'"],
    [
      'npx jest --coverage -- a',
      "npx jest --json --outputFile='/o/jest-0.json' --ci --watchAll=false --coverage -- a",
    ],
    ['cross-env A=1 mocha t/*.js', "cross-env A=1 mocha t/*.js --reporter '/o/mocha-reporter.cjs'"],
    [
      'node --experimental-vm-modules node_modules/jest/bin/jest.js x',
      "node --experimental-vm-modules node_modules/jest/bin/jest.js --json --outputFile='/o/jest-0.json' --ci --watchAll=false x",
    ],
    [
      'npm test',
      "( ( eslint . ) && ( ( tsc ) && ( c8 vitest --reporter=json --outputFile='/o/vitest-0.json' run ) ) )",
    ],
    ['pnpm unit -t x', "( c8 vitest --reporter=json --outputFile='/o/vitest-0.json' run -t x )"],
  ] as const)('%s is told to report', ([text, shell]) => {
    expect(readTestCommand(text, SCRIPTS).reporting('/o').shell).toBe(shell);
  });

  test('node:test is told through the environment, beside reporters of its own', () => {
    const { nodeOptions, shell } = readTestCommand('tsx --test --test-reporter=dot a.ts', {}).reporting('/o');
    expect(shell).toBe('tsx --test --test-reporter=dot a.ts');
    expect(nodeOptions.match(/--test-reporter-destination=stdout/gu)).toHaveLength(2);
  });

  test.for(['tape test/mocha', 'node check.js', 'ava', 'echo vitest'])(
    '%s is judged by its exit code',
    (text) => {
      expect(readTestCommand(text, {}).runner).toBe('exit code');
    },
  );

  test.for(['npm run none', 'npm run loop', 'npm run lint', 'nyc ava'])('%s is refused', (text) => {
    expect(() => readTestCommand(text, SCRIPTS)).toThrow(expect.objectContaining({ code: 'tests-unusable' }));
  });
});
