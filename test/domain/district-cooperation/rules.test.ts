/** TJ51-8.1, 8.2 辖区、市区协同: the rules at their edges; acted out through the API in test/district-cooperation. */
import { describe, expect, it } from 'vitest';
import {
  refuseOpening,
  type CooperationToRecord,
} from '../../../domain/district-cooperation/opening.ts';
import {
  refuseDistrictBody,
  refuseOutside,
} from '../../../domain/district-cooperation/territory.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';

const day = (text: string) => text as CivilDate;

describe('TJ51-8.1 辖区', () => {
  const outside = (t: Parameters<typeof refuseOutside>[0]) => {
    const r = refuseOutside(t);
    return r && [r.code, r.clause];
  };
  it('a district body deals with its area, the city body with all', () => {
    expect(outside({ areas: ['120101'], subjectAreas: ['120101'] })).toBeUndefined();
    expect(outside({ areas: null, subjectAreas: ['120102'] })).toBeUndefined();
    expect(outside({ areas: ['120101'], subjectAreas: ['120102'] })).toEqual([
      'outside-area',
      'TJ51-8.1',
    ]);
    // Of a practitioner: wherever registered.
    expect(outside({ areas: ['120101'], subjectAreas: ['120102', '120101'] })).toBeUndefined();
    expect(outside({ areas: ['120101'], subjectAreas: [] })).toEqual(['outside-area', 'TJ51-8.1']);
  });
  it('elsewhere only as the city assigns it, and a district assigns nothing', () => {
    const t = { areas: ['120101'], subjectAreas: ['120102'] };
    expect(outside({ ...t, assignedByCity: true })).toBeUndefined();
    expect(outside({ ...t, assignedByCity: false })).toEqual([
      'assignment-by-district',
      'TJ51-8.1',
    ]);
    expect(outside({ ...t, areas: null, assignedByCity: false })?.[0]).toBe(
      'assignment-by-district',
    );
  });
  it('is registered for areas within the bureau, of supervision bodies', () => {
    const body = (change: object) =>
      refuseDistrictBody({
        bureauArea: '120000',
        roles: ['supervision-body'],
        areas: ['120101'],
        ...change,
      })?.code;
    expect(body({})).toBeUndefined();
    expect(body({ areas: [] })).toBeUndefined();
    expect(body({ areas: ['120000'] })).toBe('outside-area');
    expect(body({ areas: ['120101', '110101'] })).toBe('outside-area');
    expect(body({ roles: ['payment-division'] })).toBe('cooperation-unit');
    expect(body({ roles: undefined })).toBe('cooperation-unit');
  });
});

describe('TJ51-8.2 市区协同', () => {
  const city = { unit: 'jds', level: 'city' } as const;
  const hp = { unit: 'hp', level: 'district' } as const;
  const hd = { unit: 'hd', level: 'district' } as const;
  const refused = (change: Partial<CooperationToRecord>) =>
    refuseOpening({
      recorder: city,
      sides: [hp],
      on: day('2026-03-02'),
      today: day('2026-03-02'),
      ownOfficers: 1,
      filesKnown: true,
      ...change,
    })?.code;
  it('by the city with one or several districts, or by a district with the city', () => {
    expect(refused({})).toBeUndefined();
    expect(refused({ sides: [hp, hd] })).toBeUndefined();
    expect(refused({ recorder: hp, sides: [city] })).toBeUndefined();
    expect(refused({ recorder: hp, sides: [city, hd] })).toBeUndefined();
  });
  it.each<[string, Partial<CooperationToRecord>, string]>([
    ['two districts alone', { recorder: hp, sides: [hd] }, 'cooperation-unit'],
    ['the city alone', { sides: [{ unit: 'jds2', level: 'city' }] }, 'cooperation-unit'],
    ['a side twice', { sides: [hp, hp] }, 'cooperation-unit'],
    ['with itself', { recorder: hp, sides: [city, hp] }, 'cooperation-unit'],
    ['a stranger', { sides: [{ unit: 'zfc', level: undefined }] }, 'cooperation-unit'],
    ['by a stranger', { recorder: { unit: 'zfc', level: undefined } }, 'cooperation-unit'],
    ['tomorrow', { on: day('2026-03-03') }, 'in-the-future'],
    ['without own people', { ownOfficers: 0 }, 'attendee-unknown'],
    ['about an unknown file', { filesKnown: false }, 'link-unknown'],
  ])('not: %s', (_, change, code) => expect(refused(change)).toBe(code));
});
