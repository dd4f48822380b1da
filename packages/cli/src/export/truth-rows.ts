import { formatJsonLines } from '@bebug/core';
import type { StoredSet } from '@bebug/engine';

/** The truth as a data set of its own for Hugging Face, whose access is gated: a row for each bug, and the card. */
export function truthRows({ bugs, controls }: StoredSet, name: string): Record<string, string> {
  const rows = bugs.map((bug) => {
    const { id, task, file, operator, family, tier, cwe, title, explanation, mutated, fix, density, canary } =
      bug;
    return { id, task, file, operator, family, tier, cwe, title, explanation, mutated, fix, density, canary };
  });
  return {
    'truth/bugs.jsonl': formatJsonLines(rows),
    'truth/controls.jsonl': formatJsonLines(controls),
    'truth/README.md': `---
pretty_name: ${JSON.stringify(`${name} (truth)`)}
extra_gated_prompt: Which bugs were planted, and where. Whoever trains on this, or publishes it, spoils the set.
extra_gated_fields:
  I will not train on this data and will not publish it: checkbox
configs:
  - config_name: bugs
    data_files: bugs.jsonl
  - config_name: controls
    data_files: controls.jsonl
---

# Truth of ${name}

Upload this folder as a data set of its own and switch gated access on: access is granted by data set, not by configuration. Every row carries
the canary of the set, so that a leak shows.
`,
  };
}
