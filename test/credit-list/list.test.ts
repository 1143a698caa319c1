/** QHD-2.1 信用监管事项清单: versions, published or not usable; each adoption that changes something is reported within ten working days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau } from '../setup/bureau.ts';
import { annex, paper, Section, today, told } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const added = { id: 'B6', name: '样例新增事项', powerType: 'penalty' } as const;
/** Four of the annex, one of them renamed, and a new one. */
const changed = () => [
  ...annex()
    .filter(({ id }) => id !== 'A2')
    .map((item) => (item.id === 'A3' ? { ...item, name: '样例改名事项' } : item)),
  added,
];
const all = ['modify:A3', 'add:B6', 'delete:A2'];
const refusal = (code: string, status = 422, clause = 'QHD-2.1c') => [status, code, clause];

describe.concurrent('QHD-2.1 信用监管事项清单', () => {
  it('QHD-2.1a QHD-A1 QHD-A2 QHD-A3 QHD-A4 QHD-A5: the annex is the first list, verbatim; it owes no report, and is in use once it is published', async () => {
    const g = await Section.setUp(b);
    const file = await g.adopted({ adoptedOn: '2022-05-06' });
    expect(file).toMatch(/^QD\./);
    expect(await g.owes(file)).toEqual(['publishCreditList']);
    expect(await g.act(file, 'credit-list-report', await g.report(file, []))).toEqual(
      refusal('not-awaited', 409),
    );
    const [before] = await g.versions();
    expect(before).toMatchObject({ version: 1, inUse: false, changes: [], reportDue: null });
    expect(before!.items.map(({ id, powerType }) => `${id} ${powerType}`)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `A${n} administrative-inspection`),
    );
    expect(before!.items[2]).toMatchObject({
      name: '对药品、医用耗材价格进行检测和成本调查',
      note: expect.stringContaining('检测'),
    });
    expect((await g.view(file)).notes.join()).toContain('QHD-2.1b');
    const publication = { url: 'https://ybj.example.org/1', proof: paper(2) };
    expect(
      await g.act(file, 'credit-list-publication', {
        ...publication,
        publishedAt: '2022-05-05T23:59:59+08:00',
      }),
    ).toEqual(refusal('published-before-adoption', 422, 'QHD-2.1a'));
    await g.accepted(file, 'credit-list-publication', {
      ...publication,
      publishedAt: '2022-05-06T09:00:00+08:00',
    });
    await g.until(file, { stage: 'closed', outcome: 'done' });
    expect((await g.versions()).map((v) => v.inUse)).toEqual([true]);
    // Published on that day: the day before it there was none to use.
    expect((await g.versions('?day=2022-05-05')).map((v) => v.inUse)).toEqual([false]);
    expect((await g.versions('?day=2022-05-06')).map((v) => v.inUse)).toEqual([true]);
    expect(await g.breaches(file)).toEqual([]);
  });

  it('QHD-2.1a QHD-2.1c: what is undated, from another section, unlike the annex, without power type, or no change is refused', async () => {
    const g = await Section.setUp(b);
    const on = { adoptedOn: '2022-05-06' };
    expect(told(await g.adopt(on, 'far'))).toEqual(refusal('not-owed-by-you', 403));
    expect(told(await g.adopt({}))).toEqual(refusal('adoption-undated'));
    expect(told(await g.adopt({ adoptedOn: '2199-01-01' }))).toEqual(refusal('in-the-future'));
    expect(told(await g.adopt({ adoptedOn: '2022-05-05' }))).toEqual([
      422,
      'no-legal-basis',
      'X-11',
    ]);
    const asPrinted = refusal('list-not-as-printed', 422, 'QHD-A1');
    expect(told(await g.adopt({ ...on, items: annex().slice(1) }))).toEqual(asPrinted);
    expect(told(await g.adopt({ ...on, items: [...annex(), added] }))).toEqual(asPrinted);
    const corrected = annex().map((i) => ({ ...i, name: i.name.replace('检测', '监测') }));
    expect(told(await g.adopt({ ...on, items: corrected }))).toEqual(asPrinted);
    await g.first();
    expect(told(await g.adopt({ adoptedOn: today(), items: annex() }))).toEqual(
      refusal('list-unchanged', 409),
    );
    expect(
      told(await g.adopt({ adoptedOn: today(), items: [...annex(), { id: 'B6', name: '样例' }] })),
    ).toEqual(refusal('power-type-missing', 422, 'QHD-2.1a'));
    await g.adopted({ adoptedOn: today(), items: changed() });
    expect(told(await g.adopt({ adoptedOn: '2023-01-01', items: annex() }))).toEqual(
      refusal('adoption-order'),
    );
  });

  it('QHD-2.1c: several changes of one adoption are one report, in time an hour before the end; what leaves one out or is not proved discharges nothing', async () => {
    const g = await Section.setUp(b);
    await g.first();
    const file = await g.adopted({ adoptedOn: today(), items: changed() });
    expect(await g.owes(file)).toEqual(['publishCreditList', 'reportListChanges']);
    const { duties } = await g.view(file);
    expect(duties.find((d) => d.duty === 'reportListChanges')).toMatchObject({ force: 'text' });
    const [now] = await g.versions();
    expect([...now!.changes].toSorted()).toEqual([...all].toSorted());
    const trying = async (changes: string[], more = {}, by = 'h') =>
      g.act(file, 'credit-list-report', await g.report(file, changes, more), by);
    expect(await trying(all, {}, 'far')).toEqual(refusal('not-owed-by-you', 403));
    expect(await trying(all.slice(1))).toEqual(refusal('changes-left-out'));
    expect(await trying([...all, 'add:B7'])).toEqual(refusal('change-not-made'));
    expect(await trying(all, { receipt: undefined })).toEqual(refusal('receipt-paper-missing'));
    expect(await trying(all, { receipt: paper(3) })).toEqual(refusal('receipt-paper-missing'));
    expect(await trying(all, { deliveredAt: '2026-01-05T10:00:00+08:00' })).toEqual(
      refusal('before-trigger'),
    );
    expect(await trying(all, { deliveredAt: '2199-01-05T10:00:00+08:00' })).toEqual(
      refusal('in-the-future'),
    );
    // Nothing of this was a report: it is owed as before.
    expect(await g.owes(file)).toContain('reportListChanges');
    await g.toDue(file, -1);
    expect((await trying(all))[0]).toBe(200);
    expect((await g.view(file)).stage).toBe('reported');
    expect(await trying(all)).toEqual(refusal('not-awaited', 409));
    await g.published(file);
    await g.until(file, { stage: 'closed', outcome: 'done' });
    expect(await g.breaches(file)).toEqual([]);
    // The file has lived ahead of the clock on the wall.
    const then = await g.versions('?day=2100-01-01');
    expect(then.map((v) => [v.version, v.inUse, v.reportedAt !== null])).toEqual([
      [2, true, true],
      [1, false, false],
    ]);
  });

  it('QHD-2.1c: an hour after the end it is a breach, and the late report is still owed and taken', async () => {
    const g = await Section.setUp(b);
    await g.first();
    const file = await g.adopted({ adoptedOn: today(), items: changed() });
    await g.published(file);
    expect((await g.view(file)).stage).toBe('published');
    await g.toDue(file, 1);
    await g.until(file, { attention: 'overdue' });
    expect(await g.breaches(file)).toEqual(['reportListChanges QHD-2.1c']);
    expect(await g.owes(file)).toEqual(['reportListChanges']);
    await g.accepted(file, 'credit-list-report', await g.report(file, all));
    await g.until(file, { stage: 'closed', outcome: 'done' });
    expect(await g.breaches(file)).toEqual(['reportListChanges QHD-2.1c']);
  });

  it('QHD-2.1a QHD-2.1b QHD-2.1c: a later adoption has its own file and clock, overtakes what nobody has published, and is compared with the provincial list', async () => {
    const g = await Section.setUp(b);
    await g.first();
    const second = await g.adopted({ adoptedOn: today(), items: changed() });
    const provincial = { documentNo: '冀样例〔2026〕1号', items: ['样例省级事项', added.name] };
    const third = await g.adopted({ adoptedOn: today(), items: [...annex(), added], provincial });
    expect(third).not.toBe(second);
    const { notes } = await g.view(third);
    expect(notes.join()).toContain('A1、A2、A3、A4、A5');
    expect(notes.join()).toContain('1 项未列入');
    // The second is not published any more; its report is owed all the same.
    await g.until(second, { stage: 'published' });
    expect(await g.owes(second)).toEqual(['reportListChanges']);
    const later = ['modify:A3', 'add:A2'];
    expect(await g.act(second, 'credit-list-report', await g.report(second, later))).toEqual(
      refusal('changes-left-out'),
    );
    await g.accepted(second, 'credit-list-report', await g.report(second, all));
    await g.until(second, { stage: 'closed', outcome: 'unpublished' });
    expect((await g.owes(third)).toSorted()).toEqual(['publishCreditList', 'reportListChanges']);
    expect((await g.versions()).map((v) => [v.version, v.inUse])).toEqual([
      [3, false],
      [2, false],
      [1, true],
    ]);
  });

  it('QHD-2.1a: the publication is management, reminded of and no breach', async () => {
    const g = await Section.setUp(b);
    const file = await g.adopted({ adoptedOn: today() });
    await b.skip(file, 24 * 16);
    await g.until(file, { attention: 'management-overdue' });
    expect(await g.breaches(file)).toEqual([]);
    await g.published(file);
    await g.until(file, { stage: 'closed', outcome: 'done' });
  });

  it('X-11: another bureau needs its decision, has then a first list of its own, and owes the report as management', async () => {
    const none = await Section.setUp(b, { area: '130200' });
    expect(told(await none.adopt({ adoptedOn: today() }))).toEqual([422, 'no-legal-basis', 'X-11']);
    const adoptions = [{ instrument: 'QHD', decidedOn: '2026-01-05', document: paper(9) }];
    const g = await Section.setUp(b, { area: '130200', adoptions });
    const first = await g.adopted({ adoptedOn: today(), items: [added] });
    await g.published(first);
    const file = await g.adopted({ adoptedOn: today(), items: [...annex(), added] });
    expect((await g.view(file)).duties.map(({ force }) => force)).toEqual([
      'management',
      'management',
    ]);
  });
});
