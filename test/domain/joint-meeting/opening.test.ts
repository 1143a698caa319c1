/** TJ51-5.0 Who may call a joint meeting, with whom, and for when. */
import { describe, expect, it } from 'vitest';
import { refuseOpening, type MeetingToCall } from '../../../domain/joint-meeting/opening.ts';
import { HOUR, instant } from '../../../domain/time/instant.ts';

const receivedAt = instant(Date.parse('2026-03-02T09:00:00+08:00'));
const meeting = (changes: Partial<MeetingToCall> = {}): MeetingToCall => ({
  convener: 'jds',
  sides: {
    supervision: { unit: 'jds', roles: ['supervision-body'] },
    handling: { unit: 'zf', roles: ['payment-division'] },
  },
  on: instant(receivedAt + HOUR),
  receivedAt,
  filesKnown: true,
  ...changes,
});
const of = (supervision: object, handling: object): MeetingToCall['sides'] => ({
  supervision: { unit: 'jds', roles: ['supervision-body'], ...supervision },
  handling: { unit: 'zf', roles: ['payment-division'], ...handling },
});

describe('TJ51-5.0 召集', () => {
  it.each<[string, Partial<MeetingToCall>]>([
    ['by the supervision body', {}],
    ['by the other side', { convener: 'zf' }],
    ['with an insurance centre', { sides: of({}, { roles: ['insurance-centre'] }) }],
    ['for the next millisecond', { on: instant(receivedAt + 1) }],
  ])('%s', (_, changes) => expect(refuseOpening(meeting(changes))).toBeUndefined());

  it.each<[string, Partial<MeetingToCall>, string]>([
    [
      'a supervision body nobody has registered',
      { sides: of({ roles: undefined }, {}) },
      'meeting-unit',
    ],
    [
      'a side of another office',
      { sides: of({ roles: ['payment-division'] }, {}) },
      'meeting-unit',
    ],
    [
      'another side of another office',
      { sides: of({}, { roles: ['supervision-body'] }) },
      'meeting-unit',
    ],
    [
      'one unit alone, whatever its offices',
      {
        sides: of(
          { roles: ['supervision-body', 'payment-division'] },
          { unit: 'jds', roles: ['supervision-body', 'payment-division'] },
        ),
      },
      'same-department',
    ],
    ['by a third unit', { convener: 'zd' }, 'not-owed-by-you'],
    ['for now', { on: receivedAt }, 'date-not-later'],
    ['about a file that cannot be read', { filesKnown: false }, 'link-unknown'],
  ])('not %s', (_, changes, code) => {
    const refusal = refuseOpening(meeting(changes))!;
    expect([refusal.code, refusal.clause]).toEqual([code, 'TJ51-5.0']);
  });
});
