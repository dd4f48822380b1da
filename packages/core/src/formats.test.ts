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
    ['{"a":1}\n{"a":', 'f.jsonl:2 is not JSON'],
    ['{"a":1}\n\n{"b":1}\n', 'f.jsonl:3 has not the expected format'],
    ['{"a":"x"}', 'f.jsonl:1 has not the expected format at a'],
  ] as const)('%j is refused, and the line is named', ([text, message]) => {
    expect(() => parseJsonLines(schema, text, 'f.jsonl')).toThrow(message);
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
