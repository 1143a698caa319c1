/** 检查方案 From the plan to the door: filed, approved by the head, begun; every gate is asked three times, places are reserved, consumed and released (QY-4.1, 10, X-3). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays,
  document,
  Fixture,
  HOUR,
  instant,
  ok,
  on,
  opened,
  problem,
  startOfDay,
  today,
  told,
  toldOf,
  yearOf,
  type Body,
} from './acts.ts';

let g: Fixture;
beforeAll(async () => {
  g = await Fixture.open();
});
afterAll(() => g.close());

const tomorrow = () => addDays(today(), 1);
const spanFrom = (from: string, days = 0) => ({ from, until: addDays(on(from), days) });
const member = (name: string, role = 'officer') => ({
  officer: g.of(g.county, name),
  role,
  from: 'body',
});
const certificates = (...names: string[]) =>
  names.map((n) => ({ officer: g.of(g.county, n), document: 'certificate' }));

describe.concurrent('第十条 a lawful plan', () => {
  it('QY-10.1, QY-4.1: is filed, approved by the head (a place is reserved), begun on its day (the place is consumed)', async () => {
    const file = await g.filed(await g.plan(await g.institution()));
    expect(file).toMatch(/^XJ\.q[0-9a-f]{8}\.\d{4}-\d{5}$/);
    expect(await g.view(file)).toMatchObject({ stage: 'planned' });
    expect(await g.possible(file)).toEqual([
      'approval',
      'cancellation',
      'notice',
      'on-site-start',
      'plan-change',
    ]);
    expect(await g.place(file)).toBeUndefined();
    expect(told(await g.approve(file))).toEqual(ok);
    expect(await g.view(file)).toMatchObject({ stage: 'approved' });
    expect(await g.place(file)).toBe(`reserved ${yearOf(tomorrow())}`);
    expect(told(await g.approve(file))).toEqual([409, 'already-approved', 'QY-10.1']);
    expect(told(await g.start(file))).toEqual([409, 'outside-approved-days', 'QY-10.1']);
    await g.toDay(file, tomorrow());
    expect(told(await g.start(file))).toEqual(ok);
    expect(await g.place(file)).toBe(`consumed ${yearOf(tomorrow())}`);
    expect(await g.row(file)).toMatchObject({
      state: 'started',
      started_on: tomorrow(),
      last_on_site_on: tomorrow(),
    });
    expect(told(await g.act(file, 'cancellation', { reason: '不去了' }))).toEqual([
      409,
      'not-awaited',
      expect.any(String),
    ]);
  });
  it('QY-10.1: a refused plan is a 422 with every finding; sent again it is the same', async () => {
    const body = await g.plan(await g.institution(), { draw: undefined, onSiteReason: undefined });
    for (const reply of [
      await g.bureau.post(g.handler, '/v1/inspections', body, 'again'),
      await g.bureau.post(g.handler, '/v1/inspections', body, 'again'),
    ]) {
      expect(reply.status).toBe(422);
      expect(problem(reply)).toMatchObject({ code: 'plan-refused', clause: 'QY-6.2' });
      expect(toldOf(problem(reply).findings!)).toEqual([
        'refused draw not-drawn QY-6.2',
        'refused on-site-reason on-site-reason-missing QY-9.1',
      ]);
    }
    const once = await g.plan(await g.institution());
    const [first, second] = [
      await g.bureau.post(g.handler, '/v1/inspections', once, 'once'),
      await g.bureau.post(g.handler, '/v1/inspections', once, 'once'),
    ];
    expect(second.status).toBe(200);
    expect(opened(first).file).toBe((second.body as unknown as { file: string }).file);
  });
});

describe.concurrent('第十条 who approves', () => {
  it('QY-10.1: neither the head of a section nor another unit; the deputy in charge as registered; nobody of the team', async () => {
    const own = await Fixture.open();
    const { owner } = own.bureau;
    const section = await own.officer(own.county, 'section', ['head']);
    const deputy = await own.officer(own.county, 'deputy', ['handler']);
    await owner`insert into body_head (unit_id, officer_id, from_on, until_on, post) values (${own.county}, ${deputy}, '2020-01-01', ${today()}, 'deputy-in-charge'), (${own.county}, ${own.handler}, '2020-01-01', null, 'deputy-in-charge'), (${own.county}, ${section}, '2020-01-01', ${addDays(today(), -1)}, 'deputy-in-charge')`;
    const file = await own.filed(await own.plan(await own.institution()));
    // Head until yesterday, and until today.
    expect(told(await own.approve(file, {}, section))).toEqual([
      422,
      'approver-not-head',
      'QY-10.1',
    ]);
    expect(told(await own.approve(file, {}, own.of(own.county, '3')))).toEqual([
      422,
      'approver-not-head',
      'QY-10.1',
    ]);
    expect(told(await own.approve(file, {}, own.handler))).toEqual([
      422,
      'approver-on-team',
      'QY-10.1',
    ]);
    expect(told(await own.approve(file, {}, own.of(own.prefecture, 'head')))).toEqual([
      403,
      'not-owed-by-you',
      'QY-10.1',
    ]);
    expect(told(await own.approve(file, {}, deputy))).toEqual(ok);
    expect((await own.row(file)).approved_by).toBe(deputy);
    await own.close();
  });
  it("QY-1.3, QY-10.1: under a delegation the delegator's head approves, the delegate's does not", async () => {
    await g.bureau
      .owner`insert into delegation (id, bureau_id, delegator_unit, delegate_unit, document, items, valid_from, valid_until, published_by_delegator_on, published_by_delegate_on, filed_with_justice_on, filed_with_superior_on)
      values (${`E-${g.id}`}, ${g.id}, ${g.prefecture}, ${g.county}, '{}', '{i-1}', '2026-01-01', '2030-01-01', ${today()}, ${today()}, ${today()}, ${today()})`;
    const file = await g.filed(await g.plan(await g.institution(), { inNameOf: g.prefecture }));
    expect(told(await g.approve(file))).toEqual([403, 'not-owed-by-you', 'QY-10.1']);
    expect(told(await g.approve(file, {}, g.of(g.prefecture, 'head')))).toEqual(ok);
  });
  it('QY-2.3, QY-10.1: everything is asked anew at the approval: an item withdrawn meanwhile, a place taken meanwhile', async () => {
    await g.item('meanwhile');
    const institution = await g.institution({ cap: 1 });
    const file = await g.filed(await g.plan(institution, { items: [g.planned('meanwhile')] }));
    await g.bureau
      .owner`update inspection_item set withdrawn_on = ${tomorrow()} where bureau_id = ${g.id} and id = 'meanwhile'`;
    expect(told(await g.approve(file))).toEqual([422, 'item-withdrawn', 'QY-2.3']);
    expect(toldOf((await g.row(file)).assessment!.findings)).toEqual([
      'refused item-published item-withdrawn QY-2.3',
    ]);
    await g.bureau
      .owner`update inspection_item set withdrawn_on = null where bureau_id = ${g.id} and id = 'meanwhile'`;
    await g.past(institution, { items: ['i-2'], endedOn: today() });
    const answer = await g.approve(file);
    expect(told(answer)).toEqual(
      yearOf(tomorrow()) === yearOf(today()) ? [409, 'yearly-cap-reached', 'QY-4.1'] : ok,
    );
    if (answer.status === 409)
      expect(answer.lawful.earliest).toBe(`${yearOf(today()) + 1}-01-01T00:00:00+08:00`);
  });
});

describe.concurrent('突破 overrides', () => {
  it('X-3, QY-15.1: the head overrides the year with a reason, and the override is listed; without a reason, or by nobody else', async () => {
    const institution = await g.institution();
    await g.past(institution, { endedOn: addDays(today(), -10) });
    // Barred as it stands; filed, it asks the head to override.
    const reply = await g.file(await g.plan(institution));
    expect(toldOf(problem(reply).findings!)).toEqual([
      expect.stringMatching(/^refused repeat same-item-within-year QY-15.1/),
      'warned already-known facts-known QY-15.3',
    ]);
    const asked = await g.filed(
      await g.plan(institution, { overrides: [{ gate: 'repeat', reason: '重大风险' }] }),
    );
    expect(
      (await g.file(await g.plan(institution, { overrides: [{ gate: 'draw', reason: '理由' }] })))
        .body,
    ).toMatchObject({ code: 'override-not-allowed', clause: 'X-3' });
    expect(told(await g.approve(asked))).toEqual([409, 'same-item-within-year', 'QY-15.1']);
    expect(told(await g.approve(asked, { overrides: [{ gate: 'repeat' }] }))).toEqual([
      422,
      'reason-missing',
      'X-3',
    ]);
    expect(
      told(await g.approve(asked, { overrides: [{ gate: 'repeat', reason: '理由' }] }, g.second)),
    ).toEqual([422, 'approver-not-head', 'X-3']);
    expect(
      told(
        await g.approve(asked, {
          overrides: [{ gate: 'repeat', item: 'i-1', reason: '重大风险' }],
        }),
      ),
    ).toEqual(ok);
    expect(
      await g.bureau
        .owner`select gate, item_id, officer_id, reason, needed from inspection_override o join inspection_plan p on p.id = o.plan_id where p.file_id = ${asked}`,
    ).toEqual([
      { gate: 'repeat', item_id: 'i-1', officer_id: g.head, reason: '重大风险', needed: true },
    ]);
    expect(JSON.stringify(await g.register(asked))).not.toContain('重大风险');
  });
  it.each([
    'qualification',
    'item-published',
    'item-cap',
    'territory',
    'yearly-cap',
    'lists',
    'draw',
    'special-papers',
    'purpose',
    'approval',
    'two-officers',
    'recusal',
    'certificates',
  ])('X-3: %s has no override', async (gate) => {
    const file = await g.filed(await g.plan(await g.institution()));
    expect(told(await g.approve(file, { overrides: [{ gate, reason: '理由' }] }))).toEqual([
      422,
      'override-not-allowed',
      'X-3',
    ]);
  });
});

describe.concurrent('第十条 the door', () => {
  const approved = async (change: Body = {}) => {
    const file = await g.filed(
      await g.plan(await g.institution(), { days: spanFrom(tomorrow(), 1), ...change }),
    );
    expect(told(await g.approve(file))).toEqual(ok);
    await g.toDay(file, tomorrow());
    return file;
  };
  it('QY-10.3: without the notice; with one handed over before', async () => {
    const file = await approved();
    expect(told(await g.start(file, { noticeServed: false }))).toEqual([
      422,
      'notice-missing',
      'QY-10.3',
    ]);
    expect(told(await g.act(file, 'notice', { document: document() }))).toEqual(ok);
    expect(told(await g.start(file, { noticeServed: false }))).toEqual(ok);
  });
  it('QY-10.4, QY-10.5: certificates first, and nothing in their place', async () => {
    const file = await approved();
    expect(told(await g.start(file, { shown: certificates('1') }))).toEqual([
      422,
      'certificate-not-shown',
      'QY-10.4',
    ]);
    expect(
      told(
        await g.start(file, {
          shown: [...certificates('1'), { officer: g.second, document: 'other' }],
        }),
      ),
    ).toEqual([422, 'certificate-not-shown', 'QY-10.5']);
    expect(told(await g.start(file))).toEqual(ok);
  });
  it('QY-10.6: one officer, or a stranger beside two', async () => {
    const file = await approved();
    expect(told(await g.start(file, { present: [g.handler] }))).toEqual([
      422,
      'too-few-officers',
      'QY-10.6',
    ]);
    expect(
      told(await g.start(file, { present: [g.handler, g.second, g.of(g.county, '3')] })),
    ).toEqual([422, 'not-of-the-team', 'QY-10.6']);
    expect((await g.row(file)).state).toBe('approved');
    expect(told(await g.start(file))).toEqual(ok);
  });
  it('QY-1.5: a certificate valid until yesterday and until today, on the day of the start', async () => {
    const [early, late] = [
      await g.enforcer(g.county, 'until-yesterday'),
      await g.enforcer(g.county, 'until-today'),
    ];
    for (const [officer, until, expected] of [
      [early, today(), [422, 'certificate-not-valid', 'QY-1.5']],
      [late, tomorrow(), ok],
    ] as const) {
      const file = await approved({
        team: [member('1', 'lead'), member('2'), { officer, role: 'officer', from: 'body' }],
      });
      await g.bureau
        .owner`update inspection_officer set certificate_until = ${until} where officer_id = ${officer}`;
      expect(told(await g.start(file))).toEqual(expected);
    }
  });
  it('QY-10.1: on the last approved day, and on the day after it', async () => {
    const [one, two] = [await approved(), await approved()];
    await g.toDay(one, addDays(today(), 2));
    expect(told(await g.start(one))).toEqual(ok);
    await g.toDay(two, addDays(today(), 3));
    expect(told(await g.start(two))).toEqual([409, 'outside-approved-days', 'QY-10.1']);
  });
  it('QY-10.2: urgent, on the spot: it starts without approval; report and approval follow within 24 hours, management, shown until both are there', async () => {
    const plain = await g.filed(await g.plan(await g.institution(), { days: spanFrom(today()) }));
    expect(told(await g.start(plain))).toEqual([422, 'approver-missing', 'QY-10.1']);
    const file = await g.filed(
      await g.plan(await g.institution(), {
        days: spanFrom(today()),
        urgent: { reason: '正在销毁资料' },
      }),
    );
    expect(told(await g.start(file, { noticeServed: false }))).toEqual(ok);
    const duties = async () =>
      (
        (await g.bureau.get(g.head, `/v1/files/${file}`)).body as unknown as {
          duties: { duty: string; force: string; clause: string; state: string }[];
        }
      ).duties
        .filter((d) => d.clause === 'QY-10.2')
        .map((d) => `${d.duty} ${d.force} ${d.state}`)
        .toSorted();
    expect(await duties()).toEqual([
      'approveUrgent management open',
      'reportUrgent management open',
    ]);
    await g.bureau.skip(file, 25);
    expect(await duties()).toEqual([
      'approveUrgent management overdue',
      'reportUrgent management overdue',
    ]);
    expect(
      await g.bureau.owner`select 1 from breach where file_id = ${file} and clause = 'QY-10.2'`,
    ).toHaveLength(0);
    expect(
      told(await g.act(file, 'urgent-report', { document: document(), formalities: '补办' })),
    ).toEqual([200, 'accepted', undefined, 'late'].slice(0, 3));
    expect(told(await g.approve(file, {}, g.of(g.county, '3')))).toEqual([
      422,
      'approver-not-head',
      'QY-10.1',
    ]);
    expect((await g.approve(file)).status).toBe(200);
    expect(await duties()).toEqual([]);
  });
});

describe.concurrent('第四条 what becomes of the place', () => {
  it('QY-4.1: cancellation releases it, a reason is owed; what is consumed stays', async () => {
    const institution = await g.institution({ cap: 1 });
    const file = await g.filed(await g.plan(institution, { items: [g.planned('i-2')] }));
    expect(told(await g.approve(file))).toEqual(ok);
    const other = await g.plan(institution, { days: spanFrom(tomorrow()), jointWith: [] });
    expect(
      (await g.assess(other)).findings.filter((f) => f.gate === 'yearly-cap')[0],
    ).toMatchObject({ outcome: 'refused', code: 'yearly-cap-reached' });
    expect(told(await g.act(file, 'cancellation'))).toEqual([422, 'reason-missing', 'QY-10.1']);
    expect(told(await g.act(file, 'cancellation', { reason: '机构停业' }))).toEqual(ok);
    expect(await g.becomes(file, 'cancelled')).toBeDefined();
    expect(await g.place(file)).toBe(`released ${yearOf(tomorrow())}`);
    expect((await g.assess(other)).lawful).toBe(true);
    expect((await g.view(file)).outcome).toBe('cancelled');
  });
  it("QY-4.1: a plan's own reservation never blocks it: changed, approved anew, begun", async () => {
    const institution = await g.institution({ cap: 1 });
    const file = await g.filed(await g.plan(institution));
    expect(told(await g.approve(file))).toEqual(ok);
    const team = [member('3', 'lead'), member('4')];
    expect(told(await g.act(file, 'plan-change', { team }))).toEqual([
      422,
      'reason-missing',
      'QY-10.1',
    ]);
    expect(
      told(
        await g.act(file, 'plan-change', {
          team,
          draw: await g.draw(
            institution,
            team.map((m) => m.officer),
          ),
          days: spanFrom(addDays(today(), 3)),
          reason: '一人生病',
        }),
      ),
    ).toEqual(ok);
    expect(await g.view(file)).toMatchObject({ stage: 'planned' });
    expect(await g.place(file)).toBe(`reserved ${yearOf(tomorrow())}`);
    await g.toDay(file, addDays(today(), 3));
    expect(told(await g.start(file))).toEqual([422, 'approver-missing', 'QY-10.1']);
    expect(told(await g.approve(file))).toEqual(ok);
    expect(told(await g.start(file))).toEqual(ok);
  });
  it('QY-4.1: an approval that nobody used expires with its month, and its place is free', async () => {
    const file = await g.filed(await g.plan(await g.institution()));
    expect(told(await g.approve(file))).toEqual(ok);
    const end = (await g.view(file)).nextDue!;
    expect(end.slice(8)).toBe('01T00:00:00+08:00');
    expect(end > tomorrow()).toBe(true);
    await g.bureau.skipTo(file, instant(startOfDay(on(end.slice(0, 10))) + HOUR));
    await g.becomes(file, 'expired');
    expect(await g.place(file)).toBe(`released ${yearOf(tomorrow())}`);
  });
  it('QY-4.1: begun in another year it is assessed anew by that year and consumes there', async () => {
    const year = yearOf(today());
    const [free, full] = [await g.institution({ cap: 1 }), await g.institution({ cap: 1 })];
    const over = async (institution: string) => {
      const file = await g.filed(
        await g.plan(institution, { days: { from: `${year}-12-31`, until: `${year + 1}-01-02` } }),
      );
      expect(told(await g.approve(file))).toEqual(ok);
      expect(await g.place(file)).toBe(`reserved ${year}`);
      await g.toDay(file, `${year + 1}-01-01`);
      return file;
    };
    const one = await over(free);
    expect(told(await g.start(one))).toEqual(ok);
    expect(await g.place(one)).toBe(`consumed ${year + 1}`);
    const two = await over(full);
    await g.bureau
      .owner`select take_over_inspection(${g.bureau.owner.json({ id: `next-${full}`, bureau: g.id, institution: full, body: g.county, level: 'county', kind: 'daily', onSite: true, items: ['i-4'], startedOn: `${year + 1}-01-01`, endedOn: `${year + 1}-01-01`, found: 'violation', recheck: false, itemCapExempt: false, usesPlace: true, source: {} } as never)})`;
    const answer = await g.start(two);
    expect(told(answer)).toEqual([409, 'yearly-cap-reached', 'QY-4.1']);
    expect(answer.lawful.earliest).toBe(`${year + 2}-01-01T00:00:00+08:00`);
    expect(await g.place(two)).toBe(`reserved ${year}`);
  });
});
