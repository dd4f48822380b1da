import type { Driver } from '@bebug/oracle/driver';
import { PriceBook } from './price-book.ts';

interface Subject {
  readonly book: PriceBook;
  readonly heard: (readonly string[])[];
  readonly format: (cents: number) => string;
}

const article = { oneOf: ['pen', 'ink', 'cap'] };
const pieces = { oneOf: [1, 2, 5, 10] };
const price = { oneOf: [5, 80, 100] };

export default {
  create() {
    const book = new PriceBook('EUR');
    const heard: (readonly string[])[] = [];
    book.watch((articles) => heard.push([...articles]));
    book.setPrice('pen', 1, 100);
    return { book, heard, format: book.formatter() };
  },
  calls: {
    setPrice: {
      args: [article, { oneOf: [0, 1, 1.5, 5, 10] }, price],
      run: ({ book }, name: string, from: number, cents: number) => {
        book.setPrice(name, from, cents);
      },
    },
    offersOf: { args: [article], run: ({ book }, name: string) => book.offersOf(name) },
    quote: {
      args: [article, pieces],
      run: ({ book }, name: string, count: number) => book.quote(name, count),
    },
    spoil: {
      args: [article, pieces],
      run: ({ book }, name: string, count: number) => {
        book.quote(name, count).push({ pieces: 1, price: 1 });
      },
    },
    total: {
      args: [article, pieces, pieces],
      run: ({ book }, name: string, ...orders: number[]) => book.total(name, orders),
    },
    together: {
      args: [article, price],
      run: ({ book }, name: string, cents: number) =>
        book.together(() => {
          book.setPrice(name, 1, cents);
          book.setPrice('pen', 2, cents);
          return book.offersOf(name);
        }),
    },
    fail: {
      args: [],
      run: ({ book }) => {
        try {
          book.together(() => {
            throw new Error('work');
          });
        } catch (error) {
          return (error as Error).message;
        }
        return 'done';
      },
    },
    format: { args: [price], run: ({ format }, cents: number) => format(cents) },
    setCurrency: {
      args: [{ oneOf: ['EUR', 'CHF'] }],
      run: ({ book }, currency: string) => {
        book.setCurrency(currency);
      },
    },
    another: {
      args: [price],
      run: (_subject, cents: number) => {
        const book = new PriceBook('USD');
        book.setPrice('cap', 1, cents);
        return book.offersOf('cap');
      },
    },
  },
  observe: ({ book, heard }) => ({ heard: [...heard], pen: book.offersOf('pen'), ink: book.offersOf('ink') }),
  loads: {
    'order the same number again and again': {
      run({ book }, n: number) {
        for (let from = 1; from <= n; from++) book.setPrice('ink', from, 1000 - from);
        return book.total(
          'ink',
          Array.from({ length: n }, () => 3),
        );
      },
    },
    'quote the same number again and again': {
      run({ book }, n: number) {
        for (let from = 1; from <= n; from++) book.setPrice('ink', from, 1000 - from);
        let last = 0;
        for (let turn = 0; turn < n; turn++) last = book.quote('ink', n).length;
        return last;
      },
    },
  },
} satisfies Driver<Subject>;
