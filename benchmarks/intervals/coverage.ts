import { markdownTable } from '../markdown.ts';

export type Interval = { readonly low: number; readonly high: number } | null;

/** Counts of intervals that hold the true value, miss it on either side, or are not there. */
class Coverage {
  held = 0;
  missed = 0;
  absent = 0;

  add(interval: Interval, truth: number): void {
    if (interval === null) this.absent++;
    else if (truth < interval.low - 1e-9 || truth > interval.high + 1e-9) this.missed++;
    else this.held++;
  }

  /** `94.7`; `88.1 −` below 93, `98.2 +` above 97; `(35)`: sets without an interval, in per cent. */
  toString(): string {
    const n = this.held + this.missed;
    if (n === 0) return '–';
    const share = (100 * this.held) / n;
    const side = share < 93 ? ' −' : share > 97 ? ' +' : '';
    const absent = (100 * this.absent) / (n + this.absent);
    return `${share.toFixed(1)}${side}${absent >= 0.5 ? ` (${absent.toFixed(0)})` : ''}`;
  }
}

/** Coverages of several methods in several situations. */
export class CoverageTable {
  readonly #cells = new Map<string, Map<string, Coverage>>();

  add(method: string, situation: string, interval: Interval, truth: number): void {
    const row = this.#cells.get(method) ?? new Map<string, Coverage>();
    this.#cells.set(method, row);
    const cell = row.get(situation) ?? new Coverage();
    row.set(situation, cell);
    cell.add(interval, truth);
  }

  /** Columns are groups of situations, whose cells stand beside each other. */
  toMarkdown(title: string, columns: Readonly<Record<string, readonly string[]>>): string {
    const rows = [...this.#cells].map(([method, row]) => [
      method,
      ...Object.values(columns).map((situations) =>
        situations.map((situation) => row.get(situation)?.toString() ?? '–').join(' / '),
      ),
    ]);
    return `## ${title}\n\n${markdownTable(['method', ...Object.keys(columns)], rows)}\n`;
  }
}
