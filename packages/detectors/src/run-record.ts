import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BebugError,
  findingSchema,
  groupBy,
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
  const path = join(folder, 'run.json');
  if (await isFile(folder)) {
    throw new BebugError('file-format', `${folder}:1 is not a run: a run is a folder with a run.json.`);
  }
  const run = parseJson(runSchema, decodeText(await readBytes(path), path), path);
  const interrupted = run.finished === null;
  const [findings, responses] = await Promise.all([
    readLines(join(folder, 'findings.jsonl'), interrupted),
    readLines(join(folder, 'responses.jsonl'), interrupted),
  ]);
  return {
    run,
    ...vouched(
      parseJsonLines(findingSchema, findings.text, findings.path),
      parseJsonLines(responseSchema, responses.text, responses.path),
      folder,
      interrupted,
    ),
  };
}

function vouched(
  findings: readonly Finding[],
  responses: readonly Response[],
  folder: string,
  interrupted: boolean,
): Pick<RunRecord, 'findings' | 'responses'> {
  const byTask = groupBy(findings, (finding) => finding.task);
  const answered = new Set<string>();
  for (const { task, findings: promised } of responses) {
    if (answered.has(task))
      throw new BebugError('file-format', `${folder} holds two responses to the task ${task}.`);
    answered.add(task);
    const found = byTask.get(task)?.length ?? 0;
    if (found !== promised) {
      throw new BebugError(
        'file-format',
        `${folder} holds ${found} findings on the task ${task}, not the ${promised} of its response.`,
      );
    }
  }
  const stray = findings.find((finding) => !answered.has(finding.task));
  if (stray && !interrupted) {
    throw new BebugError(
      'file-format',
      `${folder} holds a finding on the task ${stray.task}, which has no response.`,
    );
  }
  return { findings: findings.filter((finding) => answered.has(finding.task)), responses };
}

async function readLines(path: string, interrupted: boolean): Promise<{ path: string; text: string }> {
  if (interrupted && !(await isFile(path))) return { path, text: '' };
  const bytes = await readBytes(path);
  // Cut as bytes: the tear may run through a character.
  const end = interrupted ? bytes.lastIndexOf(0x0a) + 1 : bytes.length;
  return { path, text: decodeText(bytes.subarray(0, end), path) };
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(nothingThere))?.isFile() ?? false;
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
