/** what binds whom, from when; and by adoption. */
import { describe, expect, it } from 'vitest';
import { draw } from '../../../domain/draw/procedure.ts';
import { instrumentOf } from '../../../domain/draw/duties.ts';
import { clauses } from '../../../domain/draw/record.ts';
import {
  areaCovers,
  bindingInstruments,
  governing,
  instruments,
} from '../../../domain/law/instruments.ts';
import type { InstrumentId } from '../../../domain/law/basis.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';

const bureau = (
  area: string,
  adoptions: { instrument: InstrumentId; decidedOn: string }[] = [],
) => ({ area, adoptions });
const on = civilDate('2026-11-22');

describe('areas (GB/T 2260)', () => {
  it.each([
    ['120000', '120000'],
    ['120000', '120101'],
    ['130300', '130304'],
    ['621000', '621002'],
    ['500114', '500114'],
    ['500000', '500114'],
  ])('%s covers %s', (area, other) => expect(areaCovers(area, other)).toBe(true));
  it.each([
    ['120000', '130000'],
    ['130300', '130400'],
    ['130300', '130000'],
    ['621000', '620100'],
    ['621000', '620000'],
    ['500114', '500113'],
    ['500114', '500000'],
  ])('%s does not cover %s', (area, other) => expect(areaCovers(area, other)).toBe(false));
});

describe('X-11', () => {
  it.each<[InstrumentId, string]>([
    ['TJ51', '120000'],
    ['TJ51', '120101'],
    ['TJ84', '120000'],
    ['QHD', '130300'],
    ['QJ', '500114'],
    ['QY', '621000'],
  ])('%s binds %s', (id, area) => {
    expect(bindingInstruments(bureau(area), id, on)).toEqual({ basis: 'binding' });
  });

  it.each<[InstrumentId, string]>([
    ['TJ51', '621000'],
    ['TJ84', '130300'],
    ['QY', '120000'],
    ['QHD', '130000'],
    ['QJ', '500000'],
  ])('cannot: %s in %s', (id, area) => {
    expect(bindingInstruments(bureau(area), id, on)).toMatchObject({
      code: 'no-legal-basis',
      clause: 'X-11',
      say: { zh: expect.stringContaining(instruments[id].number) },
    });
  });

  it('an adoption counts from the day it was decided, and makes management of it', () => {
    const adopting = bureau('621000', [{ instrument: 'TJ51', decidedOn: '2026-03-02' }]);
    expect(bindingInstruments(adopting, 'TJ51', civilDate('2026-03-02'))).toEqual({
      basis: 'adopted',
    });
    expect(bindingInstruments(adopting, 'TJ51', civilDate('2026-03-01'))).toMatchObject({
      code: 'no-legal-basis',
    });
    expect(bindingInstruments(adopting, 'TJ84', on)).toMatchObject({ code: 'no-legal-basis' });
  });

  it('an adoption of what binds anyway changes nothing', () => {
    expect(
      bindingInstruments(
        bureau('120000', [{ instrument: 'TJ51', decidedOn: '2026-03-02' }]),
        'TJ51',
        on,
      ),
    ).toEqual({ basis: 'binding' });
  });

  it.each<[InstrumentId, string, string]>([
    ['TJ51', '120000', '2017-05-17'],
    ['TJ84', '120000', '2021-09-21'],
    ['QY', '621000', '2025-06-25'],
  ])('cannot: %s on %s before it is in force', (id, area, day) => {
    expect(bindingInstruments(bureau(area), id, civilDate(day))).toMatchObject({
      code: 'no-legal-basis',
      lawful: { zh: `${instruments[id].inForceFrom}及以后` },
    });
    expect(bindingInstruments(bureau(area), id, instruments[id].inForceFrom)).toEqual({
      basis: 'binding',
    });
  });

  it('of several, one that binds goes before one that was adopted; of none, why the first does not', () => {
    const adopting = bureau('120000', [{ instrument: 'QY', decidedOn: '2026-03-02' }]);
    expect(governing(adopting, ['QY', 'TJ51'], on)).toEqual({ id: 'TJ51', basis: 'binding' });
    expect(governing(adopting, ['QY', 'QHD'], on)).toEqual({ id: 'QY', basis: 'adopted' });
    expect(governing(bureau('120000'), ['QY', 'TJ51'], on)).toEqual({
      id: 'TJ51',
      basis: 'binding',
    });
    expect(governing(bureau('130300'), ['QY', 'TJ51'], on)).toEqual(
      bindingInstruments(bureau('130300'), 'QY', on),
    );
  });

  it('QY-6.2, TJ51-14.2: a draw declares every instrument under which it opens', () => {
    const declared: string[] = [draw.instrument, ...draw.alsoUnder];
    expect([...new Set(clauses.map(instrumentOf))].sort()).toEqual(declared.sort());
  });

  it('none claims a check that nobody has made', () => {
    for (const instrument of Object.values(instruments))
      expect(instrument.checkedOn).toBeUndefined();
  });
});
