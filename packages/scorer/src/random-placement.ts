import type { RandomStream } from '@bebug/core';
import { lineCount, type Lines } from './lines.ts';
import type { Claims, LineSlots } from './line-slots.ts';

/** A task with what one detector reported in its files under review. */
interface PlacedTask {
  readonly slots: LineSlots;
  readonly findings: readonly (Lines & { readonly file: string })[];
  /** How many bugs it has. */
  readonly bugs: number;
}

/**
 * How findings are put down at random. `scatter`: each on an executable line of its own, all equally likely. `shift`: all
 * moved by the same random number of lines, around the end, so that their layout stays; who marks every seventh line covers
 * as much after it as before, where scattering would leave holes and flatter him. Lengths are kept in both.
 */
export const PLACEMENTS = ['scatter', 'shift'] as const;
export type PlacementRule = (typeof PLACEMENTS)[number];

/** One random placement: the finding that hit each bug, or `FREE`. It holds until the next. */
export type Draw = (random: RandomStream) => Int32Array;

/** Of a bug that no finding hit. */
export const FREE = -1;

export function randomPlacement(
  task: PlacedTask,
  rule: PlacementRule,
  claims: Claims,
  maxSpan: number,
): Draw {
  const missed = new Int32Array(task.bugs).fill(FREE);
  if (task.findings.length === 0 || task.bugs === 0) return () => missed;
  return rule === 'scatter' ? scatter(task, claims) : shift(task, claims, maxSpan);
}

function scatter({ slots, findings, bugs }: PlacedTask, claims: Claims): Draw {
  // Sorted: the order in which the findings came must not matter.
  const lengths = findings.map(lineCount).sort((a, b) => a - b);
  const owner = new Int32Array(bugs);
  const deck = Int32Array.from(slots.executable);
  const claimsOf = (finding: number): readonly number[] =>
    claims(deck[finding % deck.length]!, lengths[finding]!);
  if (lengths.length >= deck.length) {
    // Every line is taken in every draw: nothing is left to chance.
    cover(owner, lengths.length, claimsOf);
    return () => owner;
  }
  return (random) => {
    // The first cards of a shuffle that starts where the last one ended: as random as from a fresh deck.
    for (let card = 0; card < lengths.length; card++) {
      const other = random.integer(card, deck.length - 1);
      const slot = deck[card]!;
      deck[card] = deck[other]!;
      deck[other] = slot;
    }
    cover(owner, lengths.length, claimsOf);
    return owner;
  };
}

function shift({ slots, findings, bugs }: PlacedTask, claims: Claims, maxSpan: number): Draw {
  const placed = findings
    .map((finding) => ({ slot: slots.at(finding.file, finding.startLine), length: lineCount(finding) }))
    .sort((a, b) => a.slot - b.slot || a.length - b.length);
  const hitBy = (by: number): Int32Array => {
    const owner = new Int32Array(bugs);
    cover(owner, placed.length, (finding) => {
      const { slot, length } = placed[finding]!;
      const start = (slot + by) % slots.count;
      const overhang = start + length - slots.count;
      // What sticks out at the end comes in again at the start; a wide finding points at nothing there either.
      const wraps = overhang > 0 && length <= maxSpan;
      return wraps ? [...claims(start, length), ...claims(0, overhang)] : claims(start, length);
    });
    return owner;
  };
  const memory: (Int32Array | undefined)[] = [];
  return (random) => {
    const by = random.integer(0, slots.count - 1);
    return (memory[by] ??= hitBy(by));
  };
}

/**
 * The finding that hits each bug when each may claim one of its bugs: a largest matching, so that chance is never made smaller than the
 * weighted matching of the real findings would make it.
 */
function cover(owner: Int32Array, findings: number, claimsOf: (finding: number) => readonly number[]): void {
  owner.fill(FREE);
  const claim = (finding: number, tried: Set<number>): boolean => {
    for (const bug of claimsOf(finding)) {
      if (tried.has(bug)) continue;
      tried.add(bug);
      if (owner[bug] !== FREE && !claim(owner[bug]!, tried)) continue;
      owner[bug] = finding;
      return true;
    }
    return false;
  };
  let free = owner.length;
  for (let finding = 0; finding < findings && free > 0; finding++) {
    const claims = claimsOf(finding);
    if (claims.length === 0) continue;
    if (owner[claims[0]!] === FREE) {
      owner[claims[0]!] = finding;
      free--;
    } else if (claim(finding, new Set())) free--;
  }
}
