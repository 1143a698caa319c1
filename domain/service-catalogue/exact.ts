/** 精确算术 Fractions of whole numbers, never floating point: what a figure is compared with is exactly what it is. */

export interface Fraction {
  n: bigint;
  /** Above zero. */
  d: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** In lowest terms. `d` is not zero. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const [above, below] = [BigInt(n), BigInt(d)];
  if (below === 0n) throw new RangeError('a fraction has no denominator 0');
  const by = (below < 0n ? -1n : 1n) * (gcd(above, below) || 1n);
  return { n: above / by, d: below / by };
}

export const ZERO = fraction(0);
export const add = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
/** Below zero, zero, above zero. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const sum = (all: readonly Fraction[]): Fraction => all.reduce(add, ZERO);

/** A decimal as people write it: digits, and at most a point with digits. Undefined: none. */
export function decimal(text: string): Fraction | undefined {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const value = fraction(BigInt(whole + part), 10n ** BigInt(part.length));
  return sign ? { n: -value.n, d: value.d } : value;
}

/** With so many places, cut off toward zero and marked where something was cut off: nothing is rounded into a target. */
export function shown(value: Fraction, places: number): string {
  const size = 10n ** BigInt(places);
  const above = value.n < 0n ? -value.n : value.n;
  const [scaled, rest] = [(above * size) / value.d, (above * size) % value.d];
  const digits = scaled.toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  return `${value.n < 0n ? '-' : ''}${text}${rest === 0n ? '' : '…'}`;
}
