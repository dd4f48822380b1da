import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEdits, compareText, groupBy, parseJson, sha256, sha256Schema } from '@bebug/core';
import type { Bug, Diagnostic, Manifest, Witness } from '@bebug/core/truth';
import { z } from 'zod';
import { doesTurn, verifyDecoys } from './decoys/verify-decoys.ts';
import { inParallel } from './in-parallel.ts';
import type { Prover } from './mutants.ts';
import { proofTexts } from './proof-texts.ts';
import { listSetFiles, readManifest, readSet, readSetFile, readTree, type StoredSet } from './read-set.ts';
import { checkTypes } from './screen/mutated-program.ts';
import { openTaskProject } from './task-project.ts';

/** Something that no longer holds. */
export interface Problem {
  /** Bug or, for controls, task; `null` when the whole set is concerned. */
  readonly id: string | null;
  readonly path: string | null;
  readonly what: string;
}

export interface ReplayRequest {
  readonly corpus: string;
  /** Clean text of the module, of what it imports and of its driver. */
  readonly files: ReadonlyMap<string, string>;
  readonly file: string;
  readonly mutatedText: string;
  readonly witness: Witness;
}

/** What verification needs of the oracle. */
export interface Replayer {
  replay(request: ReplayRequest): Promise<{ holds: boolean; why: string }>;
}

/** Compare every byte of a set with its manifest, and name the bug that a changed file belongs to. Runs no foreign code. */
export async function checkIntegrity(folder: string): Promise<Problem[]> {
  const { manifest } = await readManifest(folder);
  const owners = await readOwners(folder);
  const damaged = (path: string, what: string): Problem[] => {
    const ids = owners.get(/^(?:tasks|truth\/clean|truth\/upstream)\/([^/]+)\//u.exec(path)?.[1] ?? '') ?? [
      null,
    ];
    return ids.map((id) => ({ id, path, what }));
  };
  const problems = (await damagedFiles(folder, manifest.files, 'bugset.json')).flatMap(({ path, what }) =>
    damaged(path, what),
  );
  return [...problems, ...(await editedRecords(folder, manifest, problems))];
}

/** Files of a folder that are missing, are not those that `files` has hashes of, or are in neither `files` nor its `manifest`. */
export async function damagedFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
  manifest: string,
): Promise<{ readonly path: string; readonly what: string }[]> {
  const found = [];
  for (const [path, hash] of Object.entries(files)) {
    const bytes = await readFile(join(folder, path)).catch(() => null);
    if (bytes === null) found.push({ path, what: 'is missing' });
    else if (sha256(bytes) !== hash) found.push({ path, what: 'is not the file that was written' });
  }
  const known = new Set([...Object.keys(files), manifest]);
  for (const path of await listSetFiles(folder))
    if (!known.has(path)) found.push({ path, what: 'does not belong to the set' });
  return found;
}

/** Run every proof again, those of decoys too; call only on a set whose integrity holds. */
export async function checkProofs(
  folder: string,
  oracle: Replayer & Prover,
  options: { readonly workers: number; readonly onBug?: (bug: Bug) => void },
): Promise<Problem[]> {
  const set = await readSet(folder);
  const problems: Problem[] = [];
  await inParallel(set.bugs, options.workers, async (bug) => {
    const why = await whyNotProved(set, bug, oracle);
    if (why !== null) problems.push({ id: bug.id, path: `tasks/${bug.task}/${bug.file}`, what: why });
    options.onBug?.(bug);
  });
  for (const { task, file, what } of await verifyDecoys(set, oracle, options.workers)) {
    const bugs = set.bugs.filter((bug) => bug.task === task);
    const ids = bugs.length > 0 ? bugs.map(({ id }) => id) : [task];
    problems.push(...ids.map((id) => ({ id, path: `tasks/${task}/${file}`, what })));
  }
  return problems.sort((a, b) => compareText(a.id!, b.id!) || compareText(a.what, b.what));
}

async function whyNotProved(set: StoredSet, bug: Bug, replayer: Replayer): Promise<string | null> {
  const { file, witness } = bug;
  const files = await proofTexts(set, bug);
  const clean = files.get(file);
  const taskText = (await readTree(set, `tasks/${bug.task}`)).get(file);
  if (clean === undefined || taskText === undefined) return 'its file is not in the set';
  const others = set.bugs.filter((other) => other.task === bug.task && other.id !== bug.id);
  if (others.some((other) => other.file !== file)) return 'another bug of its task is in another file';
  const otherEdits = others.flatMap(({ edits }) => edits);
  if (!doesTurn(clean, [...bug.edits, ...otherEdits], taskText))
    return 'the edits of its task do not turn the clean file into the task';
  const without = applyEdits(clean, otherEdits);
  if (!doesTurn(taskText, bug.fix, without))
    return others.length === 0
      ? 'its fix does not restore the clean file'
      : 'its fix does not give the task without it';
  const alone = applyEdits(clean, bug.edits);
  if (witness.kind === 'parser' || witness.kind === 'types') {
    if (others.length > 0) return 'it does not parse or type-check, and must not share its task';
    return (await toolsStillSay(set, bug, alone, witness))
      ? null
      : 'the compiler no longer says what the witness records';
  }
  const { corpus } = bug;
  const byItself = await replayer.replay({ corpus, files, file, mutatedText: alone, witness });
  if (!byItself.holds) return byItself.why;
  if (others.length === 0) return null;
  const inCompany = await replayer.replay({
    corpus,
    files: new Map([...files, [file, without]]),
    file,
    mutatedText: taskText,
    witness,
  });
  return inCompany.holds ? null : `in company of ${others.length} other bugs: ${inCompany.why}`;
}

async function toolsStillSay(
  set: StoredSet,
  bug: Bug,
  mutatedText: string,
  witness: Extract<Witness, { kind: 'parser' | 'types' }>,
): Promise<boolean> {
  const project = await openTaskProject(set, bug);
  const { parser, types } = checkTypes(project, bug.file, mutatedText);
  const said = witness.kind === 'parser' ? parser : (types ?? []);
  const rules = (diagnostics: readonly Diagnostic[]): string =>
    JSON.stringify(diagnostics.map(({ rule, line }) => [rule, line]));
  return witness.kind === 'parser'
    ? rules(said) === rules(witness.diagnostics)
    : witness.diagnostics.some((one) => said.some((other) => other.rule === one.rule));
}

const recordsSchema = z.strictObject({ manifest: sha256Schema, records: z.record(z.string(), sha256Schema) });

/** Records whose line changed, and a manifest that does, by the hashes that were sealed with them. */
async function editedRecords(
  folder: string,
  manifest: Manifest,
  problems: readonly Problem[],
): Promise<Problem[]> {
  const sealed = 'truth/records.json';
  const isIntact = manifest.files[sealed] !== undefined && !problems.some(({ path }) => path === sealed);
  if (!isIntact) return [];
  const text = (await readSetFile(folder, sealed)).toString('utf8');
  const { manifest: hash, records } = parseJson(recordsSchema, text, join(folder, sealed));
  const present = new Set<string>();
  for (const path of ['truth/bugs.jsonl', 'truth/controls.jsonl']) {
    const lines = await readFile(join(folder, path), 'utf8').catch(() => '');
    for (const line of lines.split('\n')) present.add(sha256(line));
  }
  const edited: Problem[] = Object.entries(records)
    .filter(([, record]) => !present.has(record))
    .map(([id]) => ({
      id,
      path: id.startsWith('b-') ? 'truth/bugs.jsonl' : 'truth/controls.jsonl',
      what: 'its record was changed',
    }));
  if ((await descriptionHash(folder)) !== hash) {
    edited.push({ id: null, path: 'bugset.json', what: 'is not the manifest that was written' });
  }
  return edited;
}

/** Hash of the manifest as it stands on disk, its list of files left out. */
async function descriptionHash(folder: string): Promise<string> {
  const text = (await readSetFile(folder, 'bugset.json')).toString('utf8');
  const description = JSON.parse(text) as Record<string, unknown>;
  delete description['files'];
  return sha256(JSON.stringify(description));
}

/** Task → its bugs (or the task itself for a control), as far as the truth can still be read. */
async function readOwners(folder: string): Promise<Map<string, string[]>> {
  const text = await readFile(join(folder, 'truth/bugs.jsonl'), 'utf8').catch(() => '');
  const bugs = text.matchAll(/^\{"id":"(?<bug>b-[0-9a-f]{12})","task":"(?<task>t-[0-9a-f]{12})"/gmu);
  const byTask = groupBy([...bugs], (match) => match.groups!['task']!);
  const owners = new Map(
    [...byTask].map(([task, lines]) => [task, lines.map((line) => line.groups!['bug']!)]),
  );
  const controls = await readFile(join(folder, 'truth/controls.jsonl'), 'utf8').catch(() => '');
  for (const match of controls.matchAll(/^\{"task":"(?<task>t-[0-9a-f]{12})"/gmu))
    owners.set(match.groups!['task']!, [match.groups!['task']!]);
  return owners;
}
