/** 台面 What the desk counts: without what its reader is shown nothing of, the units with most first, and a calendar that is missing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarNotice } from '../../api/files/desk.ts';
import { deskCounts, unitsWithMostDue } from '../../db/queries/desk.ts';
import { civilDate } from '../../domain/time/civil-date.ts';
import { at, People } from '../reminders/support.ts';

let people: People;
beforeAll(async () => {
  people = await People.open();
});
afterAll(() => people.close());

describe('X-4: the desk', () => {
  it('lists the units with most first, whatever their names', async () => {
    const { sql, bureau } = people.fixture;
    const late = { due: at('2031-03-04T00:00'), state: 'overdue', force: 'text' } as const;
    const names = async () =>
      (await unitsWithMostDue(sql, { bureau, reader: 'x' })).map(({ unit, n }) => [unit, n]);
    await people.many(2, { ...late, owedBy: people.unit });
    await people.many(3, { ...late, owedBy: people.superior });
    expect(await names()).toEqual([
      [people.superior, 3],
      [people.unit, 2],
    ]);
    await people.many(2, { ...late, owedBy: people.unit });
    expect(await names()).toEqual([
      [people.unit, 4],
      [people.superior, 3],
    ]);
  });

  it('QY-17.1: no count tells of a file that is hidden from its reader', async () => {
    const { owner, sql, bureau } = people.fixture;
    const reader = await people.officer('complained-of', ['coordinator']);
    const other = await people.officer('other', ['coordinator'], people.superior);
    const of = (who: string) => deskCounts(sql, { bureau, reader: who }, 3_600_000);
    const before = await of(reader);
    const file = await people.duty({
      owedBy: people.superior,
      due: at('2031-03-04T00:00'),
      state: 'overdue',
      procedure: 'enforcement-complaint',
    });
    await owner`update duty set unanswered = 1 where file_id = ${file}`;
    await owner`insert into enforcement_complaint (file_id, bureau_id, body_unit, channel, grounds, received_on) values (${file}, ${bureau}, ${people.unit}, 'phone', '{}', '2031-03-01')`;
    await owner`insert into run_fault (file_id, fault) values (${file}, 'MISSING')`;
    const told = await of(other);
    expect([told.faulty, told.overdue, told.unanswered]).toEqual([
      before.faulty + 1,
      before.overdue + 1,
      before.unanswered + 1,
    ]);
    expect(await of(reader)).toEqual(before);
    await owner`delete from run_fault where file_id = ${file}`;
  });

  it('a year without its arrangement is told from 25 October before it until it is loaded', () => {
    const on = (day: string, ...years: number[]) => {
      const loaded = years.map((year) => ({ year }));
      const notice = calendarNotice(loaded, civilDate(day));
      return notice && [notice.level, notice.en.slice(20, 24)];
    };
    expect(on('2030-10-24', 2030)).toBeNull();
    expect(on('2030-10-25', 2030)).toEqual(['reminder', '2031']);
    expect(on('2030-12-09', 2030)).toEqual(['alarm', '2031']);
    expect(on('2031-01-01', 2030)).toEqual(['alarm', '2031']);
    expect(on('2031-11-01', 2030)).toEqual(['alarm', '2031']);
    expect(on('2031-01-01', 2031)).toBeNull();
  });
});
