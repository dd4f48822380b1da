/** Where the parts of an overview come from. */
export interface CustomerSources {
  /** `null` when there is no such customer. */
  readonly name: (id: string) => Promise<string | null>;
  /** Cents for each order, the newest first. */
  readonly orders: (id: string) => Promise<readonly number[]>;
}

export interface CustomerOverview {
  readonly name: string;
  readonly orders: number;
  /** Cents, over all orders. */
  readonly spent: number;
}

/** Both parts are asked for at once; the first failure is the answer. `null` when there is no such customer. */
export async function customerOverview(
  sources: CustomerSources,
  id: string,
): Promise<CustomerOverview | null> {
  const [name, orders] = await Promise.all([sources.name(id), sources.orders(id)]);
  if (name === null) return null;
  return { name, orders: orders.length, spent: orders.reduce((sum, cents) => sum + cents, 0) };
}
