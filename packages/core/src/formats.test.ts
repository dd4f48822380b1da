import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BebugError } from './errors.ts';
import { formatJsonLines, oneLine, parseJson, parseJsonLines } from './formats.ts';

const schema = z.strictObject({ a: z.number() });

describe('formats', () => {
  test('a text on one line has neither line ends nor control characters', () => {
    expect(oneLine('a\r\n\tb\u001b[1m\0 c\u2028')).toBe('a b [1m c ');
  });

  test('JSON Lines survive a round trip', () => {
    const values = [{ a: 1 }, { a: -2 }];
    expect(parseJsonLines(schema, formatJsonLines(values), 'x')).toEqual(values);
  });

  test.for([
    ['{"a":1}\n{"a":', 'f.jsonl:2 is not JSON at column 6: value expected.'],
    ['{"a":1}\n\n{"b":1}\n', 'f.jsonl:3 has not the expected format'],
    ['{"a":"x"}', 'f.jsonl:1 has not the expected format at a'],
  ] as const)('%j is refused, and the line is named', ([text, message]) => {
    expect(() => parseJsonLines(schema, text, 'f.jsonl')).toThrow(message);
  });

  test.for([
    ['', 1, 1, 'value expected'],
    ['{\n  "a": [,]\n}', 2, 9, 'value expected'],
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3, 'invalid symbol'],
    ['{\n  "a": 1,\n}', 3, 1, 'property name expected'],
    ['{\n  "a": nul\n}', 2, 8, 'invalid symbol'],
    ['[\n  1\n  2\n]', 3, 3, 'comma expected'],
    ['{"a": [1, 2', 1, 12, 'close bracket expected'],
    ['{"a": 1} x', 1, 10, 'invalid symbol'],
    ['[\n// why\n]', 2, 1, 'invalid comment token'],
    ['[\n"a', 2, 1, 'unexpected end of string'],
  ] as const)('%j is no JSON at line %i, column %i: %s', ([text, line, column, what]) => {
    expect(() => parseJson(schema, text, 'f.json')).toThrow(
      `f.json is not JSON at line ${line}, column ${column}: ${what}.`,
    );
  });

  test('a text nested deeper than the stack is refused all the same', () => {
    expect(() => parseJson(schema, '['.repeat(1e5), 'f.json')).toThrow(/^f\.json is not JSON: .+\.$/u);
  });

  test('a broken file is bad input: exit code 2', () => {
    const failure = (() => {
      try {
        return parseJson(schema, '[', 'f.json');
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(BebugError);
    expect((failure as BebugError).exitCode).toBe(2);
  });
});
