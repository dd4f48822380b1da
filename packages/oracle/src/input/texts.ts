import fc from 'fast-check';
import { isAboutJson, json } from './json.ts';
import { marksOf } from './marks.ts';
import type { Style } from './style.ts';

/** Texts of the usual formats: a parser sees little of its own grammar in random letters. */
export const SHAPED = [
  '2024-02-29',
  '2023-12-31T23:59:59.999Z',
  '12:30',
  '1.2.3',
  '1.2.3-beta.1',
  '>=1.2.0 <2.0.0',
  '^0.2.3',
  'a=1&b=2&a=3',
  'a[]=1&a[b]=2&c[0]=3',
  '?q=a%20b#x',
  'https://user@example.com:8080/a/b.html?x=1#y',
  '{"a":[1,{"b":null}]}',
  '[1,2,3]',
  'a,b\n"c ""d""",e',
  'a;b',
  '../a/./b.txt',
  '/a//b/',
  '/users/:id',
  '/files/*',
  'src/**/*.{ts,js}',
  'name@example.com',
  '<b>&amp;</b>',
  '<!-- a --><p class="b" id=c>d<br/></p>',
  '<![CDATA[a]]>',
  '# Title\n\n- a **b**',
  '192.168.0.1',
  '2001:db8::1',
  '::1',
  'text/html; charset=utf-8',
  'gzip;q=0.5, br',
  'bytes=0-99',
  'attachment; filename="a b.txt"',
  'aGVsbG8=',
  'deadbeef',
  '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
  '#ff8800',
  '12,345.67',
  '-1e3',
  '0x1F',
  'fooBarBaz',
  'constructor',
  'toString',
  'foo_bar-baz',
  'Hello, World!',
  '  padded  ',
  'line 1\nline 2\r\nline 3',
  '12px',
  '5m',
  '1h30m',
  'k1=v1; k2=v2',
  'a=b; Path=/; HttpOnly; Max-Age=60',
  '(a+b)*c',
  '"quoted"',
  "it's",
];
const EXTREME = [
  '',
  ' ',
  '\0',
  '\u{1F600}',
  'e\u0301',
  '\u{1F468}\u200D\u{1F469}',
  '\uD83D',
  '\u0130',
  '\u00DF',
  '\u202E',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '%',
  '%E0%A4%A',
  '\\',
  '$&',
  "'",
  'a'.repeat(300),
  '\u2028',
  '\uFEFF',
  '1e400',
  'NaN',
];

/** A part of a text of some format: between two of the usual marks. */
export const PART = /[^\s/?#&=,;|]+/gu;
/** Names of things in a domain of two. */
const KEYS = ['a', 'b'];
/** Parts of an example that may be others. */
const PARTS = 8;

const letters = fc.string({
  maxLength: 4,
  unit: fc.constantFrom('a', 'b', 'A', ' ', '0', '1', '9', '-', '.'),
});

/** Texts: short and ordinary; guided, also what the source mentions, what its expressions match, and joints of these. */
export function texts(style: Style): fc.Arbitrary<string> {
  if (style.keyed) return fc.constantFrom(...KEYS);
  const focused = style.focus === null ? null : matchingTexts(style.focus);
  if (focused) return oneGrammar(focused, marksOf(style.harvest));
  const { strings, patterns, distant } = style.harvest;
  const matching = style.tiny ? [] : patterns.flatMap((pattern) => matchingTexts(pattern) ?? []);
  const mentioned = strings.length > 0 ? [{ weight: 3, arbitrary: fc.constantFrom(...strings) }] : [];
  if (style.tiny)
    return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c') },
      { weight: 1, arbitrary: fc.constantFrom('', ...strings) },
    );
  const atoms = fc.oneof(
    { weight: 3, arbitrary: letters },
    { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
    { weight: 1, arbitrary: fc.nat(100).map(String) },
    { weight: 1, arbitrary: fc.constantFrom('foo', 'bar', 'Foo', 'foo bar', 'FOO') },
    ...mentioned,
    ...(distant.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...distant) }] : []),
  );
  return fc.oneof(
    { weight: 4, arbitrary: atoms },
    {
      weight: style.guided ? 3 : 1,
      arbitrary: fc.array(atoms, { maxLength: style.guided ? 6 : 3 }).map((parts) => parts.join('')),
    },
    { weight: style.guided ? 2 : 1, arbitrary: fc.constantFrom(...SHAPED) },
    ...matching.flatMap((arbitrary) => [
      { weight: 3, arbitrary },
      {
        weight: 1,
        arbitrary: fc
          .array(fc.oneof(arbitrary, atoms), { minLength: 1, maxLength: 4 })
          .map((parts) => parts.join('')),
      },
    ]),
    ...(style.guided ? guidedTexts(style) : []),
    ...(style.extreme
      ? [
          {
            weight: 6,
            arbitrary: fc.oneof(
              fc.constantFrom(...EXTREME),
              fc.string({ unit: 'grapheme', maxLength: 6 }),
              joined(EXTREME),
            ),
          },
        ]
      : []),
  );
}

/** Texts of one grammar, numbers in them small so that equal ones meet; some marked, some in a row. */
function oneGrammar(matching: fc.Arbitrary<string>, marks: readonly string[]): fc.Arbitrary<string> {
  const digits = fc.array(fc.nat(3), { minLength: 6, maxLength: 6 });
  // Widths are kept in half of them: a date stays a date.
  const small = fc.tuple(matching, digits, fc.boolean()).map(([text, numbers, keepsWidth]) => {
    let index = 0;
    return text.replace(/\d+/gu, (number) => {
      if (index === numbers.length) return number;
      const digit = String(numbers[index++]);
      return keepsWidth && number.length > 1 ? `${number.slice(0, -2)}0${digit}` : digit;
    });
  });
  const marked = fc.tuple(fc.constantFrom(...marks), small).map(([mark, text]) => mark + text);
  return fc.oneof(
    { weight: 4, arbitrary: small },
    { weight: 4, arbitrary: marked },
    {
      weight: 1,
      arbitrary: fc.array(marked, { minLength: 2, maxLength: 3 }).map((parts) => parts.join(' ')),
    },
    { weight: 1, arbitrary: letters },
  );
}

/** Guided: the source's numbers in digits, and shaped texts taken apart or with other numbers and other marks in them. */
function guidedTexts({ harvest }: Style): { weight: number; arbitrary: fc.Arbitrary<string> }[] {
  const numerals = [...new Set([0, 1, 2, ...harvest.numbers.flatMap((n) => [n - 1, n, n + 1])])].map(String);
  const marks = ['', ...harvest.strings.filter((text) => text.length <= 3)];
  const renumbered = fc
    .tuple(
      fc.constantFrom(...SHAPED, ...harvest.strings, ...harvest.examples),
      fc.array(fc.oneof(fc.nat(3).map(String), fc.constantFrom(...numerals)), { minLength: 6, maxLength: 6 }),
      fc.constantFrom(...marks),
    )
    .map(([text, parts, mark]) => {
      let index = 0;
      return mark + text.replace(/\d+/gu, (digits) => (index < parts.length ? parts[index++]! : digits));
    });
  const { examples } = harvest;
  const quoted = examples.length > 0 ? fc.constantFrom(...examples) : null;
  return [
    ...(quoted
      ? [
          { weight: 4, arbitrary: quoted },
          { weight: 2, arbitrary: quoted.chain(mutilated) },
          {
            weight: 3,
            arbitrary: fc.tuple(quoted, otherParts(harvest)).map(([text, other]) => withParts(text, other)),
          },
          {
            weight: 1,
            arbitrary: fc.array(quoted, { minLength: 2, maxLength: 3 }).map((all) => all.join('')),
          },
        ]
      : []),
    { weight: 2, arbitrary: fc.constantFrom(...SHAPED).chain(mutilated) },
    { weight: 2, arbitrary: fc.constantFrom(...numerals) },
    ...(isAboutJson(harvest) ? [{ weight: 6, arbitrary: json }] : []),
    { weight: 4, arbitrary: renumbered },
  ];
}

/** For each part of a text another one, or `null` where it stays: what the code and that around it mention, and the usual formats. */
function otherParts({ strings, distant }: Style['harvest']): fc.Arbitrary<(string | null)[]> {
  const other = fc.constantFrom(...SHAPED, ...strings, ...distant);
  return fc.array(fc.option(other, { freq: 1 }), { minLength: PARTS, maxLength: PARTS });
}

function withParts(text: string, other: readonly (string | null)[]): string {
  let index = 0;
  return text.replace(PART, (part) => other[index++] ?? part);
}

/** A shaped text with a piece cut out or doubled. */
function mutilated(text: string): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(text.length), fc.nat(3), fc.boolean()).map(([at, size, twice]) => {
    const piece = text.slice(at, at + size);
    return text.slice(0, at) + (twice ? piece + piece : '') + text.slice(at + size);
  });
}

function joined(parts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.constantFrom(...parts), letters), { minLength: 1, maxLength: 3 })
    .map((some) => some.join(''));
}

/** The generator takes a null character that is written `\0` for one that is not there, and fails when it draws it. */
function writtenOut(part: string): string {
  return part === '\\0' || part === '\0' ? '\\x00' : part;
}

/** `null` for an expression that the generator cannot turn round. */
function matchingTexts(pattern: string): fc.Arbitrary<string> | null {
  const end = pattern.lastIndexOf('/');
  // Letter case is for the generator to vary, not to understand: it refuses the flag.
  const flags = pattern.slice(end + 1).replace(/[gydi]/gu, '');
  const source = pattern.slice(1, end).replace(/\\0(?!\d)|\\[^]|\0/gu, writtenOut);
  try {
    const whole = new RegExp(
      `${source.startsWith('^') ? '' : '^'}${source}${source.endsWith('$') ? '' : '$'}`,
      flags,
    );
    const arbitrary = fc.stringMatching(whole, { size: '-1' });
    fc.sample(arbitrary, { seed: 1, numRuns: 1 });
    return arbitrary;
  } catch {
    return null;
  }
}
