/**
 * CPU time and memory of the batch checker as code grows, and as mutants do: copies of htmlparser2 side by side in one project.
 * Usage: node benchmarks/speed/measure-growth.ts
 * (`measure-growth.ts COPIES MUTANTS` is one point, in a process of its own.)
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { randomStream } from '@bebug/core';
import { openProject, readCorpus } from '@bebug/engine';
import { developerPackages } from '../packages.ts';
import { CONTESTANTS } from './contestants.ts';
import { allOfStryker } from './mutants.ts';
import { cpuMilliseconds, peakMegabytes } from './process-figures.ts';

/** 1,541 lines of code each. */
const COPIES = [1, 2, 4, 8, 13];
const MUTANTS = [100, 200, 400, 800, 1600];
const USUAL = { copies: 4, mutants: 400 };

interface Point {
  readonly lines: number;
  readonly mutants: number;
  readonly 'CPU ms to open': number;
  readonly 'CPU ms to check': number;
  readonly 'peak MB': number;
}

const [copies, mutants] = process.argv.slice(2).map(Number);
if (copies !== undefined && mutants !== undefined) await measure(copies, mutants);
else {
  const at = (point: typeof USUAL): Point =>
    JSON.parse(
      execFileSync(process.execPath, [import.meta.filename, String(point.copies), String(point.mutants)], {
        encoding: 'utf8',
      }),
    ) as Point;
  console.table(COPIES.map((copies) => at({ ...USUAL, copies })));
  console.table(MUTANTS.map((mutants) => at({ ...USUAL, mutants })));
}

async function measure(copies: number, count: number): Promise<void> {
  const [source] = await developerPackages(['htmlparser2']);
  const { path: original } = source!;
  const parent = join(new URL('../..', import.meta.url).pathname, '.bebug/speed');
  await mkdir(parent, { recursive: true });
  const root = await mkdtemp(join(parent, 'growth-'));
  try {
    await cp(join(original, 'package.json'), join(root, 'package.json'));
    await symlink(join(original, 'node_modules'), join(root, 'node_modules'));
    for (let copy = 1; copy <= copies; copy++)
      await cp(join(original, 'src'), join(root, `src-${copy}`), { recursive: true });
    const before = cpuMilliseconds();
    const project = openProject(await readCorpus({ path: root, root }), { allowTypeErrors: true });
    const checker = await CONTESTANTS['bebug']!(project);
    const opened = cpuMilliseconds();
    // StrykerJS makes the mutants: no part of what is measured.
    const all = await allOfStryker(project);
    const asked = randomStream(1, 'growth').shuffle(all).slice(0, count);
    const made = cpuMilliseconds();
    await checker.check(asked);
    const lines = [...project.corpus.sources.values()].reduce(
      (sum, text) => sum + text.split('\n').filter((line) => !/^\s*(?:$|\/\/|\/?\*)/u.test(line)).length,
      0,
    );
    const point: Point = {
      lines,
      mutants: asked.length,
      'CPU ms to open': opened - before,
      'CPU ms to check': cpuMilliseconds() - made,
      'peak MB': peakMegabytes(),
    };
    checker.close();
    process.stdout.write(JSON.stringify(point));
  } finally {
    await rm(root, { recursive: true });
  }
}
