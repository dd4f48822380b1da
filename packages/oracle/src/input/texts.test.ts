import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTHING } from './harvest.ts';
import { stylesOf } from './style.ts';
import { texts } from './texts.ts';

test.each([String.raw`/^[\0-\x1f]+$/`, '/^[\0-\x1f]+$/', String.raw`/^\0$/u`])(
  'a null character in an expression of the source is one to draw: %j',
  (pattern) => {
    const drawn = stylesOf('guided', { ...NOTHING, patterns: [pattern] }).flatMap((style) =>
      fc.sample(texts(style), { seed: 1, numRuns: 2000 }),
    );
    // Among the matches, not only on its own.
    expect(drawn.filter((text) => text.includes('\0')).length).toBeGreaterThan(10);
  },
);

test('what an expression escapes before a zero stays escaped', () => {
  const drawn = stylesOf('guided', { ...NOTHING, patterns: [String.raw`/^\\0$/`] }).flatMap((style) =>
    fc.sample(texts(style), { seed: 1, numRuns: 300 }),
  );
  expect(drawn).toContain(String.raw`\0`);
});
