/**
 * A year of inspections acted out through the API on a stack of its own, at a small size, against an independent count (issue 5; QY-3.1, 4.1, 6.2, 12.1, 15.1, 17.1, 19).
 * YEAR_INSPECTIONS=2000 YEAR_INSTITUTIONS=500 YEAR_ITEMS=40 runs the whole year.
 */
import { expect, it } from 'vitest';
import { openHarness } from '../../tools/demo/harness.ts';
import { runYear } from '../../tools/demo/year.ts';
import { verifyYear } from '../../tools/demo/year/dossiers.ts';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const size = {
  inspections: number('YEAR_INSPECTIONS', 64),
  institutions: number('YEAR_INSTITUTIONS', 30),
  items: number('YEAR_ITEMS', 24),
  seed: number('YEAR_SEED', 7),
};

it('QY-4.1, QY-6.2, QY-12.1, QY-15.1, QY-19: every breach, override, window, waking and refusal of the year is what was counted independently', async () => {
  const harness = await openHarness(() => {}, new AbortController().signal, true);
  try {
    const { reported, differ, drawn } = await runYear(harness, size, 8, () => {});
    expect(differ).toEqual([]);
    expect(reported.inspections).toBeGreaterThanOrEqual(size.inspections * 0.9);
    for (const something of [
      reported.late,
      reported.overrides,
      reported.refused,
      Object.keys(reported.woken),
      reported.complaints,
    ])
      expect(something.length).toBeGreaterThan(0);
    expect(Object.values(reported.woken), 'held by a cap until the next year').toContain(
      '2028-01-01',
    );
    expect(drawn.map(({ holds }) => holds)).toEqual([true, true, true, true]);
    expect(reported.places.most).toBeLessThanOrEqual(4);
    expect(reported.programme).toMatchObject({
      planned: reported.kinds['daily'],
      begun: reported.kinds['daily'],
      unused: 0,
      overrun: 0,
    });
    // Fails where a dossier of the year is not proved.
    expect((await verifyYear(harness)).length).toBeGreaterThan(10);
  } finally {
    await harness.stop();
  }
}, 1_800_000);
