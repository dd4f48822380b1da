import type { Leftover } from '@bebug/annotator';
import type { Scorecard } from '@bebug/scorer';

/** Findings of a run that met no planted bug, and that nobody looked into; what makes them somebody's is left out. */
export function leftoversOf({ findings }: Scorecard): Leftover[] {
  return findings
    .filter(({ isOpen }) => isOpen)
    .map(({ task, file, startLine, endLine, category, explanation }) => ({
      task,
      file,
      startLine,
      endLine,
      ...(category !== null && { category }),
      ...(explanation !== null && { explanation }),
    }));
}
