import { parsePatch } from 'diff';
import type { DetectorTask } from '../detector.ts';

/**
 * Line before the change → line of the file under review. A line that the change took away is carried to the line that came in its
 * place, or that follows. `null` when the task is no change, or not one of this file.
 */
export function lineAfterChange(
  { task, texts }: DetectorTask,
  file: string,
): ((line: number) => number) | null {
  const diff = task.change && task.files.includes(file) ? texts.get(task.change.diff) : undefined;
  const patch = parsePatch(diff ?? '').find(({ newFileName }) => newFileName?.replace(/^b\//u, '') === file);
  if (patch === undefined) return null;
  return (line) => {
    let shift = 0;
    for (const { oldStart, oldLines, newLines, lines } of patch.hunks) {
      if (line < oldStart) break;
      if (line >= oldStart + oldLines) {
        shift += newLines - oldLines;
        continue;
      }
      let before = oldStart;
      let after = oldStart + shift;
      for (const text of lines) {
        if (text.startsWith('\\')) continue;
        if (text.startsWith('+')) {
          after++;
          continue;
        }
        if (before === line) return text.startsWith('-') ? Math.max(1, after) : after;
        before++;
        if (!text.startsWith('-')) after++;
      }
    }
    return line + shift;
  };
}
