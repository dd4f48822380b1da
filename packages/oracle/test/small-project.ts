import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  callerOf,
  openProject,
  readCorpus,
  subjectTexts,
  type Project,
  type ScreenedMutant,
} from '@bebug/engine';
import type { ReplayRequest } from '../src/replay.ts';
import type { Witness } from '@bebug/core/truth';

/** A project made of a few texts, on disk only while it is read; bugs may be planted in all of them, or in those below `only`. */
export async function smallProject(
  files: Readonly<Record<string, string>>,
  only?: readonly string[],
): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'bebug-small-'));
  try {
    for (const [path, text] of Object.entries({
      // A name of its own, for the random streams; else it would have that of the folder, another one each time.
      'package.json': '{ "name": "small" }',
      ...files,
      'tsconfig.json':
        '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true, "types": [] } }',
    })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return openProject(await readCorpus({ path: root, root, ...(only && { only }) }), {
      allowTypeErrors: true,
    });
  } finally {
    await rm(root, { recursive: true });
  }
}

/** The mutant of `file` in which the one occurrence of `from` reads `to`. */
export function mutantOf(project: Project, file: string, from: string, to: string): ScreenedMutant {
  const text = project.text(file);
  const start = text.indexOf(from);
  if (start < 0 || text.indexOf(from, start + 1) >= 0) throw new Error(`${file} does not hold ${from} once`);
  const end = start + from.length;
  return {
    candidate: {
      operator: 'by-hand',
      family: 'condition',
      tier: 'hard',
      file,
      edits: [{ start, end, text: to }],
      corpus: 'small',
      cwe: null,
      title: 'by hand',
      explanation: { mechanism: 'm', trigger: 't', consequence: 'c', fix: 'f' },
      regions: [],
      enclosing: null,
      site: { start, end },
    },
    project,
    mutatedText: text.slice(0, start) + to + text.slice(end),
    parser: [],
    types: [],
    lint: [],
  };
}

/** What `verify` would ask of the oracle. */
export async function replayOf(mutant: ScreenedMutant, witness: Witness): Promise<ReplayRequest> {
  const { project, candidate, mutatedText } = mutant;
  const { file } = candidate;
  const files = await subjectTexts(project, [file, callerOf(witness) ?? file]);
  return { files, file, mutatedText, witness };
}
