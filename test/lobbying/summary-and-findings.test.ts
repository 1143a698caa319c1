/** TJ51 附件2 What becomes of a record, over the API: the chain of its levels with both periods, findings and what follows them, retaliation, and the monthly summary. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../domain/lobbying/shown.ts';
import { lobbyingActs, stages } from '../../domain/lobbying/terms.ts';
import { addMonths, civilDate, civilDateOf, startOfDay } from '../../domain/time/civil-date.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { document, iso } from '../setup/bureau.ts';
import { unique } from '../setup/unique.ts';
import { Sealed } from './register.ts';

let s: Sealed;
beforeAll(async () => {
  s = await Sealed.open();
  // A beat a day, so that months pass soon; and room for all records in one step.
  await s.bureau
    .owner`update bureau set settings = settings || '{"lobbying": {"beatHours": 24, "places": 32, "placeKilobytes": 4}}' where id = ${s.id}`;
  s.beatHours = 24;
}, 180_000);
afterAll(() => s.close());

const everybody = [
  'handler',
  'colleague',
  'coordinator',
  'chief',
  'leader',
  'administrator',
  'office',
  'discipline',
];
const offices = ['office', 'discipline'];
const othersThan = (...names: string[]) => everybody.filter((name) => !names.includes(name));

/** An act on a record, under a key of its own. */
const act = (by: string, what: string, record: string, told: object = {}) =>
  s.told(by, { do: what, record, key: `k-${unique()}`, ...told });
const ok = [200];

/** Who of these reads it; for the others there is none. */
async function readersOf(record: string): Promise<string[]> {
  const told = await Promise.all(everybody.map((by) => s.maybe(by, record)));
  for (const one of told) expect([[200], [404, 'not-found']]).toContainEqual(one);
  return everybody.filter((_, n) => told[n]![0] === 200);
}
const typesOf = async (by: string, record: string) =>
  (await s.read(by, record)).entries.map(({ type }) => type);
const owes = async (by: string, record: string) =>
  (await s.answer(by, { do: 'list' })).owed!.filter((one) => one.record === record);
const outcome = async (by: string, record: string) =>
  (await s.answer(by, { do: 'list' })).list!.find(({ id }) => id === record)?.outcome;

describe('逐级报告 TJ51-17', { timeout: 120_000 }, () => {
  it('TJ51-A2-1 TJ51-A2-4: recorded also where the lobbyist was dissuaded; reported level by level to the top, each level with its time and nobody skipped; 备案 by a recipient only', async () => {
    const record = await s.register({ refused: true, informed: true, dissuaded: true });
    const [entry] = (await s.read('handler', record)).entries;
    expect(entry!.told).toMatchObject({
      form: { refused: true, informed: true, dissuaded: true, case: s.clue },
    });
    expect(await owes('handler', record)).toMatchObject([
      { duty: 'report', clause: 'TJ51-A2-4', force: 'text', overdue: false },
    ]);
    expect(await act('handler', 'file', record, { with: 'enforcement-supervision' })).toEqual([
      409,
      'no-report-owed',
      'TJ51-A2-4',
    ]);
    expect(await s.report('handler', record, 'leader')).toEqual([
      409,
      'level-skipped',
      'TJ51-A2-4',
    ]);
    expect(await readersOf(record)).toEqual(['handler', ...offices]);
    expect(await s.report('handler', record, 'chief')).toEqual(ok);
    expect(await s.report('handler', record, 'leader')).toEqual([
      409,
      'no-report-owed',
      'TJ51-A2-4',
    ]);
    expect(await owes('handler', record)).toEqual([]);
    expect(await act('chief', 'file', record, { with: 'enforcement-supervision' })).toEqual(ok);
    expect(await readersOf(record)).toEqual(['handler', 'chief', ...offices]);
    // The levels above are a matter of management.
    expect(await owes('chief', record)).toMatchObject([
      { duty: 'next-level', force: 'management', overdue: false },
    ]);
    expect(await s.report('chief', record, 'leader')).toEqual(ok);
    expect(await readersOf(record)).toEqual(['handler', 'chief', 'leader', ...offices]);
    const { entries, next, breaches } = await s.read('leader', record);
    expect(entries.filter(({ type }) => type === 'reported')).toMatchObject([
      { by: s.o('handler'), told: { to: s.o('chief'), unit: s.u('jds'), around: [] } },
      { by: s.o('chief'), told: { to: s.o('leader'), unit: s.u('ju'), around: [] } },
    ]);
    for (const { at } of entries) expect(Date.parse(at)).not.toBeNaN();
    expect([next, breaches]).toEqual([null, []]);
    expect(await owes('leader', record)).toEqual([]);
  });

  it('TJ51-A2-4 TJ51-A2-8: around a superior who is the lobbyist, is named, or heads the unit that lobbied, never to him; where all are, to one of the two offices', async () => {
    const somebody = { name: '某某', unit: '监督所', post: '某职务' };
    for (const changes of [
      { lobbyist: { ...somebody, officer: s.o('chief') } },
      { lobbyist: { ...somebody, unitId: s.u('jds') } },
      { named: [s.o('chief')] },
    ]) {
      const { receipt } = await s.answer('handler', s.form(changes));
      const around = [{ unit: s.u('jds'), why: 'involved' }];
      expect(receipt!.next).toEqual({
        by: s.o('handler'),
        unit: s.u('ju'),
        to: [s.o('leader')],
        around,
      });
      const { record } = receipt!;
      expect(await s.report('handler', record, 'chief')).toEqual([
        409,
        'reported-to-lobbyist',
        'TJ51-A2-4',
      ]);
      expect(await s.report('handler', record, 'leader')).toEqual(ok);
      expect((await s.read('leader', record)).entries.at(-1)!.told).toMatchObject({ around });
      expect(await readersOf(record)).toEqual(['handler', 'leader', ...offices]);
      // It says nothing to him that there is one, in his list neither.
      expect(await owes('chief', record)).toEqual([]);
      expect(await outcome('chief', record)).toBeUndefined();
    }
    const all = await s.answer('handler', s.form({ named: [s.o('chief'), s.o('leader')] }));
    expect(all.receipt!.next).toMatchObject({ unit: s.u('zf'), to: [s.o('office')] });
  });

  it('TJ51-A2-3.3 TJ51-A2-4: exactly 24 hours is in time and a millisecond more is not; 48 hours run from the completed form; what is late is accepted, each with its own breach', async () => {
    // The clock of the register stands at its last beat, which is ahead of ours.
    await s.pass(25);
    const at = (hours: number, ms = 0) => ({ at: iso(s.now - hours * HOUR - ms) });
    const take = async (changes: object) => (await s.answer('handler', s.form(changes))).receipt!;
    const [just, late, told] = [await take(at(24)), await take(at(24, 1)), await take(at(1))];
    expect([just.late, late.late, told.late]).toEqual([false, true, false]);
    expect((await s.read('handler', just.record)).breaches).toEqual([]);
    expect(await s.report('handler', told.record, 'chief')).toEqual(ok);
    await s.pass(73);
    const report = { do: 'report', to: s.o('chief') };
    for (const { record } of [just, late]) {
      const reported = await s.answer('handler', { ...report, record, key: `k-${unique()}` });
      expect(reported.receipt).toMatchObject({ type: 'reported', late: true });
    }
    expect((await s.read('handler', told.record)).breaches).toEqual([]);
    const { breaches } = await s.read('office', late.record);
    expect(breaches).toMatchObject([
      { duty: 'register', clause: 'TJ51-A2-3.3', state: 'standing', doneAt: late.at },
      { duty: 'report', clause: 'TJ51-A2-4', state: 'standing' },
    ]);
    // From the form as it was completed, not from the encounter, and not from when the form was due.
    expect(Date.parse(breaches[1]!.due)).toBe(Date.parse(late.at) + 48 * HOUR);
    expect(Date.parse(breaches[0]!.due)).toBe(Date.parse(late.at) - 1);
    expect(breaches[1]!.doneAt).not.toBeNull();
    expect((await s.read('handler', just.record)).breaches).toMatchObject([{ duty: 'report' }]);
  });
});

describe('查实和责任', { timeout: 120_000 }, () => {
  it('TJ51-A2-6.2 TJ51-A2-7 TJ51-A2-8: confirmed by one of the two offices with the ban that was broken; then 通报 without the registrant, and discipline; read by the chain and the offices, and not by the lobbyist', async () => {
    const lobbyist = { name: '某某', unit: '监督所', post: '科员', officer: s.o('colleague') };
    const record = await s.register({ lobbyist });
    expect(await s.report('handler', record, 'chief')).toEqual(ok);
    const circular = { words: '样例通报：本局一名人员违规过问案件。', document: document(1) };
    const found = { confirmed: true, grounds: ['lobbying-for-party', 'unfair-demand'] };
    const finding = { ...found, reason: '样例' };
    const follows = (by: string, kind: string, partyMember: boolean) =>
      act(by, 'consequence', record, { kind, partyMember, reason: '样例' });
    const unconfirmed = [409, 'finding-missing', 'TJ51-A2-6.2'];
    expect(await act('office', 'circulate', record, circular)).toEqual(unconfirmed);
    expect(await follows('office', 'discipline', false)).toEqual(unconfirmed);
    for (const by of ['handler', 'chief'])
      expect(await act(by, 'find', record, finding)).toEqual([403, 'offices-only', 'TJ51-A2-8']);
    for (const by of ['colleague', 'leader', 'coordinator', 'administrator'])
      expect(await act(by, 'find', record, finding)).toEqual([404, 'not-found']);
    expect(await act('office', 'find', record, { ...finding, grounds: [] })).toEqual([
      422,
      'outcome-not-fitting',
      'TJ51-A2-7',
    ]);
    expect(await act('office', 'find', record, finding)).toEqual(ok);
    for (const words of ['登记人样例handler', `登记人${s.o('handler')}`])
      expect(await act('office', 'circulate', record, { ...circular, words })).toEqual([
        422,
        'registrant-named',
        'TJ51-A2-8',
      ]);
    expect(await act('office', 'circulate', record, circular)).toEqual(ok);
    expect(await follows('discipline', 'party-discipline', false)).toEqual([
      422,
      'outcome-not-fitting',
      'TJ51-A2-6.2',
    ]);
    expect(await follows('discipline', 'party-discipline', true)).toEqual(ok);
    expect(await follows('discipline', 'discipline', true)).toEqual(ok);

    expect(await readersOf(record)).toEqual(['handler', 'chief', ...offices]);
    for (const by of ['handler', 'chief', ...offices]) {
      const { entries } = await s.read(by, record);
      expect(entries.slice(2)).toMatchObject([
        { type: 'found', by: s.o('office'), told: found },
        { type: 'circulated', by: s.o('office'), told: circular },
        { type: 'consequence', by: s.o('discipline'), told: { kind: 'party-discipline' } },
        { type: 'consequence', by: s.o('discipline'), told: { kind: 'discipline' } },
      ]);
      expect(JSON.stringify(entries[3]!.told)).not.toContain('handler');
      expect(await outcome(by, record)).toBe('confirmed');
    }
    // A later finding takes the ground away; what was done stays to be read.
    const not = { confirmed: false, grounds: [], reason: '样例' };
    expect(await act('discipline', 'find', record, not)).toEqual(ok);
    expect(await act('office', 'circulate', record, circular)).toEqual(unconfirmed);
    expect(await outcome('handler', record)).toBe('not-confirmed');
    expect((await typesOf('handler', record)).at(-1)).toBe('found');
    expect(await typesOf('handler', record)).toHaveLength(7);
  });

  it('TJ51-A2-6.2: whoever of the offices has received the report decides nothing of it; the other office does', async () => {
    const record = await s.register({ named: [s.o('chief'), s.o('leader')] });
    expect(await s.report('handler', record, 'office')).toEqual(ok);
    const finding = { confirmed: true, grounds: ['unlawful-demand'], reason: '样例' };
    expect(await act('office', 'find', record, finding)).toEqual([
      409,
      'office-of-chain',
      'TJ51-A2-6.2',
    ]);
    expect(await act('discipline', 'find', record, finding)).toEqual(ok);
    expect(await readersOf(record)).toEqual(['handler', ...offices]);
  });

  it('TJ51-A2-5: what was not recorded, recorded falsely, not reported or ordered to be silent is held against somebody by an office, and read by the offices alone', async () => {
    const hold = (by: string, changes: object = {}) => ({
      do: 'accountability',
      key: `k-${unique()}`,
      officer: s.o('colleague'),
      failure: 'not-recorded',
      outcome: 'written-self-examination',
      minor: false,
      reason: `样例，由${by}认定`,
      ...changes,
    });
    const told = (by: string, changes: object = {}) => s.told(by, hold(by, changes));
    for (const by of othersThan(...offices))
      expect(await told(by)).toEqual([403, 'offices-only', 'TJ51-A2-8']);
    // Nor against himself.
    expect(await told('office', { officer: s.o('office') })).toEqual([
      403,
      'offices-only',
      'TJ51-A2-8',
    ]);
    const unfit = [422, 'outcome-not-fitting', 'TJ51-A2-5'];
    expect(await told('office', { minor: true })).toEqual(unfit);
    expect(await told('office', { outcome: 'criticism' })).toEqual(unfit);
    expect(await told('office', { failure: 'ordered-silence' })).toEqual(unfit);
    expect(await told('office', { officer: 'o-nobody' })).toEqual(unfit);
    for (const held of [
      { failure: 'not-recorded', outcome: 'written-self-examination' },
      { failure: 'recorded-falsely', outcome: 'admonition-talk' },
      { failure: 'not-reported', outcome: 'criticism', minor: true },
      { failure: 'ordered-silence', outcome: 'discipline', officer: s.o('chief') },
    ]) {
      const { record } = (await s.answer('office', hold('office', held))).receipt!;
      expect(await readersOf(record)).toEqual(offices);
      expect(await s.read('discipline', record)).toMatchObject({
        kind: 'accountability',
        entries: [{ type: 'accountability', by: s.o('office'), told: held }],
      });
    }
  });
});

describe('打击报复', { timeout: 120_000 }, () => {
  it('TJ51-A2-8: reported by the registrant or by another for him, straight to the two offices and around whoever is accused; taken up, answered, and the answer read by who reported', async () => {
    const accuse = (officer: string, changes: object = {}) => ({
      do: 'retaliation',
      key: `k-${unique()}`,
      accused: { name: '某某', unit: '市局', post: '负责人', officer: s.o(officer) },
      forAnother: false,
      content: '样例：登记之后被调离岗位',
      ...changes,
    });
    const asked = accuse('leader');
    const { receipt } = await s.answer('handler', asked);
    expect(receipt).toMatchObject({ type: 'retaliation', mark: null, late: false, next: null });
    expect((await s.answer('handler', asked)).receipt).toEqual(receipt);
    const { record } = receipt!;
    expect(await readersOf(record)).toEqual(['handler', ...offices]);
    for (const by of offices)
      expect(await owes(by, record)).toMatchObject([
        { duty: 'take-up', clause: 'TJ51-A2-8', force: 'management', overdue: false },
      ]);
    const end = { outcome: 'confirmed', measures: '样例：恢复岗位' };
    expect(await act('discipline', 'retaliation-outcome', record, end)).toEqual([
      409,
      'not-awaited',
      'TJ51-A2-8',
    ]);
    expect(await act('handler', 'take-up', record)).toEqual([403, 'offices-only', 'TJ51-A2-8']);
    for (const by of ['leader', 'chief', 'administrator'])
      expect(await act(by, 'take-up', record)).toEqual([404, 'not-found']);
    // It has no levels: nothing of it is reported upwards.
    expect((await s.report('handler', record, 'chief')).slice(0, 2)).toEqual([409, 'not-awaited']);
    // Its time goes by: that is said to the offices, and nobody is in breach.
    await s.pass(97);
    expect(await owes('office', record)).toMatchObject([{ duty: 'take-up', overdue: true }]);
    expect((await s.read('office', record)).breaches).toEqual([]);
    expect(await act('office', 'take-up', record)).toEqual(ok);
    for (const by of offices) expect(await owes(by, record)).toEqual([]);
    expect(await outcome('handler', record)).toBeNull();
    expect(await act('discipline', 'retaliation-outcome', record, end)).toEqual(ok);
    expect(await outcome('handler', record)).toBe('confirmed');
    const { entries, kind } = await s.read('handler', record);
    expect([kind, entries[0]!.hash]).toEqual(['retaliation', receipt!.hash]);
    expect(entries).toMatchObject([
      { type: 'retaliation', by: s.o('handler') },
      { type: 'taken-up', by: s.o('office') },
      { type: 'retaliation-outcome', by: s.o('discipline'), told: end },
    ]);
    expect(new Set(entries.map(({ hash }) => hash)).size).toBe(3);

    // 代为报告 By a colleague; and where an office itself is accused, past whoever sits there.
    const another = (await s.answer('colleague', accuse('chief', { forAnother: true }))).receipt!;
    expect(await readersOf(another.record)).toEqual(['colleague', ...offices]);
    const ofOffice = (await s.answer('handler', accuse('office'))).receipt!;
    expect(await readersOf(ofOffice.record)).toEqual(['handler', 'discipline']);
    expect(await act('office', 'take-up', ofOffice.record)).toEqual([404, 'not-found']);
    expect(await act('discipline', 'take-up', ofOffice.record)).toEqual(ok);
    expect(await s.told('handler', accuse('handler'))).toEqual([
      422,
      'identity-unknown-here',
      'TJ51-A2-8',
    ]);
  });
});

describe('每月汇总', { timeout: 240_000 }, () => {
  /** Into the next month, with its first beat; that month. */
  async function nextMonth(): Promise<string> {
    const first = addMonths(civilDate(`${civilDateOf(instant(s.now)).slice(0, 7)}-01`), 1);
    await s.passUnwatched((startOfDay(first) + 12 * HOUR - s.now) / HOUR);
    return first.slice(0, 7);
  }
  const each = (list: readonly string[], counts: Record<string, number>) =>
    list.map((one) => counts[one] ?? 0);
  const summary = async (by: string, month: string): Promise<NonNullable<Answer['summary']>> =>
    (await s.answer(by, { do: 'summary', month, purpose: '样例' })).summary!;

  it('TJ51-A2-6.1 TJ51-A2-2.1 TJ51-A2-2.2 TJ51-A2-2.3 TJ51-A2-2.4 TJ51-A2-2.5 TJ51-A2-2.6 TJ51-A2-2.7 TJ51-A2-2.8: numbers per act, stage and month, each record once; 零报告 for an empty month; small numbers withheld; never who has recorded, and read by the two offices alone', async () => {
    const empty = await nextMonth();
    const full = await nextMonth();
    // 八种行为 Each of them three times of six; two are by somebody who does not handle the case.
    const halves = [lobbyingActs.slice(0, 4), lobbyingActs.slice(4)] as const;
    let corrected = '';
    for (const by of ['handler', 'handler', 'colleague']) {
      await s.register({ acts: halves[0], stage: 'investigation' }, by);
      const second = { acts: halves[1], otherAct: '样例', stage: 'clue-check' };
      corrected = await s.register(second, by);
    }
    const unfinished = { do: 'summary', month: full, purpose: '样例' };
    expect(await s.told('office', unfinished)).toEqual([404, 'summary-unknown', 'TJ51-A2-6.1']);

    const small = await nextMonth();
    // 按登记月份 A correction counts nowhere again; what happened in the month before and is recorded now counts now.
    const {
      do: _do,
      encounter: _encounter,
      ...again
    } = s.form({ stage: 'execution' }) as Record<string, unknown>;
    expect(await act('colleague', 'correct', corrected, { ...again, reason: '样例' })).toEqual(ok);
    for (const stage of ['filing', 'filing', 'filing'])
      await s.register({ acts: ['2.2'], stage, at: iso(s.now - HOUR) });
    for (const acts of [['2.1'], ['2.1'], ['2.1', '2.3']])
      await s.register({ acts, stage: 'execution' });

    const few = await nextMonth();
    for (const stage of ['handling', 'handling']) await s.register({ stage });
    await nextMonth();

    const figures = async (month: string) => (await summary('office', month)).figures;
    expect(await summary('office', empty)).toMatchObject({
      month: empty,
      zero: true,
      figures: { records: 0, byStage: each(stages, {}), byAct: each(lobbyingActs, {}) },
      receivedAt: null,
    });
    expect(await summary('office', full)).toMatchObject({ month: full, zero: false });
    expect(await figures(full)).toEqual({
      records: 6,
      byStage: each(stages, { 'clue-check': 3, investigation: 3 }),
      byAct: lobbyingActs.map(() => 3),
    });
    // 小数保护 The one 2.3 takes all acts with it; the stages are told.
    expect(await figures(small)).toEqual({
      records: 6,
      byStage: each(stages, { filing: 3, execution: 3 }),
      byAct: lobbyingActs.map(() => null),
    });
    expect(await figures(few)).toEqual({
      records: null,
      byStage: stages.map(() => null),
      byAct: lobbyingActs.map(() => null),
    });
    expect((await summary('office', few)).zero).toBe(false);

    // 不写登记人 No officer, no record, no case: months, numbers and instants only.
    const months = [empty, full, small, few];
    for (const month of months) {
      const told = await summary('discipline', month);
      expect(told).toEqual(await summary('office', month));
      expect(Object.keys(told).sort()).toEqual([
        'figures',
        'filedAt',
        'month',
        'receivedAt',
        'zero',
      ]);
      expect(JSON.stringify(told)).not.toMatch(
        new RegExp([s.id, s.clue, corrected, '样例'].join('|')),
      );
    }
    for (const by of othersThan(...offices))
      for (const ask of ['summary', 'receive-summary'])
        expect(
          await s.told(by, { do: ask, month: full, ...(ask === 'summary' && { purpose: '样例' }) }),
        ).toEqual([403, 'offices-only', 'TJ51-A2-8']);

    // 监督所 sees that each month was filed, without a gap, and not when it was received; others see none.
    const first = await s.answer('office', { do: 'receive-summary', month: full });
    expect(first.summary!.receivedAt).not.toBeNull();
    const second = await s.answer('discipline', { do: 'receive-summary', month: full });
    expect(second.summary).toEqual(first.summary);
    const filed = async (by: string) => (await s.answer(by, { do: 'list' })).months!;
    for (const by of ['chief', 'handler']) {
      expect((await filed(by)).slice(-4).map(({ month }) => month)).toEqual(months);
      expect((await filed(by)).every(({ receivedAt }) => receivedAt === null)).toBe(true);
    }
    for (const by of ['leader', 'administrator']) expect(await filed(by)).toEqual([]);
    const waiting = async () =>
      (await s.answer('office', { do: 'list' }))
        .owed!.filter(({ duty }) => duty === 'receive-summary')
        .map(({ record }) => record);
    expect(await waiting()).toEqual(expect.arrayContaining([empty, small, few]));
    expect(await waiting()).not.toContain(full);
  });
});
