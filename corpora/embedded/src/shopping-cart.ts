export interface CartLine {
  readonly sku: string;
  /** Cents. */
  readonly unitPrice: number;
  readonly quantity: number;
  /** Whole per cent, included in nothing yet. */
  readonly taxRate: number;
}

export type Coupon =
  | { readonly kind: 'percent'; readonly percent: number; readonly minimum: number }
  | { readonly kind: 'fixed'; readonly amount: number; readonly minimum: number };

export interface ShippingRates {
  /** Cents per order. */
  readonly flat: number;
  /** Goods, after discounts, that ship for free. */
  readonly freeFrom: number;
}

/** All amounts in cents. */
export interface CartTotal {
  readonly goods: number;
  readonly discount: number;
  readonly tax: number;
  readonly shipping: number;
  readonly total: number;
}

const MAX_QUANTITY = 999;

/** Whole per cents off from so many pieces of one article on, the largest first. */
const QUANTITY_DISCOUNTS = [
  { from: 100, percent: 15 },
  { from: 25, percent: 10 },
  { from: 10, percent: 5 },
] as const;

/** The price of a line after its quantity discount, rounded to the cent in the shop's favour. */
export function linePrice(line: CartLine): number {
  if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > MAX_QUANTITY) {
    throw new RangeError(`quantity of ${line.sku} must be from 1 to ${String(MAX_QUANTITY)}`);
  }
  if (!Number.isInteger(line.unitPrice) || line.unitPrice < 0) {
    throw new RangeError(`price of ${line.sku} must be a whole number of cents`);
  }
  const full = line.unitPrice * line.quantity;
  const percent = QUANTITY_DISCOUNTS.find(({ from }) => line.quantity >= from)?.percent ?? 0;
  return full - Math.floor((full * percent) / 100);
}

/** Lines of the same article as one line; the price and tax rate of the first one hold. */
export function combineLines(lines: readonly CartLine[]): CartLine[] {
  const combined = new Map<string, CartLine>();
  for (const line of lines) {
    const known = combined.get(line.sku);
    const quantity = known === undefined ? line.quantity : known.quantity + line.quantity;
    combined.set(line.sku, { ...(known ?? line), quantity });
  }
  return [...combined.values()];
}

/**
 * What a cart costs. A coupon lowers the price of goods only, in proportion over all lines, and tax is due on the lowered
 * prices. An empty cart ships for nothing.
 */
export function priceCart(lines: readonly CartLine[], rates: ShippingRates, coupon?: Coupon): CartTotal {
  const priced = combineLines(lines).map((line) => ({ line, price: linePrice(line) }));
  const goods = priced.reduce((sum, { price }) => sum + price, 0);
  const discount = coupon === undefined ? 0 : couponDiscount(coupon, goods);
  const reduced = goods - discount;

  let tax = 0;
  for (const { line, price } of priced) {
    const share = goods === 0 ? 0 : (price * reduced) / goods;
    tax += Math.round((share * line.taxRate) / 100);
  }
  const shipping = lines.length === 0 || reduced >= rates.freeFrom ? 0 : rates.flat;
  return { goods, discount, tax, shipping, total: reduced + tax + shipping };
}

function couponDiscount(coupon: Coupon, goods: number): number {
  if (goods < coupon.minimum) return 0;
  if (coupon.kind === 'percent') return Math.floor((goods * Math.min(coupon.percent, 100)) / 100);
  return Math.min(coupon.amount, goods);
}
