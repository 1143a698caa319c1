/** QJ annex 1, 3.1, 3.2: the leading group, and what plan is registered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau } from '../setup/bureau.ts';
import { inDays, Office, paper, sectionUnits, today, told, type Body } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status: number, clause: string) => [status, code, clause];
const CENTRE = '中心办公室';
const row = (id: string, more: Body = {}) => ({
  id,
  heading: `样例任务${id}`,
  sections: [CENTRE],
  ...more,
});

describe.concurrent('QJ 政务服务工作方案', () => {
  it('QJ-3.1: a group without a head, with somebody twice, or a matter with two in charge or two accepting sections is refused; two persons change it', async () => {
    const g = await Office.setUp(b);
    const group = 'QJ-3.1';
    expect((await b.get(g.o('off1'), '/v1/work-group')).status).toBe(404);
    expect(told(await g.register({ head: null }))).toEqual(refusal('group-incomplete', 422, group));
    expect(told(await g.register({ office: null }))).toEqual(
      refusal('group-incomplete', 422, group),
    );
    expect(told(await g.register({ deputies: [] }))).toEqual(
      refusal('group-incomplete', 422, group),
    );
    const unfit = refusal('group-person-unfit', 422, group);
    expect(told(await g.register({ members: [g.o('head')] }))).toEqual(unfit);
    expect(told(await g.register({ members: [g.o('nobody')] }))).toEqual(unfit);
    expect(told(await g.register({ members: [g.o('system')] }))).toEqual(unfit);
    expect(told(await g.register({ head: g.o('off1') }))).toEqual(unfit);
    const matter = (more: Body) => ({
      matters: [
        {
          id: 'm1',
          name: '样例事项',
          inCharge: [g.o('deputy')],
          accepting: [g.u('s1')],
          cooperating: [g.u('s2'), g.u('s3')],
          ...more,
        },
      ],
    });
    const single = refusal('matter-not-single', 422, group);
    expect(told(await g.register(matter({ inCharge: [g.o('deputy'), g.o('head')] })))).toEqual(
      single,
    );
    expect(told(await g.register(matter({ inCharge: [g.o('s1')] })))).toEqual(single);
    expect(told(await g.register(matter({ accepting: [g.u('s1'), g.u('s2')] })))).toEqual(single);
    expect(told(await g.register(matter({ accepting: [] })))).toEqual(single);
    expect(told(await g.register(matter({ accepting: ['tj.jds'] })))).toEqual(
      refusal('unknown-reference', 422, group),
    );
    // Without a group nobody registers a plan.
    expect(
      told(await g.open({ year: 2021, issuedOn: '2021-04-27', closedOn: '2021-05-02' })),
    ).toEqual(refusal('group-missing', 422, group));
    expect((await g.register(matter({}))).body).toMatchObject({ version: 1, office: g.u('bgs') });
    // Once two have held the office, one alone changes nothing.
    for (const name of ['admin1', 'admin2'])
      await b.owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${g.u('ju')}, '测试', ${['administrator']})`;
    const proposal = await g.register({ members: [g.o('s2')] });
    expect(proposal.status).toBe(202);
    expect((await b.get(g.o('off1'), '/v1/work-group')).body).toMatchObject({ version: 1 });
    expect(told(await b.confirm(g.o('registrar'), proposal))).toMatchObject([403, 'proposal-own']);
    expect((await b.confirm(g.o('admin1'), proposal)).status).toBe(200);
    expect((await b.get(g.o('off1'), '/v1/work-group')).body).toMatchObject({
      version: 2,
      members: [g.o('s2')],
      by: g.o('registrar'),
      confirmedBy: g.o('admin1'),
    });
  });

  it('QJ-A1 QJ-3.2: what is no plan of its year, not as printed, without a section, a date or a registered section is refused', async () => {
    const g = await Office.withGroup(b);
    const plan = { year: 2021, issuedOn: '2021-04-27', closedOn: '2021-12-31' };
    expect(told(await g.open(plan, 's1'))).toEqual(refusal('not-owed-by-you', 403, 'QJ-3.1'));
    expect(told(await g.open(plan, 'system'))).toEqual(refusal('person-required', 403, 'QJ-3.1'));
    expect(told(await g.open({ ...plan, issuedOn: '2021-04-28' }))).toEqual(
      refusal('plan-not-as-printed', 422, 'QJ-A1'),
    );
    expect(told(await g.open({ ...plan, rows: [row('1', { ongoing: true })] }))).toEqual(
      refusal('plan-not-as-printed', 422, 'QJ-A1'),
    );
    const unfit = refusal('plan-year-unfit', 422, 'QJ-A1');
    expect(told(await g.open({ ...plan, closedOn: undefined }))).toEqual(unfit);
    expect(told(await g.open({ ...plan, issuedOn: '2022-04-27' }))).toEqual(unfit);
    expect(told(await g.open({ ...plan, closedOn: '2021-04-26' }))).toEqual(unfit);
    const year = Number(today().slice(0, 4));
    const running = { year, issuedOn: today() };
    expect(told(await g.open(running))).toEqual(refusal('plan-rows-missing', 422, 'QJ-A1'));
    expect(told(await g.open({ ...running, issuedOn: inDays(1), rows: [row('1')] }))).toEqual(
      refusal('in-the-future', 422, 'QJ-A1'),
    );
    const trying = async (more: Body) => told(await g.open({ ...running, rows: [row('1', more)] }));
    expect(await trying({ sections: [], ongoing: true })).toEqual(
      refusal('task-without-section', 422, 'QJ-3.2'),
    );
    expect(await trying({ sections: ['样例科'], ongoing: true })).toEqual(
      refusal('section-unregistered', 422, 'QJ-3.2'),
    );
    expect(await trying({})).toEqual(refusal('task-undated', 422, 'QJ-A1'));
    const conflict = refusal('task-date-conflict', 422, 'QJ-A1');
    expect(await trying({ dueOn: inDays(-1) })).toEqual(conflict);
    expect(await trying({ dueOn: inDays(5), conflictOn: inDays(5) })).toEqual(conflict);
    expect(await trying({ conflictOn: inDays(-1), ongoing: true })).toEqual(conflict);
    const elsewhere = await Office.withGroup(b, { area: '500113' });
    expect(told(await elsewhere.open(plan))).toEqual([422, 'no-legal-basis', 'X-11']);
  });

  it('X-11: a bureau that follows the text by decision has the dates as management', async () => {
    const adoptions = [{ instrument: 'QJ', decidedOn: '2021-04-27', document: paper(9) }];
    const g = await Office.withGroup(b, { area: '500113', adoptions });
    await g.opened(
      {
        year: Number(today().slice(0, 4)),
        issuedOn: today(),
        rows: [row('a', { dueOn: today(), sections: [sectionUnits[0]!.name] })],
      },
      1,
    );
    const a = await g.task('a');
    await b.skip(a, 30);
    await g.until(a, { attention: 'management-overdue' });
    expect(await g.breaches(a)).toEqual([]);
  });
});
