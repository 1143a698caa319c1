/** 公开 QY-6.3: results published masked, nothing before the result was served; QY-13.4: cases that stand out. */
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, problem, today, type Body, type Fixture } from './acts.ts';
import { Bureau } from '../setup/bureau.ts';
import { finding, fixture, Visit } from './visits.ts';

const DAY = addDays(today(), 1);
let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(async () => {
  await g.close();
});

interface Published {
  items: Body[];
  next: string | null;
}
const read = async (query = ''): Promise<Published> =>
  (await supertest(g.bureau.service.app).get(`/v1/publications/inspections?bureau=${g.id}${query}`))
    .body as Published;
const codeOf = async (visit: Visit): Promise<string> =>
  (
    await g.bureau.owner<
      { code: string }[]
    >`select nhsa_code as code from institution where id = ${visit.institution}`
  )[0]!.code;
const published = async (visit: Visit): Promise<Body | undefined> => {
  const code = await codeOf(visit);
  return (await read('&limit=5000')).items.find(
    (r) => (r['institution'] as { code: string }).code === code,
  );
};
const appears = (visit: Visit): Promise<Body> =>
  vi.waitFor(
    async () => {
      const row = await published(visit);
      expect(row).toBeDefined();
      return row!;
    },
    { timeout: 8_000, interval: 50 },
  );
const publicise = async (
  visit: Visit,
  changes: Body = {},
  by = g.head,
): Promise<[number, string?]> => {
  const reply = await g.bureau.post(by, '/v1/publications/cases', {
    file: visit.file,
    title: '样例案例',
    summary: '样例：某药店串换药品',
    url: 'https://example.invalid/case',
    ...changes,
  });
  return reply.status === 201 ? [201] : [reply.status, problem(reply).code];
};

describe.concurrent('QY-6.3 publication of the result', () => {
  it('QY-6.3: nothing of an inspection is public before its result is served and published; then masked, in codes and dates', async () => {
    const visit = await Visit.open(g, DAY);
    expect(await published(visit)).toBeUndefined();
    await visit.told([finding('f-1', 'rectification')]);
    expect(await published(visit)).toBeUndefined();
    await visit.do('result-publication');
    const row = await appears(visit);
    expect(row).toMatchObject({
      body: '样例单位',
      kind: 'daily',
      onSite: true,
      items: [{ item: 'i-1', name: '样例事项' }],
      officers: ['样***', '样***'],
      startedOn: DAY,
      endedOn: DAY,
      toldOn: DAY,
      found: 'violation',
      outcomes: ['rectification'],
      url: 'https://example.invalid/x',
    });
    expect(JSON.stringify(row)).not.toMatch(/样例人员|样例问题|XJ\.|pl-/);
    expect(
      (
        await supertest(g.bureau.service.app).get(
          `/v1/publications/inspections?bureau=${g.id}&format=csv`,
        )
      ).text,
    ).toContain('"violation"');
  });

  it('QY-6.3: publishing before the result, or without the address, is refused', async () => {
    const visit = await Visit.open(g, DAY);
    expect((await visit.refused('result-publication')).slice(0, 2)).toEqual([409, 'not-awaited']);
    await visit.told();
    expect((await visit.refused('result-publication', { url: undefined })).slice(0, 2)).toEqual([
      422,
      'document-missing',
    ]);
    expect(await visit.duty('publishResult')).toMatchObject({ force: 'management' });
  });

  it('QY-6.3: what is lawfully withheld, with its reason, is kept and never shown', async () => {
    const visit = await Visit.open(g, DAY);
    await visit.told();
    expect(
      (await visit.refused('result-publication', { withheld: true, url: undefined })).slice(0, 2),
    ).toEqual([422, 'reason-missing']);
    await visit.do('result-publication', {
      withheld: true,
      reason: '样例：涉及商业秘密',
      url: undefined,
    });
    await visit.closed('no-problem');
    expect(await published(visit)).toBeUndefined();
    expect(
      await g.bureau
        .owner`select withheld from inspection_publication where plan_id = (select id from inspection_plan where file_id = ${visit.file})`,
    ).toEqual([{ withheld: true }]);
  });

  it('QY-6.3: pages and filters; a strange cursor is refused', async () => {
    const visit = await Visit.open(g, DAY);
    await visit.told();
    await visit.do('result-publication');
    await appears(visit);
    expect((await read('&found=no-violation')).items.length).toBeGreaterThan(0);
    expect((await read('&until=2020-01-01')).items).toEqual([]);
    const first = await read('&limit=1');
    expect(first.items).toHaveLength(1);
    if (first.next)
      expect((await read(`&limit=1&cursor=${first.next}`)).items[0]).not.toEqual(first.items[0]);
    expect(
      (await supertest(g.bureau.service.app).get('/v1/publications/inspections?cursor=x')).status,
    ).toBe(400);
  });
});

describe('QY-6.3 anybody may ask, nobody without measure', () => {
  it('QY-6.3: the public lists are rate-limited by address', async () => {
    const small = await Bureau.open({ limits: { perAddress: 1e6, perCaller: 1e6, calculator: 2 } });
    try {
      const ask = async (): Promise<number> =>
        (await supertest(small.service.app).get('/v1/publications/inspections')).status;
      expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
    } finally {
      await small.close();
    }
  });
});

describe.concurrent('QY-13.4 prominent cases', () => {
  it('QY-13.4: approved by the head, of a violation whose result is published, once, and naming nobody', async () => {
    const visit = await Visit.open(g, DAY);
    await visit.told([finding('f-1', 'rectification')]);
    expect(await publicise(visit)).toEqual([409, 'result-not-served']);
    await visit.do('result-publication');
    await appears(visit);
    expect(await publicise(visit, {}, g.handler)).toEqual([422, 'approver-not-head']);
    expect(await publicise(visit, {}, g.of(g.prefecture, 'head'))).toEqual([
      422,
      'approver-not-head',
    ]);
    expect(await publicise(visit, { summary: '样例人员查实' })).toEqual([422, 'person-named']);
    expect(await publicise(visit)).toEqual([201]);
    expect(await publicise(visit)).toEqual([409, 'conflict']);
    expect(
      (await supertest(g.bureau.service.app).get(`/v1/publications/cases?bureau=${g.id}`)).body,
    ).toMatchObject({ items: [{ title: '样例案例', publishedOn: today() }] });
  });

  it('QY-13.4: where nothing was found nothing is publicised', async () => {
    const visit = await Visit.open(g, DAY);
    await visit.told();
    await visit.do('result-publication');
    await appears(visit);
    expect(await publicise(visit)).toEqual([409, 'not-awaited']);
    expect(await publicise({ file: 'XJ.no.2026-00001' } as Visit)).toEqual([404, 'not-found']);
  });
});
