export type SheetRow = Readonly<Record<string, unknown>>;

export interface OrderLine {
  article: string;
  quantity: number;
  /** Cents a piece. */
  price: number;
  isGift: boolean;
}

export interface Issue {
  /** Counted from 1, as the program shows it. */
  row: number;
  column: string;
  text: string;
}

export function columnTotal(rows: readonly SheetRow[], column: string): number;
export function expectedStock(rows: readonly SheetRow[]): Map<string, number>;
export function orderLines(rows: readonly SheetRow[]): { lines: OrderLine[]; issues: Issue[] };
export function columnsOf(rows: readonly SheetRow[]): string[];
export function columnWidths(rows: readonly SheetRow[]): number[];
export function columnName(index: number): string;
export function isBlank(row: SheetRow): boolean;
