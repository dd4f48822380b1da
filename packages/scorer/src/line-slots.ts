import type { PlacedBug } from './accepted-regions.ts';
import { placementOf } from './placement.ts';
import { isAllowed, PLACES, type MatchOptions, type Strictness } from './strictness.ts';

/** A file under review. */
export interface PlacedFile {
  readonly file: string;
  readonly lines: number;
  /** Executable lines, ascending; at least one. */
  readonly executable: readonly number[];
}

/** Bugs (by place) that a finding of so many lines on a slot earns credit for, ascending. */
export type Claims = (slot: number, length: number) => readonly number[];

/** Not looked up yet. */
const UNKNOWN = 0xff;
/** The bug is in another file. */
const ELSEWHERE = PLACES.length;
const NONE: readonly number[] = [];

/**
 * The lines of a task's files one after the other: slots, counted from 0, on which findings can be placed. Where a finding there lies
 * relative to each bug is looked up once, for all strictnesses and ways of placing.
 */
export class LineSlots {
  /** Slots of executable lines, ascending. */
  readonly executable: readonly number[];
  readonly #bugs: readonly PlacedBug[];
  readonly #options: Pick<MatchOptions, 'k' | 'maxSpan'>;
  readonly #firstOf = new Map<string, number>();
  readonly #fileOf: readonly string[];
  /** Length → for each slot and bug the number of its place. */
  readonly #places = new Map<number, Uint8Array>();

  constructor(
    files: readonly PlacedFile[],
    bugs: readonly PlacedBug[],
    options: Pick<MatchOptions, 'k' | 'maxSpan'>,
  ) {
    const executable: number[] = [];
    const fileOf: string[] = [];
    for (const { file, lines, executable: ofFile } of files) {
      const first = fileOf.length;
      this.#firstOf.set(file, first);
      for (const line of ofFile) executable.push(first + line - 1);
      for (let line = 0; line < lines; line++) fileOf.push(file);
    }
    [this.executable, this.#fileOf] = [executable, fileOf];
    [this.#bugs, this.#options] = [bugs, options];
  }

  get count(): number {
    return this.#fileOf.length;
  }

  /** The slot of a line of a file under review. */
  at(file: string, line: number): number {
    return this.#firstOf.get(file)! + line - 1;
  }

  claims(strictness: Strictness): Claims {
    const isClaimed = PLACES.map((place) => isAllowed(place, strictness));
    const memory = new Map<number, (readonly number[] | undefined)[]>();
    return (slot, length) => {
      let ofLength = memory.get(length);
      if (!ofLength) memory.set(length, (ofLength = []));
      return (ofLength[slot] ??= this.#claimsAt(slot, length, isClaimed));
    };
  }

  #claimsAt(slot: number, length: number, isClaimed: readonly boolean[]): readonly number[] {
    let claimed: number[] | null = null;
    for (let bug = 0; bug < this.#bugs.length; bug++)
      if (isClaimed[this.#placeAt(slot, length, bug)] === true) (claimed ??= []).push(bug);
    return claimed ?? NONE;
  }

  #placeAt(slot: number, length: number, bug: number): number {
    let places = this.#places.get(length);
    if (!places)
      this.#places.set(length, (places = new Uint8Array(this.count * this.#bugs.length).fill(UNKNOWN)));
    const at = slot * this.#bugs.length + bug;
    if (places[at] === UNKNOWN) places[at] = this.#lookUp(slot, length, this.#bugs[bug]!);
    return places[at]!;
  }

  #lookUp(slot: number, length: number, bug: PlacedBug): number {
    const file = this.#fileOf[slot]!;
    if (bug.file !== file) return ELSEWHERE;
    const startLine = slot - this.#firstOf.get(file)! + 1;
    const { place } = placementOf({ startLine, endLine: startLine + length - 1 }, bug, this.#options);
    return PLACES.indexOf(place);
  }
}
