import { expect, test } from 'vitest';
import { type CartLine, combineLines, type Coupon, linePrice, priceCart } from './shopping-cart.ts';

const rates = { flat: 490, freeFrom: 5000 };
const line = (change: Partial<CartLine> = {}): CartLine => ({
  sku: 'pen',
  unitPrice: 100,
  quantity: 1,
  taxRate: 20,
  ...change,
});

test.for([
  { quantity: 9, price: 900 },
  { quantity: 10, price: 950 },
  { quantity: 24, price: 2280 },
  { quantity: 25, price: 2250 },
  { quantity: 99, price: 8910 },
  { quantity: 100, price: 8500 },
])('$quantity pieces cost $price', ({ quantity, price }) => {
  expect(linePrice(line({ quantity }))).toBe(price);
});

test('a fraction of a cent of discount is not given', () => {
  expect(linePrice(line({ unitPrice: 33, quantity: 10 }))).toBe(314);
});

test('quantities and prices are checked', () => {
  for (const quantity of [0, -1, 1.5, 1000])
    expect(() => linePrice(line({ quantity }))).toThrow(/quantity of pen/u);
  for (const unitPrice of [-1, 0.5]) expect(() => linePrice(line({ unitPrice }))).toThrow(/price of pen/u);
  expect(linePrice(line({ quantity: 999, unitPrice: 0 }))).toBe(0);
});

test('lines of one article are combined before they are priced', () => {
  const lines = [
    line({ quantity: 6 }),
    line({ sku: 'ink', unitPrice: 700 }),
    line({ quantity: 4, unitPrice: 1 }),
  ];
  expect(combineLines(lines)).toEqual([line({ quantity: 10 }), line({ sku: 'ink', unitPrice: 700 })]);
  expect(priceCart(lines, rates).goods).toBe(950 + 700);
});

test('tax is due line by line, and shipping is not taxed', () => {
  const lines = [line({ quantity: 5 }), line({ sku: 'book', unitPrice: 1999, taxRate: 7 })];
  expect(priceCart(lines, rates)).toEqual({
    goods: 2499,
    discount: 0,
    tax: 240,
    shipping: 490,
    total: 2499 + 240 + 490,
  });
});

test.for<{ coupon: Coupon; discount: number }>([
  { coupon: { kind: 'percent', percent: 15, minimum: 0 }, discount: 299 },
  { coupon: { kind: 'percent', percent: 250, minimum: 0 }, discount: 1999 },
  { coupon: { kind: 'fixed', amount: 500, minimum: 1999 }, discount: 500 },
  { coupon: { kind: 'fixed', amount: 500, minimum: 2000 }, discount: 0 },
  { coupon: { kind: 'fixed', amount: 9999, minimum: 0 }, discount: 1999 },
])('$coupon takes $discount off', ({ coupon, discount }) => {
  expect(priceCart([line({ unitPrice: 1999 })], rates, coupon).discount).toBe(discount);
});

test('a coupon lowers the tax too', () => {
  const half: Coupon = { kind: 'percent', percent: 50, minimum: 0 };
  const total = priceCart(
    [line({ unitPrice: 1000 }), line({ sku: 'ink', unitPrice: 3000, taxRate: 10 })],
    rates,
    half,
  );
  expect(total).toEqual({
    goods: 4000,
    discount: 2000,
    tax: 100 + 150,
    shipping: 490,
    total: 2000 + 250 + 490,
  });
});

test('shipping is free from a value after discounts', () => {
  expect(priceCart([line({ unitPrice: 5000 })], rates).shipping).toBe(0);
  expect(priceCart([line({ unitPrice: 4999 })], rates).shipping).toBe(490);
  const coupon: Coupon = { kind: 'fixed', amount: 1, minimum: 0 };
  expect(priceCart([line({ unitPrice: 5000 })], rates, coupon).shipping).toBe(490);
});

test('an empty cart costs nothing, a cart of gifts its shipping', () => {
  expect(priceCart([], rates)).toEqual({ goods: 0, discount: 0, tax: 0, shipping: 0, total: 0 });
  expect(priceCart([line({ unitPrice: 0 })], rates)).toMatchObject({ tax: 0, shipping: 490, total: 490 });
});
