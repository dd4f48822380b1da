import { BebugError, numberedJsonLines, type Finding, type Response } from '@bebug/core';
import { z } from 'zod';
import type { DetectorTask } from '../detector.ts';
import { readAnswer } from '../model/read-answer.ts';
import { checkTasks } from '../task-set.ts';
import type { Imported, ImportOptions } from './import-run.ts';
import { importedRun } from './imported-run.ts';

/** What a model wrote about one task, as it is. */
const answerLineSchema = z.strictObject({ task: z.string(), text: z.string() });

/**
 * Answers that another program got from a model, as a run: each is read as `detect` reads those that it asks for, so that both can be compared. A
 * task without an answer is skipped, and its bugs count as not attempted.
 * @throws BebugError `file-format`, with the place in the file, also for a second answer to one task; `usage` when the set lacks a task
 */
export function importAnswers(
  options: Pick<ImportOptions, 'set' | 'files' | 'now' | 'tool' | 'version'>,
): Imported {
  const { set, files, tool = 'answers', version = 'unknown' } = options;
  const texts = new Map<string, string>();
  for (const { name, text: lines } of files) {
    for (const { value, line } of numberedJsonLines(answerLineSchema, lines, name)) {
      if (texts.has(value.task))
        throw new BebugError('file-format', `${name}:${line} is a second answer to the task ${value.task}.`);
      texts.set(value.task, value.text);
    }
  }
  checkTasks(set, [...texts.keys()]);
  const answers = set.tasks.map((task) => answerOf(task, texts.get(task.task.id)));
  return {
    run: importedRun(options, { detector: tool, version, format: 'answers' }),
    findings: answers.flatMap(({ findings }) => findings),
    responses: answers.map(({ response }) => response),
    unplaced: [],
    lostFixes: 0,
  };
}

function answerOf(
  task: DetectorTask,
  text: string | undefined,
): { readonly findings: readonly Finding[]; readonly response: Response } {
  const { id } = task.task;
  const nothing = (status: Response['status'], message: string): ReturnType<typeof answerOf> => ({
    findings: [],
    response: { task: id, status, findings: 0, message },
  });
  if (text === undefined) return nothing('skipped', 'There is no answer to this task.');
  const read = readAnswer(text, task);
  if (read.status !== 'answered') return nothing(read.status, read.message);
  const { findings, remarks } = read;
  const message = remarks.join(' ');
  return {
    findings,
    response: {
      task: id,
      status: 'answered',
      findings: findings.length,
      ...(message !== '' && { message }),
    },
  };
}
