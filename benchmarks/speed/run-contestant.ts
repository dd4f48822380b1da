/** One contestant on one package, in a process of its own: `run-contestant.ts CONTESTANT PACKAGE MUTANTS SEED`; prints one line of JSON. */
import { randomStream } from '@bebug/core';
import { openProject, readCorpus } from '@bebug/engine';
import { developerPackages } from '../packages.ts';
import { CONTESTANTS } from './contestants.ts';
import { allOfStryker } from './mutants.ts';
import { cpuMilliseconds, peakMegabytes } from './process-figures.ts';

const [name, packageName, count, seed] = process.argv.slice(2);
const [source] = await developerPackages([packageName!]);
const project = openProject(await readCorpus(source!), { allowTypeErrors: true });
const mutants = randomStream(Number(seed), 'speed', packageName!)
  .shuffle(await allOfStryker(project))
  .slice(0, Number(count));
const contestant = await CONTESTANTS[name!]!(project);
const before = cpuMilliseconds();
const standings = await contestant.check(mutants);
const milliseconds = cpuMilliseconds() - before;
const megabytes = peakMegabytes();
contestant.close();
process.stdout.write(`${JSON.stringify({ milliseconds, megabytes, standings })}\n`);
// The solution builder of StrykerJS's checker goes on watching.
process.exit(0);
