import { groupBy } from '@bebug/core';
import type { Kills } from './mutants.ts';
import type { ProvedMutant } from './5-examine.ts';

/**
 * `duplicate`: ends like another mutant on every case that was run of both. `dominated`: every case that exposes another
 * mutant exposes this one too, and more do, so that the other is the harder one.
 */
export type Redundancy = 'duplicate' | 'dominated';

/**
 * The mutants that say nothing which another does not say, by the kill matrix (dominator mutants: Kurtz et al., Mutation 2014).
 * Only mutants of one function and one measured tier are compared, so that no tier and no function is emptied. Of duplicates the
 * first stays; the order of the others does not matter. What was not run of both is unknown, and makes nothing redundant.
 */
export function redundancies(mutants: readonly ProvedMutant[]): Map<ProvedMutant, Redundancy> {
  const found = new Map<ProvedMutant, Redundancy>();
  for (const group of groupBy(mutants, placeOf).values()) {
    for (const [index, mutant] of group.entries()) {
      if (group.slice(0, index).some((other) => isDuplicate(mutant.kills, other.kills)))
        found.set(mutant, 'duplicate');
      else if (group.some((other) => isEasier(mutant.kills, other.kills))) found.set(mutant, 'dominated');
    }
  }
  return found;
}

function placeOf({ tier, mutant: { candidate } }: ProvedMutant): string {
  const { corpus, file, enclosing } = candidate;
  return JSON.stringify([tier, corpus, file, enclosing?.name ?? null, enclosing?.start ?? null]);
}

/** Both were run on whatever kills either, the same cases kill them, and they end alike there. */
export function isDuplicate(one: readonly Kills[], other: readonly Kills[]): boolean {
  const alike = (mine: Kills, theirs: Kills): boolean =>
    mine.hits === theirs.hits && mine.outcomes === theirs.outcomes;
  const [killing, against] = [one.filter(isKilling), other.filter(isKilling)];
  return (
    killing.length > 0 &&
    killing.length === against.length &&
    killing.every((mine) => against.some((theirs) => isSameBatch(mine, theirs) && alike(mine, theirs)))
  );
}

/** `one` was run on all cases that kill `other`, is killed by each of them, and by more. */
export function isEasier(one: readonly Kills[], other: readonly Kills[]): boolean {
  if (!other.some(isKilling)) return false;
  let more = false;
  for (const theirs of other) {
    const mine = one.find((row) => isSameBatch(row, theirs));
    const [a, b] = [bitsOf(mine), bitsOf(theirs)];
    if ((a & b) !== b) return false;
    if (a !== b) more = true;
  }
  return more;
}

function isKilling(row: Kills): boolean {
  return bitsOf(row) !== 0n;
}

function isSameBatch(a: Kills, b: Kills): boolean {
  return a.target === b.target && a.generation === b.generation && a.from === b.from && a.to === b.to;
}

function bitsOf(row: Kills | undefined): bigint {
  return row === undefined ? 0n : BigInt(`0x${row.hits}`);
}
