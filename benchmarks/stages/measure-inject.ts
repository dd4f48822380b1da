/**
 * What the screen takes of the main job, `inject` on the embedded corpus and the pinned packages: with every mutant checked by a fresh program, with
 * the batch checker, and once more with the verdicts kept from the run before. All three must write the same set.
 * Usage: node benchmarks/stages/measure-inject.ts [bugs, default 24]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { Session, type Profiler } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAMILIES, sha256, TIERS } from '@bebug/core';
import { inject, NativeChecker, PROFILES, VerdictCache, type InjectOptions } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { STABLE } from '../compiling.ts';
import { openCorpora } from '../packages.ts';
import { cpuMilliseconds } from '../speed/process-figures.ts';

const SEED = 1;
const count = Number(process.argv[2] ?? 24);
const folder = await mkdtemp(join(tmpdir(), 'bebug-stages-'));
/** Name, and whether there is a batch checker and a folder of verdicts: the last run finds there what the one before it has left. */
const VARIANTS = [
  ['a fresh program each', false],
  ['batch checker', true],
  ['… and kept verdicts', true],
] as const;

/** Parts of the main thread's work by the file that a sample's stack passes through; the first that fits counts. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ['linter', /\/engine\/src\/screen\/lint/u],
  ['normal form', /\/engine\/src\/screen\/(?:normal-form|form|duplicate-rung)/u],
  ['types', /\/engine\/src\/screen\//u],
  ['scan', /\/engine\/src\/3-scan/u],
  ['proofs', /\/oracle\/src\//u],
  ['rest of the engine', /\/engine\/src\//u],
];

const rows: Record<string, Record<string, number>> = {};
const sets = new Set<string>();
for (const [name, isBatched] of VARIANTS) rows[name] = await measure(isBatched);
await rm(folder, { recursive: true });
console.table(rows);
process.stdout.write(
  sets.size === 1 ? 'All wrote the same set.\n' : 'THE SETS DIFFER: a fault of the screen.\n',
);
process.exit(sets.size === 1 ? 0 : 1);

async function measure(isBatched: boolean): Promise<Record<string, number>> {
  const projects = await openCorpora();
  const oracle = await createOracle({ workers: 2, seed: SEED });
  const checker = isBatched ? new NativeChecker() : undefined;
  const kept = isBatched ? new VerdictCache(join(folder, 'screen')) : undefined;
  const profiler = new Session();
  profiler.connect();
  await profiler.post('Profiler.enable');
  await profiler.post('Profiler.start');
  const [own, all, start] = [process.cpuUsage(), cpuMilliseconds(), performance.now()];
  const options: InjectOptions = {
    operators: STABLE,
    families: FAMILIES.filter((family) => STABLE.some((operator) => operator.family === family)),
    profile: { name: 'fixes', profile: PROFILES.fixes },
    tiers: TIERS,
    seed: SEED,
    count,
    controls: 0.35,
    bugsPerTask: 1,
    as: 'file',
    decoys: 0,
    disguise: false,
    replayer: oracle,
    ...(checker && { checker }),
    ...(kept && { kept }),
    allowTypeErrors: true,
    sandbox: oracle.layers,
  };
  const set = await inject(projects, oracle, options);
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(own);
  const { profile } = await profiler.post('Profiler.stop');
  profiler.disconnect();
  checker?.close();
  await oracle.close();
  // Ended children count only now; those of the sandbox are their own parents' and do not.
  const everything = (cpuMilliseconds() - all) / 1000;
  await kept?.save();
  const files = [...set.files].map(([path, text]) => `${path}\0${text}`);
  sets.add(sha256(files.sort().join('\0')));
  return {
    'wall s': Math.round(seconds),
    'CPU s with the compiler': Math.round(everything),
    'main process alone': Math.round((used.user + used.system) / 1e6),
    ...partsOf(profile),
  };
}

/** Seconds of the main thread by part, idle time left out. */
function partsOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Record<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const partOf = new Map<number, string | null>();
  for (const { id } of nodes) partOf.set(id, find(id));
  const seconds: Record<string, number> = Object.fromEntries(PARTS.map(([name]) => [name, 0]));
  for (const [index, id] of samples.entries()) {
    const part = partOf.get(id);
    if (part != null) seconds[part]! += timeDeltas[index]! / 1e6;
  }
  return Object.fromEntries(
    Object.entries(seconds).map(([name, value]) => [name, Math.round(value * 10) / 10]),
  );

  function find(id: number): string | null {
    for (let one: number | undefined = id; one !== undefined; one = parents.get(one)) {
      const { url } = byId.get(one)!.callFrame;
      const part = PARTS.find(([, files]) => files.test(url));
      if (part) return part[0];
    }
    return null;
  }
}
