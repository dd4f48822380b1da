import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportRuns, readAdjudicated, readStudy, type Store } from '@bebug/annotator';
import { compareText, formatJsonLines, VERSION } from '@bebug/core';
import { strToU8, zipSync } from 'fflate';
import { writeRuns } from './write-runs.ts';

/** ZIP has no time zones: a local time gives the same bytes everywhere. */
const TIME = new Date(1980, 0, 1);

/** What `annotate export` writes, as one ZIP file: `runs/NAME/…`, and `verdicts.jsonl` where findings were judged. */
export async function exportArchive(store: Store): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'bebug-export-'));
  try {
    await writeRuns(join(folder, 'runs'), await exportRuns(store, await readStudy(store), VERSION));
    const files = new Map<string, Uint8Array>();
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(folder.length + 1), await readFile(path));
    }
    const judged = await readAdjudicated(store);
    if (judged.length > 0) files.set('verdicts.jsonl', strToU8(formatJsonLines(judged)));
    return zipSync(Object.fromEntries([...files].sort(([a], [b]) => compareText(a, b))), { mtime: TIME });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
