import type { Witness } from '@bebug/core/truth';

/** One candidate, examined. */
export interface Try {
  readonly kind: 'try';
  readonly operator: string;
  readonly corpus: string;
  readonly file: string;
  readonly line: number;
  /** Clean text => mutated text. */
  readonly diff: string;
  /** The witness's kind; `null`: not proved. */
  readonly proof: string | null;
  readonly reason: string;
  readonly density: number | null;
  readonly witness: Witness | null;
  readonly seconds: number;
}

/** What was measured of one operator in one corpus. */
export type Row =
  | Try
  | {
      readonly kind: 'scan';
      readonly operator: string;
      readonly corpus: string;
      readonly candidates: number;
    };

/** What is known of one operator over all corpora. */
export interface OperatorRow {
  readonly operator: string;
  /** Candidates in the packages, and in how many of these. */
  readonly candidates: number;
  readonly packages: number;
  readonly tried: number;
  readonly proved: number;
  /** Packages in which it was proved. */
  readonly provedIn: readonly string[];
  readonly embedded: { readonly candidates: number; readonly tried: number; readonly proved: number };
}

/** Name of the embedded corpus, which is no package that nobody prepared. */
export const EMBEDDED = '@bebug/corpus-embedded';

export function proofsOf(operator: string, rows: readonly Row[]): OperatorRow {
  const mine = rows.filter((row) => row.operator === operator);
  const of = (isEmbedded: boolean) => {
    const here = mine.filter(({ corpus }) => (corpus === EMBEDDED) === isEmbedded);
    const scans = here.flatMap((row) => (row.kind === 'scan' ? [row] : []));
    const tries = here.flatMap((row) => (row.kind === 'try' ? [row] : []));
    return {
      candidates: scans.reduce((sum, { candidates }) => sum + candidates, 0),
      packages: scans.filter(({ candidates }) => candidates > 0).length,
      tried: tries.length,
      proved: tries.filter(({ proof }) => proof !== null).length,
      provedIn: [...new Set(tries.filter(({ proof }) => proof !== null).map(({ corpus }) => corpus))].sort(),
    };
  };
  const { provedIn, ...packages } = of(false);
  const { candidates, tried, proved } = of(true);
  return { operator, ...packages, provedIn, embedded: { candidates, tried, proved } };
}
