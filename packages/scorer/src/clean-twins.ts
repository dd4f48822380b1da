import {
  applyEdits,
  groupBy,
  invertEdits,
  LineMap,
  lineStarts,
  orderedEdits,
  sha256,
  type Edit,
  type Finding,
  type Task,
} from '@bebug/core';
import type { Control } from '@bebug/core/truth';
import type { KnownPlace } from './known-place.ts';
import type { Lines } from './lines.ts';
import type { TaskTexts } from './invalid-findings.ts';
import type { ScoredBug } from './scored-bug.ts';

/**
 * What the detector reports on clean code too, carried over to the lines of the file with bugs: on the twin of the task, where a run on
 * the twins is given, and on a control whose file is, byte for byte, the clean side. Findings on controls must have valid lines, and come
 * first; those on twins that name a place which is not there are left out.
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

  /** In one task that has bugs: these are all of them, and `onTwin` all findings on its twin. */
  placesIn(
    { id, files, context }: Task,
    bugs: readonly ScoredBug[],
    onTwin: readonly Finding[] = [],
  ): KnownPlace[] {
    if (bugs.length === 0) return [];
    const onTwinOf = groupBy(onTwin, ({ file }) => file);
    return [...files, ...context].flatMap((file) => {
      const mutated = this.#texts.get(id)?.get(file);
      const isReported = this.#files.has(file) || onTwinOf.has(file);
      if (mutated === undefined || !isReported) return [];
      const fix = bugs.flatMap((bug) => (bug.file === file ? bug.fix : []));
      const clean = applyEdits(mutated, fix);
      const lastLine = lineStarts(clean).length;
      const toMutated = lineCarrier(clean, mutated, invertEdits(mutated, fix));
      return [...(this.#reported.get(fileKey(file, clean)) ?? []), ...(onTwinOf.get(file) ?? [])]
        .filter(({ startLine, endLine }) => startLine <= endLine && endLine <= lastLine)
        .map(({ startLine, endLine }) => ({
          task: id,
          file,
          startLine: toMutated(startLine),
          endLine: toMutated(endLine),
          source: 'clean-twin' as const,
        }));
    });
  }
}

/** By its hash: the texts themselves would fill the memory. */
function fileKey(file: string, text: string | undefined): string {
  return `${file}\n${sha256(text ?? '')}`;
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
