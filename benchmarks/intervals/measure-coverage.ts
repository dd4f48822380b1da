/**
 * How often each interval of the scorer holds the true value, when the data are what they look like in a set: bugs of one source file are alike.
 * `node benchmarks/intervals/measure-coverage.ts [--sets 1000] [--draws 300] [--only shares]` prints Markdown.
 */
import { parseArgs } from 'node:util';
import { corrected } from './sections/corrected.ts';
import { agreement, differences, rates } from './sections/differences.ts';
import { difficulty } from './sections/difficulty.ts';
import { leaks } from './sections/leaks.ts';
import { independent } from './sections/independent.ts';
import { numbers, times } from './sections/numbers.ts';
import { means, shares } from './sections/shares.ts';

const SECTIONS = {
  independent,
  shares,
  means,
  leaks,
  differences,
  agreement,
  rates,
  numbers,
  times,
  difficulty,
  corrected,
};

const { values: given } = parseArgs({
  options: {
    sets: { type: 'string', default: '1000' },
    draws: { type: 'string', default: '300' },
    only: { type: 'string' },
  },
});
const effort = { sets: Number(given.sets), draws: Number(given.draws) };

console.log(`${effort.sets} sets a situation, ${effort.draws} draws a bootstrap, seed 1.\n`);
for (const [name, section] of Object.entries(SECTIONS))
  if (given.only === undefined || given.only === name) console.log(section(effort));
