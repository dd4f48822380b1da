import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { BebugError, findingSchema, numberedJsonLines, parseJson, type Finding } from '@bebug/core';
import { checkVouched, hasFile, readAnswers, type RunRecord } from './run-record.ts';
import { decodeText } from './text-file.ts';

/** A finding and its place in the run, from 0. */
interface PlacedFinding {
  readonly finding: Finding;
  readonly index: number;
}

/** A run whose findings are read task by task, so that they need not fit into memory. */
export interface RunStream extends Omit<RunRecord, 'findings'>, AsyncDisposable {
  /** All findings on one task after the other; tasks of `first` come first. */
  tasks(first: ReadonlySet<string>): AsyncGenerator<readonly PlacedFinding[]>;
  /** All findings on one task. */
  on(task: string): Promise<readonly PlacedFinding[]>;
}

/** Lines on one task that follow each other. */
interface Stretch {
  readonly start: number;
  end: number;
  /** Of its first line, from 1. */
  readonly line: number;
  /** Of its first finding in the run, from 0. */
  readonly index: number;
}

const WINDOW = 1 << 20;
const NEWLINE = 0x0a;

/**
 * The run in `folder`, as `readRun` would read it, with an index of where the findings on each task lie. Findings that are written task
 * by task, as bebug writes them, cost one entry a task; others are found all the same.
 * @throws BebugError as `readRun` does
 */
export async function openRun(folder: string): Promise<RunStream> {
  const { run, responses } = await readAnswers(folder);
  const interrupted = run.finished === null;
  const path = join(folder, 'findings.jsonl');
  if (!(await hasFile(path))) {
    if (!interrupted) throw new BebugError('file-missing', `${path} does not exist.`);
    checkVouched(new Map(), responses, folder, interrupted);
    return {
      run,
      responses,
      tasks: async function* () {},
      on: () => Promise.resolve([]),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
  const file = await open(path);
  try {
    const { stretches, counts } = await indexOf(file, path, interrupted);
    const answered = checkVouched(counts, responses, folder, interrupted);
    const on = findingsReader(file, path, stretches);
    const tasks = [...stretches.keys()].filter((task) => answered.has(task));
    return {
      run,
      responses,
      tasks: async function* (first) {
        const ordered = [
          ...tasks.filter((task) => first.has(task)),
          ...tasks.filter((task) => !first.has(task)),
        ];
        for (const task of ordered) yield await on(task);
      },
      on: (task) => (answered.has(task) ? on(task) : Promise.resolve([])),
      [Symbol.asyncDispose]: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function indexOf(
  file: FileHandle,
  path: string,
  interrupted: boolean,
): Promise<{ stretches: Map<string, Stretch[]>; counts: Map<string, number> }> {
  const stretches = new Map<string, Stretch[]>();
  const counts = new Map<string, number>();
  let [line, index, last] = [0, 0, ''];
  for await (const { start, end, bytes, isTorn } of linesOf(file)) {
    line++;
    const text = decodeText(bytes, path);
    if ((interrupted && isTorn) || text.trim() === '') continue;
    const { task } = parseJson(findingSchema, text, `${path}:${line}`);
    const ofTask = stretches.get(task);
    if (task === last) ofTask!.at(-1)!.end = end;
    else if (ofTask) ofTask.push({ start, end, line, index });
    else stretches.set(task, [{ start, end, line, index }]);
    counts.set(task, (counts.get(task) ?? 0) + 1);
    last = task;
    index++;
  }
  return { stretches, counts };
}

/** Every line with the bytes that it spans, its end included; one that the file's end tears off is said to be torn. */
async function* linesOf(
  file: FileHandle,
): AsyncGenerator<{ start: number; end: number; bytes: Buffer; isTorn: boolean }> {
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false, highWaterMark: WINDOW })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      yield {
        start: position + start,
        end: position + end + 1,
        bytes: bytes.subarray(start, end),
        isTorn: false,
      };
      start = end + 1;
    }
    position += start;
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) yield { start: position, end: position + rest.length, bytes: rest, isTorn: true };
}

function findingsReader(
  file: FileHandle,
  path: string,
  stretches: ReadonlyMap<string, readonly Stretch[]>,
): (task: string) => Promise<readonly PlacedFinding[]> {
  const read = windowReader(file);
  return async (task) => {
    const findings: PlacedFinding[] = [];
    for (const { start, end, line, index } of stretches.get(task) ?? []) {
      const text = decodeText(await read(start, end), path);
      let place = index;
      for (const { value } of numberedJsonLines(findingSchema, text, path, line)) {
        findings.push({ finding: value, index: place++ });
      }
    }
    return findings;
  };
}

/** Reads ahead: stretches mostly follow each other. */
function windowReader(file: FileHandle): (start: number, end: number) => Promise<Buffer> {
  let [from, bytes] = [0, Buffer.alloc(0)];
  return async (start, end) => {
    if (start < from || end > from + bytes.length) {
      const buffer = Buffer.alloc(Math.max(WINDOW, end - start));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
      [from, bytes] = [start, buffer.subarray(0, bytesRead)];
    }
    return bytes.subarray(start - from, end - from);
  };
}
