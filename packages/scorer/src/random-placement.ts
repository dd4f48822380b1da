import { groupBy, type RandomStream } from '@bebug/core';
import type { PlacedBug } from './accepted-regions.ts';
import { lineCount, type Lines } from './lines.ts';
import { placementOf } from './placement.ts';
import { isAllowed, type MatchOptions } from './strictness.ts';

/** A file under review. */
interface PlacedFile {
  readonly file: string;
  readonly lines: number;
  /** Executable lines, ascending; at least one. */
  readonly executable: readonly number[];
}

/** A task with what one detector reported in its files under review. */
export interface PlacedTask {
  readonly files: readonly PlacedFile[];
  readonly findings: readonly (Lines & { readonly file: string })[];
  readonly bugs: readonly PlacedBug[];
}

/**
 * How findings are put down at random. `scatter`: each on an executable line of its own, all equally likely. `shift`: all
 * moved by the same random number of lines, around the end, so that their layout stays; who marks every seventh line covers
 * as much after it as before, where scattering would leave holes and flatter him. Lengths are kept in both.
 */
export const PLACEMENTS = ['scatter', 'shift'] as const;
export type PlacementRule = (typeof PLACEMENTS)[number];

/** One random placement: for each bug, whether it was hit. */
export type Draw = (random: RandomStream) => readonly boolean[];

export function randomPlacement(task: PlacedTask, rule: PlacementRule, options: MatchOptions): Draw {
  const missed = task.bugs.map(() => false);
  if (task.findings.length === 0 || task.bugs.length === 0) return () => missed;
  return rule === 'scatter' ? scatter(task, options) : shift(task, options);
}

function scatter({ files, findings, bugs }: PlacedTask, options: MatchOptions): Draw {
  const slots = files.flatMap(({ file, executable }) => executable.map((line) => ({ file, line })));
  // Sorted: the order in which the findings came must not matter.
  const lengths = findings.map(lineCount).sort((a, b) => a - b);
  const hits = hitTable(slots, bugs, options);
  const hitBy = (deck: readonly number[]): readonly boolean[] =>
    coverage(
      bugs.length,
      lengths.map((length, index) => hits(deck[index % deck.length]!, length)),
    );
  const deck = slots.map((_, slot) => slot);
  if (lengths.length >= slots.length) {
    // Every line is taken in every draw: nothing is left to chance.
    const everywhere = hitBy(deck);
    return () => everywhere;
  }
  return (random) => {
    // The first cards of a shuffle that starts where the last one ended: as random as from a fresh deck.
    for (let card = 0; card < lengths.length; card++) {
      const other = random.integer(card, deck.length - 1);
      [deck[card], deck[other]] = [deck[other]!, deck[card]!];
    }
    return hitBy(deck);
  };
}

function shift({ files, findings, bugs }: PlacedTask, options: MatchOptions): Draw {
  const slots = files.flatMap(({ file, lines }) =>
    Array.from({ length: lines }, (_, index) => ({ file, line: index + 1 })),
  );
  const slotOf = new Map(slots.map(({ file, line }, slot) => [`${file}\n${line}`, slot]));
  const placed = findings
    .map((finding) => ({
      slot: slotOf.get(`${finding.file}\n${finding.startLine}`)!,
      length: lineCount(finding),
    }))
    .sort((a, b) => a.slot - b.slot || a.length - b.length);
  const hits = hitTable(slots, bugs, options);
  const hitBy = (by: number): readonly boolean[] =>
    coverage(
      bugs.length,
      placed.map(({ slot, length }) => {
        const start = (slot + by) % slots.length;
        const overhang = start + length - slots.length;
        // What sticks out at the end comes in again at the start; a wide finding points at nothing there either.
        const wraps = overhang > 0 && length <= options.maxSpan;
        return wraps ? [...hits(start, length), ...hits(0, overhang)] : hits(start, length);
      }),
    );
  const memory = new Map<number, readonly boolean[]>();
  return (random) => {
    const by = random.integer(0, slots.length - 1);
    let hit = memory.get(by);
    if (!hit) memory.set(by, (hit = hitBy(by)));
    return hit;
  };
}

type Slot = { readonly file: string; readonly line: number };

/** Which bugs (by index) a finding of so many lines at a slot earns credit for; remembered. */
function hitTable(
  slots: readonly Slot[],
  bugs: readonly PlacedBug[],
  options: MatchOptions,
): (slot: number, length: number) => readonly number[] {
  const memory = new Map<number, (readonly number[] | undefined)[]>();
  const bugsOf = groupBy(bugs.entries(), ([, bug]) => bug.file);
  return (slot, length) => {
    let ofLength = memory.get(length);
    if (!ofLength) memory.set(length, (ofLength = []));
    return (ofLength[slot] ??= (bugsOf.get(slots[slot]!.file) ?? [])
      .filter(([, bug]) => {
        const startLine = slots[slot]!.line;
        const { place } = placementOf({ startLine, endLine: startLine + length - 1 }, bug, options);
        return isAllowed(place, options.strictness);
      })
      .map(([index]) => index));
  };
}

/**
 * Bugs hit when each finding may claim one of its bugs: a largest matching, so that chance is never made smaller than the
 * weighted matching of the real findings would make it.
 */
function coverage(bugs: number, claims: readonly (readonly number[])[]): boolean[] {
  const owner: (number | undefined)[] = new Array<number | undefined>(bugs).fill(undefined);
  const claim = (finding: number, tried: Set<number>): boolean => {
    for (const bug of claims[finding]!) {
      if (tried.has(bug)) continue;
      tried.add(bug);
      if (owner[bug] !== undefined && !claim(owner[bug], tried)) continue;
      owner[bug] = finding;
      return true;
    }
    return false;
  };
  let free = bugs;
  for (let finding = 0; finding < claims.length && free > 0; finding++) {
    if (claims[finding]!.length > 0 && claim(finding, new Set())) free--;
  }
  return owner.map((finding) => finding !== undefined);
}
