import { randomStream } from '@bebug/core';
import { CoverageTable, type Interval } from './coverage.ts';

/** Correlation of bugs of one file; with one to four of them a design effect of about 1.3. */
export const ALIKE = 0.16;
export const FILES = [10, 20, 50, 150] as const;
export const RECALLS = [0.1, 0.4, 0.8] as const;

/** How many sets are drawn for a situation, and how many draws a bootstrap has. */
export interface Effort {
  readonly sets: number;
  readonly draws: number;
}

export type Note = (method: string, interval: Interval, truth: number) => void;

/** Quick numbers in [0, 1), as good as a simulation needs (mulberry32); every set has its own. */
export type Random = () => number;

export function randomOf(...key: readonly (string | number)[]): Random {
  let state = randomStream(1, 'coverage', ...key).integer(0, 2 ** 32 - 1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bootstraps take long: they are drawn for every fourth set, since what is shown needs no draws. */
const DRAWN_EVERY = 4;

/** A set that is drawn: how many files it has, and which share of its bugs is found. */
export interface Situation {
  readonly files: number;
  readonly recall: number;
  readonly random: Random;
  readonly set: number;
  /** 1 where nothing is to be drawn. */
  readonly draws: number;
}

/** The table of all situations: `simulate` draws one set and notes the intervals of its figures. */
export function measure(
  title: string,
  { sets, draws }: Effort,
  simulate: (situation: Situation, note: Note) => void,
): string {
  const table = new CoverageTable();
  for (const files of FILES) {
    for (const recall of RECALLS) {
      for (let set = 0; set < sets; set++) {
        const random = randomOf(title, files, recall, set);
        simulate(
          { files, recall, random, set, draws: set % DRAWN_EVERY === 0 ? draws : 1 },
          (method, interval, truth) => table.add(method, `${files} ${recall}`, interval, truth),
        );
      }
    }
  }
  return table.toMarkdown(
    title,
    Object.fromEntries(
      FILES.map((files) => [`${files} files`, RECALLS.map((recall) => `${files} ${recall}`)]),
    ),
  );
}

export interface SimulatedFile {
  readonly bugs: number;
  readonly found: number;
  readonly alarms: number;
}

/** One to four bugs a file, and half as many false alarms as bugs are found, on average: precision 2/3. */
export function drawFiles({ random, files, recall }: Situation): SimulatedFile[] {
  return Array.from({ length: files }, () => {
    const bugs = drawBugs(random);
    const found = fates(random, bugs, recall).filter(Boolean).length;
    const alarms = Array.from({ length: bugs }, () => random() < recall / 2).filter(Boolean).length;
    return { bugs, found, alarms };
  });
}

export function drawBugs(random: Random): number {
  return [1, 1, 2, 3, 4][integer(random, 0, 4)]!;
}

/** Whether each of the bugs of a file is found: with the chance of their correlation all share one fate. */
export function fates(random: Random, bugs: number, recall: number): boolean[] {
  const isShared = random() < ALIKE;
  const fate = random() < recall;
  return Array.from({ length: bugs }, () => (isShared ? fate : random() < recall));
}

/** From `low` to `high`, both included. */
export function integer(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** A count with this mean. */
export function poisson(random: Random, mean: number): number {
  let [count, product] = [0, random()];
  for (; product > Math.exp(-mean); count++) product *= random();
  return count;
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Totals by file as clusters. */
export function clustersOf(rows: readonly (readonly number[])[]): Map<string, readonly number[]> {
  return new Map(rows.map((row, index) => [`f${index}`, row]));
}

export function totalOf(rows: readonly (readonly number[])[], place: number): number {
  return rows.reduce((sum, row) => sum + row[place]!, 0);
}
