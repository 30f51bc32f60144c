/** The lower triangle L of a symmetric positive definite matrix M = L·Lᵗ, row by row in one array of size². */
export interface Factor {
  readonly size: number;
  readonly lower: Float64Array;
  /** natural logarithm of the determinant of M */
  readonly logDeterminant: number;
}

/** Factors `matrix` (its lower triangle is read) in place of a copy; null where it is not positive definite. */
export function factorise(matrix: Float64Array, size: number): Factor | null {
  const lower = Float64Array.from(matrix);
  let logDeterminant = 0;
  for (let row = 0; row < size; row += 1) {
    const start = row * size;
    for (let column = 0; column <= row; column += 1) {
      const other = column * size;
      let value = at(lower, start + column);
      for (let k = 0; k < column; k += 1) value -= at(lower, start + k) * at(lower, other + k);
      if (column < row) lower[start + column] = value / at(lower, other + column);
      else if (value <= 0) return null;
      else {
        lower[start + row] = Math.sqrt(value);
        logDeterminant += Math.log(value);
      }
    }
  }
  return { size, lower, logDeterminant };
}

/** x with L·x = right side. */
export function forward({ size, lower }: Factor, rightSide: Float64Array): Float64Array {
  const x = Float64Array.from(rightSide);
  for (let row = 0; row < size; row += 1) {
    let value = at(x, row);
    for (let k = 0; k < row; k += 1) value -= at(lower, row * size + k) * at(x, k);
    x[row] = value / at(lower, row * size + row);
  }
  return x;
}

/** x with Lᵗ·x = right side. */
export function backward({ size, lower }: Factor, rightSide: Float64Array): Float64Array {
  const x = Float64Array.from(rightSide);
  for (let row = size - 1; row >= 0; row -= 1) {
    const value = at(x, row) / at(lower, row * size + row);
    x[row] = value;
    for (let k = 0; k < row; k += 1) x[k] = at(x, k) - at(lower, row * size + k) * value;
  }
  return x;
}

const at = (values: Float64Array, index: number): number => values[index] as number;
