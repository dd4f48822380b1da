import type { StoredTask } from './material.ts';

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
  const seen = new Map<string, { readonly id: string; readonly text: string }[]>();
  for (const [id, { texts }] of tasks) {
    for (const [path, text] of Object.entries(texts)) {
      const others = seen.get(path) ?? [];
      for (const other of others) {
        if (other.id === id || !areVersions(text, other.text)) continue;
        conflicts.get(id)!.add(other.id);
        conflicts.get(other.id)!.add(id);
      }
      seen.set(path, [...others, { id, text }]);
    }
  }
  return conflicts;
}

function areVersions(a: string, b: string): boolean {
  if (a === b) return false;
  const [first, second] = [a, b].map((text) => new Set(text.split('\n').map((line) => line.trim())));
  const common = [...first!].filter((line) => second!.has(line)).length;
  return common / (first!.size + second!.size - common) >= SAME_FILE;
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
