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

/** What is known of one operator in one corpus. */
export interface CorpusRow {
  readonly corpus: string;
  readonly candidates: number;
  readonly tried: number;
  readonly proved: number;
  /** `FILE:LINE WITNESS` of the first proof. */
  readonly proof?: string;
}

/** What is known of one operator over all corpora. */
export interface OperatorRow {
  readonly operator: string;
  /** Hash of the operator's file when this was measured. */
  readonly version: string;
  /** Candidates in the packages, and in how many of these. */
  readonly candidates: number;
  readonly packages: number;
  readonly tried: number;
  readonly proved: number;
  /** Packages in which it was proved, and no reader doubts it. */
  readonly provedIn: readonly string[];
  readonly embedded: { readonly candidates: number; readonly tried: number; readonly proved: number };
  /** Candidates by corpus where none was tried. */
  readonly untried: Readonly<Record<string, number>>;
  /** Where some were. With `untried`, what a later run goes on from. */
  readonly tries: readonly CorpusRow[];
}

/** A proof of which a reader says that a maintainer would not call it a bug. */
export interface Doubt {
  readonly operator: string;
  readonly corpus: string;
  readonly because: string;
}

/** Name of the embedded corpus, which is no package that nobody prepared. */
export const EMBEDDED = '@bebug/corpus-embedded';

const NOTHING = { candidates: 0, tried: 0, proved: 0 } as const;

/** Of a corpus that was measured again, the new rows count alone. */
export function corpusRows(earlier: OperatorRow | undefined, rows: readonly Row[]): CorpusRow[] {
  const found = new Map<string, CorpusRow>(
    Object.entries(earlier?.untried ?? {}).map(([corpus, candidates]) => [
      corpus,
      { corpus, candidates, tried: 0, proved: 0 },
    ]),
  );
  for (const row of earlier?.tries ?? []) found.set(row.corpus, row);
  for (const corpus of new Set(rows.map((row) => row.corpus))) {
    const here = rows.filter((row) => row.corpus === corpus);
    const tries = here.flatMap((row) => (row.kind === 'try' ? [row] : []));
    const scanned = here.findLast((row) => row.kind === 'scan');
    const before = found.get(corpus);
    const proof = tries.find((row) => row.proof !== null);
    found.set(corpus, {
      ...(tries.length > 0 ? undefined : before),
      corpus,
      candidates: scanned?.candidates ?? before?.candidates ?? 0,
      tried: tries.length > 0 ? tries.length : (before?.tried ?? 0),
      proved: tries.length > 0 ? tries.filter((row) => row.proof !== null).length : (before?.proved ?? 0),
      ...(proof && { proof: `${proof.file}:${proof.line} ${proof.proof}` }),
    });
  }
  return [...found.values()].filter(({ candidates, tried }) => candidates > 0 || tried > 0);
}

export function proofsOf(
  operator: string,
  version: string,
  corpora: readonly CorpusRow[],
  doubted: readonly string[],
): OperatorRow {
  const packages = corpora.filter(({ corpus }) => corpus !== EMBEDDED);
  const { candidates, tried, proved } = corpora.find(({ corpus }) => corpus === EMBEDDED) ?? NOTHING;
  const sum = (of: (row: CorpusRow) => number): number => packages.reduce((total, row) => total + of(row), 0);
  return {
    operator,
    version,
    candidates: sum((row) => row.candidates),
    packages: packages.filter((row) => row.candidates > 0).length,
    tried: sum((row) => row.tried),
    proved: sum((row) => row.proved),
    provedIn: packages
      .filter(({ corpus, proved: proofs }) => proofs > 0 && !doubted.includes(corpus))
      .map(({ corpus }) => corpus),
    embedded: { candidates, tried, proved },
    untried: Object.fromEntries(
      corpora.filter((row) => row.tried === 0).map((row) => [row.corpus, row.candidates]),
    ),
    tries: corpora.filter((row) => row.tried > 0),
  };
}

/** One operator, and one corpus with tries, a line. */
export function printProofs(rows: readonly OperatorRow[]): string {
  const texts = rows.map(({ tries, ...row }) => {
    const lines = tries.map((one) => `\n    ${JSON.stringify(one)}`).join(',');
    return `  ${JSON.stringify(row).slice(0, -1)},"tries":[${lines}${lines === '' ? '' : '\n  '}]}`;
  });
  return `[\n${texts.join(',\n')}\n]\n`;
}
