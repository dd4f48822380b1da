import { describe, expect, test } from 'vitest';
import { PriceBook } from './price-book.ts';

function filled(): PriceBook {
  const book = new PriceBook('EUR');
  book.setPrice('pen', 1, 100);
  book.setPrice('pen', 10, 80);
  book.setPrice('ink', 5, 300);
  return book;
}

describe('quotes', () => {
  test.for([
    [1, 100],
    [9, 100],
    [10, 80],
    [11, 80],
  ] as const)('%i pens cost %i cents a piece', ([pieces, price]) => {
    expect(filled().quote('pen', pieces)).toEqual([{ pieces, price }]);
  });

  test('fewer pieces than the smallest offer are taken at its price', () => {
    expect(filled().quote('ink', 2)).toEqual([{ pieces: 2, price: 300 }]);
  });

  test('an article without offers cannot be quoted', () => {
    expect(() => filled().quote('cap', 1)).toThrow(RangeError);
  });

  test('a new price holds from then on', () => {
    const book = filled();
    book.quote('pen', 1);
    book.setPrice('pen', 1, 90);
    expect(book.quote('pen', 1)).toEqual([{ pieces: 1, price: 90 }]);
    expect(book.offersOf('pen')).toEqual([
      { from: 1, price: 90 },
      { from: 10, price: 80 },
    ]);
  });

  test('who changes a quote changes nobody else’s', () => {
    const book = filled();
    book.quote('pen', 1).pop();
    book.quote('pen', 1).pop();
    expect(book.quote('pen', 1)).toHaveLength(1);
  });

  test('a total is the sum of what is quoted', () => {
    expect(filled().total('pen', [1, 10, 1])).toBe(1000);
  });

  test('an offer starts at a whole piece', () => {
    expect(() => {
      filled().setPrice('pen', 0, 1);
    }).toThrow(RangeError);
    expect(() => {
      filled().setPrice('pen', 1.5, 1);
    }).toThrow(RangeError);
  });
});

describe('watchers', () => {
  test('hear of each change, and once of several', () => {
    const book = filled();
    const heard: (readonly string[])[] = [];
    book.watch((articles) => heard.push(articles));
    book.setPrice('pen', 1, 1);
    const size = book.together(() => {
      book.setPrice('pen', 1, 2);
      book.setPrice('ink', 1, 2);
      return book.offersOf('ink').length;
    });
    expect(size).toBe(2);
    expect(heard).toEqual([['pen'], ['pen', 'ink']]);
  });

  test('hear of changes after work that failed', () => {
    const book = filled();
    const heard: (readonly string[])[] = [];
    book.watch((articles) => heard.push(articles));
    expect(() =>
      book.together(() => {
        throw new Error('no');
      }),
    ).toThrow('no');
    book.setPrice('pen', 1, 1);
    expect(heard).toEqual([['pen']]);
  });
});

test('amounts are written in the currency of the day', () => {
  const book = filled();
  const format = book.formatter();
  expect(format(1050)).toBe('10.50 EUR');
  book.setCurrency('CHF');
  expect(format(5)).toBe('0.05 CHF');
});
