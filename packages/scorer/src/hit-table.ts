/** Yes or no for each draw, in rows of bits: a large set has a hundred thousand bugs and hundreds of draws. */
export class HitTable {
  readonly draws: number;
  readonly #width: number;
  #words: Uint32Array;
  #rows = 0;

  constructor(draws: number) {
    this.draws = draws;
    this.#width = Math.ceil(draws / 32);
    this.#words = new Uint32Array(64 * this.#width);
  }

  /** Adds rows without a hit, and returns the number of the first. */
  add(rows: number): number {
    const first = this.#rows;
    this.#rows += rows;
    if (this.#rows * this.#width > this.#words.length) {
      const larger = new Uint32Array(Math.max(2 * this.#words.length, this.#rows * this.#width));
      larger.set(this.#words);
      this.#words = larger;
    }
    return first;
  }

  mark(row: number, draw: number): void {
    this.#words[row * this.#width + (draw >>> 5)]! |= 1 << (draw & 31);
  }

  /** Hits of a row. */
  hitsOf(row: number): number {
    let hits = 0;
    for (let at = row * this.#width; at < (row + 1) * this.#width; at++) hits += ones(this.#words[at]!);
    return hits;
  }

  /** Hits of all rows. */
  get hits(): number {
    let hits = 0;
    for (let row = 0; row < this.#rows; row++) hits += this.hitsOf(row);
    return hits;
  }

  /** For each draw, how many of these rows were hit. */
  countsOf(rows: Iterable<number>): number[] {
    const counts = new Int32Array(this.draws);
    for (const row of rows) {
      for (let word = 0; word < this.#width; word++) {
        for (let left = this.#words[row * this.#width + word]!; left !== 0; left &= left - 1)
          counts[32 * word + 31 - Math.clz32(left & -left)]!++;
      }
    }
    return Array.from(counts);
  }
}

/** Bits that are set in a 32-bit word: sums of neighbouring bits, pairs, fours and so on. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
