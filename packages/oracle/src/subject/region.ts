import { editBetween } from '@bebug/core';
import type { Program } from '../sandbox/protocol.ts';
import { compileFile } from './compile-file.ts';
import type { Region } from './instrument.ts';
import type { Change, Subject } from './subject.ts';

/** The regions around a change: their file, their indices there from the smallest to the largest, and how many the file has. */
export interface RegionsAround {
  readonly file: string;
  readonly indices: readonly number[];
  readonly count: number;
}

/**
 * The regions that hold the whole change: a case that does not enter the smallest runs the same code in both. `null` where there
 * are none: then every case may tell.
 */
export async function regionsAround(subject: Subject, { file, text }: Change): Promise<RegionsAround | null> {
  const [clean, mutated] = [
    await compileFile(file, subject.files.get(file)!, {}),
    await compileFile(file, text, {}),
  ];
  if ('why' in clean || 'why' in mutated) return null;
  const indices = indicesAround(clean.plain, mutated.plain, clean.regions, mutated.regions);
  return indices.length === 0 ? null : { file, indices, count: clean.regions.length };
}

/** Their bits in what a run of `program` says that it has entered; none where that is not noted. */
export function bitsOf({ covered }: Program, regions: RegionsAround | null): number[] {
  if (regions === null || covered[regions.file] !== regions.count) return [];
  let before = 0;
  for (const [path, count] of Object.entries(covered)) {
    if (path === regions.file) break;
    before += count;
  }
  return regions.indices.map((index) => before + index);
}

/** Indices of the regions of `clean` outside which the two codes are the same, and whose place is a region in both: the smallest first. */
export function indicesAround(
  clean: string,
  mutated: string,
  cleanRegions: readonly Region[],
  mutatedRegions: readonly Region[],
): number[] {
  const { start, end } = editBetween(clean, mutated);
  const longer = mutated.length - clean.length;
  const sizeOf = (index: number): number => cleanRegions[index]!.end - cleanRegions[index]!.start;
  return (
    [...cleanRegions.entries()]
      .flatMap(([index, region]) => {
        if (region.start > start || region.end < end) return [];
        // Text that closes one block and opens another would change what is inside.
        const isInBoth = mutatedRegions.some(
          (other) => other.start === region.start && other.end === region.end + longer,
        );
        return isInBoth ? [index] : [];
      })
      // Of two of one size the later stands inside.
      .sort((a, b) => sizeOf(a) - sizeOf(b) || b - a)
  );
}

/** True when the bit is set; also when nothing was noted. */
export function hasEntered(entered: string | undefined, region: number | undefined): boolean {
  if (region === undefined || entered === undefined) return true;
  // Three bytes are four characters of base64.
  const at = Math.floor(region / 24) * 4;
  const bytes = Buffer.from(entered.slice(at, at + 4), 'base64');
  return ((bytes[(region >> 3) % 3] ?? 0xff) & (1 << (region & 7))) !== 0;
}
