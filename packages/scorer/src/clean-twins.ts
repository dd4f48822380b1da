import {
  applyEdits,
  invertEdits,
  LineMap,
  lineStarts,
  orderedEdits,
  type Edit,
  type Finding,
  type Task,
} from '@bebug/core';
import type { Bug, Control } from '@bebug/core/truth';
import type { KnownPlace } from './known-place.ts';
import type { Lines } from './lines.ts';
import type { TaskTexts } from './invalid-findings.ts';

/**
 * What the detector reports on clean code too: findings on a control whose file is, byte for byte, the clean side of a file
 * with bugs, carried over to the lines of that file. Findings must have valid lines; those on controls come first.
 */
export class CleanTwins {
  readonly #texts: TaskTexts;
  readonly #controls: ReadonlySet<string>;
  readonly #reported = new Map<string, Lines[]>();
  readonly #files = new Set<string>();

  constructor(texts: TaskTexts, controls: readonly Control[]) {
    this.#texts = texts;
    this.#controls = new Set(controls.map(({ task }) => task));
  }

  note(findings: readonly Finding[]): void {
    for (const { task, file, startLine, endLine } of findings) {
      if (!this.#controls.has(task)) continue;
      const key = fileKey(file, this.#texts.get(task)?.get(file));
      const lines = this.#reported.get(key);
      if (lines) lines.push({ startLine, endLine });
      else this.#reported.set(key, [{ startLine, endLine }]);
      this.#files.add(file);
    }
  }

  /** In one task, whose bugs these are. */
  placesIn({ id, files }: Task, bugs: readonly Bug[]): KnownPlace[] {
    return files.flatMap((file) => {
      const planted = bugs.filter((bug) => bug.file === file);
      const mutated = this.#texts.get(id)?.get(file);
      if (planted.length === 0 || mutated === undefined || !this.#files.has(file)) return [];
      const fix = planted.flatMap((bug) => bug.fix);
      const clean = applyEdits(mutated, fix);
      const toMutated = lineCarrier(clean, mutated, invertEdits(mutated, fix));
      return (this.#reported.get(fileKey(file, clean)) ?? []).map(({ startLine, endLine }) => ({
        task: id,
        file,
        startLine: toMutated(startLine),
        endLine: toMutated(endLine),
        source: 'clean-twin' as const,
      }));
    });
  }
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
