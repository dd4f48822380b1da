import {
  BebugError,
  compareText,
  formatJson,
  groupBy,
  keyedHex,
  sha256,
  type Family,
  type Tier,
  VERSION,
} from '@bebug/core';
import { BUG_SET_FORMAT, type Manifest, type Profile } from '@bebug/core/truth';
import type { Operator } from '@bebug/operators';
import type { Project } from './2-open-project.ts';
import { scan } from './3-scan.ts';
import { assemble, recordHashes } from './7-assemble.ts';
import { bugId } from './bug-id.ts';
import { combine, type Planting } from './combine.ts';
import { chooseControls } from './controls.ts';
import { disguise } from './disguise/disguise.ts';
import { DisguisedProver } from './disguise/disguised-prover.ts';
import { plantDecoys, type DecoyOptions } from './decoys/plant-decoys.ts';
import type { Candidate, Prover } from './mutants.ts';
import type { PlannedTask } from './planned-task.ts';
import { Mix } from './profile/mix.ts';
import { profileRecord } from './profile/profile-record.ts';
import { prospect, type ProspectOptions } from './prospect.ts';
import { sealDependencies } from './seal-dependencies.ts';
import type { Replayer } from './verify-set.ts';

export interface InjectOptions extends Omit<ProspectOptions, 'mix'>, Omit<DecoyOptions, 'signal'> {
  readonly operators: readonly Operator[];
  /** Operators that are not of the catalogue → SHA-256 of the file that they come from. */
  readonly operatorFiles?: Readonly<Record<string, string>>;
  readonly families: readonly Family[];
  /** How often each kind of bug should come, and what that is called. */
  readonly profile: { readonly name: string; readonly profile: Profile };
  /** Share of the tasks that carry no bug, in [0, 1). */
  readonly controls: number;
  /** At most so many bugs in one task. */
  readonly bugsPerTask: number;
  /** Tells whether witnesses hold in company of other bugs and of decoys. */
  readonly replayer: Replayer;
  readonly allowTypeErrors: boolean;
  /** Give what is the projects' own affair other names. */
  readonly disguise: boolean;
  /** The projects' test command, where it was used. */
  readonly test?: string;
  /** What else was lost or left out, in plain words. */
  readonly notes?: readonly string[];
  /** Isolation layers of the prover's sandbox, for the manifest. */
  readonly sandbox: readonly string[];
}

/** A bug set in memory: the manifest and the text of every other file. */
export interface BugSet {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Corpora in, bug set out. Same projects, options, seed and version give the same bytes.
 * @throws BebugError `set-empty` when no candidate could be proved
 */
export async function inject(
  given: readonly Project[],
  oracle: Prover,
  options: InjectOptions,
): Promise<BugSet> {
  const disguises = options.disguise ? given.map((project) => disguise(project, options.seed)) : [];
  const projects = options.disguise ? disguises.map(({ project }) => project) : given;
  const prover = new DisguisedProver(oracle, disguises);
  const byName = uniquelyNamed(projects);
  const mix = new Mix(options.profile.profile, options.operators);
  const candidates: Candidate[] = projects.flatMap((project) => [...scan(project, options.operators)]);
  const { accepted, funnel } = await prospect(byName, candidates, prover, { ...options, mix });
  if (accepted.length === 0) {
    const reasons = Object.entries(funnel.dropped).map(([reason, number]) => `${number} × ${reason}`);
    throw new BebugError(
      'set-empty',
      `None of ${funnel.examined} candidates could be proved to be a bug${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}.`,
    );
  }
  const { plantings, refused } = await combine(accepted, options);
  const withBugs = plantings.map((planting) => plan(planting, options.seed));
  const { chosen, notes } = chooseControls(byName, withBugs, { ...options, homes: homesOf(candidates) });
  const planned = await withoutSeen([...withBugs, ...chosen], prover);
  const decorated = await plantDecoys(planned, prover, options);
  const shown = options.as === 'diff' ? decorated.tasks.filter(hasHarmlessEdit) : decorated.tasks;
  const left = decorated.tasks.length - shown.length;
  if (left > 0)
    notes.push(`${left} diff tasks left out: no harmless edit is possible in them beside the bug.`);
  if (!shown.some(({ bugs }) => bugs.length > 0))
    throw new BebugError('set-empty', 'No bug is left in whose file a harmless edit is possible.');
  const canary = canaryOf(options.seed, projects);
  const { files, tasks, bugs, controls, decoys } = assemble(shown, {
    seed: options.seed,
    as: options.as,
    canary,
  });
  const counts: Record<Tier, number> = { easy: 0, moderate: 0, hard: 0, expert: 0 };
  for (const bug of bugs) counts[bug.tier]++;
  const controlIds = new Set(controls.map(({ task }) => task));
  const inControls = decoys.filter(({ task }) => controlIds.has(task));
  const description: Omit<Manifest, 'files'> = {
    format: BUG_SET_FORMAT,
    generator: { name: 'bebug', version: VERSION },
    seed: options.seed,
    options: {
      count: options.count,
      controls: options.controls,
      bugsPerTask: options.bugsPerTask,
      as: options.as,
      decoys: options.decoys,
      disguise: options.disguise,
      tiers: [...options.tiers],
      families: [...options.families],
      operators: options.operators.map((operator) => operator.id),
      operatorFiles: { ...options.operatorFiles },
      allowTypeErrors: options.allowTypeErrors,
      test: options.test ?? null,
    },
    corpora: projects.map((project) => project.corpus.pin),
    tasks: tasks.length,
    controls: controls.length,
    bugs: counts,
    profile: profileRecord(options.profile.name, mix, bugs),
    disguise: disguises.reduce(
      (sum, { counts }) => ({ files: sum.files + counts.files, names: sum.names + counts.names }),
      { files: 0, names: 0 },
    ),
    decoys: {
      inBugTasks: decoys.length - inControls.length,
      inControls: inControls.length,
      kinds: countsOf(decoys.map(({ decoy }) => decoy)),
      refused: decorated.refused,
    },
    funnel: { ...funnel, refused },
    sandbox: [...options.sandbox],
    canary,
    notes: [...projects.flatMap((project) => project.notes), ...(options.notes ?? []), ...notes],
  };
  const dependencies: [string, string][] = [];
  for (const [corpus, group] of groupBy([...bugs, ...decoys], (one) => one.corpus))
    dependencies.push(...(await sealDependencies(byName.get(corpus)!, group)));
  const sealed = new Map([...files, ...dependencies]).set(
    'truth/records.json',
    formatJson({ manifest: sha256(JSON.stringify(description)), records: recordHashes(bugs, controls) }),
  );
  const hashes = [...sealed].map(([path, text]) => [path, sha256(text)] as const);
  const manifest: Manifest = {
    ...description,
    files: Object.fromEntries(hashes.sort(([a], [b]) => compareText(a, b))),
  };
  return { manifest, files: sealed };
}

function plan({ project, file, bugs }: Planting, seed: number): PlannedTask {
  const ids = bugs.map(({ mutant }) => bugId(seed, mutant.candidate));
  return { id: `t-${keyedHex(12, seed, 'task', ...ids)}`, project, file, bugs, decoys: [], before: [] };
}

/** A task whose disguise shows is left out: bugs that a tool proves, and controls, have not been asked before. */
async function withoutSeen(tasks: readonly PlannedTask[], prover: DisguisedProver): Promise<PlannedTask[]> {
  const same = await Promise.all(tasks.map(({ project, file }) => prover.isSame(project, file)));
  return tasks.filter((_, index) => same[index]);
}

/** A change that is nothing but a bug gives it away, and one without any edit is none. */
function hasHarmlessEdit({ decoys, before }: PlannedTask): boolean {
  return decoys.length + before.length > 0;
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts = [...groupBy(names, (name) => name)].map(([name, same]) => [name, same.length] as const);
  return Object.fromEntries(counts.sort(([a], [b]) => compareText(a, b)));
}

/** Corpus → files in which an operator applies. */
function homesOf(candidates: readonly Candidate[]): Map<string, Set<string>> {
  const homes = new Map<string, Set<string>>();
  for (const [corpus, group] of groupBy(candidates, (candidate) => candidate.corpus)) {
    homes.set(corpus, new Set(group.map(({ file }) => file)));
  }
  return homes;
}

function uniquelyNamed(projects: readonly Project[]): Map<string, Project> {
  const byName = new Map<string, Project>();
  for (const project of projects) {
    const { name, root } = project.corpus;
    if (byName.has(name)) {
      throw new BebugError('usage', `Two sources are called ${name} (the second is ${root}).`, {
        hint: 'Give one of them another name in its package.json.',
      });
    }
    byName.set(name, project);
  }
  return byName;
}

/** A GUID that appears in the truth and the manifest, and in no task. */
function canaryOf(seed: number, projects: readonly Project[]): string {
  const hex = keyedHex(32, seed, 'canary', ...projects.map((project) => project.corpus.pin.integrity));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
