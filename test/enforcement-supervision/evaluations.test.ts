/** 企业评价 QY-17.2: with the check code, step by step, never by name to the inspecting officers; figures only; the consultation with 工商联. */
import { randomBytes } from 'node:crypto';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, document, problem, today, type Body, type Fixture } from '../inspection/acts.ts';
import { fixture, Visit } from '../inspection/visits.ts';

const DAY = addDays(today(), 1);
let g: Fixture;
let outside: string;
beforeAll(async () => {
  g = await fixture();
  await g.bureau
    .owner`insert into unit (id, bureau_id, name, superior_id, roles) values (${`${g.id}.jd`}, ${g.id}, '样例执法监督科', ${g.prefecture}, '{enforcement-supervision}')`;
  outside = await g.officer(`${g.id}.jd`, 'reg', ['regulator']);
  await g.officer(g.county, 'reg', ['regulator']);
});
afterAll(async () => {
  await g.close();
});

/** The code of the institution, as the supervision of enforcement hands it over. */
const handed = (file: string, by = outside): Promise<{ status: number; body: Body }> =>
  g.bureau.get(by, `/v1/inspections/${file}/evaluation-code`) as never;
async function withCode(file: string): Promise<string> {
  const { code } = (await handed(file)).body as { code: string };
  return code;
}
const evaluate = async (
  code: string,
  step: string,
  more: Body = {},
): Promise<[number, string?]> => {
  const reply = await supertest(g.bureau.service.app)
    .post(`/v1/checks/${code}/evaluations`)
    .send({ step, score: 4, courteous: true, ...more });
  return reply.status === 201 ? [201] : [reply.status, (reply.body as { code: string }).code];
};
interface Figures {
  body: string;
  step: string;
  evaluations: number;
  inspections: number;
  average: number;
  discourteous: number;
  signs: Record<string, number>;
}
const figures = async (body: string, by = outside): Promise<Figures[]> =>
  (
    (await g.bureau.get(by, `/v1/inspection-evaluations?body=${body}`)).body as unknown as {
      items: Figures[];
    }
  ).items;
const singly = (file: string, by: string): Promise<{ status: number; body: Body; text: string }> =>
  g.bureau.get(
    by,
    `/v1/inspections/${file}/evaluations?reason=${encodeURIComponent('样例：核查')}`,
  ) as never;

describe.concurrent('QY-17.2 evaluations of each step', () => {
  it('QY-17.2: with a code of its own, which the team never sees, each step once', async () => {
    const visit = await Visit.open(g, DAY);
    // Nothing to evaluate with before the end; and never for the team, the body, or anybody who is not of the supervision of enforcement.
    expect([
      (await handed(visit.file)).status,
      problem((await handed(visit.file)) as never).code,
    ]).toEqual([409, 'evaluation-closed']);
    const { code: onTheNotice } = (
      await g.bureau.get(g.handler, `/v1/files/${visit.file}/check-code`)
    ).body as unknown as { code: string };
    await visit.ended();
    for (const by of [g.handler, g.head, g.of(g.county, '3'), g.of(g.prefecture, 'coord')])
      expect((await handed(visit.file, by)).status).toBe(403);
    expect(problem((await handed(visit.file, g.of(g.county, 'reg'))) as never).code).toBe(
      'not-independent',
    );
    const code = await withCode(visit.file);
    expect(await withCode(visit.file)).toBe(code);
    // With the code of the notice, which the team has, nobody evaluates.
    expect(await evaluate(onTheNotice.replaceAll('-', ''), 'certificates', { score: 5 })).toEqual([
      404,
      'not-found',
    ]);
    expect(await evaluate(code, 'certificates', { score: 5 })).toEqual([201]);
    expect(await evaluate(code, 'certificates', { score: 1 })).toEqual([409, 'already-evaluated']);
    expect(await evaluate(code, 'nothing')).toEqual([400, 'bad-input']);
    for (const score of [0, 6])
      expect(await evaluate(code, 'notice', { score })).toEqual([400, 'bad-input']);
    expect(await evaluate(randomBytes(24).toString('base64url'), 'notice')).toEqual([
      404,
      'not-found',
    ]);
    expect(await evaluate(code, 'result')).toEqual([201]);
    const planned = await g.filed(await g.plan(await g.institution()));
    expect((await handed(planned)).status).toBe(404);
    const { items } = (await g.bureau.get(outside, '/v1/sealed-readings')).body as unknown as {
      items: Body[];
    };
    expect(
      items.filter((r) => r['subject'] === `evaluation-code:${visit.file}`).length,
    ).toBeGreaterThanOrEqual(2);
  });

  it('QY-17.2: one by one only for the supervision outside the body, and every look registered; nobody of the team, the body or among the officers reads one', async () => {
    const visit = await Visit.open(g, DAY);
    await visit.ended();
    const code = await withCode(visit.file);
    expect(
      await evaluate(code, 'on-site', {
        score: 1,
        courteous: false,
        signs: ['rude'],
        comment: '样例：言语粗暴',
      }),
    ).toEqual([201]);
    const [kept] = await g.bureau.owner<
      { text: string }[]
    >`select comment_sealed as text from inspection_evaluation e join inspection_plan p on p.id = e.plan_id where p.file_id = ${visit.file}`;
    expect(kept!.text).not.toContain('粗暴');
    for (const by of [g.handler, g.head]) expect((await singly(visit.file, by)).status).toBe(403);
    const own = await singly(visit.file, g.of(g.county, 'reg'));
    expect([own.status, problem(own as never).code]).toEqual([403, 'not-independent']);
    expect(await singly(visit.file, outside)).toMatchObject({
      status: 200,
      body: {
        items: [
          {
            step: 'on-site',
            score: 1,
            courteous: false,
            signs: ['rude'],
            comment: '样例：言语粗暴',
          },
        ],
      },
    });
    const { items } = (await g.bureau.get(outside, '/v1/sealed-readings')).body as unknown as {
      items: Body[];
    };
    expect(items.filter((r) => r['subject'] === `evaluations:${visit.file}`)).toMatchObject([
      { officer: outside, reason: '样例：核查' },
    ]);
    expect((await singly('XJ.no.2026-00001', outside)).status).toBe(404);
  });

  it('QY-17.2: figures of a body from three inspections on, not from two: nobody is found out by counting', async () => {
    const body = g.prefecture;
    const at = async (): Promise<void> => {
      const [plan, institution] = [`pl-${randomBytes(8).toString('hex')}`, await g.institution()];
      await g.bureau
        .owner`insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, plan, on_site, started_on) values (${plan}, ${g.id}, ${institution}, ${body}, ${body}, 'prefecture', 'daily', 'started', '{}', true, ${today()})`;
      await g.bureau
        .owner`select evaluate_inspection(${g.bureau.owner.json({ plan, step: 'notice', score: 3, courteous: false, signs: ['costs'] })})`;
    };
    await at();
    await at();
    expect(await figures(body)).toEqual([]);
    await at();
    expect(await figures(body)).toEqual([
      {
        body,
        step: 'notice',
        evaluations: 3,
        inspections: 3,
        average: 3,
        discourteous: 3,
        signs: { costs: 3 },
      },
    ]);
    expect(JSON.stringify(await figures(body))).not.toMatch(/pl-|i-t-/);
    // Officers see the last quarter only that is over, and choose no days: nobody is singled out by looking twice.
    expect(await figures(body, g.handler)).toEqual([]);
    expect(
      (await g.bureau.get(g.handler, `/v1/inspection-evaluations?from=${today()}`)).status,
    ).toBe(403);
    const { until } = (await g.bureau.get(g.handler, '/v1/inspection-evaluations'))
      .body as unknown as { until: string };
    await g.bureau
      .owner`insert into inspection_evaluation (plan_id, bureau_id, body_unit, step, score, courteous, at) select id, bureau_id, body_unit, 'whole', 5, true, ${`${until}T12:00:00+08:00`} from inspection_plan where body_unit = ${body}`;
    expect(await figures(body, g.handler)).toEqual([
      {
        body,
        step: 'whole',
        evaluations: 3,
        inspections: 3,
        average: 5,
        discourteous: 0,
        signs: {},
      },
    ]);
    // The consultation has them before it.
    const record = {
      heldOn: today(),
      federation: '样例工商联',
      matters: [
        { step: 'notice', problem: '样例', measure: '样例', owner: g.prefecture, until: DAY },
      ],
      document: document(),
    };
    expect((await g.bureau.post(outside, '/v1/federation-consultations', record)).status).toBe(201);
    expect((await g.bureau.get(g.handler, '/v1/federation-consultations')).body).toMatchObject({
      items: [
        {
          heldOn: today(),
          by: outside,
          payload: {
            federation: '样例工商联',
            evaluations: expect.arrayContaining([
              expect.objectContaining({ step: 'notice', average: 3 }),
            ]),
          },
        },
      ],
    });
    expect((await g.bureau.post(g.handler, '/v1/federation-consultations', record)).status).toBe(
      403,
    );
    expect(
      (await g.bureau.post(outside, '/v1/federation-consultations', { ...record, heldOn: DAY }))
        .status,
    ).toBe(422);
  });
});
