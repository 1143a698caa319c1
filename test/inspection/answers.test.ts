/** 关口怎样回答 What is refused is told whole, by the clause of its own instrument, and to nobody who may not know the plan (QY-9.1, 10.6, 15.1, X-3, X-11). */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { entry, signalAct } from '../kit/support.ts';
import {
  addDays,
  Fixture,
  instant,
  ok,
  on,
  problem,
  startOfDay,
  today,
  told,
  toldOf,
  yearOf,
} from './acts.ts';

const newYear = on(`${yearOf(today()) + 1}-01-01`),
  lastDay = addDays(newYear, -1);
let g: Fixture;
beforeAll(async () => {
  g = await Fixture.open();
});
afterAll(() => g.close());

it('X-11: where the notice does not bind, the dry run and the windows say so and nothing else, as the filing does', async () => {
  const institution = await g.institution();
  const body = await g.plan(institution);
  await g.bureau.owner`update bureau set area = '120000' where id = ${g.id}`;
  const [tried, filed, unknown] = [
    await g.bureau.post(g.handler, '/v1/inspections/assess', body),
    await g.file(body),
    await g.bureau.post(g.handler, '/v1/inspections/assess', { ...body, institution: 'nobody' }),
  ];
  const windows = await g.bureau.get(g.handler, `/v1/institutions/${institution}/windows`);
  await g.bureau.owner`update bureau set area = '621000' where id = ${g.id}`;
  for (const reply of [tried, filed, unknown, windows])
    expect(problem(reply)).toMatchObject({ status: 422, code: 'no-legal-basis', clause: 'X-11' });
  expect(problem(tried)).not.toHaveProperty('findings');
});

it('X-3: exceptions and overrides are named by their clause, in the plan, at the approval and in the report; what knows none is refused by both alike', async () => {
  const institution = await g.institution();
  await g.past(institution, { endedOn: addDays(today(), -10) });
  const asking = await g.plan(institution, {
    overrides: [{ clause: 'QY-15.1', reason: '重大风险' }],
  });
  expect(await g.assess(asking)).toMatchObject({
    lawful: false,
    mayFile: true,
    earliest: addDays(today(), 1),
  });
  const file = await g.filed(asking);
  expect(
    told(await g.approve(file, { overrides: [{ clause: 'QY-15.1', item: 'i-1', reason: ' ' }] })),
  ).toEqual([422, 'reason-missing', 'X-3']);
  expect(
    told(await g.approve(file, { overrides: [{ clause: 'QY-4.1', reason: '理由' }] })),
  ).toEqual([422, 'override-not-allowed', 'X-3']);
  expect(
    told(
      await g.approve(file, {
        overrides: [{ clause: 'QY-15.1', item: 'i-1', reason: '重大风险' }],
      }),
    ),
  ).toEqual(ok);
  const reg = g.of(g.prefecture, 'reg');
  const report = (await g.bureau.get(reg, '/v1/reports/inspection-overrides')).body as unknown as {
    overrides: { file: string; clause: string }[];
  };
  expect(report.overrides.filter((o) => o.file === file).map((o) => o.clause)).toEqual(['QY-15.1']);
  const wrong = await g.plan(institution, { overrides: [{ clause: 'QY-6.2', reason: '理由' }] });
  for (const reply of [
    await g.bureau.post(g.handler, '/v1/inspections/assess', wrong),
    await g.file(wrong),
  ])
    expect(problem(reply)).toMatchObject({ code: 'override-not-allowed', clause: 'X-3' });
});

it('QY-9.1, QY-10.1, QY-10.6: a blank reason and a doubled member are answered by their gate, not by the form', async () => {
  const institution = await g.institution();
  const blank = await g.file(await g.plan(institution, { onSiteReason: '  ' }));
  expect(problem(blank)).toMatchObject({ status: 422, code: 'plan-refused', clause: 'QY-9.1' });
  const body = await g.plan(institution);
  const twice = [...(body['team'] as object[]), (body['team'] as object[])[0]];
  expect(problem(await g.file({ ...body, team: twice }))).toMatchObject({
    status: 422,
    code: 'plan-refused',
    clause: 'QY-10.6',
  });
  const file = await g.filed(body);
  expect(told(await g.act(file, 'plan-change', { team: twice, reason: '换人' }))).toEqual([
    422,
    'same-person-twice',
    'QY-10.6',
  ]);
  expect(told(await g.act(file, 'plan-change', { team: body['team'], reason: ' ' }))).toEqual([
    422,
    'reason-missing',
    'QY-10.1',
  ]);
  expect(told(await g.act(file, 'cancellation', { reason: '' }))).toEqual([
    422,
    'reason-missing',
    'QY-10.1',
  ]);
});

it('X-3, QY-10.3: a refused approval and a refused start tell every finding, again when they are sent again; to a colleague who may not know the plan, none', async () => {
  const file = await g.filed(await g.plan(await g.institution()));
  const stranger = await g.bureau.post(g.of(g.county, '3'), `/v1/files/${file}/acts/approval`, {});
  expect(problem(stranger)).toMatchObject({ code: 'approver-not-head' });
  expect(problem(stranger)).not.toHaveProperty('findings');
  const start = (key: string) =>
    g.bureau.post(
      g.handler,
      `/v1/files/${file}/acts/on-site-start`,
      { present: [g.handler, g.handler], shown: [], noticeServed: false },
      key,
    );
  for (const reply of [await start('twice'), await start('twice')]) {
    expect(toldOf(problem(reply).findings!)).toEqual([
      'refused approval approver-missing QY-10.1',
      `refused approved-days outside-approved-days QY-10.1 ${addDays(today(), 1)}`,
      'refused notice notice-missing QY-10.3',
      'refused certificates-shown certificate-not-shown QY-10.4',
      'refused two-officers same-person-twice QY-10.6',
      'refused two-officers too-few-officers QY-10.6',
    ]);
  }
  // Neither the register nor the history is told more than before.
  expect(JSON.stringify(await g.register(file))).not.toContain('findings');
});

it('QY-4.1, QY-6.2: a plan that has woken shows what it is now, not why it once waited', async () => {
  const institution = await g.institution({ cap: 1 });
  await g.past(institution, { items: ['i-2'], endedOn: today() });
  const file = await g.filed(
    await g.plan(institution, { hold: true, days: { from: lastDay, until: lastDay } }),
  );
  const shown = async () =>
    toldOf(
      (
        (await g.bureau.get(g.handler, `/v1/inspections/${file}`)).body as unknown as {
          assessment: { findings: never[] };
        }
      ).assessment.findings,
    );
  expect(await shown()).toEqual([`refused yearly-cap yearly-cap-reached QY-4.1 ${newYear}`]);
  await g.bureau.skipTo(file, instant(startOfDay(newYear) + 6_000));
  await g.becomes(file, 'filed');
  expect(await vi.waitFor(shown)).toEqual(
    expect.arrayContaining(['refused draw not-drawn-anew QY-6.2']),
  );
  expect((await shown()).filter((f) => f.includes('yearly-cap'))).toEqual([]);
});

it("X-11: in a file of the notice nobody is asked for Tianjin's commitment letter, and who was removed is refused by the notice", async () => {
  const own = await Fixture.open();
  await own.bureau.owner`update unit set roles = '{supervision-body}' where id = ${own.county}`;
  const file = await own.filed(await own.plan(await own.institution()));
  expect(
    told(
      await own.act(file, 'notice', {
        document: { id: 'd-1', sha256: 'ab'.repeat(32), where: 'oa' },
      }),
    ),
  ).toEqual(ok);
  expect(JSON.stringify(await own.register(file))).not.toMatch(/TJ51|TJ84/);
  await own.bureau.owner`update officer set removed_on = ${today()} where id = ${own.second}`;
  expect(told(await own.act(file, 'cancellation', { reason: '理由' }, own.second))).toEqual([
    403,
    'officer-removed',
    'QY-1.5',
  ]);
  await own.close();
});

it("X-11: a forged message, a receipt that is not the caller's to state and an officer who was removed are told by no clause of TJ51", async () => {
  const institution = await g.institution();
  const file = await g.filed(await g.plan(institution));
  await signalAct(
    g.bureau,
    file,
    {
      id: '00000000-0000-4000-8000-000000000001',
      number: 2,
      type: 'approval',
      hash: 'ff'.repeat(32),
      facts: {},
    },
    g.head,
  );
  expect((await entry(g.bureau, file, (e) => e.type === 'forged-message')).clause).toBe('X-13');
  const stamped = { receivedAt: '2026-03-01T09:00:00+08:00' };
  expect(told(await g.act(file, 'approval', stamped, g.head))).toEqual([
    403,
    'receipt-not-yours',
    'X-13',
  ]);
  expect(problem(await g.file({ ...(await g.plan(institution)), ...stamped }))).toMatchObject({
    code: 'receipt-not-yours',
    clause: 'X-13',
  });
  const gone = await g.enforcer(g.county, 'gone');
  const plan = await g.plan(institution);
  await g.bureau.owner`update officer set removed_on = '2026-03-02' where id = ${gone}`;
  expect(problem(await g.bureau.post(gone, '/v1/inspections', plan))).toMatchObject({
    code: 'officer-removed',
    clause: 'QY-1.5',
  });
  const attempts = await g.bureau.owner<
    { clause: string }[]
  >`select clause from refused_attempt where bureau_id = ${g.id}`;
  expect(attempts.map(({ clause }) => clause).filter((clause) => clause.startsWith('TJ'))).toEqual(
    [],
  );
});
