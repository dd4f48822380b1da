import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PersonRun } from '@bebug/annotator';
import { BebugError, formatJson, formatJsonLines } from '@bebug/core';
import { writeRun } from '@bebug/detectors';
import { fillFolder, writeFolder } from '../write-folder.ts';

/**
 * One run folder a person, in a new folder: all of them or none.
 * @returns names of the run folders, in the order of `runs`
 * @throws BebugError `output-exists`
 */
export async function writeRuns(out: string, runs: readonly PersonRun[]): Promise<string[]> {
  const names = folderNames(runs.map(({ person }) => person));
  await fillNewFolder(out, async (folder) => {
    for (const [index, one] of runs.entries()) await writePersonRun(join(folder, names[index]!), one);
  });
  return names;
}

async function writePersonRun(folder: string, one: PersonRun): Promise<void> {
  const { kind, run, findings, responses, choices, judgements, acts, times } = one;
  const logs = { 'acts.jsonl': formatJsonLines(acts), 'times.jsonl': formatJsonLines(times) };
  if (kind === 'bugs') await writeRun(folder, { run, findings, responses }, logs);
  else
    await writeFolder(folder, {
      ...logs,
      ...(kind === 'comparisons'
        ? { 'choices.jsonl': formatJsonLines(choices) }
        : { 'judgements.jsonl': formatJsonLines(judgements) }),
      'run.json': formatJson(run),
    });
}

/**
 * A page for whoever invited people, and one for each of them, in a new folder: all of them or none.
 * @returns names of the pages, the first one about all
 * @throws BebugError `output-exists`
 */
export async function writePages(
  out: string,
  cohortPage: string,
  people: readonly { readonly name: string; readonly page: string }[],
): Promise<string[]> {
  const names = folderNames(people.map(({ name }) => name)).map((name) => `person-${name}.html`);
  await fillNewFolder(out, async (folder) => {
    await writeFile(join(folder, 'cohort.html'), cohortPage);
    for (const [index, { page }] of people.entries()) await writeFile(join(folder, names[index]!), page);
  });
  return ['cohort.html', ...names];
}

/** @throws BebugError `output-exists` */
async function fillNewFolder(out: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const target = resolve(out);
  const entries = await readdir(target).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new BebugError('output-exists', `${out} is a file, or is inside one.`, { cause: error });
  });
  if (entries.length > 0) throw new BebugError('output-exists', `${out} is not empty.`);
  await fillFolder(target, fill);
}

/** Names of people as names of folders; two that become alike get numbers. */
function folderNames(people: readonly string[]): string[] {
  const taken = new Set<string>();
  return people.map((person) => {
    const plain = person
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .replaceAll(/^-|-$/gu, '');
    const base = plain === '' ? 'person' : plain;
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
    taken.add(name);
    return name;
  });
}
