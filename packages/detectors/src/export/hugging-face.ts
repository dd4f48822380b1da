import { formatJsonLines } from '@bebug/core';
import type { ExportedFiles, ExportInput } from './exported.ts';

/** A data set for Hugging Face: a row for each task, with the texts of its files, and the card. */
export function huggingFace({ set, name }: ExportInput): ExportedFiles {
  const rows = set.tasks.map(({ task, texts }) => {
    const withText = (paths: readonly string[]): { path: string; text: string }[] =>
      paths.map((path) => ({ path, text: texts.get(path) ?? '' }));
    const { id, kind, language, files, context, lines } = task;
    const diff = task.change === undefined ? null : (texts.get(task.change.diff) ?? '');
    return { id, kind, language, lines, files: withText(files), context: withText(context), diff };
  });
  return { 'tasks.jsonl': formatJsonLines(rows), 'README.md': card(name, set.tasks.length) };
}

function card(name: string, tasks: number): string {
  return `---
pretty_name: ${JSON.stringify(`${name} (bebug tasks)`)}
task_categories: [text-generation]
tags: [code, bug-detection, typescript, javascript]
size_categories: [${tasks < 1000 ? 'n<1K' : tasks < 10_000 ? '1K<n<10K' : '10K<n<100K'}]
configs:
  - config_name: tasks
    default: true
    data_files: tasks.jsonl
---

# ${name}

${tasks} tasks of a bebug set: TypeScript and JavaScript files, some with planted and proved bugs, some without. A row is one task:
\`files\` are under review, \`context\` is what they import, and \`diff\` is the change under review where the task is one.

\`huggingface-cli upload OWNER/NAME . --repo-type dataset\` in this folder publishes it; \`load_dataset("OWNER/NAME")\` reads it.

Report bugs as lines of JSON, \`{"task", "file", "startLine", "endLine", "explanation", "confidence"}\`; the owner of the set scores them with
\`bebug import findings.jsonl --from jsonl --set SET --out RUN\` and \`bebug score SET RUN\`. Which tasks hold bugs, and where, is in a data set of
its own, with gated access. Before publishing, add the licences of the code that the set was made from: \`bugset.json\` lists them.
`;
}
