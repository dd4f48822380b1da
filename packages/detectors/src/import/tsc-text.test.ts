import { expect, test } from 'vitest';
import { complaint, imported, places } from '../../test/imported.ts';

const PLAIN = `src/a.ts(3,5): error TS2322: Type 'string' is not assignable to type 'number'.
  Type 'a' is not assignable to type 'number'.
    Deeper still.
src/b.ts(7,1): error TS2304: Cannot find name 'x'.
`;
const e = '\u001B';
const PRETTY = `${e}[96msrc/a.ts${e}[0m:${e}[93m3${e}[0m:${e}[93m5${e}[0m - ${e}[91merror${e}[0m${e}[90m TS2322: ${e}[0mType 'string' is not assignable to type 'number'.
  Type 'a' is not assignable to type 'number'.
    Deeper still.

${e}[7m3${e}[0m const line3: number = 'a';
${e}[7m ${e}[0m ${e}[91m      ~~~~~${e}[0m

  ${e}[96msrc/b.ts${e}[0m:${e}[93m1${e}[0m:${e}[93m1${e}[0m
    ${e}[7m1${e}[0m const line1 = 1;
    The expected type comes from here.

${e}[96msrc/b.ts${e}[0m:${e}[93m7${e}[0m:${e}[93m1${e}[0m - ${e}[91merror${e}[0m${e}[90m TS2304: ${e}[0mCannot find name 'x'.

${e}[7m7${e}[0m x();
${e}[7m ${e}[0m ${e}[91m~${e}[0m


Found 2 errors in 2 files.

Errors  Files
     1  src/a.ts${e}[90m:3${e}[0m
     1  src/b.ts${e}[90m:7${e}[0m
`;

test.for<[string, string]>([
  ['plain', PLAIN],
  ['pretty', PRETTY],
  ['of Windows', PLAIN.replaceAll('\n', '\r\n').replaceAll('src/', 'src\\')],
  ['with the lines of npm', `\n> check\n> tsc --noEmit\n\n${PLAIN}npm error code 2\nnpm error path /w\n`],
])('output that is %s', ([, text]) => {
  const result = imported('tsc', text);
  expect(places(result)).toEqual(['1:src/a.ts:3-3', '2:src/b.ts:7-7']);
  expect(result.findings[0]).toMatchObject({
    category: 'TS2322',
    severity: 'error',
    explanation:
      "TS2322: Type 'string' is not assignable to type 'number'. Type 'a' is not assignable to type 'number'. Deeper still.",
  });
  expect(result.unplaced).toEqual([]);
  expect(result.responses.map(({ status }) => status)).toEqual(['answered', 'answered']);
});

test.for<[string, string]>([
  ['nothing', ''],
  ['white space', '\n \r\n'],
  ['no errors', '[10:00:00 AM] Found 0 errors. Watching for file changes.\n'],
  ['no errors, alone', 'Found 0 errors.\n'],
])('%s is an answer: no finding', ([, text]) => {
  const { findings, responses } = imported('tsc', text);
  expect([findings, responses.length]).toEqual([[], 2]);
});

test('the output of --watch is read', () => {
  const text = `[10:00:00 AM] Starting compilation in watch mode...\n\n${PLAIN}\n[10:00:03 AM] Found 2 errors. Watching for file changes.\n`;
  expect(places(imported('tsc', text))).toHaveLength(2);
});

test('an error about the project says that the compiler failed', () => {
  const text = "error TS18003: No inputs were found in config file '/w/tsconfig.json'.\n";
  const { responses } = imported('tsc', text);
  expect(responses.map(({ status, message }) => [status, message])).toEqual([
    ['failed', expect.stringContaining('TS18003: No inputs')],
    ['failed', expect.stringContaining('TS18003: No inputs')],
  ]);
});

test('a parenthesis in a path and a place far out are taken as they are', () => {
  const text = `${PLAIN}src/a(1).ts(2,2): error TS1005: ';' expected.\nsrc/a.ts(900,1): error TS1: x\n`;
  const result = imported('tsc', text);
  expect(places(result)).toContain('1:src/a.ts:900-900');
  expect(result.unplaced).toEqual([
    { report: 'report', at: 'line 5', path: 'src/a(1).ts', reason: 'no task holds it' },
  ]);
});

test('a line that is no diagnostic is named', () => {
  const { unplaced } = imported('tsc', `${PLAIN}Segmentation fault\n`);
  expect(unplaced).toEqual([
    { report: 'report', at: 'line 5', path: null, reason: 'the line is no diagnostic' },
  ]);
});

test.for<[string, string, RegExp]>([
  ['of another tool', '\nsrc/a.ts:1:1: style: x\n', /^file-format 2: report:2 is no output of tsc/u],
  ['JSON', '{"a":1}', /report:1 is no output of tsc/u],
  [
    'about other files',
    'lib/x.ts(1,1): error TS1: x\n',
    /None of the 1 findings is about the set: report at line 1 is about "lib\/x\.ts"/u,
  ],
])('a text that is %s is refused with the place', ([, text, sentence]) => {
  expect(complaint('tsc', text)).toMatch(sentence);
});

test('a line made to keep a pattern busy takes no time', () => {
  const nasty = `${'('.repeat(50_000)}\n${'a(1,'.repeat(20_000)}\n${':1'.repeat(30_000)}\n`;
  const started = performance.now();
  complaint('tsc', nasty);
  expect(performance.now() - started).toBeLessThan(2000);
});
