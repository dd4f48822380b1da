import { editBetween } from '@bebug/core';
import type { Program } from '../sandbox/protocol.ts';
import { compileFile } from './compile-file.ts';
import type { Region } from './instrument.ts';
import type { Change, Subject } from './subject.ts';

/** The smallest region around a change: its file, its index there, and how many the file has. */
export interface ChangedRegion {
  readonly file: string;
  readonly index: number;
  readonly count: number;
}

/**
 * The smallest region that holds the whole change: a case that does not enter it runs the same code in both. `null` where there
 * is none: then every case may tell.
 */
export async function regionOf(subject: Subject, { file, text }: Change): Promise<ChangedRegion | null> {
  const [clean, mutated] = [
    await compileFile(file, subject.files.get(file)!, {}),
    await compileFile(file, text, {}),
  ];
  if ('why' in clean || 'why' in mutated) return null;
  const index = smallestAround(clean.plain, mutated.plain, clean.regions, mutated.regions);
  return index === null ? null : { file, index, count: clean.regions.length };
}

/** Its bit in what a run of `program` says that it has entered; `null` where that is not noted. */
export function bitOf({ covered }: Program, region: ChangedRegion | null): number | null {
  if (region === null || covered[region.file] !== region.count) return null;
  let before = 0;
  for (const [path, count] of Object.entries(covered)) {
    if (path === region.file) break;
    before += count;
  }
  return before + region.index;
}

/** Index of the smallest region of `clean` outside which the two codes are the same, and whose place is a region in both. */
export function smallestAround(
  clean: string,
  mutated: string,
  cleanRegions: readonly Region[],
  mutatedRegions: readonly Region[],
): number | null {
  const { start, end } = editBetween(clean, mutated);
  const longer = mutated.length - clean.length;
  let smallest: number | null = null;
  for (const [index, region] of cleanRegions.entries()) {
    if (region.start > start || region.end < end) continue;
    // Text that closes one block and opens another would change what is inside.
    const isInBoth = mutatedRegions.some(
      (other) => other.start === region.start && other.end === region.end + longer,
    );
    if (!isInBoth) continue;
    const known = smallest === null ? null : cleanRegions[smallest]!;
    if (known === null || region.end - region.start <= known.end - known.start) smallest = index;
  }
  return smallest;
}

/** True when the bit is set; also when nothing was noted. */
export function hasEntered(entered: string | undefined, region: number | null): boolean {
  if (region === null || entered === undefined) return true;
  // Three bytes are four characters of base64.
  const at = Math.floor(region / 24) * 4;
  const bytes = Buffer.from(entered.slice(at, at + 4), 'base64');
  return ((bytes[(region >> 3) % 3] ?? 0xff) & (1 << (region & 7))) !== 0;
}
