/** 演示 What the demonstration lets pass when it verifies its own dossiers: records of the time that it has skipped itself, and nothing else. */
import { expect, it, vi } from 'vitest';
import type { Difference } from '../../domain/recount/compare.ts';
import { GRACE } from '../../domain/law/wait.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { printDossiers, typical, type VerifiedDossier } from '../../tools/demo/dossiers.ts';
import { Skipped } from '../../tools/demo/skipped.ts';

const NOON = Date.parse('2026-11-30T12:00:00+08:00');
const early = (stands: number, counted: number): Difference => ({
  kind: 'early',
  ref: 'act:1',
  field: 'recordedAt',
  stands: formatInstant(instant(stands)),
  counted: formatInstant(instant(counted)),
});

async function left(skipped: Skipped, differences: Difference[]): Promise<[number, number]> {
  const counted = { entries: 1, verdicts: 1, duties: 0, breaches: 0 };
  let moved = 0;
  const recount = skipped.recounting(
    () => Promise.resolve({ differences, obeyed: [], counted }),
    (n) => (moved = n),
  );
  const found = await recount({ opening: { file: 'F' } } as never, {} as never);
  return [found.differences.length, moved];
}

it('an early record is let pass as far as its file was taken ahead by then, and no further', async () => {
  vi.useFakeTimers({ now: NOON });
  try {
    const skipped = new Skipped();
    skipped.note('F', NOON + 10 * HOUR);
    skipped.note('other', NOON + 100 * HOUR);
    const [at, most] = [NOON + 1_000, NOON + 1_000 + 10 * HOUR + GRACE];
    expect(await left(skipped, [early(at, most)])).toEqual([0, 1]);
    expect(await left(skipped, [early(at, most + 1)])).toEqual([1, 0]);
    // Before it was skipped the file was where everybody is.
    expect(await left(skipped, [early(NOON - 1, NOON + HOUR)])).toEqual([1, 0]);
    const other: Difference = { ...early(at, most), kind: 'entry' };
    expect(await left(skipped, [other, { ...early(at, most), stands: 'x' }])).toEqual([2, 0]);
  } finally {
    vi.useRealTimers();
  }
});

it('a dossier that is not proved ends the demonstration', () => {
  const one: VerifiedDossier = {
    file: 'F',
    bytes: 1,
    made: 1,
    verified: 1,
    code: 0,
    findings: [],
    moved: 0,
  };
  const lines = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    expect(() => printDossiers([one])).not.toThrow();
    expect(() => printDossiers([one, { ...one, code: 3 }])).toThrow('not verified: F');
    expect(() => printDossiers([{ ...one, code: 1 }])).toThrow('not verified: F');
  } finally {
    lines.mockRestore();
  }
});

it('of a dossier that is verified three times the one that did not hold is told, whichever it was', () => {
  const one = (code: 0 | 1, verified: number): VerifiedDossier => ({
    file: 'F',
    bytes: 1,
    made: 1,
    verified,
    code,
    findings: [],
    moved: 0,
  });
  expect(typical([one(0, 3), one(0, 1), one(0, 2)])).toMatchObject({ code: 0, verified: 2 });
  for (const n of [0, 1, 2])
    expect(typical([1, 2, 3].map((ms, i) => one(i === n ? 1 : 0, ms)))).toMatchObject({
      code: 1,
      verified: 2,
    });
});
