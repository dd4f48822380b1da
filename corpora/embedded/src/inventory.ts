/** The service that knows what lies on the shelves. */
export interface Warehouse {
  stock(sku: string): Promise<number>;
  ship(sku: string, quantity: number): Promise<void>;
}

export interface Reservation {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
}

/** Holds goods for carts, so that two carts are never promised the same piece. */
export class Inventory {
  readonly #warehouse: Warehouse;
  readonly #held = new Map<string, number>();
  readonly #reservations = new Map<string, Reservation>();
  #lastId = 0;

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  get reservations(): Reservation[] {
    return [...this.#reservations.values()];
  }

  /** Pieces of an article that are promised to carts. */
  held(sku: string): number {
    return this.#held.get(sku) ?? 0;
  }

  /** Hold pieces of an article, or return `null` when too few are left. */
  async reserve(sku: string, quantity: number): Promise<Reservation | null> {
    if (!Number.isInteger(quantity) || quantity < 1)
      throw new RangeError('quantity must be a positive whole number');
    const stock = await this.#warehouse.stock(sku);
    if (this.held(sku) + quantity > stock) return null;
    this.#lastId += 1;
    const reservation = { id: `r${String(this.#lastId)}`, sku, quantity };
    this.#held.set(sku, this.held(sku) + quantity);
    this.#reservations.set(reservation.id, reservation);
    return reservation;
  }

  /** Give the pieces back; false when the reservation is not open. */
  cancel(id: string): boolean {
    const reservation = this.#take(id);
    if (reservation === undefined) return false;
    this.#giveBack(reservation);
    return true;
  }

  /** Ship what was reserved; false when the reservation is not open. When shipping fails the pieces stay reserved. */
  async confirm(id: string): Promise<boolean> {
    const reservation = this.#take(id);
    if (reservation === undefined) return false;
    try {
      await this.#warehouse.ship(reservation.sku, reservation.quantity);
    } catch (error) {
      this.#reservations.set(id, reservation);
      throw error;
    }
    this.#giveBack(reservation);
    return true;
  }

  #take(id: string): Reservation | undefined {
    const reservation = this.#reservations.get(id);
    this.#reservations.delete(id);
    return reservation;
  }

  #giveBack({ sku, quantity }: Reservation): void {
    this.#held.set(sku, this.held(sku) - quantity);
  }
}
