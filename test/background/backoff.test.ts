/** The rule of waiting longer: of deliveries, and of the rounds of loops. */
import { describe, expect, it } from 'vitest';
import { backoff } from '../../api/background/backoff.ts';

describe('backoff', () => {
  const settings = { tries: 10, first: 30_000, longest: 12 * 3_600_000 };
  it('grows, is bounded, and ends after the last try', () => {
    const waits = Array.from({ length: 10 }, (_, i) => backoff(i + 1, settings, () => 0.5));
    expect(waits.slice(0, 3)).toEqual([30_000, 75_000, 187_500]);
    expect(waits[9]).toBeUndefined();
    const hours = waits.slice(0, 9).reduce<number>((sum, wait) => sum + wait!, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(18);
    expect(hours).toBeLessThan(26);
    expect(backoff(25, { ...settings, tries: 30, first: 3_600_000 }, () => 0.5)).toBe(
      12 * 3_600_000,
    );
  });
  it('differs by chance, by a fifth at most', () => {
    expect([backoff(1, settings, () => 0), backoff(1, settings, () => 1)]).toEqual([
      24_000, 36_000,
    ]);
  });
});
