import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatJson, formatJsonLines, sha256, type Finding } from '@bebug/core';
import { answeredRun, type SyntheticSet } from './synthetic-set.ts';

/** A synthetic set as a folder. Returns its hash, which a run on it must name. */
export async function writeSyntheticSet(set: SyntheticSet, path: string): Promise<string> {
  const files: Record<string, string> = {
    'tasks.jsonl': formatJsonLines(set.tasks),
    'truth/bugs.jsonl': formatJsonLines(set.bugs),
    'truth/controls.jsonl': formatJsonLines(set.controls),
    'truth/decoys.jsonl': '',
  };
  for (const [task, texts] of set.taskTexts)
    for (const [file, text] of texts) files[`tasks/${task}/${file}`] = text;
  const hashes = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, sha256(text)]));
  const manifest = formatJson({ ...set.manifest, files: hashes });
  for (const [file, text] of Object.entries({ ...files, 'bugset.json': manifest })) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), text);
  }
  return sha256(manifest);
}

/** A finished run that answered every task of the set with that hash. */
export async function writeSyntheticRun(
  set: SyntheticSet,
  setHash: string,
  findings: Finding[],
  path: string,
): Promise<void> {
  const { run, responses } = answeredRun(set, findings);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'run.json'), formatJson({ ...run, setHash, finished: run.started }));
  await writeFile(join(path, 'findings.jsonl'), formatJsonLines(findings));
  await writeFile(join(path, 'responses.jsonl'), formatJsonLines(responses));
}
