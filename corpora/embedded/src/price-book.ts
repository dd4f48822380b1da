export interface QuoteLine {
  readonly pieces: number;
  /** Cents for one piece. */
  readonly price: number;
}

export interface Offer {
  /** The fewest pieces for which the price holds. */
  readonly from: number;
  /** Cents for one piece. */
  readonly price: number;
}

/** Hears of articles whose prices have changed. */
export type Watcher = (articles: readonly string[]) => void;

/** Prices that fall with the number of pieces. What was quoted once is kept until a price of the article changes. */
export class PriceBook {
  readonly #offers = new Map<string, Offer[]>();
  readonly #quotes = new Map<string, QuoteLine[]>();
  readonly #watchers: Watcher[] = [];
  #changed: string[] = [];
  #depth = 0;
  #currency: string;

  constructor(currency: string) {
    this.#currency = currency;
  }

  /** Set what a piece costs for those who take at least `from` of them. */
  setPrice(article: string, from: number, price: number): void {
    if (!Number.isInteger(from) || from < 1) throw new RangeError('from must be a positive whole number');
    const offers = this.#offers.get(article) ?? [];
    offers.push({ from, price });
    this.#offers.set(article, offers);
    this.#quotes.clear();
    this.#changed.push(article);
    this.#tell();
  }

  /** Offers of an article, the smallest numbers of pieces first; of two for the same number the later one holds. */
  offersOf(article: string): Offer[] {
    const latest = new Map((this.#offers.get(article) ?? []).map((offer) => [offer.from, offer]));
    return [...latest.values()].sort((a, b) => a.from - b.from);
  }

  /**
   * The pieces at the price that holds for that many; fewer than the smallest offer are taken at its price.
   *
   * @throws RangeError when there is no offer
   */
  quote(article: string, pieces: number): QuoteLine[] {
    const key = `${article} ${String(pieces)}`;
    const known = this.#quotes.get(key);
    if (known !== undefined) return [...known];
    const lines = this.#workOut(article, pieces);
    this.#quotes.set(key, lines);
    return [...lines];
  }

  /** What many orders of one article cost together, in cents. */
  total(article: string, orders: readonly number[]): number {
    let total = 0;
    for (const pieces of orders) {
      for (const line of this.quote(article, pieces)) total += line.pieces * line.price;
    }
    return total;
  }

  /** Change several prices; watchers hear of them once, at the end. */
  together<T>(work: () => T): T {
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
      this.#tell();
    }
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  setCurrency(currency: string): void {
    this.#currency = currency;
  }

  /** Writes amounts in the currency of the book, whichever it is by then. */
  formatter(): (cents: number) => string {
    return (cents) => `${(cents / 100).toFixed(2)} ${this.#currency}`;
  }

  #workOut(article: string, pieces: number): QuoteLine[] {
    const offers = this.offersOf(article);
    const offer = offers.findLast(({ from }) => from <= pieces) ?? offers[0];
    if (offer === undefined) throw new RangeError(`no price for ${article}`);
    return [{ pieces, price: offer.price }];
  }

  #tell(): void {
    if (this.#depth > 0 || this.#changed.length === 0) return;
    const changed = this.#changed;
    this.#changed = [];
    for (const watcher of this.#watchers) watcher(changed);
  }
}
