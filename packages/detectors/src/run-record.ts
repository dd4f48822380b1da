import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BebugError,
  findingSchema,
  parseJson,
  parseJsonLines,
  responseSchema,
  runSchema,
  type Finding,
  type Response,
  type Run,
} from '@bebug/core';
import { decodeText, readBytes } from './text-file.ts';

/** A run folder, read and believed. */
export interface RunRecord {
  readonly run: Run;
  /** Every finding belongs to a task with a response. */
  readonly findings: readonly Finding[];
  /** One for each task that was attempted. */
  readonly responses: readonly Response[];
}

/**
 * The run in `folder`. Of a run that was interrupted, what is vouched for: a torn last line and findings without their
 * response line count as not written, and their tasks as not attempted.
 * @throws BebugError `file-missing`; `file-format`, with file and line, for anything that is not a run
 */
export async function readRun(folder: string): Promise<RunRecord> {
  const { run, responses } = await readAnswers(folder);
  const interrupted = run.finished === null;
  const { text, path } = await readLines(join(folder, 'findings.jsonl'), interrupted);
  const findings = parseJsonLines(findingSchema, text, path);
  const counts = new Map<string, number>();
  for (const { task } of findings) counts.set(task, (counts.get(task) ?? 0) + 1);
  const answered = checkVouched(counts, responses, folder, interrupted);
  return { run, findings: findings.filter(({ task }) => answered.has(task)), responses };
}

/** A run without its findings. */
export async function readAnswers(folder: string): Promise<Omit<RunRecord, 'findings'>> {
  const path = join(folder, 'run.json');
  if ((await statsOf(folder))?.isFile() ?? false) {
    throw new BebugError('file-format', `${folder}:1 is not a run: a run is a folder with a run.json.`);
  }
  const run = parseJson(runSchema, decodeText(await readBytes(path), path), path);
  const responses = await readLines(join(folder, 'responses.jsonl'), run.finished === null);
  return { run, responses: parseJsonLines(responseSchema, responses.text, responses.path) };
}

/**
 * The tasks whose findings are vouched for by a response, given how many findings there are on each.
 * @throws BebugError `file-format` when findings and responses do not fit together
 */
export function checkVouched(
  counts: ReadonlyMap<string, number>,
  responses: readonly Response[],
  folder: string,
  interrupted: boolean,
): ReadonlySet<string> {
  const answered = new Set<string>();
  for (const { task, findings: promised } of responses) {
    if (answered.has(task))
      throw new BebugError('file-format', `${folder} holds two responses to the task ${task}.`);
    answered.add(task);
    const found = counts.get(task) ?? 0;
    if (found !== promised) {
      throw new BebugError(
        'file-format',
        `${folder} holds ${found} findings on the task ${task}, not the ${promised} of its response.`,
      );
    }
  }
  const stray = [...counts.keys()].find((task) => !answered.has(task));
  if (stray !== undefined && !interrupted) {
    throw new BebugError(
      'file-format',
      `${folder} holds a finding on the task ${stray}, which has no response.`,
    );
  }
  return answered;
}

async function readLines(path: string, interrupted: boolean): Promise<{ path: string; text: string }> {
  if (interrupted && !(await hasFile(path))) return { path, text: '' };
  const bytes = await readBytes(path);
  // Cut as bytes: the tear may run through a character.
  const end = interrupted ? bytes.lastIndexOf(0x0a) + 1 : bytes.length;
  return { path, text: decodeText(bytes.subarray(0, end), path) };
}

/** Whether something can be read there. @throws BebugError `file-format` when it is a folder */
export async function hasFile(path: string): Promise<boolean> {
  const stats = await statsOf(path);
  if (stats?.isDirectory() ?? false) throw new BebugError('file-format', `${path} is a folder, not a file.`);
  return stats !== null;
}

function statsOf(path: string): Promise<Stats | null> {
  return stat(path).catch(nothingThere);
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
