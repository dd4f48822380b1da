import type { RandomStream } from '@bebug/core';
import type { Case } from '../sandbox/case.ts';
import type { Result } from '../sandbox/side.ts';
import { hasEntered } from '../subject/region.ts';
import type { Evolution } from './evolution.ts';
import { Herd } from './herd.ts';

/** Changes from one case to the next, at most. */
const CHANGES = 3;
/** A case is joined to another in one of so many. */
const JOINED_ONE_IN = 6;
/** Of so many parents all but one are among the nearest. */
const OTHERS_ONE_IN = 8;

/**
 * Cases of one target that come near the edits of a mutant, and what is bred from them. How near: by the smallest region around the edits that
 * the clean code enters; nearest are those in which the mutant then takes more steps, or fewer. Of all that are as near, one is kept for each way
 * that the clean code goes.
 */
export class Hunt {
  readonly #evolution: Evolution;
  /** Regions around the edits, the smallest first. */
  readonly #regions: readonly number[];
  /** By how near they come, the nearest first. */
  readonly #herds: readonly Herd[];

  constructor(evolution: Evolution, regions: readonly number[]) {
    this.#evolution = evolution;
    this.#regions = regions;
    this.#herds = Array.from({ length: Math.max(1, regions.length) + 1 }, () => new Herd());
  }

  /** Nothing has come anywhere near. */
  get isEmpty(): boolean {
    return this.#herds.every(({ isEmpty }) => isEmpty);
  }

  /** How near the nearest came; 0 is nearest. */
  get distance(): number {
    return this.#herds.findIndex(({ isEmpty }) => !isEmpty);
  }

  learn(given: Case, clean: Result, isInfected: boolean): void {
    if (clean.ending === 'breached') return;
    const distance =
      this.#regions.length === 0 ? 0 : this.#regions.findIndex((region) => hasEntered(clean.entered, region));
    if (distance < 0) return;
    this.#herds[isInfected ? 0 : distance + 1]!.learn(given, clean);
  }

  /** So many cases near those that came nearest. */
  brood(size: number, random: RandomStream): Case[] {
    const herds = this.#herds.filter(({ isEmpty }) => !isEmpty);
    const parent = (): Case =>
      (random.integer(0, OTHERS_ONE_IN - 1) === 0 ? random.pick(herds) : herds[0]!).pick(random);
    return Array.from({ length: size }, () => {
      let child = parent();
      if (random.integer(0, JOINED_ONE_IN - 1) === 0) child = this.#evolution.joined(child, parent(), random);
      for (let changes = random.integer(1, CHANGES); changes > 0; changes--)
        child = this.#evolution.neighbour(child, random);
      return child;
    });
  }
}
