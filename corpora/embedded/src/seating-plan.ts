/** A place by its row and its seat, both counted from 0: the row that is nearest to the stage, the seat that is nearest to the door. */
export interface Place {
  readonly row: number;
  readonly seat: number;
}

/** Free seats side by side, from a place on. */
export interface Run extends Place {
  readonly length: number;
}

export interface RowPlan {
  readonly seats: number;
  /** Cents a seat. */
  readonly price: number;
}

export interface Occupancy {
  readonly free: number;
  readonly held: number;
  readonly sold: number;
  readonly blocked: number;
  /** Cents for what was sold. */
  readonly takings: number;
}

export class NotAvailableError extends Error {
  override readonly name = 'NotAvailableError';
}

interface Seat {
  readonly price: number;
  isBlocked: boolean;
}

/** Of a party that is divided, nobody sits alone. */
const SMALLEST_GROUP = 2;

/** The seats of a hall on one evening: who has which, and which are still to be had. */
export class SeatingPlan {
  readonly #rows: readonly (readonly Seat[])[];
  readonly #guests = new Map<Seat, string>();
  readonly #held = new Set<Seat>();

  /** @throws RangeError when a row does not have a whole number of seats */
  constructor(rows: readonly RowPlan[]) {
    this.#rows = rows.map(makeRow);
  }

  get occupancy(): Occupancy {
    const count = { free: 0, held: 0, sold: 0, blocked: 0, takings: 0 };
    for (const seat of this.#rows.flat()) {
      switch (this.#stateOf(seat)) {
        case 'sold':
          count.sold += 1;
          count.takings += seat.price;
          break;
        case 'held':
          count.held += 1;
          break;
        case 'blocked':
          count.blocked += 1;
          break;
        default:
          count.free += 1;
      }
    }
    return count;
  }

  /** Guests row by row, each as often as there are seats for them, in the order of the seats. */
  get guests(): string[][] {
    const lists: string[][] = Array.from({ length: this.#rows.length }, () => []);
    for (const [row, seats] of this.#rows.entries())
      for (const seat of seats) {
        const guest = this.#guests.get(seat);
        if (guest !== undefined) lists[row]!.push(guest);
      }
    return lists;
  }

  /** From the stage backwards, as long as they can be. */
  get freeRuns(): Run[] {
    const runs: Run[] = [];
    for (const [row, seats] of this.#rows.entries()) {
      let length = 0;
      for (const [index, seat] of seats.entries()) {
        if (this.#isFree(seat)) {
          length += 1;
        } else if (length > 0) {
          runs.push({ row, seat: index - length, length });
          length = 0;
        }
      }
      if (length > 0) runs.push({ row, seat: seats.length - length, length });
    }
    return runs;
  }

  /** Nobody can be seated any more. */
  get isFull(): boolean {
    for (const seat of this.#rows.flat()) {
      if (this.#isFree(seat)) return false;
    }
    return true;
  }

  /** Take seats out of sale, or put them back when they all are. What is sold stays sold. */
  toggleBlock(places: readonly Place[]): void {
    const seats = [...this.#seatsAt(places)];
    const isOn = !seats.every((seat) => seat.isBlocked);
    for (const seat of seats) seat.isBlocked = isOn;
  }

  /**
   * Places for a party: side by side where as few seats as possible stay empty beside them, else in groups from the stage backwards. `null` when
   * there is no room, or somebody would sit alone.
   */
  find(party: number): Place[] | null {
    const runs = this.freeRuns;
    let best: Run | null = null;
    for (const run of runs) {
      if (run.length >= party && (best === null || run.length < best.length)) best = run;
    }
    return best === null ? divide(party, runs) : placesOf(best, party);
  }

  /**
   * Keep seats from everybody else for a while.
   *
   * @throws NotAvailableError when one of them is not free; then none is held
   */
  hold(places: readonly Place[]): void {
    const seats = this.#seatsAt(places);
    for (const seat of seats) {
      if (!this.#isFree(seat)) throw new NotAvailableError(`a seat is ${this.#stateOf(seat)}`);
    }
    for (const seat of seats) this.#held.add(seat);
  }

  release(places: readonly Place[]): void {
    for (const seat of this.#seatsAt(places)) this.#held.delete(seat);
  }

  /**
   * Sell seats to a guest. They are held while the guest is asked for the price; when that fails, they are free again.
   *
   * @param charge gets the price in cents
   * @throws NotAvailableError when one of the seats is not free; then nothing is sold
   */
  sell(places: readonly Place[], guest: string, charge: (price: number) => void): void {
    const seats = this.#seatsAt(places);
    this.hold(places);
    try {
      charge([...seats].reduce((sum, { price }) => sum + price, 0));
      for (const seat of seats) this.#guests.set(seat, guest);
    } finally {
      this.release(places);
    }
  }

  #stateOf(seat: Seat): 'free' | 'held' | 'sold' | 'blocked' {
    if (this.#guests.has(seat)) return 'sold';
    if (this.#held.has(seat)) return 'held';
    return seat.isBlocked ? 'blocked' : 'free';
  }

  #isFree(seat: Seat): boolean {
    return !(seat.isBlocked || this.#isTaken(seat));
  }

  #isTaken(seat: Seat): boolean {
    return this.#guests.has(seat) || this.#held.has(seat);
  }

  #seatsAt(places: readonly Place[]): Set<Seat> {
    const seats = places.map(({ row, seat }) => {
      const found = this.#rows[row]?.[seat];
      if (found === undefined) throw new NotAvailableError(`row ${String(row)} has no seat ${String(seat)}`);
      return found;
    });
    return new Set(seats);
  }
}

/** True when the places follow each other in one row. */
export function areSideBySide(places: readonly Place[]): boolean {
  for (const [index, { row, seat }] of places.entries()) {
    const first = places[0]!;
    if (row !== first.row || seat !== first.seat + index) return false;
  }
  return true;
}

function makeRow({ seats, price }: RowPlan): Seat[] {
  if (!Number.isInteger(seats) || seats < 1) throw new RangeError('a row must have a whole number of seats');
  return Array.from({ length: seats }, () => ({ price, isBlocked: false }));
}

/** Groups for a party, as large as possible, each in a run of its own. */
function divide(party: number, runs: readonly Run[]): Place[] | null {
  if (party === 0) return [];
  const [run, ...others] = runs;
  if (run === undefined) return null;
  for (let group = Math.min(party, run.length); group >= SMALLEST_GROUP; group--) {
    const rest = divide(party - group, others);
    if (rest !== null) return [...placesOf(run, group), ...rest];
  }
  return divide(party, others);
}

function placesOf({ row, seat }: Run, count: number): Place[] {
  return Array.from({ length: count }, (_, index) => ({ row, seat: seat + index }));
}
