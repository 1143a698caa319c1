/** 精确算术 Fractions of whole numbers, never floating point: what a figure is compared with is exactly what it is. */

interface Fraction {
  n: bigint;
  /** Above zero. */
  d: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** In lowest terms. `d` is not zero. */
function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const [above, below] = [BigInt(n), BigInt(d)];
  if (below === 0n) throw new RangeError('a fraction has no denominator 0');
  const by = (below < 0n ? -1n : 1n) * (gcd(above, below) || 1n);
  return { n: above / by, d: below / by };
}

export const ZERO = fraction(0);
/** Below zero, zero, above zero. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
/** A decimal as people write it: digits, and at most a point with digits. Undefined: none. */
export function decimal(text: string): Fraction | undefined {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const value = fraction(BigInt(whole + part), 10n ** BigInt(part.length));
  return sign ? { n: -value.n, d: value.d } : value;
}
