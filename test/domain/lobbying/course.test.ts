/** TJ51 附件2 The law of the register, without engine and database: what is accepted, late, refused, and for whom there is nothing. */
import { describe, expect, it } from 'vitest';
import { append, chainHolds } from '../../../domain/lobbying/book.ts';
import { requestForm } from '../../../domain/lobbying/forms.ts';
import { lobbyingActs } from '../../../domain/lobbying/terms.ts';
import { nextBeat } from '../../../domain/lobbying/beats.ts';
import { instant } from '../../../domain/time/instant.ts';
import { noticeHolders, noticeLog } from '../../../domain/lobbying/watching.ts';
import { defaultLobbyingSettings } from '../../../domain/lobbying/settings.ts';
import { Register, start } from './book.ts';

const receipt = (told: unknown) => (told as { receipt: { late: boolean } }).receipt;

describe('登记 (TJ51-A2-3.1, 3.2, 3.3)', () => {
  it('in time by the handling officer, with the next level told', () => {
    expect(new Register().register()).toMatchObject({
      mark: 'handler',
      late: false,
      next: { by: 'han', unit: 'ke', to: ['kez'], around: [] },
    });
  });

  it('exactly 24 hours is in time, a millisecond more is a breach that is entered', () => {
    const r = new Register();
    expect(r.register('han', { at: r.ago(24) }).late).toBe(false);
    r.now = instant(r.now + 1);
    const late = r.register('han', { at: r.ago(24 + 1 / 3_600_000) });
    expect(late.late).toBe(true);
    expect(r.read('han', late.record).breaches).toMatchObject([
      { duty: 'register', clause: 'TJ51-A2-3.3', state: 'standing' },
    ]);
  });

  it('by a leader or an officer who does not handle the case: accepted with the mark, and never a breach', () => {
    const r = new Register();
    const told = r.register('col', { at: r.ago(100) });
    expect(told).toMatchObject({ mark: 'non-handler', late: true });
    r.later(100);
    expect(r.read('col', told.record).breaches).toEqual([]);
    expect(r.answer('col', { do: 'list' }).owed).toMatchObject([
      { duty: 'report', force: 'management', overdue: true },
    ]);
  });

  // TJ51-A2-2.1 TJ51-A2-2.2 TJ51-A2-2.3 TJ51-A2-2.4 TJ51-A2-2.5 TJ51-A2-2.6 TJ51-A2-2.7 TJ51-A2-2.8
  it.each(lobbyingActs)(
    'TJ51-17 TJ51-A2-1 act %s is recorded with the three facts, also where the lobbyist was dissuaded, and reported all the same',
    (act) => {
      const r = new Register();
      const { record } = r.register('han', {
        acts: [act],
        ...(act === '2.8' && { otherAct: '样例' }),
        refused: false,
        informed: true,
        dissuaded: true,
      });
      const [entry] = r.read('han', record).entries;
      expect(entry!.told).toMatchObject({
        form: { acts: [act], refused: false, informed: true, dissuaded: true },
      });
      expect(r.answer('han', { do: 'list' }).owed).toMatchObject([
        { duty: 'report', clause: 'TJ51-A2-4', force: 'text' },
      ]);
      expect(requestForm.safeParse({ ...r.form(), acts: [act, act] }).success).toBe(false);
      expect(requestForm.safeParse({ ...r.form(), acts: [] }).success).toBe(false);
    },
  );

  it('承办 is judged at the encounter', () => {
    const r = new Register();
    expect(r.register('han', { at: r.ago(101) }).mark).toBe('non-handler');
  });

  it.each([
    ['in-the-future TJ51-A2-3.3', (r: Register) => ({ at: r.ago(-1) })],
    ['act-words-missing TJ51-A2-2.8', () => ({ acts: ['2.8'] as const })],
    ['act-words-missing TJ51-A2-2.8', () => ({ otherAct: '样例' })],
    [
      'identity-untried TJ51-A2-3.3',
      () => ({ lobbyist: { name: '不详', unit: '某单位', post: '某职务' } }),
    ],
    [
      'identity-unknown-here TJ51-A2-3.3',
      () => ({ lobbyist: { name: '某', unit: '某', post: '某', officer: 'nobody' } }),
    ],
    [
      'lobbied-by-oneself TJ51-A2-3.2',
      () => ({ lobbyist: { name: '某', unit: '某', post: '某', officer: 'han' } }),
    ],
    ['lobbied-by-oneself TJ51-A2-3.2', () => ({ named: ['han'] })],
    ['case-unknown TJ51-A2-3.1', () => ({ case: 'LA-2' })],
  ])('refused: %s', (code, changes) => {
    const r = new Register();
    expect(r.told('han', r.form(changes(r) as never))).toBe(code);
    expect(r.book.records).toEqual([]);
  });

  it('不详 with how it was tried, and 2.8 with words, are accepted', () => {
    const r = new Register();
    r.register('han', {
      acts: ['2.1', '2.8'],
      otherAct: '样例',
      lobbyist: { name: '不详', unit: '不详', post: '不详', howTried: '电话回拨无人接听' },
    });
    expect(r.book.records).toHaveLength(1);
  });

  it('一次一报告: the same encounter once, with another content refused, of another officer another record', () => {
    const r = new Register();
    const form = r.form();
    const first = r.answer('han', form);
    r.later(1);
    expect(r.answer('han', form)).toEqual(first);
    expect(r.told('han', { ...form, content: '别的' })).toBe('encounter-repeated TJ51-A2-3.2');
    r.answer('col', form);
    r.register();
    expect(r.book.records).toHaveLength(3);
  });

  it('a paper form that was entered late: its breach waits for one of the two offices, and only they judge it', () => {
    const r = new Register();
    const document = { id: 'p', sha256: 'ab'.repeat(32), where: '柜1' };
    const { record, late } = r.register('han', {
      at: r.ago(50),
      paper: { document, completedAt: r.ago(40) },
    });
    expect(late).toBe(true);
    const state = () => r.read('zf1', record).breaches[0]!.state;
    expect(state()).toBe('claimed-in-time');
    expect(r.answer('zf1', { do: 'list' }).owed).toMatchObject([{ duty: 'judge-paper' }]);
    const judge = (by: string, believed: boolean) =>
      r.told(by, { do: 'judge-paper', record, key: r.key(), believed, reason: '样例' });
    expect(judge('han', true)).toBe('offices-only TJ51-A2-8');
    expect(judge('col', true)).toBe('not-found');
    judge('zf1', true);
    expect(state()).toBe('reversed');
    expect(judge('zf2', false)).toBe('paper-not-claimed X-13');
    expect(
      r.told('han', r.form({ at: r.ago(1), paper: { document, completedAt: r.ago(2) } })),
    ).toBe('before-trigger X-13');
  });
});

describe('X-13, TJ51-A2-8 who has a part in it, and what a paper form proves', () => {
  it('a paper form that was itself late reverses nothing', () => {
    const r = new Register();
    const document = { id: 'p', sha256: 'ab'.repeat(32), where: '柜1' };
    const { record } = r.register('han', {
      at: r.ago(100),
      paper: { document, completedAt: r.ago(70) },
    });
    expect(r.read('zf1', record).breaches).toMatchObject([{ duty: 'register', state: 'standing' }]);
    expect(
      r.told('zf1', { do: 'judge-paper', record, key: r.key(), believed: true, reason: '样例' }),
    ).toBe('paper-not-claimed X-13');
  });

  it('whoever bears the name of the lobbyist is kept from it, also without his number', () => {
    const r = new Register();
    const { record, next } = r.register('han', {
      lobbyist: { name: '样例kez', unit: '科', post: '科长' },
    });
    expect(next).toMatchObject({ to: ['suo', 'suo2'] });
    expect(r.maybe('kez', record)).toBe('not-found');
    const office = r.register('han', { lobbyist: { name: '样例zf1', unit: '处', post: '科员' } });
    expect(r.maybe('zf1', office.record)).toBe('not-found');
    expect(r.read('zf2', office.record).kind).toBe('encounter');
  });

  it('whoever made the record is not kept from it because he heads the unit it speaks of', () => {
    const r = new Register();
    const { record, next } = r.register('kez', {
      lobbyist: { name: '不详', unit: '本科', post: '不详', unitId: 'ke', howTried: '来电未显示' },
    });
    expect(r.read('kez', record).kind).toBe('encounter');
    expect(next).toMatchObject({ to: ['suo', 'suo2'] });
    expect(typeof r.report('kez', record, 'suo')).toBe('object');
  });
});

describe('逐级报告 (TJ51-A2-4)', () => {
  it('level by level to the top, each with its time; then nothing is owed', () => {
    const r = new Register();
    const { record } = r.register();
    expect(r.report('han', record, 'suo')).toBe('level-skipped TJ51-A2-4');
    expect(receipt(r.later(1).report('han', record, 'kez')).late).toBe(false);
    expect(r.report('han', record, 'suo')).toBe('no-report-owed TJ51-A2-4');
    expect(r.answer('kez', { do: 'list' }).owed).toMatchObject([
      { duty: 'next-level', force: 'management', overdue: false },
    ]);
    r.later(1).report('kez', record, 'suo2');
    expect(r.maybe('suo', record)).toBe('not-found');
    r.later(1).report('suo2', record, 'ju1');
    const { next, entries } = r.read('ju1', record);
    expect(next).toBeNull();
    expect(entries.map(({ type }) => type)).toEqual([
      'registered',
      'reported',
      'reported',
      'reported',
    ]);
    expect(new Set(entries.map(({ at }) => at)).size).toBe(4);
    for (const who of ['han', 'kez', 'suo2', 'ju1'])
      expect(r.answer(who, { do: 'list' }).owed).toEqual([]);
  });

  it('48 hours from the completed form, not from the encounter: then the breach stands, and the late report is accepted', () => {
    const r = new Register();
    const { record } = r.register('han', { at: r.ago(20) });
    r.later(48).told('han', { do: 'list' });
    expect(r.read('han', record).breaches).toEqual([]);
    r.now = instant(r.now + 1);
    expect(r.read('han', record).breaches).toMatchObject([
      { duty: 'report', clause: 'TJ51-A2-4', doneAt: null },
    ]);
    expect(receipt(r.report('han', record, 'kez')).late).toBe(true);
    const [breach, ...more] = r.read('han', record).breaches;
    expect([breach!.doneAt !== null, breach!.state, more]).toEqual([true, 'standing', []]);
  });

  it('around a superior who is the lobbyist, is named, or heads the unit that lobbied; never to him', () => {
    const lobbyist = { name: '某', unit: '科', post: '科长' };
    for (const changes of [
      { lobbyist: { ...lobbyist, officer: 'kez' } },
      { named: ['kez'] },
      { lobbyist: { ...lobbyist, unitId: 'ke' } },
    ]) {
      const r = new Register();
      const { record, next } = r.register('han', changes);
      expect(next).toEqual({
        by: 'han',
        unit: 'jds',
        to: ['suo', 'suo2'],
        around: [{ unit: 'ke', why: 'involved' }],
      });
      expect(r.report('han', record, 'kez')).toBe('reported-to-lobbyist TJ51-A2-4');
      expect(r.maybe('kez', record)).toBe('not-found');
    }
  });

  it('where all superiors are involved it goes to one of the two offices', () => {
    const r = new Register();
    const { next } = r.register('han', { named: ['kez', 'suo', 'suo2', 'ju1', 'zf1'] });
    expect(next).toMatchObject({ unit: 'zfjd', to: ['zf2'] });
    const all = r.register('han', { named: ['kez', 'suo', 'suo2', 'ju1', 'zf1', 'zf2'] });
    expect(all.next).toMatchObject({ unit: 'jcs', to: ['jc1'] });
  });

  it('a recipient who turns out to be the lobbyist is shut out by the correction, also after it is taken back, and the report is owed again', () => {
    const r = new Register();
    const { do: _do, encounter: _e, ...form } = r.form() as Record<string, unknown>;
    const { record } = r.register();
    r.report('han', record, 'kez');
    const correct = (by: string, officer?: string) =>
      r.told(by, {
        ...form,
        do: 'correct',
        record,
        key: r.key(),
        reason: '样例',
        lobbyist: { name: '某', unit: '某', post: '某', ...(officer && { officer }) },
      });
    expect(correct('kez')).toBe('no-report-owed TJ51-A2-4');
    correct('han', 'kez');
    expect(r.maybe('kez', record)).toBe('not-found');
    expect(r.answer('han', { do: 'list' }).owed).toMatchObject([{ duty: 'next-level' }]);
    correct('han');
    expect(r.maybe('kez', record)).toBe('not-found');
    expect(r.read('han', record).entries.map(({ type }) => type)).toEqual([
      'registered',
      'reported',
      'corrected',
      'corrected',
    ]);
    expect(typeof r.report('han', record, 'suo')).toBe('object');
  });

  it('a recipient who has left office passes nothing on: it falls back to the one before him', () => {
    const r = new Register();
    const { record } = r.register();
    r.report('han', record, 'kez');
    r.officers.set('kez', { ...r.officers.get('kez')!, removed: true });
    expect(r.maybe('kez', record)).toBe('not-found');
    expect(typeof r.report('han', record, 'suo')).toBe('object');
  });

  it('备案 by a recipient, with the leader in charge or the supervision of enforcement', () => {
    const r = new Register();
    const { record } = r.register();
    const filing = (by: string, whom: string) =>
      r.told(by, { do: 'file', record, key: r.key(), with: whom });
    expect(filing('han', 'leader')).toBe('no-report-owed TJ51-A2-4');
    r.report('han', record, 'kez');
    expect(typeof filing('kez', 'leader')).toBe('object');
    expect(typeof filing('kez', 'enforcement-supervision')).toBe('object');
  });
});

describe('知悉范围 (TJ51-A2-8)', () => {
  it('registrant, recipients from receipt on, and the two offices; for everybody else there is nothing', () => {
    const r = new Register();
    const { record } = r.register();
    expect(r.maybe('kez', record)).toBe('not-found');
    r.report('han', record, 'kez');
    for (const who of ['han', 'kez', 'zf1', 'zf2', 'jc1'])
      expect(r.read(who, record).id).toBe(record);
    for (const who of ['col', 'suo', 'ju1', 'stranger']) {
      expect(r.maybe(who, record)).toBe('not-found');
      expect(r.maybe(who, '00000000-0000-4000-8000-999999999999')).toBe('not-found');
      expect(r.answer(who, { do: 'list' })).toEqual({
        list: [],
        owed: [],
        months: [],
      });
    }
  });

  it('never a lobbyist who sits in one of the offices', () => {
    const r = new Register();
    const { record } = r.register('han', {
      lobbyist: { name: '某', unit: '某', post: '某', officer: 'zf1' },
    });
    expect(r.maybe('zf1', record)).toBe('not-found');
    expect(r.answer('zf1', { do: 'list' }).list).toEqual([]);
    expect(r.read('zf2', record).id).toBe(record);
  });

  it('of an office of which it is known only that somebody there lobbied, nobody reads it; who is known by name alone, alone', () => {
    const r = new Register();
    const known = {
      name: '不详',
      unit: '执法监督处',
      post: '不详',
      howTried: '问过',
      unitId: 'zfjd',
    };
    const { record } = r.register('han', { lobbyist: known });
    for (const each of ['zf1', 'zf2']) expect(r.maybe(each, record)).toBe('not-found');
    expect(r.read('jc1', record).id).toBe(record);
    const named = r.register('han', { lobbyist: { ...known, name: '样例zf1', post: '科员' } });
    expect(r.maybe('zf1', named.record)).toBe('not-found');
    expect(r.read('zf2', named.record).id).toBe(named.record);
  });

  it('whoever headed the unit when it was recorded stays kept from it in another post', () => {
    const r = new Register();
    const { record } = r.register('han', {
      lobbyist: { name: '某某', unit: '监督所', post: '某职务', unitId: 'jds' },
    });
    r.officers.set('suo', { ...r.officers.get('suo')!, unit: 'zfjd', roles: ['handler'] });
    expect(r.maybe('suo', record)).toBe('not-found');
    expect(r.read('zf1', record).id).toBe(record);
  });

  it('every opening is registered, and shown to the registrant and the offices only', () => {
    const r = new Register();
    const { record } = r.register();
    r.report('han', record, 'kez');
    r.read('kez', record);
    r.read('kez', record);
    expect(r.read('kez', record).openings).toEqual([]);
    expect(r.read('han', record).openings).toMatchObject([
      { by: 'kez', times: 3, purpose: '样例' },
      { by: 'han', times: 1 },
    ]);
  });
});

describe('认定和处理 (TJ51-A2-5, 6.2, 7, 8)', () => {
  it('confirmed by an office that is not of the chain; no circular before, none that names the registrant, consequences after', () => {
    const r = new Register();
    const { record } = r.register('han', { named: ['kez', 'suo', 'suo2', 'ju1'] });
    r.report('han', record, 'zf1');
    const find = (by: string, confirmed = true, grounds = ['lobbying-for-party']) =>
      r.told(by, { do: 'find', record, key: r.key(), confirmed, grounds, reason: '样例' });
    const document = { id: 'p', sha256: 'ab'.repeat(32), where: '柜1' };
    const circulate = (words = '样例通报') =>
      r.told('zf2', { do: 'circulate', record, key: r.key(), words, document });
    const follows = (kind: string, partyMember: boolean) =>
      r.told('jc1', { do: 'consequence', record, key: r.key(), kind, partyMember, reason: '样例' });
    expect(find('zf1')).toBe('office-of-chain TJ51-A2-6.2');
    expect(find('col')).toBe('not-found');
    expect(circulate()).toBe('finding-missing TJ51-A2-6.2');
    expect(follows('discipline', false)).toBe('finding-missing TJ51-A2-6.2');
    expect(find('zf2', true, [])).toBe('outcome-not-fitting TJ51-A2-7');
    find('zf2');
    expect(circulate('登记人样例han')).toBe('registrant-named TJ51-A2-8');
    expect(typeof circulate()).toBe('object');
    expect(follows('party-discipline', false)).toBe('outcome-not-fitting TJ51-A2-6.2');
    expect(typeof follows('party-discipline', true)).toBe('object');
    expect(r.answer('zf2', { do: 'list' }).list).toMatchObject([{ outcome: 'confirmed' }]);
    find('jc1', false, []);
    expect(circulate()).toBe('finding-missing TJ51-A2-6.2');
  });

  it('a failure to record is held against somebody by an office; a superior who ordered silence answers by discipline', () => {
    const r = new Register();
    const hold = (by: string, changes: object = {}) =>
      r.told(by, {
        do: 'accountability',
        key: r.key(),
        officer: 'col',
        failure: 'not-recorded',
        outcome: 'admonition-talk',
        minor: false,
        reason: '样例',
        ...changes,
      });
    expect(hold('kez')).toBe('offices-only TJ51-A2-8');
    expect(typeof hold('zf1')).toBe('object');
    expect(hold('zf1', { minor: true })).toBe('outcome-not-fitting TJ51-A2-5');
    expect(hold('zf1', { failure: 'ordered-silence' })).toBe('outcome-not-fitting TJ51-A2-5');
    expect(hold('zf1', { officer: 'zf1' })).toBe('offices-only TJ51-A2-8');
    expect(r.answer('col', { do: 'list' }).list).toEqual([]);
    expect(r.answer('zf2', { do: 'list' }).list).toMatchObject([{ kind: 'accountability' }]);
  });

  it('打击报复 goes straight to the offices, around whoever is accused; where all of them are, to whoever heads the bureau', () => {
    const r = new Register();
    const accuse = (officer: string) =>
      r.answer('col', {
        do: 'retaliation',
        key: r.key(),
        accused: { name: '某', unit: '某', post: '某', officer },
        forAnother: true,
        content: '样例',
      }).receipt!.record;
    const record = accuse('zf1');
    expect(r.maybe('zf1', record)).toBe('not-found');
    expect(r.maybe('kez', record)).toBe('not-found');
    expect(r.answer('zf2', { do: 'list' }).owed).toMatchObject([{ duty: 'take-up' }]);
    const end = (by: string) =>
      r.told(by, {
        do: 'retaliation-outcome',
        record,
        key: r.key(),
        outcome: 'confirmed',
        measures: '样例',
      });
    expect(end('zf2')).toBe('not-awaited TJ51-A2-8');
    r.answer('zf2', { do: 'take-up', record, key: r.key() });
    expect(typeof end('jc1')).toBe('object');
    expect(r.told('zf2', { do: 'report', record, key: r.key(), to: 'kez' })).toMatch(/not-awaited/);
    for (const id of ['zf2', 'jc1']) r.officers.set(id, { ...r.officers.get(id)!, removed: true });
    expect(r.read('ju1', accuse('zf1')).kind).toBe('retaliation');
  });
});

describe('the chain of a record', () => {
  it('holds as it grew, and not when an entry is altered, taken out or moved', () => {
    const r = new Register();
    const { record: id } = r.register();
    r.report('han', id, 'kez');
    r.read('kez', id);
    const record = r.book.records[0]!;
    expect(chainHolds(JSON.parse(JSON.stringify(record)))).toBe(true);
    const [first, second] = record.entries;
    expect(chainHolds({ ...record, entries: [second!] })).toBe(false);
    expect(chainHolds({ ...record, entries: [{ ...first!, at: instant(1) }, second!] })).toBe(
      false,
    );
    expect(chainHolds({ ...record, id: 'another' })).toBe(false);
    append(record, { type: 'taken-up', at: r.now, by: 'zf1', told: {} });
    expect(chainHolds(record)).toBe(true);
  });
});

describe('固定时刻', () => {
  it('are counted from midnight in UTC+8, and always later', () => {
    const at = (text: string) => instant(Date.parse(`2026-03-02T${text}+08:00`));
    expect(nextBeat(at('00:00:00'), 1)).toBe(at('01:00:00'));
    expect(nextBeat(at('00:59:59.999'), 1)).toBe(at('01:00:00'));
    expect(nextBeat(at('05:00:00'), 6)).toBe(at('06:00:00'));
    expect(nextBeat(at('06:00:00'), 24)).toBe(instant(at('00:00:00') + 24 * 3_600_000));
  });
});

describe('自查', () => {
  it('a commitment of the log that is not its own is noticed once, and stays noticed when they agree again', () => {
    const { book } = new Register();
    expect(noticeLog(book, null, start)).toBe(true);
    book.commitment = { at: start, value: 'a' };
    expect(noticeLog(book, 'b', start)).toBe(false);
    expect(noticeLog(book, 'b', instant(start + 1))).toBe(false);
    book.commitment = { at: start, value: 'c' };
    expect(noticeLog(book, 'c', instant(start + 2))).toBe(true);
    expect(book.putBack).toEqual([{ noticedAt: start, logged: 'b' }]);
  });

  it('who comes to sit in an office, leaves it and comes back is noted with the instants', () => {
    const r = new Register();
    const at = (later: number) => noticeHolders(r.book, r.ground('han'), instant(start + later));
    at(0);
    r.officers.set('col', { ...r.officers.get('col')!, unit: 'zfjd' });
    at(1);
    r.officers.set('col', { ...r.officers.get('col')!, removed: true });
    at(2);
    r.officers.set('col', { ...r.officers.get('col')!, removed: false });
    at(3);
    expect(r.book.holders!.filter(({ officer }) => officer === 'col')).toEqual([
      { officer: 'col', since: start + 1, until: start + 2 },
      { officer: 'col', since: start + 3 },
    ]);
    expect(r.book.holders).toHaveLength(5);
  });
});

describe('每人每日', () => {
  it('takes the last of the day, refuses the next, takes it tomorrow, and answers again what was sent before', () => {
    const r = new Register();
    const most = defaultLobbyingSettings.entriesPerDay;
    const form = r.form();
    const first = r.answer('han', form);
    for (let n = 1; n < most; n++) r.register();
    expect(r.told('han', r.form())).toBe('register-day-full TJ51-A2-3.2');
    expect(r.answer('han', form)).toEqual(first);
    expect(r.register('col').mark).toBe('non-handler');
    r.later(24);
    expect(r.register().mark).toBe('handler');
  });
});
