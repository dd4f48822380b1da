/**
 * The optimal assignments of one problem. Exactly the pairs that are `tight` (reduced cost zero) can be in an optimum; a
 * row or column of the longer side may stay idle exactly when its potential is zero.
 */
export interface Optima {
  /** One optimum: the column of each row, `columns` for a row that is left out. */
  readonly columnOf: readonly number[];
  readonly columns: number;
  tight(row: number, column: number): boolean;
  columnMayIdle(column: number): boolean;
  rowMayIdle(row: number): boolean;
  /** A pair that says the same as leaving the row out. */
  forbidden(row: number, column: number): boolean;
}

/**
 * Of all optima the lexicographically first: row by row the smallest real column, left out last.
 *
 * Every other optimum is reached through cycles of tight pairs. Idle columns belong to a spare row and idle rows to a spare
 * column, so that a path which ends at an idle one closes to a cycle as well.
 */
export function lexicographicallyFirst(optima: Optima): number[] {
  const columnOf = [...optima.columnOf];
  for (let row = 0; row < columnOf.length; row++) {
    const home = columnOf[row]!;
    const isReal = !isLeftOut(optima, row, home);
    const wanted: number[] = [];
    for (let column = 0; column < optima.columns; column++) {
      if (isReal && column >= home) break;
      if (optima.tight(row, column) && !optima.forbidden(row, column)) wanted.push(column);
    }
    if (wanted.length === 0) continue;
    const steps = stepsTowards(home, row, columnOf, optima);
    const best = wanted.find((column) => column === home || steps.has(column));
    if (best === undefined || best === home) continue;
    columnOf[row] = best;
    for (let column = best; column !== home;) {
      const step = steps.get(column)!;
      if (step.row < columnOf.length) columnOf[step.row] = step.to;
      column = step.to;
    }
  }
  return columnOf;
}

interface Step {
  /** Who moves on; the number of rows stands for the spare row. */
  readonly row: number;
  readonly to: number;
}

/**
 * For every column from which its owner can move, step by step, until `home` is taken: the first step. Rows before `fixed`
 * keep their answer; one that is left out may change the way in which it is.
 */
function stepsTowards(
  home: number,
  fixed: number,
  columnOf: readonly number[],
  optima: Optima,
): Map<number, Step> {
  const spareRow = columnOf.length;
  const spareColumn = optima.columns;
  const taken = new Set(columnOf);
  const steps = new Map<number, Step>();
  const queue = [home];
  const visit = (column: number, step: Step): void => {
    if (column === home || steps.has(column)) return;
    steps.set(column, step);
    queue.push(column);
  };
  for (let to = queue.shift(); to !== undefined; to = queue.shift()) {
    for (let row = 0; row < spareRow; row++) {
      if (row === fixed) continue;
      if (row < fixed && !(isLeftOut(optima, row, columnOf[row]!) && isLeftOut(optima, row, to))) continue;
      const fits = to === spareColumn ? optima.rowMayIdle(row) : optima.tight(row, to);
      if (fits) visit(columnOf[row]!, { row, to });
    }
    if (to === spareColumn || !optima.columnMayIdle(to)) continue;
    for (let column = 0; column < spareColumn; column++) {
      if (!taken.has(column)) visit(column, { row: spareRow, to });
    }
  }
  return steps;
}

function isLeftOut(optima: Optima, row: number, column: number): boolean {
  return column === optima.columns || optima.forbidden(row, column);
}
