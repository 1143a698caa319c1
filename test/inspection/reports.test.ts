/** 报告 QY-19: every override with its head and reason, alerts, rough enforcement; QY-8: the figures; QY-15.3: what is known already. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, document, ok, today, told, type Body, type Fixture } from './acts.ts';
import { finding, fixture, Visit } from './visits.ts';

const DAY = addDays(today(), 1);
const UNTIL = addDays(today(), 40);
let g: Fixture;
let reg: string;
beforeAll(async () => {
  g = await fixture();
  await g.bureau
    .owner`insert into unit (id, bureau_id, name, superior_id, roles) values (${`${g.id}.jd`}, ${g.id}, '样例执法监督科', ${g.prefecture}, '{enforcement-supervision}')`;
  reg = await g.officer(`${g.id}.jd`, 'reg', ['regulator']);
});
afterAll(async () => {
  await g.close();
});

interface Override {
  plan: string;
  file: string;
  body: string;
  gate: string;
  clause: string;
  item: string | null;
  head: string;
  needed: boolean;
  act: string;
  institution: string | null;
  reason: string | null;
}
interface Report {
  overrides: Override[];
  frequency: Body[];
  complaints: Body[];
  bodies: {
    body: string;
    overrides: number;
    needed: number;
    complaints: number;
    founded: number;
  }[];
}
const report = async (by = reg, query = ''): Promise<Report> =>
  (await g.bureau.get(by, `/v1/reports/inspection-overrides?until=${UNTIL}${query}`)).body as never;
const of = async (file: string): Promise<Override[]> =>
  (await report()).overrides.filter((o) => o.file === file);

describe.concurrent('QY-19 overrides', () => {
  it('QY-19: an override is listed with head, gate, clause, plan and where its reason is; whom it is about only from the start on', async () => {
    const institution = await g.institution();
    await g.past(institution, { endedOn: addDays(today(), -10) });
    const overrides = [{ gate: 'repeat', item: 'i-1', reason: '样例：重大风险' }];
    const file = await g.filed(
      await g.plan(institution, { overrides, days: { from: DAY, until: DAY } }),
    );
    expect(await of(file)).toEqual([]);
    expect(told(await g.approve(file, { overrides: [{ gate: 'repeat' }] }))).toEqual([
      422,
      'reason-missing',
      'X-3',
    ]);
    expect(await of(file)).toEqual([]);
    expect(told(await g.approve(file, { overrides }))).toEqual(ok);
    const [listed] = await of(file);
    expect(listed).toMatchObject({
      body: g.county,
      gate: 'repeat',
      clause: 'QY-15.1',
      item: 'i-1',
      head: g.head,
      needed: true,
      institution: null,
      reason: null,
    });
    expect(
      await g.bureau.owner`select officer_id, type from inbox where act_id = ${listed!.act}`,
    ).toEqual([{ officer_id: g.head, type: 'approval' }]);
    await g.toDay(file, DAY);
    expect(told(await g.start(file))).toEqual(ok);
    expect(await of(file)).toMatchObject([{ institution, reason: '样例：重大风险' }]);
    const csv = (
      await g.bureau.get(reg, `/v1/reports/inspection-overrides?until=${UNTIL}&format=csv`)
    ).text;
    expect(csv).toContain(`"${file}","repeat","QY-15.1","i-1","${g.head}","${listed!.act}"`);
    expect(csv).not.toContain('重大风险');
  });

  it('QY-19: a plan that needed none is not there; the head reads what is below, nobody else reads it', async () => {
    const file = await g.filed(
      await g.plan(await g.institution(), { days: { from: DAY, until: DAY } }),
    );
    expect(told(await g.approve(file))).toEqual(ok);
    expect(await of(file)).toEqual([]);
    expect((await g.bureau.get(g.handler, '/v1/reports/inspection-overrides')).status).toBe(403);
    expect((await report(g.head)).bodies.every((b) => b.body === g.county)).toBe(true);
    expect((await report(g.of(g.outside, 'head'))).overrides).toEqual([]);
    expect((await report(reg, '&from=2020-01-01')).overrides.length).toBeGreaterThanOrEqual(0);
    expect(
      (await g.bureau.get(reg, '/v1/reports/inspection-overrides?until=2020-01-01')).body,
    ).toMatchObject({ overrides: [], frequency: [], complaints: [] });
  });

  it('QY-19: complaints of rough enforcement and of frequency are in it, with what was found; others are not', async () => {
    const sup = await g.officer(`${g.id}.jd`, 'h', ['handler']);
    const open = async (grounds: string[]): Promise<string> => {
      const reply = await g.bureau.post(sup, '/v1/enforcement-complaints', {
        channel: 'hotline',
        grounds,
        narrative: '样例',
        body: g.county,
      });
      expect(reply.status, reply.text).toBe(201);
      return (reply.body as { file: string }).file;
    };
    const [rough, other] = [await open(['rough-enforcement']), await open(['fees'])];
    for (const [type, body] of [
      ['handler-assignment', { officer: sup }],
      ['complaint-findings', { founded: 'founded', findings: '样例', document: document() }],
    ] as const)
      expect(told(await g.act(rough, type, body, sup))).toEqual(ok);
    const answer = {
      servedAt: new Date(Number(await g.bureau.now(rough))).toISOString(),
      measures: ['criticism'],
      document: document(),
    };
    expect((await g.act(rough, 'complaint-answer', answer, sup)).status).toBe(200);
    await vi.waitFor(
      async () => {
        const { complaints, bodies } = await report();
        expect(complaints.map((c) => c['file'])).toContain(rough);
        expect(complaints.map((c) => c['file'])).not.toContain(other);
        expect(complaints.find((c) => c['file'] === rough)).toMatchObject({
          founded: 'founded',
          body: g.county,
        });
        expect(bodies.find((b) => b.body === g.county)).toMatchObject({
          complaints: 1,
          founded: 1,
        });
        // The head of the body complained of sees that there is one, not which.
        expect((await report(g.head)).complaints).toMatchObject([
          { file: null, inspection: null, founded: 'founded' },
        ]);
      },
      { timeout: 8_000, interval: 50 },
    );
  });
});

describe.concurrent('the desk', () => {
  it('QY-4.3, QY-7.3, QY-12.1, QY-17.1: what around inspections waits for somebody is on the desk of coordinators, counted and without any target', async () => {
    const own = await fixture();
    try {
      const visit = await Visit.open(own, DAY);
      const desk = async (): Promise<Record<string, number>> =>
        Object.fromEntries(
          (
            (await own.bureau.get(own.of(own.prefecture, 'coord'), '/v1/desk')).body as unknown as {
              links: { title: { en: string }; count: number }[];
            }
          ).links.map((l) => [l.title.en, l.count]),
        );
      expect(await desk()).toMatchObject({
        'On site now': 1,
        'Plans on hold': 0,
        'Results to be published': 0,
        'Emergencies whose papers are owed': 0,
        'Alerts of frequency to be followed up': 0,
        'Complaints about enforcement open': 0,
      });
      await visit.told();
      expect(await desk()).toMatchObject({ 'Results to be published': 1 });
      expect(
        (await own.bureau.get(own.of(own.prefecture, 'coord'), '/v1/desk')).text,
      ).not.toContain(visit.institution);
    } finally {
      await own.close();
    }
  });
});

describe.concurrent('QY-8 the figures', () => {
  it('QY-8: plans, inspections, results by body, and items with basis, standard and frequency', async () => {
    const own = await fixture();
    try {
      const kind = async (visit: Visit): Promise<void> => {
        await visit.told([finding('f-1', 'rectification')]);
      };
      const one = await Visit.open(own, DAY);
      await kind(one);
      await own.filed(await own.plan(await own.institution()));
      await own.officer(own.county, 'coord', ['coordinator']);
      const figures = async (query = ''): Promise<{ bodies: Body[]; items: Body[] }> =>
        (
          await own.bureau.get(
            own.of(own.prefecture, 'reg'),
            `/v1/reports/inspection-figures?until=${UNTIL}${query}`,
          )
        ).body as never;
      const { bodies, items } = await figures();
      expect(bodies).toEqual([
        {
          body: own.county,
          kind: 'daily',
          filed: 2,
          cancelled: 0,
          expired: 0,
          begun: 1,
          onSite: 1,
          institutions: 1,
          told: 1,
          toldLate: 0,
          days: 0,
          outcomes: { rectification: 1 },
        },
      ]);
      // A result that was told late counts, until a person has excused it for an outage (decision 17).
      const { owner } = own.bureau;
      const toldLate = async () => (await figures()).bodies[0]!['toldLate'];
      await owner`insert into breach (file_id, key, duty, procedure, bureau_id, clause, owed_by, owed_to, due_at, done_at, overrun_ms, state)
        select id, 'late', 'tellResult', procedure, bureau_id, 'QY-12.1', ${own.county}, ${own.county}, now(), now(), 1, 'standing' from file where id = ${one.file}`;
      expect(await toldLate()).toBe(1);
      await owner`insert into breach_dispute (file_id, key, outages) values (${one.file}, 'late', '[]')`;
      expect(await toldLate()).toBe(1);
      await owner`update breach_dispute set decision = 'excused', decided_at = now(), decided_by = ${own.of(own.prefecture, 'reg')}, decided_unit = ${own.prefecture}, reason = 'x' where file_id = ${one.file}`;
      expect(await toldLate()).toBe(0);
      expect(items.find((i) => i['item'] === 'i-1')).toMatchObject({
        name: '样例事项',
        basis: '样例依据',
        article: '第一条',
        standards: ['s1'],
        inspections: 1,
        institutions: 1,
        violations: 1,
        most: 1,
      });
      expect(items.find((i) => i['item'] === 'i-2')).toMatchObject({ inspections: 0, most: 0 });
      expect(
        (
          await own.bureau.get(
            own.of(own.prefecture, 'reg'),
            `/v1/reports/inspection-figures?until=${UNTIL}&format=csv&table=items`,
          )
        ).text,
      ).toContain('"样例依据"');
      expect(
        (
          await own.bureau.get(
            own.of(own.prefecture, 'reg'),
            `/v1/reports/inspection-figures?until=${UNTIL}&format=csv`,
          )
        ).text,
      ).toContain(`"${own.county}"`);
      expect((await own.bureau.get(own.handler, '/v1/reports/inspection-figures')).status).toBe(
        403,
      );
    } finally {
      await own.close();
    }
  });
});

describe.concurrent('QY-15.3 what is known already', () => {
  it('QY-15.3: the last inspection that found out about an item within the year is shown, and remarked on in a plan; older or open ones are not', async () => {
    const institution = await g.institution();
    const recent = await g.past(institution, {
      endedOn: addDays(today(), -10),
      items: ['i-2'],
      found: 'no-violation',
    });
    await g.past(institution, { endedOn: addDays(today(), -200), items: ['i-2'] });
    await g.past(institution, { endedOn: addDays(today(), -367), items: ['i-3'] });
    const atYear = await g.past(institution, { endedOn: addDays(today(), -366), items: ['i-4'] });
    await g.past(institution, { endedOn: addDays(today(), -5), items: ['i-1'], found: 'unknown' });
    const known = async (query = ''): Promise<Body[]> =>
      (
        (await g.bureau.get(g.handler, `/v1/institutions/${institution}/known-facts${query}`))
          .body as unknown as { items: Body[] }
      ).items;
    expect((await known()).map((f) => [f['item'], f['inspection'], f['found']])).toEqual([
      ['i-2', recent, 'no-violation'],
      ['i-4', atYear, 'violation'],
    ]);
    expect(await known('?items=i-3')).toEqual([]);
    const clues = [await g.clue('specific-complaint', institution, { items: ['i-2'] })];
    const assessment = await g.assess(
      await g.plan(institution, { kind: 'case', clues, items: [g.planned('i-2')] }),
    );
    expect(assessment.findings.find((f) => f.gate === 'already-known')).toMatchObject({
      outcome: 'warned',
      code: 'facts-known',
      clause: 'QY-15.3',
      by: recent,
      item: 'i-2',
    });
  });
});
