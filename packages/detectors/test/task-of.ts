import { lineStarts, makeTask } from '@bebug/core';
import type { DetectorTask } from '../src/detector.ts';

/** A task made of texts: `reviewed` under review, `context` beside them. */
export function taskOf(
  reviewed: Record<string, string>,
  context: Record<string, string> = {},
  id = 't-000000000001',
): DetectorTask {
  const files = Object.keys(reviewed);
  const task = makeTask({
    id,
    kind: 'file',
    language: files.every((path) => /\.[cm]?jsx?$/u.test(path)) ? 'javascript' : 'typescript',
    files,
    context: Object.keys(context),
    lines: Object.values(reviewed).reduce((lines, text) => lines + lineStarts(text).length, 0),
  });
  return { task, texts: new Map(Object.entries({ ...reviewed, ...context })) };
}
