import { keyedInteger } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { allFeatures, DIMENSIONS, FEATURE_KINDS, type Specimen } from './leak-features.ts';

const specimen = (window: string, more: Partial<Specimen> = {}): Specimen => ({
  ...{ window, file: window, diagnostics: 0, hits: new Map(), ...more },
});
/** Features are hashed by name: this is where one lies. */
const placeOf = (name: string): number => (keyedInteger('leak', name) >>> 0) % DIMENSIONS;
const featureOf = (kind: string, name: string, of: Specimen): number | undefined =>
  FEATURE_KINDS[kind]!(of).get(placeOf(`\u0001${name}`));
/** How often each run of words comes, from the damped and normed counts. */
const countsOf = (kind: string, window: string, ...runs: readonly string[]): number[] => {
  const grams = FEATURE_KINDS[kind]!(specimen(window));
  const least = Math.min(...grams.values());
  return runs.map((run) => {
    const value = grams.get(placeOf(run.replaceAll(' ', '\u0000'))) ?? 0;
    return Math.round(Math.expm1((value / least) * Math.LN2));
  });
};

describe('formatting is told as shares of the lines', () => {
  test.for<[string, string, number]>([
    ['trailing space', 'a;\nb; \nc;\t\nd;', 2 / 4],
    ['blank', 'a;\n\n  \nd; ', 2 / 4],
    ['odd indent', '  a;\n   b;\n c;\n    d;', 2 / 4],
    ['tab', '\ta;\nb;\t', 1 / 2],
    ['two spaces', 'a  = b;\n  c = d;\ne =  f;\ng;  ', 2 / 4],
    ['long', `${'x'.repeat(101)}\n${'y'.repeat(100)}\n`, 1 / 3],
    ['no semicolon', 'f()\na[0]\nb\nc;\n{\n}', 3 / 6],
    ['comment', '// a\n  /* b\n * c\n*/\nd; // e', 4 / 5],
    ['doubled brackets', 'f((a)\nf(a))\nf(a)(b)', 2 / 3],
    ['lone brace', '{\n  }\nif (a) {\n};', 2 / 4],
    ['empty block', 'if (a) {}\nf({ })\n{ a }', 2 / 3],
  ])('%s in %j', ([name, window, share]) => {
    expect(featureOf('formatting', name, specimen(window))).toBeCloseTo(share, 12);
  });

  test('and nothing else is', () => {
    expect(FEATURE_KINDS['formatting']!(specimen('a;')).size).toBe(11);
  });
});

describe('tokens', () => {
  test.for<[string, readonly string[]]>([
    ['let $a = b_1;', ['let', '$a', '=', 'b_1', ';']],
    ['x === 1.5e3', ['x', '===', '1.5e3']],
    ['a !== b != c == d', ['!==', '!=', '==']],
    ['"two words" + \'more words\' + `and more`', ['"two words"', "'more words'", '`and more`', '+']],
    ['() => a', ['=>']],
    ['a <= b >= c', ['<=', '>=']],
    ['a && b || c ?? d?.e', ['&&', '||', '??', '?.']],
    ['a++ + b--', ['++', '--', '+']],
    ['f(...a)', ['...', '(', ')']],
    ['naïve.über', ['naïve', '.', 'über']],
    ['a.b#c', ['.', '#']],
  ])('of %j are whole', ([window, tokens]) => {
    // Names of strings hold spaces, which runs do not.
    const grams = FEATURE_KINDS['tokens']!(specimen(window));
    for (const token of tokens) expect([token, grams.has(placeOf(token))]).toEqual([token, true]);
  });

  test('strings do not reach over lines, and white space is no token', () => {
    const grams = FEATURE_KINDS['tokens']!(specimen('" a\nb "'));
    expect([grams.has(placeOf('"')), grams.has(placeOf('a')), grams.has(placeOf(' '))]).toEqual([
      true,
      true,
      false,
    ]);
    expect(FEATURE_KINDS['tokens']!(specimen(' \n\t')).size).toBe(0);
  });

  test('are counted alone and in runs of two and three', () => {
    expect(countsOf('tokens', 'a b a b c', 'a', 'b', 'c', 'a b', 'b a', 'a b a', 'a b a b', 'c a')).toEqual([
      2, 2, 1, 2, 1, 1, 0, 0,
    ]);
    expect(FEATURE_KINDS['tokens']!(specimen('a b a b c')).size).toBe(3 + 3 + 3);
  });

  test('have logarithms of counts, brought to length one', () => {
    const grams = FEATURE_KINDS['tokens']!(specimen('a a'));
    const length = Math.hypot(Math.log(3), Math.log(2));
    expect(grams.get(placeOf('a'))).toBeCloseTo(Math.log(3) / length, 12);
    expect(grams.get(placeOf('a\u0000a'))).toBeCloseTo(Math.log(2) / length, 12);
  });

  test('have the shapes of keywords, names, numbers, strings and signs', () => {
    expect(
      countsOf('shape', 'const awaiting = `x` + 12 + "y" + \'z\';', 'const', 'name', 'string', 'number', '+'),
    ).toEqual([1, 1, 3, 1, 3]);
    expect(countsOf('shape', 'iffy; reif; if', 'name', 'if')).toEqual([2, 1]);
  });
});

test('names that the file has once are rare, keywords are none', () => {
  const of = specimen('let odd = even + even;', { file: 'let odd = even + even;\nlet other;' });
  expect(featureOf('names', 'rare', of)).toBeCloseTo(Math.log(2), 12);
  expect(featureOf('names', 'rare share', of)).toBeCloseTo(1 / 3, 12);
  // A name that the file does not have at all is typed by somebody else.
  expect(featureOf('names', 'rare', specimen('odd', { file: '' }))).toBeCloseTo(Math.log(2), 12);
  expect(featureOf('names', 'rare share', specimen('if (1)'))).toBe(0);
});

test('sizes are logarithms', () => {
  const of = specimen('a = b;', { file: 'a = b;\nc;\n' });
  expect(featureOf('size', 'window', of)).toBeCloseTo(Math.log(7) / 10, 12);
  expect(featureOf('size', 'window tokens', of)).toBeCloseTo(Math.log(5) / 10, 12);
  expect(featureOf('size', 'file', of)).toBeCloseTo(Math.log(11) / 10, 12);
  expect(featureOf('size', 'line ends', of)).toBeCloseTo(Math.log(4) / 10, 12);
});

test('tools and diagnostics count by themselves', () => {
  const of = specimen('a', { diagnostics: 3, hits: new Map([['eslint', { window: 1, file: 3 }]]) });
  expect(featureOf('hits', 'eslint here', of)).toBeCloseTo(Math.log(2), 12);
  expect(featureOf('hits', 'eslint in the file', of)).toBeCloseTo(Math.log(4), 12);
  expect(featureOf('diagnostics', 'diagnostics', of)).toBe(3);
});

test('all together are those of every kind', () => {
  const of = specimen('let a = b;', { diagnostics: 1 });
  const places = new Set(Object.values(FEATURE_KINDS).flatMap((kind) => [...kind(of).keys()]));
  expect(new Set(allFeatures(of).keys())).toEqual(places);
});
