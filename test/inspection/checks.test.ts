/** 核验码 For the institution at the door: the code is the team's until the on-site start; from then on it says whether this inspection is lawful today (QY-10). */
import supertest, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Bureau, iso } from '../setup/bureau.ts';
import { addDays, Fixture, told, ok, today, type Body } from './acts.ts';

interface Seen {
  lawful: boolean;
  on: string;
  institution: string;
  body: string;
  kind: string;
  approvedUntil: string;
  endedOn: string | null;
  items: { id: string; basis: string }[];
  team: { name: string; role: string; certificate: string | null }[];
  reasons: { code: string; clause: string }[];
}

let g: Fixture;
beforeAll(async () => {
  g = await Fixture.open();
});
afterAll(() => g.close());

const ask = async (code: string, accept?: string): Promise<Response> => {
  const request = supertest(g.bureau.service.app).get(`/v1/checks/${code}`);
  return accept ? request.set('Accept', accept) : request;
};
const seen = async (code: string): Promise<Seen> => (await ask(code)).body as Seen;
const codeOf = async (file: string, officer = g.handler): Promise<string> =>
  vi.waitFor(
    async () => {
      const reply = await g.bureau.get(officer, `/v1/files/${file}/check-code`);
      expect(reply.status, reply.text).toBe(200);
      return (reply.body as { code: string }).code;
    },
    { timeout: 15_000, interval: 100 },
  );

/** Approved; the team has its code. Planned for tomorrow and the day after. */
async function approved(change: Body = {}): Promise<{ file: string; code: string }> {
  const file = await g.filed(
    await g.plan(await g.institution(), {
      days: { from: addDays(today(), 1), until: addDays(today(), 2) },
      ...change,
    }),
  );
  expect(told(await g.approve(file))).toEqual(ok);
  return { file, code: await codeOf(file) };
}
async function started(change: Body = {}): Promise<{ file: string; code: string }> {
  const one = await approved(change);
  await g.toDay(one.file, addDays(today(), 1));
  expect(told(await g.start(one.file))).toEqual(ok);
  return one;
}
/** What must be alike for every code that tells nothing; the request's own id is not. */
const alike = ({ status, body, headers }: Response) => ({
  status,
  type: headers['content-type'],
  length: headers['content-length'],
  body: { ...body, instance: undefined, requestId: undefined } as unknown,
});

describe.concurrent('核验码 The check code', () => {
  it('QY-10.1, QY-10.6 from the on-site start on tells body, items, basis, team and until when; before it, nothing', async () => {
    const { file, code } = await approved();
    expect(code.replaceAll('-', '')).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect((await ask(code)).status).toBe(404);
    await g.toDay(file, addDays(today(), 1));
    expect(told(await g.start(file))).toEqual(ok);
    const check = await seen(code);
    expect(check).toMatchObject({
      lawful: true,
      on: addDays(today(), 1),
      institution: '样例医院',
      body: '样例单位',
      kind: 'daily',
      approvedUntil: addDays(today(), 2),
      endedOn: null,
      reasons: [],
      items: [{ id: 'i-1', name: '样例事项', method: 'on-site', basis: '样例依据第一条' }],
    });
    // No personal data beyond name and certificate number.
    expect(check.team).toEqual([
      { name: '样例人员', role: 'lead', certificate: `N-${g.handler}` },
      { name: '样例人员', role: 'officer', certificate: `N-${g.second}` },
    ]);
    // As somebody may type it.
    expect(await seen(code.toLowerCase().replaceAll('-', ' '))).toEqual(check);
    expect(await seen(code.replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(
      check,
    );
  });

  it('unknown, inactive and impossible codes are answered alike', async () => {
    const { code } = await approved();
    const unknown = alike(await ask('0'.repeat(26)));
    expect(unknown).toMatchObject({ status: 404, body: { code: 'check-unknown' } });
    for (const other of [code, code.replace(/.$/, '*'), 'x', 'I'.repeat(26), '%E4%B8%AD'])
      expect(alike(await ask(other))).toEqual(unknown);
    const page = await ask('0'.repeat(26), 'text/html');
    expect([(await ask(code, 'text/html')).text, page.status]).toEqual([page.text, 404]);
  });

  it('QY-10.1 on the last approved day it is lawful, on the day after it is not', async () => {
    const { file, code } = await started();
    await g.toDay(file, addDays(today(), 2));
    expect((await seen(code)).lawful).toBe(true);
    await g.toDay(file, addDays(today(), 3));
    expect(await seen(code)).toMatchObject({
      lawful: false,
      reasons: [{ code: 'outside-approved-days', clause: 'QY-10.1' }],
    });
  });

  it('QY-12.1 after the end it is not lawful any more', async () => {
    const { file, code } = await started();
    await g.ended(file, addDays(today(), 1));
    await vi.waitFor(
      async () => {
        expect(await seen(code)).toMatchObject({
          lawful: false,
          endedOn: addDays(today(), 1),
          reasons: [{ code: 'inspection-ended', clause: 'QY-12.1' }],
        });
      },
      { timeout: 15_000 },
    );
  });

  it('QY-2.1 what the registries say today counts: a basis repealed meanwhile', async () => {
    const item = await g.item(`i-check-${Date.now()}`);
    const { code } = await started({ items: [g.planned(item)] });
    await g.bureau
      .owner`update inspection_basis set repealed_on = ${today()} where bureau_id = ${g.id} and id = ${`y-${item}`}`;
    expect(await seen(code)).toMatchObject({
      lawful: false,
      reasons: [{ code: 'item-basis-repealed', clause: 'QY-2.1' }],
    });
  });

  it('QY-1.5, QY-10.6 a certificate that is suspended meanwhile is no certificate today; a pause is told', async () => {
    const [three, four] = [g.of(g.county, '3'), g.of(g.county, '4')];
    const file = await g.begun(await g.institution(), {
      team: [
        { officer: three, role: 'lead', from: 'body' },
        { officer: four, role: 'officer', from: 'body' },
      ],
    });
    const code = await codeOf(file, three);
    expect((await seen(code)).lawful).toBe(true);
    const now = iso(await g.bureau.now(file));
    expect(
      told(await g.act(file, 'pause', { pausedAt: now, officer: four, reason: '样例' }, three)),
    ).toEqual(ok);
    expect(await seen(code)).toMatchObject({
      lawful: false,
      reasons: [{ code: 'inspection-paused', clause: 'QY-10.6' }],
    });
    await g.bureau
      .owner`update inspection_officer set suspended_from = '2026-01-01' where officer_id = ${four}`;
    // People are named as on their certificates, never by our ids.
    expect(
      JSON.stringify(await seen(code))
        .replaceAll(`N-${four}`, '')
        .replaceAll(`N-${three}`, ''),
    ).not.toContain(four);
    expect((await seen(code)).reasons.map((one) => `${one.code} ${one.clause}`)).toEqual(
      expect.arrayContaining([
        'inspection-paused QY-10.6',
        'certificate-suspended QY-1.5',
        'too-few-officers QY-10.6',
      ]),
    );
  });

  it('QY-10.2 begun in urgency before any approval: the code is made at the start, and the page says that the approval is to follow', async () => {
    const file = await g.filed(
      await g.plan(await g.institution(), {
        days: { from: today(), until: addDays(today(), 1) },
        urgent: { reason: '正在销毁资料' },
      }),
    );
    expect((await g.bureau.get(g.handler, `/v1/files/${file}/check-code`)).body).toMatchObject({
      code: 'check-not-yours',
    });
    expect(told(await g.start(file, { noticeServed: false }))).toEqual(ok);
    const code = await codeOf(file);
    expect(await seen(code)).toMatchObject({ lawful: true, approvedOn: null });
    expect((await ask(code, 'text/html')).text).toContain('紧急情况，补办中');
    expect((await g.approve(file)).status).toBe(200);
    expect(await seen(code)).toMatchObject({ lawful: true, approvedOn: today() });
  });

  it('QY-4.2 what a clue leads to is shown as 线索, never as a complaint', async () => {
    const institution = await g.institution();
    const clues = [await g.clue('specific-complaint', institution)];
    const file = await g.filed(
      await g.plan(institution, {
        kind: 'case',
        clues,
        days: { from: addDays(today(), 1), until: addDays(today(), 2) },
      }),
    );
    expect(told(await g.approve(file))).toEqual(ok);
    await g.toDay(file, addDays(today(), 1));
    expect(told(await g.start(file))).toEqual(ok);
    const code = await codeOf(file);
    const text = (await ask(code, 'text/html')).text + (await ask(code)).text;
    expect([text.includes('线索检查'), /投诉|举报|complaint/.test(text)]).toEqual([true, false]);
  });

  it('the code and its QR are for the team and the heads; only its hash is in the plan, and every reading is noted', async () => {
    const { file, code } = await approved();
    const plain = code.replaceAll('-', '');
    expect(await codeOf(file, g.head)).toBe(code);
    for (const other of [
      g.of(g.county, '3'),
      g.of(g.prefecture, 'reg'),
      g.of(g.prefecture, 'head'),
    ]) {
      expect((await g.bureau.get(other, `/v1/files/${file}/check-code`)).body).toMatchObject({
        code: 'check-not-yours',
      });
      expect((await g.bureau.get(other, `/v1/files/${file}/notice-qr`)).status).toBe(403);
    }
    const svg = await g.bureau.get(g.handler, `/v1/files/${file}/notice-qr`);
    expect([
      svg.status,
      svg.headers['content-type'],
      String(svg.text ?? svg.body).includes('<svg'),
    ]).toEqual([200, 'image/svg+xml; charset=utf-8', true]);
    const png = await g.bureau.get(g.second, `/v1/files/${file}/notice-qr?format=png`);
    expect([
      png.headers['content-type'],
      (png.body as Buffer).subarray(1, 4).toString('latin1'),
    ]).toEqual(['image/png', 'PNG']);
    const [kept] = await g.bureau
      .owner`select p.code_hash, c.sealed, p.plan::text as plan, (select array_agg(officer_id order by id) from check_code_reading r where r.plan_id = p.id) as readers from inspection_plan p join check_code c on c.plan_id = p.id where p.file_id = ${file}`;
    expect([kept!['code_hash'].length, JSON.stringify(kept).includes(plain)]).toEqual([64, false]);
    expect(new Set(kept!['readers'] as string[])).toEqual(new Set([g.handler, g.head, g.second]));
  });

  it('a change that is approved anew keeps the code that is on the notice', async () => {
    const { file, code } = await approved();
    expect(
      told(
        await g.act(file, 'plan-change', {
          days: { from: addDays(today(), 1), until: addDays(today(), 3) },
          reason: '样例',
        }),
      ),
    ).toEqual(ok);
    expect(told(await g.approve(file))).toEqual(ok);
    expect(await codeOf(file)).toBe(code);
  });

  it('the page is Chinese with English beside it, loads nothing and runs nothing, and shows what is registered as text', async () => {
    const { file, code } = await started();
    await g.bureau
      .owner`update institution set name = '<img src=x onerror=alert(1)>医院' where id = (select institution_id from inspection_plan where file_id = ${file})`;
    const page = await ask(code, 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect([
      page.status,
      page.headers['content-type'],
      page.headers['cache-control'],
      page.headers['vary'],
    ]).toEqual([200, 'text/html; charset=utf-8', 'no-store', expect.stringContaining('Accept')]);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(page.text).toContain('本次检查今日合法');
    expect(page.text).toContain('This inspection is lawful today.');
    expect([
      page.text.includes('&#60;img src=x'),
      /<img|<script|onerror=alert\(1\)>|https?:/.test(page.text),
    ]).toEqual([true, false]);
    expect((await ask(code, '*/*')).headers['content-type']).toContain('json');
  });

  it('is limited by address like the public calculator', async () => {
    const tight = await Bureau.open({ limits: { perAddress: 1e6, perCaller: 1e6, calculator: 3 } });
    try {
      const statuses = [];
      for (let i = 0; i < 4; i++)
        statuses.push(
          (await supertest(tight.service.app).get(`/v1/checks/${'0'.repeat(26)}`)).status,
        );
      expect(statuses).toEqual([404, 404, 404, 429]);
    } finally {
      await tight.close();
    }
  });
});
