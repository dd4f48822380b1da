import { compareText, formatJson, formatJsonLines, sha256, TIERS, VERSION } from '@bebug/core';
import type { Bug, TaskSetManifest } from '@bebug/core/truth';
import type { StoredSet } from '../read-set.ts';

/** Where the manifest of a task set is, in its folder. */
export const TASK_SET_MANIFEST = 'taskset.json';

/** What a task set is made of. */
export interface TaskSetParts {
  readonly format: TaskSetManifest['format'];
  readonly seed: number;
  readonly options: TaskSetManifest['options'];
  /** Lines of `tasks.jsonl`; their order must not tell anything. */
  readonly tasks: readonly { readonly id: string }[];
  readonly bugs: readonly Bug[];
  readonly notes: readonly string[];
  /** Every other file: path → text. */
  readonly files: ReadonlyMap<string, string>;
}

/** The files of a task set that was made of `set`: public tasks, sealed truth, and the manifest with the hash of everything. */
export function sealTaskSet(set: StoredSet, parts: TaskSetParts): Record<string, string> {
  const byId = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
    items.toSorted((a, b) => compareText(a.id, b.id));
  const files = new Map(parts.files)
    .set('tasks.jsonl', formatJsonLines(byId(parts.tasks)))
    .set('truth/bugs.jsonl', formatJsonLines(byId(parts.bugs)));
  const sorted = [...files].sort(([a], [b]) => compareText(a, b));
  const { corpora, canary } = set.manifest;
  const count = (tier: string): number => parts.bugs.filter((bug) => bug.tier === tier).length;
  const manifest: TaskSetManifest = {
    format: parts.format,
    generator: { name: 'bebug', version: VERSION },
    seed: parts.seed,
    options: parts.options,
    setHash: set.hash,
    corpora,
    tasks: parts.tasks.length,
    bugs: Object.fromEntries(TIERS.map((tier) => [tier, count(tier)])) as TaskSetManifest['bugs'],
    canary,
    notes: [...parts.notes],
    files: Object.fromEntries(sorted.map(([path, text]) => [path, sha256(text)])),
  };
  return { ...Object.fromEntries(sorted), [TASK_SET_MANIFEST]: formatJson(manifest) };
}
