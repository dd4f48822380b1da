/** Inverse of a symmetric positive definite matrix by Cholesky's factor; `null` for any other. */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length;
  const factor = matrix.map(() => new Float64Array(size));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row]![column]!;
      for (let k = 0; k < column; k++) rest -= factor[row]![k]! * factor[column]![k]!;
      if (row !== column) factor[row]![column] = rest / factor[column]![column]!;
      else if (rest > 0) factor[row]![row] = Math.sqrt(rest);
      else return null;
    }
  }
  const columns = matrix.map((_, index) => solved(factor, index));
  return matrix.map((_, row) => columns.map((column) => column[row]!));
}

/** Solution of L Lᵀ x = e, with e the unit vector of `index`. */
function solved(factor: readonly Float64Array[], index: number): Float64Array {
  const size = factor.length;
  const x = new Float64Array(size);
  for (let row = index; row < size; row++) {
    let rest = row === index ? 1 : 0;
    for (let k = index; k < row; k++) rest -= factor[row]![k]! * x[k]!;
    x[row] = rest / factor[row]![row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    let rest = x[row]!;
    for (let k = row + 1; k < size; k++) rest -= factor[k]![row]! * x[k]!;
    x[row] = rest / factor[row]![row]!;
  }
  return x;
}
