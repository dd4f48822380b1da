import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BebugError } from './errors.ts';
import { findJsonFault } from './json-place.ts';

/** Two-space JSON with a final newline; keys in the order in which the object was built. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** One JSON object a line, each line ended. */
export function formatJsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** Parse and validate a JSON text; `place` names the file in the error, which says line and column of what is no JSON. */
export function parseJson<T>(schema: z.ZodType<T>, text: string, place: string): T {
  return validate(schema, decode(text, place, 'line and column'), place);
}

/** Parse and validate JSON Lines; an error names the line. Empty lines are passed over. */
export function parseJsonLines<T>(schema: z.ZodType<T>, text: string, place: string): T[] {
  return Array.from(numberedJsonLines(schema, text, place), ({ value }) => value);
}

/** The same one by one, each with its line; `first` is the number of the first. */
export function* numberedJsonLines<T>(
  schema: z.ZodType<T>,
  text: string,
  place: string,
  first = 1,
): Generator<{ readonly value: T; readonly line: number }> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const linePlace = `${place}:${first + index}`;
    yield { value: validate(schema, decode(line, linePlace, 'column'), linePlace), line: first + index };
  }
}

/** A text on one line, without control characters: each stretch of these and of white space is one space. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ');
}

/** Lower-case hexadecimal SHA-256 of a text (as UTF-8) or of bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/u);

function decode(text: string, place: string, named: 'line and column' | 'column'): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const fault = findJsonFault(text);
    // The message quotes the text, line ends and all.
    const why =
      fault === null
        ? `: ${oneLine((error as Error).message)}`
        : ` at ${named === 'column' ? '' : `line ${fault.line}, `}column ${fault.column}: ${fault.what}`;
    throw new BebugError('file-format', `${place} is not JSON${why}.`, { cause: error });
  }
}

function validate<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const where = issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw new BebugError('file-format', `${place} has not the expected format${where}: ${issue.message}.`);
}
