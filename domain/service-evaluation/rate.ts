/** 比率 Exact: whole numbers in, and a percentage that never says more than is true. */

export interface Rate {
  numerator: number;
  denominator: number;
  /** Cut to two decimals, so that only what is whole shows as 100; 无 where nothing was received. */
  percent: string;
  /** Every single one. Of nothing there is no rate, and so none that is complete. */
  complete: boolean;
}

export function rate(numerator: number, denominator: number): Rate {
  if (denominator === 0) return { numerator, denominator, percent: '无', complete: false };
  const hundredths = (BigInt(numerator) * 10_000n) / BigInt(denominator);
  const [whole, rest] = [hundredths / 100n, hundredths % 100n];
  return {
    numerator,
    denominator,
    percent: `${whole}.${String(rest).padStart(2, '0')}`,
    complete: numerator === denominator,
  };
}
