import {
  applyEdits,
  groupBy,
  invertEdits,
  LineMap,
  lineStarts,
  orderedEdits,
  type Edit,
  type Finding,
  type Task,
} from '@bebug/core';
import type { Bug, Control } from '@bebug/core/truth';
import type { KnownPlace } from './explained-verdicts.ts';
import type { TaskTexts } from './invalid-findings.ts';

/**
 * What the detector reports on clean code too: findings on a control whose file is, byte for byte, the clean side of a file
 * with bugs, carried over to the lines of that file. Findings must have valid lines.
 */
export function cleanTwinPlaces(
  tasks: readonly Task[],
  texts: TaskTexts,
  bugs: readonly Bug[],
  controls: readonly Control[],
  findings: readonly Finding[],
): KnownPlace[] {
  const controlIds = new Set(controls.map(({ task }) => task));
  const onControls = groupBy(
    findings.filter(({ task }) => controlIds.has(task)),
    ({ task, file }) => fileKey(file, texts.get(task)?.get(file)),
  );
  const reported = new Set(findings.filter(({ task }) => controlIds.has(task)).map(({ file }) => file));
  const bugsAt = groupBy(bugs, ({ task, file }) => `${task}\n${file}`);
  const places: KnownPlace[] = [];
  for (const task of tasks) {
    for (const file of task.files) {
      const planted = bugsAt.get(`${task.id}\n${file}`) ?? [];
      const mutated = texts.get(task.id)?.get(file);
      if (planted.length === 0 || mutated === undefined || !reported.has(file)) continue;
      const fix = planted.flatMap((bug) => bug.fix);
      const clean = applyEdits(mutated, fix);
      const toMutated = lineCarrier(clean, mutated, invertEdits(mutated, fix));
      for (const { startLine, endLine } of onControls.get(fileKey(file, clean)) ?? []) {
        places.push({
          task: task.id,
          file,
          startLine: toMutated(startLine),
          endLine: toMutated(endLine),
          source: 'clean-twin',
        });
      }
    }
  }
  return places;
}

function fileKey(file: string, text: string | undefined): string {
  return `${file}\n${text ?? ''}`;
}

/** Line of a text before edits → line after them. A line that was edited away is carried to where it was. */
function lineCarrier(before: string, after: string, edits: readonly Edit[]): (line: number) => number {
  const starts = lineStarts(before);
  const ordered = orderedEdits(edits, before.length);
  const to = new LineMap(after);
  return (line) => {
    const start = starts[line - 1]!;
    let shift = 0;
    for (const edit of ordered) {
      if (edit.end <= start) shift += edit.text.length - (edit.end - edit.start);
      else if (edit.start < start) return to.position(edit.start + shift).line;
    }
    return to.position(start + shift).line;
  };
}
