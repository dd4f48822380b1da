import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { compareText } from '@bebug/core';
import { z } from 'zod';
import { normalMessage, isNoProof } from './message.ts';

const LARGEST = 128 * 2 ** 20;

/** What the tests of one run said. Tests are named `FILE > SUITE > TEST`. */
export interface TestReport {
  readonly passed: ReadonlySet<string>;
  /** Test → normalised message. Failures that prove nothing, and others in the same file, are in `idle` instead. */
  readonly failed: ReadonlyMap<string, string>;
  readonly idle: ReadonlySet<string>;
}

const lineSchema = z.object({
  file: z.string(),
  names: z.array(z.string()),
  state: z.enum(['passed', 'failed']),
  message: z.string(),
});
type Line = z.infer<typeof lineSchema>;

/** What jest and vitest write with `--json` and `--reporter=json`. */
const jestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string().optional(),
      message: z.string().nullish(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/**
 * Read the reports that a run left in `folder`; `null` when it left none, or one that is torn. `roots` are the names that the
 * project's folder had in the run.
 */
export async function readReports(folder: string, roots: readonly string[]): Promise<TestReport | null> {
  const names = (await readdir(folder)).sort(compareText);
  const lines: Line[] = [];
  let reports = 0;
  for (const name of names) {
    if (!/^(?:tests\.jsonl|(?:jest|vitest)-\d+\.json)$/u.test(name)) continue;
    const text = await readForeign(join(folder, name));
    const read = text === null ? null : name === 'tests.jsonl' ? ownLines(text) : jestLines(text);
    if (read === null) return null;
    reports++;
    lines.push(...read);
  }
  return reports === 0 ? null : summary(lines, roots);
}

function summary(lines: readonly Line[], roots: readonly string[]): TestReport {
  const passed = new Set<string>();
  const failed = new Map<string, string>();
  const idle = new Set<string>();
  const doubtful = new Set(
    lines.filter(({ state, message }) => state === 'failed' && isNoProof(message)).map(({ file }) => file),
  );
  const seen = new Map<string, number>();
  for (const { file, names, state, message } of lines) {
    const plain = [inProject(file, roots), ...names.map((name) => inProject(name, roots))]
      .join(' > ')
      .replaceAll(/\s+/gu, ' ');
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    const test = count === 1 ? plain : `${plain} (${count})`;
    if (state === 'passed') passed.add(test);
    else if (doubtful.has(file)) idle.add(test);
    else failed.set(test, normalMessage(message, roots));
  }
  return { passed, failed, idle };
}

function inProject(path: string, roots: readonly string[]): string {
  if (!isAbsolute(path)) return path;
  const root = roots.find((one) => path.startsWith(`${one}/`));
  return root === undefined ? path : relative(root, path);
}

function ownLines(text: string): Line[] | null {
  // A run that was cut off tears its last line.
  if (!text.endsWith('\n')) return null;
  const lines = text
    .slice(0, -1)
    .split('\n')
    .map((line) => parsed(lineSchema, line));
  return lines.includes(null) ? null : (lines as Line[]);
}

function jestLines(text: string): Line[] | null {
  const report = parsed(jestSchema, text);
  if (!report) return null;
  return report.testResults.flatMap(({ name: file, status, message, assertionResults }): Line[] => {
    const tests = assertionResults
      .filter((one) => one.status === 'passed' || one.status === 'failed')
      .map((one): Line => ({
        file,
        names: [...one.ancestorTitles, one.title],
        state: one.status === 'passed' ? 'passed' : 'failed',
        message: (one.failureMessages ?? []).join('\n'),
      }));
    const failsWhole = status === 'failed' && tests.every(({ state }) => state === 'passed');
    return failsWhole ? [...tests, { file, names: [], state: 'failed', message: message ?? '' }] : tests;
  });
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // Foreign code may write anything there: what is no report counts as none.
    return null;
  }
}

/** Text of a plain file that foreign code wrote: links, pipes and floods are not read. */
async function readForeign(path: string): Promise<string | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => null,
  );
  if (file === null) return null;
  try {
    const stats = await file.stat();
    return stats.isFile() && stats.size <= LARGEST ? await file.readFile('utf8') : null;
  } finally {
    await file.close();
  }
}
