import { mkdir, mkdtemp, open, readdir, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  BebugError,
  formatJson,
  formatJsonLines,
  RUN_FORMAT,
  type Finding,
  type Response,
  type Run,
} from '@bebug/core';
import type { Detector } from './detector.ts';
import { readRun, type RunRecord } from './run-record.ts';
import { totals } from './run-totals.ts';

/** What a run remembers of who made it. */
export type DetectorIdentity = Pick<Detector, 'name' | 'version' | 'settings' | 'promptHash'>;

/** A run folder that is being written: open until `finish` or `close`. */
export class RunFolder {
  readonly #path: string;
  readonly #findings: FileHandle;
  readonly #responses: FileHandle;
  readonly #allFindings: Finding[];
  readonly #allResponses: Response[];
  readonly #waiting: { readonly findings: readonly Finding[]; readonly response: Response }[] = [];
  #run: Run;
  #tail: Promise<void> = Promise.resolve();

  private constructor(path: string, record: RunRecord, findings: FileHandle, responses: FileHandle) {
    this.#path = path;
    this.#run = record.run;
    this.#allFindings = [...record.findings];
    this.#allResponses = [...record.responses];
    this.#findings = findings;
    this.#responses = responses;
  }

  /**
   * A new run in `path`, or the one that was begun there, cut back to what its responses vouch for and to what is not `again`
   * to be asked.
   * @throws BebugError `output-exists` when the folder holds anything else; `file-format` when the run there is damaged
   */
  static async open(
    path: string,
    detector: DetectorIdentity,
    setHash: string,
    now: Date,
    again: (response: Response) => boolean = ({ status }) => status === 'skipped',
  ): Promise<RunFolder> {
    await makeFolder(path);
    const begun = await begunRun(path, detector, setHash);
    const record = begun ? await reopened(path, begun, again) : await beginRun(path, detector, setHash, now);
    if (record.run.finished === null) await writeRecords(path, record);
    const findings = await open(join(path, 'findings.jsonl'), 'a');
    const responses = await open(join(path, 'responses.jsonl'), 'a');
    return new RunFolder(path, record, findings, responses);
  }

  get record(): RunRecord {
    return { run: this.#run, findings: this.#allFindings, responses: this.#allResponses };
  }

  /**
   * Add one task: findings reach the disk before the response that vouches for them. Calls queue up, and what queued meanwhile is
   * written at once.
   */
  append(findings: readonly Finding[], response: Response): Promise<void> {
    this.#waiting.push({ findings, response });
    this.#tail = this.#tail.then(() => this.#writeWaiting());
    return this.#tail;
  }

  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting.splice(0);
    if (batch.length === 0) return;
    const findings = batch.flatMap((item) => item.findings);
    const responses = batch.map((item) => item.response);
    if (findings.length > 0) {
      await this.#findings.appendFile(formatJsonLines(findings));
      await this.#findings.datasync();
    }
    await this.#responses.appendFile(formatJsonLines(responses));
    await this.#responses.datasync();
    this.#allFindings.push(...findings);
    this.#allResponses.push(...responses);
  }

  /**
   * Put the tasks into the order of `order`, whatever order they were answered in, add up tokens and cost, and mark the run as
   * finished.
   */
  async finish(order: readonly string[], now: Date): Promise<void> {
    const place = new Map(order.map((task, index) => [task, index]));
    const inOrder = <T extends { task: string }>(items: readonly T[]): T[] =>
      items.toSorted((a, b) => place.get(a.task)! - place.get(b.task)!);
    const { run, findings, responses } = this.record;
    await writeRecords(this.#path, { run, findings: inOrder(findings), responses: inOrder(responses) });
    this.#run = { ...run, finished: now.toISOString(), ...totals(responses) };
    await replace(join(this.#path, 'run.json'), formatJson(this.#run));
  }

  async close(): Promise<void> {
    await this.#tail.catch(() => undefined); // whoever appended has had the error
    await Promise.all([this.#findings.close(), this.#responses.close()]);
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    throw new BebugError('output-exists', `${path} is a file, or is inside one.`, { cause: error });
  }
}

async function beginRun(
  path: string,
  detector: DetectorIdentity,
  setHash: string,
  now: Date,
): Promise<RunRecord> {
  const run: Run = {
    format: RUN_FORMAT,
    ...identityOf(detector, setHash),
    started: now.toISOString(),
    finished: null,
    tokens: null,
    cost: null,
  };
  await replace(join(path, 'run.json'), formatJson(run));
  return { run, findings: [], responses: [] };
}

/** What a run has to have in common with another sitting of it. */
function identityOf(
  { name, version, settings, promptHash }: DetectorIdentity,
  setHash: string,
): Pick<Run, 'detector' | 'version' | 'settings' | 'promptHash' | 'setHash'> {
  return { detector: name, version, settings, promptHash: promptHash ?? null, setHash };
}

/** The record without what is to be asked again; a finished run is begun anew for it. */
async function reopened(
  path: string,
  record: RunRecord,
  again: (response: Response) => boolean,
): Promise<RunRecord> {
  const dropped = new Set(record.responses.filter(again).map(({ task }) => task));
  if (dropped.size === 0) return record;
  const run: Run = { ...record.run, finished: null, tokens: null, cost: null };
  await replace(join(path, 'run.json'), formatJson(run));
  return {
    run,
    findings: record.findings.filter(({ task }) => !dropped.has(task)),
    responses: record.responses.filter(({ task }) => !dropped.has(task)),
  };
}

async function begunRun(
  path: string,
  detector: DetectorIdentity,
  setHash: string,
): Promise<RunRecord | null> {
  const entries = (await readdir(path)).filter((name) => name !== 'run.json.tmp');
  if (entries.length === 0) return null;
  if (!entries.includes('run.json')) {
    throw new BebugError('output-exists', `${path} is not empty and holds no run.`);
  }
  const record = await readRun(path);
  const { run } = record;
  const wanted = identityOf(detector, setHash);
  for (const key of Object.keys(wanted) as (keyof typeof wanted)[]) {
    if (isDeepStrictEqual(run[key], wanted[key])) continue;
    throw new BebugError(
      'output-exists',
      `${path} holds a run with another ${key}: ${JSON.stringify(run[key])}, not ${JSON.stringify(wanted[key])}.`,
    );
  }
  return record;
}

async function writeRecords(path: string, { findings, responses }: RunRecord): Promise<void> {
  await replace(join(path, 'findings.jsonl'), formatJsonLines(findings));
  await replace(join(path, 'responses.jsonl'), formatJsonLines(responses));
}

/**
 * Write a whole run under a temporary name beside `path`, then rename it: nobody ever sees half of it. `more` are further files.
 * @throws BebugError `output-exists` when `path` holds something already
 */
export async function writeRun(
  path: string,
  record: RunRecord,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const target = resolve(path);
  await makeFolder(dirname(target));
  const entries = await readdir(target).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw new BebugError('output-exists', `${path} is a file.`, { cause: error });
    throw error;
  });
  if (entries.length > 0) throw new BebugError('output-exists', `${path} is not empty.`);
  const partial = await mkdtemp(`${target}.partial-`);
  try {
    await writeRecords(partial, record);
    for (const [name, text] of Object.entries(more)) await writeFile(join(partial, name), text);
    await replace(join(partial, 'run.json'), formatJson(record.run));
    await rename(partial, target);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** All or nothing: a reader, or a crash, finds the old file or the new one. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text, { flush: true });
  await rename(`${path}.tmp`, path);
}
