/** The reading sheet is made of what procedures declare: every duty stands in it, and each setting behind one is found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { declared, procedures } from '../../domain/procedures.ts';
import { confirmedBy } from '../../domain/reading-sheet/confirmed.ts';
import { limitWords } from '../../domain/reading-sheet/limit-words.ts';
import { settingsInForce } from '../../domain/reading-sheet/settings-behind.ts';
import { sheetOf } from '../../domain/reading-sheet/sheet.ts';

const sheet = sheetOf(declared, {});

/** Every duty that is written down anywhere: an object that says by which date it is judged. */
function written(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .flatMap(({ parentPath, name }) => {
      const text = readFileSync(join(parentPath, name), 'utf8');
      return /judgedBy: '/.test(text) &&
        /satisfies (Record<string, )?(Omit<)?Duty|: Duty/.test(text)
        ? [...text.matchAll(/\bid: '([A-Za-z]+)'/g)].map(([, id]) => id!)
        : [];
    });
}

describe('the reading sheet', () => {
  it('holds every duty that is written down in the product', () => {
    const all = new Set([...written('domain'), ...written('workflows')]);
    expect(all.size).toBeGreaterThan(60);
    const told = new Set(sheet.map(({ duty }) => duty));
    expect([...all].filter((id) => !told.has(id))).toEqual([]);
  });

  it('and of every procedure and register, for each has to declare what may be owed under it', () => {
    // Records are brought and recorded; who owes their report is a procedure of its own.
    const owesNothing: ReadonlySet<string> = new Set(['credit-record']);
    expect(new Set(sheet.map(({ procedure }) => procedure.id))).toEqual(
      new Set(declared.map(({ id }) => id).filter((id) => !owesNothing.has(id))),
    );
  });

  it('of a procedure that is new, by its declaration alone', () => {
    const [first] = procedures;
    const { duty } = first!.duties({})[0]!;
    const added = {
      ...first!,
      id: 'planted' as never,
      settings: undefined as never,
      duties: () => [
        { duty: { ...duty, id: 'planted', limit: { unit: 'hours', count: 7 } as const } },
      ],
    };
    const row = sheetOf([...procedures, added], {}).find(({ duty: id }) => id === 'planted');
    expect(row).toMatchObject({ limitWords: { zh: '7小时' }, settings: [] });
  });

  it('names both readings of three days, the chosen one first, and the setting that chooses', () => {
    const decide = (stored: object) =>
      sheetOf(procedures, { rapidResponse: stored }).find(
        ({ duty, clause }) => duty === 'decideFinally' && clause === 'TJ51-A1-1.5b',
      );
    expect(decide({})).toMatchObject({
      limit: { unit: 'calendar-days', count: 3 },
      secondReading: { limit: { unit: 'working-days', count: 3 }, words: { zh: '3个工作日' } },
      force: 'text',
      instrument: { number: '津人社局发〔2017〕51号', checkedOn: null },
      settings: ['rapidResponse.threeDays'],
    });
    expect(decide({ threeDays: 'working' })).toMatchObject({
      limit: { unit: 'working-days', count: 3 },
      secondReading: { limit: { unit: 'calendar-days', count: 3 } },
    });
  });

  it('finds each setting that gives a period, also where the file sets the day by it', () => {
    const behind = new Set(sheet.flatMap(({ settings }) => settings));
    const days = settingsInForce(procedures, {}).filter(({ name }) =>
      /(Days|Hours|Months)$/.test(name),
    );
    // Behind a list, a rhythm, a record or a condition, and no duty.
    const none = [
      'circuitBreaker.staleHours',
      'circuitBreaker.touchDays',
      'commitment.consultationMonths',
      'creditObjection.codeDays',
      'draw.withheldDays',
      'inspection.listDays',
      'inspection.mergeDays',
      'publicity.waitDays',
      'revisit.leastDays',
    ];
    expect(
      days
        .filter(({ name }) => !behind.has(name))
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(none);
    expect(behind).toContain('commitment.officeHours');
    expect(behind).toContain('jointMeeting.minutesDays');
  });

  it('says what is registered, and what is not valid as a whole counts as absent', () => {
    const of = (stored: object) =>
      settingsInForce(procedures, { rapidResponse: stored }).find(
        ({ name }) => name === 'rapidResponse.reviewDays',
      );
    expect(of({ reviewDays: 10 })).toMatchObject({ value: 10, byDefault: false });
    expect(of({ reviewDays: 10, threeDays: 'neither' })).toMatchObject({
      value: 30,
      byDefault: true,
    });
  });

  it('a setting is confirmed by the change that gave it its value, and by no later one', () => {
    const changes = [
      {
        by: 'a',
        name: 'A',
        at: 1,
        second: null,
        before: null,
        after: { rapidResponse: { reviewDays: 10 } },
      },
      {
        by: 'b',
        name: 'B',
        at: 2,
        second: { by: 's', name: 'S' },
        before: { rapidResponse: { reviewDays: 10 } },
        after: { rapidResponse: { reviewDays: 20 } },
      },
      {
        by: 'c',
        name: 'C',
        at: 3,
        second: null,
        before: { rapidResponse: { reviewDays: 20 } },
        after: { rapidResponse: { reviewDays: 20, noticeHours: 3 } },
      },
    ];
    expect(confirmedBy(changes, 'rapidResponse.reviewDays')).toEqual({
      by: 'b',
      name: 'B',
      at: 2,
      second: { by: 's', name: 'S' },
    });
    expect(confirmedBy(changes, 'rapidResponse.noticeHours')).toEqual({
      by: 'c',
      name: 'C',
      at: 3,
      second: null,
    });
    expect(confirmedBy(changes, 'rapidResponse.faceGate')).toBeUndefined();
  });

  it('limits in words', () => {
    expect([
      limitWords({ unit: 'hours', count: 24 }).zh,
      limitWords({ unit: 'working-days', count: 1 }).en,
      limitWords({ unit: 'calendar-days', count: 30, roll: false }).zh,
      limitWords({ unit: 'months', count: 12 }).zh,
    ]).toEqual(['24小时', '1 working day', '30日（自然日），不顺延', '12个月，末日为休息日的顺延']);
  });
});
