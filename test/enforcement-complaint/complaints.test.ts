/** 执法扰企 QY-17.1: dealt with by people from outside, verified, answered in the management period; who complained is sealed, every look registered. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredFiles } from '../../db/queries/runs.ts';
import { document, problem, today, type Body, type Fixture } from '../inspection/acts.ts';
import { fixture, iso, Visit } from '../inspection/visits.ts';

let g: Fixture;
let sup: string;
let sup2: string;
let unit: string;
beforeAll(async () => {
  g = await fixture();
  const { owner } = g.bureau;
  unit = `${g.id}.jd`;
  await owner`insert into unit (id, bureau_id, name, superior_id, roles) values (${unit}, ${g.id}, '样例执法监督科', ${g.prefecture}, '{enforcement-supervision}')`;
  sup = await g.officer(unit, 's1', ['handler']);
  sup2 = await g.officer(unit, 's2', ['handler']);
});
afterAll(async () => {
  await g.close();
});

const secret = {
  narrative: '检查人员态度粗暴，反复上门',
  complainant: { name: '王某某', contact: '13900000000' },
};
const complaint = (changes: Body = {}): Body => ({
  channel: 'hotline',
  grounds: ['rough-enforcement'],
  ...secret,
  body: g.county,
  ...changes,
});
async function open(changes: Body = {}, by = sup): Promise<string> {
  const reply = await g.bureau.post(by, '/v1/enforcement-complaints', complaint(changes));
  expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
  return (reply.body as { file: string }).file;
}
const refused = async (changes: Body, by = sup): Promise<[number, string]> => {
  const reply = await g.bureau.post(by, '/v1/enforcement-complaints', complaint(changes));
  return [reply.status, problem(reply).code];
};
const act = async (
  file: string,
  type: string,
  body: Body,
  by = sup,
): Promise<[number, string?]> => {
  const reply = await g.bureau.post(by, `/v1/files/${file}/acts/${type}`, body);
  return reply.status === 200 ? [200] : [reply.status, problem(reply).code];
};
const findings = (founded: string): Body => ({ founded, findings: '样例', document: document(3) });
const answer = async (file: string, changes: Body = {}): Promise<Body> => ({
  servedAt: iso(await g.bureau.now(file)),
  measures: ['criticism'],
  document: document(4),
  ...changes,
});
const begun = (): Promise<Visit> => Visit.open(g, today());
async function withCode(visit: Visit): Promise<string> {
  const code = randomBytes(24).toString('base64url');
  await g.bureau
    .owner`update inspection_plan set code_hash = ${createHash('sha256').update(code).digest('hex')} where file_id = ${visit.file}`;
  return code;
}

describe.concurrent('QY-17.1 complaints about enforcement', () => {
  it('QY-17.1, A7: whose act the file refused took no part in it; whose act it accepted did, and is not shown the complaint', async () => {
    const visit = await begun();
    const file = await open({ file: visit.file, body: undefined });
    const [reg, coord] = [g.of(g.prefecture, 'reg'), g.of(g.prefecture, 'coord')];
    const reads = async (officer: string) =>
      (await g.bureau.get(officer, `/v1/files/${file}`)).status;
    const taken = async (officer: string) =>
      (
        await g.bureau.owner<
          { took: boolean; acts: number }[]
        >`select took_part(p.id, ${officer}) as took, (select count(*)::int from inbox i where i.file_id = p.file_id and i.officer_id = ${officer}) as acts
      from inspection_plan p where p.file_id = ${visit.file}`
      )[0];
    expect([await reads(reg), await reads(coord)]).toEqual([200, 200]);
    expect((await visit.act('inspection-end', { endedOn: today() }, reg)).status).toBe(403);
    expect(await taken(reg)).toEqual({ took: false, acts: 1 });
    expect(await reads(reg)).toBe(200);
    const duty = (await visit.duties()).find((d) => d.state === 'open')!;
    await visit.does(
      'chase',
      { duty: duty.key, to: g.county, channel: 'phone', at: await visit.stamp() },
      coord,
    );
    expect(await taken(coord)).toEqual({ took: true, acts: 1 });
    const answered = await g.bureau.get(coord, `/v1/files/${file}`);
    expect([answered.status, problem(answered).code, problem(answered).clause]).toEqual([
      403,
      'not-independent',
      'QY-17.1',
    ]);
    expect([await reads(reg), await reads(g.handler)]).toEqual([200, 403]);
  });
  it('QY-17.1: an administrator whom it is about is told nothing of it by the reconciliation and cannot rebuild its run; another one can', async () => {
    const file = await open();
    const involved = await g.officer(g.county, 'adm', ['administrator']);
    const other = await g.officer(unit, 'adm', ['administrator']);
    const { engine } = g.bureau.service;
    await engine.as('test', () => engine.client.workflow.getHandle(file).terminate('lost'));
    const rebuild = (officer: string) =>
      g.bureau.post(officer, `/v1/files/${file}/rebuild`, { reason: '流程终止' });
    expect((await rebuild(involved)).status).toBe(404);
    expect((await g.bureau.get(involved, '/v1/reconciliation')).text).not.toContain(file);
    expect(await rebuild(other)).toMatchObject({ status: 200, body: { fault: 'TERMINATED' } });
    // A repair that the one whom it is about asks for mends it, and does not say so.
    await engine.as('test', () => engine.client.workflow.getHandle(file).terminate('again'));
    const [row] = await registeredFiles(g.bureau.service.sql, [file]);
    expect(await g.bureau.service.background.runs.examine(row!)).toBe('TERMINATED');
    const mended = await g.bureau.post(involved, '/v1/reconciliation', {});
    expect([mended.status, mended.text.includes(file)]).toEqual([200, false]);
    expect((await engine.runOf(file)).status).toBe('RUNNING');
    expect(await act(file, 'handler-assignment', { officer: sup })).toEqual([200]);
  });
  it('QY-17.1: assigned to somebody from outside, verified, answered; it ends with what was found', async () => {
    const visit = await begun();
    const file = await open({ file: visit.file, body: undefined });
    expect(file).toMatch(/^RQ\./);
    // Nobody of the team, who approved it, or of the body complained of.
    for (const officer of [g.handler, g.second, g.head, g.of(g.county, '3')])
      expect(await act(file, 'handler-assignment', { officer })).toEqual([403, 'not-independent']);
    expect(await act(file, 'handler-assignment', { officer: 'o-nobody' })).toEqual([
      422,
      'unknown-reference',
    ]);
    expect(await act(file, 'complaint-findings', findings('founded'))).toEqual([
      409,
      'not-awaited',
    ]);
    expect(await act(file, 'complaint-answer', await answer(file))).toEqual([409, 'not-awaited']);
    expect(await act(file, 'handler-assignment', { officer: sup })).toEqual([200]);
    expect(await act(file, 'handler-assignment', { officer: sup })).toEqual([409, 'not-awaited']);
    expect(await act(file, 'complaint-findings', findings('founded'), sup2)).toEqual([
      403,
      'not-owed-by-you',
    ]);
    expect(await act(file, 'complaint-answer', await answer(file))).toEqual([409, 'not-awaited']);
    expect(
      await act(file, 'body-statement', { statement: '样例', document: document(2) }, g.handler),
    ).toEqual([200]);
    expect(await act(file, 'complaint-findings', findings('founded'))).toEqual([200]);
    expect(await act(file, 'complaint-answer', await answer(file, { measures: ['none'] }))).toEqual(
      [422, 'reason-missing'],
    );
    expect(await act(file, 'complaint-answer', await answer(file))).toEqual([200]);
    const rows = (
      await g.bureau.get(
        g.of(g.prefecture, 'reg'),
        `/v1/enforcement-complaints?inspection=${visit.file}`,
      )
    ).body as { items: Body[] };
    expect(rows.items).toMatchObject([
      {
        file,
        inspection: visit.file,
        body: g.county,
        handling: unit,
        channel: 'hotline',
        grounds: ['rough-enforcement'],
        founded: 'founded',
        answeredAt: expect.any(String),
        readings: 0,
      },
    ]);
  });

  it('QY-17.1: the answer is a management period: reminded of and overdue, never a breach', async () => {
    const file = await open({ complainant: undefined });
    const of = async (): Promise<{ force: string; state: string; due: string }> =>
      (
        (await g.bureau.get(sup, `/v1/files/${file}/deadlines`)).body as unknown as {
          items: { duty: string; force: string; state: string; due: string }[];
        }
      ).items.find((d) => d.duty === 'answerComplaint')!;
    expect(await of()).toMatchObject({ force: 'management', state: 'open' });
    await g.bureau.skipTo(file, (Date.parse((await of()).due) + 3_600_000) as never);
    expect(await of()).toMatchObject({ state: 'overdue' });
    expect(await act(file, 'handler-assignment', { officer: sup })).toEqual([200]);
    expect(await act(file, 'complaint-findings', findings('unfounded'))).toEqual([200]);
    expect(await act(file, 'complaint-answer', await answer(file, { measures: [] }))).toEqual([
      200,
    ]);
    expect(await g.bureau.owner`select 1 from breach where file_id = ${file}`).toHaveLength(0);
  });

  it('QY-17.1: who complained is nowhere but under the seal, and every look at it is registered with its reason', async () => {
    const visit = await begun();
    const file = await open({ file: visit.file });
    const [kept] = await g.bureau.owner<
      { all: string }[]
    >`select (select payload::text || message::text from inbox where file_id = ${file} and number = 1) || (select opening::text from file where id = ${file}) || (select string_agg(body::text, '') from register where file_id = ${file}) as all`;
    for (const word of ['王某某', '13900000000', '粗暴']) expect(kept!.all).not.toContain(word);
    const look = (by: string, reason = '样例：核实'): Promise<{ status: number; body: unknown }> =>
      g.bureau.get(
        by,
        `/v1/enforcement-complaints/${file}/complainant?reason=${encodeURIComponent(reason)}`,
      );
    expect((await look(g.handler)).status).toBe(403);
    expect((await look(g.of(g.county, '3'))).status).toBe(403);
    expect((await look(g.of(g.outside, '1'))).status).toBe(403);
    expect((await g.bureau.get(sup, `/v1/enforcement-complaints/${file}/complainant`)).status).toBe(
      400,
    );
    expect(await look(sup)).toMatchObject({ status: 200, body: secret });
    expect((await look(g.of(g.prefecture, 'reg'), '样例：抽查')).status).toBe(200);
    const log = (await g.bureau.get(g.of(g.prefecture, 'reg'), '/v1/sealed-readings')).body as {
      items: Body[];
    };
    expect(log.items.filter((r) => r['subject'] === file)).toMatchObject([
      { officer: g.of(g.prefecture, 'reg'), reason: '样例：抽查' },
      { officer: sup, reason: '样例：核实' },
    ]);
    expect((await g.bureau.get(sup, '/v1/sealed-readings')).status).toBe(403);
    // Nor does the file itself open for the team or the body, whatever office somebody has there; superiors who had no part in it read it.
    const own = await g.officer(g.county, `reg-${visit.file.slice(-5)}`, ['regulator']);
    for (const by of [g.handler, g.head, own]) {
      expect((await g.bureau.get(by, `/v1/files/${file}`)).status).toBe(403);
      expect(
        (
          (await g.bureau.get(by, '/v1/enforcement-complaints')).body as unknown as {
            items: Body[];
          }
        ).items,
      ).toEqual([]);
    }
    expect((await g.bureau.get(g.of(g.prefecture, '1'), `/v1/files/${file}`)).status).toBe(200);
  });

  it('QY-17.1: the body does not deal with a complaint about itself; an inspection that has not begun is nobody’s to know of', async () => {
    expect(await refused({}, g.handler)).toEqual([403, 'not-independent']);
    expect(await refused({ handling: g.county })).toEqual([403, 'not-independent']);
    expect(await refused({ handling: 'nowhere' })).toEqual([422, 'unknown-reference']);
    expect(await refused({ body: undefined })).toEqual([400, 'bad-input']);
    const filed = await g.filed(await g.plan(await g.institution()));
    expect(await refused({ file: filed })).toEqual([422, 'complaint-unknown-inspection']);
    expect(await refused({ file: 'XJ.no.2026-00001' })).toEqual([
      422,
      'complaint-unknown-inspection',
    ]);
    // Registered by the body, dealt with elsewhere.
    expect(await open({ handling: unit }, g.handler)).toMatch(/^RQ/);
  });

  it('QY-17.1: the inspected complain with the check code, once the inspection has begun; the supervision of enforcement has it', async () => {
    const visit = await begun();
    const code = await withCode(visit);
    const send = (to: string, key: string = randomUUID(), words: Body = secret) =>
      supertest(g.bureau.service.app)
        .post(`/v1/checks/${to}/complaints`)
        .set('Idempotency-Key', key)
        .send({ grounds: ['frequency'], ...words });
    const key = randomUUID();
    const reply = await send(code, key);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    const { file } = reply.body as { file: string };
    expect((await send(code, key)).body).toMatchObject({ file });
    // Other words under the same key are another complaint, and are not dropped in silence; nor are keys that differ at their end only.
    for (const words of [
      { ...secret, narrative: '样例：另一件事' },
      { ...secret, complainant: { name: '李某某', contact: '1' } },
      { narrative: secret.narrative },
    ]) {
      const other = await send(code, key, words);
      expect([other.status, (other.body as { code: string }).code]).toEqual([
        409,
        'idempotency-conflict',
      ]);
    }
    const long = 'k'.repeat(127);
    const files = [await send(code, `${long}1`), await send(code, `${long}2`)].map(
      (one) => (one.body as { file?: string }).file,
    );
    expect(new Set([...files, undefined, file]).size).toBe(4);
    expect((await send(code, `${long}12`)).status).toBe(400);
    expect((await send(randomBytes(24).toString('base64url'))).status).toBe(404);
    expect((await g.bureau.get(sup, '/v1/enforcement-complaints?state=open')).body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          file,
          channel: 'check-code',
          handling: unit,
          inspection: visit.file,
        }),
      ]),
    });
    expect(await act(file, 'handler-assignment', { officer: sup })).toEqual([200]);
    const filed = await g.filed(await g.plan(await g.institution()));
    const early = randomBytes(24).toString('base64url');
    await g.bureau
      .owner`update inspection_plan set code_hash = ${createHash('sha256').update(early).digest('hex')} where file_id = ${filed}`;
    expect((await send(early)).status).toBe(404);
  });
});
