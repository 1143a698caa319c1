/** How a run is told from what the register holds: what is still being written, and a window that the register has closed, are no faults. */
import { expect, it } from 'vitest';
import { isAhead, isSuspect, showsOtherwise } from '../../api/background/run-suspects.ts';
import { instant } from '../../domain/time/instant.ts';

const HOUR = 3_600_000;
const file = {
  id: 'f',
  bureau: 'tj',
  letter: 'l',
  closed: false,
  stage: 'decision',
  awaited: 'filing',
  nextDue: 1_000,
  lapsed: false,
  judged: 4,
  seq: 9,
  inbox: 5,
  waits: HOUR,
  attention: 'on-track',
  fault: null,
  changed: HOUR,
};
const shows = {
  stage: 'decision',
  attention: 'on-track',
  nextDue: instant(2_000),
  awaited: 'filing',
  blocking: null,
  body: {},
} as const;
const run = { id: 'f', bureau: 'tj', letter: 'l', stage: 'decision', awaited: 'filing' };

it('a run that knows an act which the register does not is ahead once that act has waited longer than a turn may take', () => {
  expect(isAhead(file, 5)).toBe(true);
  expect(isAhead({ ...file, waits: HOUR / 6 }, 5)).toBe(false);
  expect(isAhead({ ...file, waits: null }, 5)).toBe(false);
  expect(isAhead({ ...file, waits: 0 }, 6)).toBe(true);
  expect(isAhead({ ...file, waits: 0, fault: 'P0AHD' }, 4)).toBe(true);
});

it('the next due is compared, unless it is the end of a window that the register itself has closed', () => {
  expect(showsOtherwise(file, shows)).toBe(true);
  expect(showsOtherwise(file, { ...shows, nextDue: instant(1_000) })).toBe(false);
  expect(showsOtherwise({ ...file, lapsed: true }, shows)).toBe(false);
  expect(showsOtherwise({ ...file, lapsed: true }, { ...shows, stage: 'closed' })).toBe(true);
  expect(isSuspect(file, { ...run, nextDue: 2_000 })).toBe(true);
  expect(isSuspect({ ...file, lapsed: true }, { ...run, nextDue: 2_000 })).toBe(false);
  expect(isSuspect({ ...file, nextDue: null }, { ...run, nextDue: 0 })).toBe(false);
});
