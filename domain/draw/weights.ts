/** 权重 How the credit classes weigh (QHD-3.2). */
const classes = ['A', 'B', 'C', 'D'];

/** 逐级加重 Strictly, and every grade has its weight: what is not so is no differentiated measure. */
export const weightsAscend = (weights: Readonly<Record<string, number>>): boolean =>
  classes.every(
    (one, i) => weights[one] !== undefined && (i === 0 || weights[classes[i - 1]!]! < weights[one]),
  );
