import { groupBy } from '@bebug/core';
import type { StoredTask } from './material.ts';
import { projectPath } from './project-path.ts';

/** Share of common lines from which two files of one name count as versions of each other. */
const SAME_FILE = 0.5;

/**
 * For each task, the tasks that would give it away: those that show another version of one of its files. Nobody sees both.
 * @param tasks id → task
 */
export function conflictsAmong(
  tasks: ReadonlyMap<string, StoredTask>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const conflicts = new Map([...tasks.keys()].map((id) => [id, new Set<string>()]));
  const shown = [...tasks].flatMap(([id, task]) =>
    Object.entries(task.texts).map(([path, text]) => ({ id, path: projectPath(task, path), text })),
  );
  for (const ofPath of groupBy(shown, ({ path }) => path).values()) {
    const versions = [...groupBy(ofPath, ({ text }) => text)].map(([text, showing]) => ({
      lines: new Set(text.split('\n').map((line) => line.trim())),
      ids: showing.map(({ id }) => id),
    }));
    for (const [index, version] of versions.entries()) {
      const others = versions
        .slice(0, index)
        .filter(({ lines }) => areSameFile(version.lines, lines))
        .flatMap(({ ids }) => ids);
      for (const id of version.ids) {
        // One task may show several versions itself.
        for (const other of others.filter((one) => one !== id)) {
          conflicts.get(id)!.add(other);
          conflicts.get(other)!.add(id);
        }
      }
    }
  }
  return conflicts;
}

/** Whether two texts of one path, given as sets of lines, are versions of one file. */
function areSameFile(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const common = [...a].filter((line) => b.has(line)).length;
  return common / (a.size + b.size - common) >= SAME_FILE;
}

/** The longest prefix-first choice from `order` in which nothing gives another away. */
export function withoutConflicts(
  order: readonly string[],
  conflicts: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const chosen: string[] = [];
  for (const id of order) if (!chosen.some((other) => conflicts.get(id)?.has(other))) chosen.push(id);
  return chosen;
}
