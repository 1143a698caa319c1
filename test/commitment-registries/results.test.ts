/** Results that outlive their files (TJ84-11), and the credit record (TJ84-10.3): what stands, and who reads what of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fixture, itemOf, stopServer, startServer, type Fixture, type Server } from './fixtures.ts';
import { uniqueHex } from '../setup/unique.ts';

let server: Server;
let g: Fixture;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server));
beforeEach(async () => {
  g = await fixture(server);
  const items = [
    itemOf(g, 'a'),
    itemOf(g, 'l', {
      licenceKind: 'drug-business-licence',
      departments: [
        { accepting: g.u('jjzx'), supervising: g.u('jgc') },
        { accepting: g.u('jd'), supervising: g.u('fwc') },
      ],
    }),
    itemOf(g, 'm', { licenceKind: 'business-licence' }),
  ];
  expect((await g.put('reg', '2020-06-01', items)).status).toBe(201);
});

interface Given {
  item?: string;
  accepting?: string;
  supervising?: string;
  licences?: string[];
  party?: string;
  state?: string;
  file?: string | null;
}
async function result({
  item = 'l',
  accepting = 'jjzx',
  supervising = 'jgc',
  licences = ['L-1'],
  party = 'P-1',
  state = 'live',
  file = null,
}: Given = {}): Promise<string> {
  const id = `r-${uniqueHex()}`;
  await g.owner`insert into result (id, bureau_id, item_id, list_version, type, party_code, licences, accepting_unit, supervising_unit, approved_on, state, file_id, revoked_at)
    values (${id}, ${g.bureau}, ${item}, 1, 'credit', ${party}, ${licences}, ${g.u(accepting)}, ${g.u(supervising)}, '2026-03-02', ${state}, ${file}, ${state === 'revoked' ? '2026-03-03' : null})`;
  return id;
}
async function file(): Promise<string> {
  const id = `CC-XY.${g.bureau}.${uniqueHex()}`;
  const opening = g.owner.json({ units: { accepting: g.u('jjzx'), supervising: g.u('jgc') } });
  await g.owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, closed_at, exported_at) values (${id}, 'commitment-case', ${g.bureau}, 'result', ${id}, ${opening}, now(), now(), now(), now())`;
  return id;
}
const get = (by: string, path: string) =>
  g.get(by, path) as Promise<{
    status: number;
    body: Record<string, unknown> & { items: Record<string, unknown>[] };
  }>;
const ids = async (by: string, query: string) =>
  (await get(by, `/v1/results?${query}`)).body.items.map(({ id }) => id).sort();

describe('results', () => {
  it('TJ84-11: departments on both sides and regulators read all of it; a coordinator neither party nor licences; others nothing', async () => {
    const id = await result();
    for (const by of ['a1', 'h1', 'chief'])
      expect(await get(by, `/v1/results/${id}`)).toMatchObject({
        status: 200,
        body: {
          partyCode: 'P-1',
          licences: ['L-1'],
          item: 'l',
          listVersion: 1,
          approvedOn: '2026-03-02',
          state: 'live',
          withheld: [],
        },
      });
    expect(await get('c1', `/v1/results/${id}`)).toMatchObject({
      status: 200,
      body: { id, partyCode: null, licences: null, withheld: ['partyCode', 'licences'] },
    });
    expect(await get('h3', `/v1/results/${id}`)).toMatchObject({
      status: 403,
      body: { code: 'not-authorised', clause: 'X-4' },
    });
    expect(await get('o-qy-1', `/v1/results/${id}`)).toMatchObject({
      status: 403,
      body: { code: 'other-bureau' },
    });
    expect((await get('a1', '/v1/results/nothing')).status).toBe(404);
    expect((await get('a1', '/v1/results/%20')).status).toBe(400);
  });

  it('TJ84-11: are found by party and by licence, also when their files closed long ago', async () => {
    const closed = await result({ file: await file() });
    const other = await result({ licences: ['L-2', 'L-1'], party: 'P-2' });
    await result({ licences: ['L-10'], party: 'P-10' });
    expect([
      await ids('a1', 'licence=L-1'),
      await ids('a1', 'licence=L-2'),
      await ids('a1', 'party=P-1'),
      await ids('a1', 'licence=L'),
    ]).toEqual([[closed, other].sort(), [other], [closed], []]);
  });

  it('a search by party or licence opens to a coordinator no more than the own departments; the list shows the rest in outline', async () => {
    const [mine, theirs] = [await result(), await result({ accepting: 'jd', supervising: 'fwc' })];
    expect([
      await ids('c1', 'party=P-1'),
      await ids('c1', 'licence=L-1'),
      await ids('c1', ''),
    ]).toEqual([[], [], [mine, theirs].sort()]);
    expect(
      (await get('c1', '/v1/results')).body.items.every(({ partyCode }) => partyCode === null),
    ).toBe(true);
    expect([
      await ids('a1', ''),
      await ids('h3', 'licence=L-1'),
      await ids('chief', 'licence=L-1'),
    ]).toEqual([[mine], [theirs], [mine, theirs].sort()]);
    expect(await ids('o-qy-1', 'licence=L-1')).toEqual([]);
  });

  it('lists page by page, by item, department and state', async () => {
    const all = [
      await result(),
      await result({ item: 'a' }),
      await result({ state: 'stopped' }),
    ].sort();
    const first = await get('a1', '/v1/results?limit=2');
    expect(first.body.items.map(({ id }) => id)).toEqual(all.slice(0, 2));
    expect(
      (await get('a1', `/v1/results?limit=2&cursor=${String(first.body['next'])}`)).body,
    ).toMatchObject({ items: [{ id: all[2] }], next: null });
    expect([
      (await ids('a1', 'item=a')).length,
      (await ids('a1', 'state=stopped')).length,
      (await ids('a1', `unit=${g.u('jd')}`)).length,
    ]).toEqual([1, 1, 0]);
    expect((await get('a1', '/v1/results?state=expired')).status).toBe(400);
  });

  it('TJ84-11: only what depends on that licence, by kind and number, and is not revoked', async () => {
    const [hit, second] = [
      await result(),
      await result({ accepting: 'jd', supervising: 'fwc', state: 'stopped' }),
    ];
    await result({ licences: ['L-2'] });
    await result({ state: 'revoked' });
    await result({ item: 'a' });
    await result({ item: 'm' });
    const found = await g.h.sql<
      { id: string }[]
    >`select id from results_depending_on(${g.bureau}, 'drug-business-licence', 'L-1')`;
    expect(found.map(({ id }) => id).sort()).toEqual([hit, second].sort());
  });

  it('TJ84-10.1: a revocation is final, what was approved stands as approved, nothing is deleted, and the application writes none', async () => {
    const id = await result();
    await g.owner`update result set state = 'stopped', stopped_at = now() where id = ${id}`;
    await g.owner`update result set state = 'revoked', revoked_at = now(), revoked_by_file = null, revoked_by_act = 'x' where id = ${id}`;
    await expect(
      g.owner`update result set state = 'live', revoked_at = null where id = ${id}`,
    ).rejects.toThrow('is revoked');
    const other = await result();
    await expect(g.owner`update result set party_code = 'P-9' where id = ${other}`).rejects.toThrow(
      'stands as approved',
    );
    const filed = await result({ file: await file() });
    await expect(
      g.owner`update result set file_id = ${await file()} where id = ${filed}`,
    ).rejects.toThrow('stands as approved');
    await expect(
      g.owner`update result set approved_on = '2026-03-01' where id = ${other}`,
    ).rejects.toThrow('stands as approved');
    await expect(g.owner`update result set state = 'revoked' where id = ${other}`).rejects.toThrow(
      'check',
    );
    await expect(g.owner`delete from result where id = ${other}`).rejects.toThrow('append-only');
    await expect(g.h.sql`update result set state = 'stopped' where id = ${other}`).rejects.toThrow(
      'permission denied',
    );
  });

  it('TJ84-2 cannot: a result of an item that is not in the list, or of no type', async () => {
    await expect(result({ item: 'zz' })).rejects.toThrow('foreign key');
    await expect(
      g.owner`update result set type = 'both' where id = ${await result()}`,
    ).rejects.toThrow();
  });
});

describe('TJ84-10.3 the credit record', () => {
  async function credit(
    of: string,
    {
      unit = 'jjzx',
      basis = { fact: 'f' },
      party = 'P-1',
    }: { unit?: string; basis?: object; party?: string } = {},
  ): Promise<string> {
    const id = `CR-${randomUUID()}`;
    await g.owner`insert into credit_record (id, bureau_id, party_code, file_id, basis, recorded_by, unit_id, at) values (${id}, ${g.bureau}, ${party}, ${of}, ${g.owner.json(basis as never)}, ${g.o('a1')}, ${g.u(unit)}, now())`;
    return id;
  }

  it('TJ84-10.3: is read by the accepting department and its superiors in full, by a coordinator in outline', async () => {
    const of = await file();
    const id = await credit(of);
    for (const by of ['a1', 'chief'])
      expect(await get(by, `/v1/credit-records/${id}`)).toMatchObject({
        status: 200,
        body: {
          partyCode: 'P-1',
          basis: { fact: 'f' },
          unit: g.u('jjzx'),
          file: of,
          objections: [],
          recordedBy: g.o('a1'),
          withheld: [],
        },
      });
    expect(await get('c1', `/v1/credit-records/${id}`)).toMatchObject({
      status: 200,
      body: {
        partyCode: null,
        basis: null,
        objections: null,
        withheld: ['partyCode', 'basis', 'objections'],
      },
    });
    expect(await get('h1', `/v1/credit-records/${id}`)).toMatchObject({
      status: 403,
      body: { code: 'not-authorised' },
    });
    expect(await get('o-qy-1', `/v1/credit-records/${id}`)).toMatchObject({
      status: 403,
      body: { code: 'other-bureau' },
    });
    const found = async (by: string, query: string) =>
      (await get(by, `/v1/credit-records?${query}`)).body.items.length;
    expect([
      await found('a1', 'party=P-1'),
      await found('a1', 'party=P-2'),
      await found('c1', 'party=P-1'),
      await found('c1', `file=${of}`),
      await found('h1', ''),
      await found('o-qy-1', ''),
    ]).toEqual([1, 0, 0, 1, 0, 0]);
    expect((await get('a1', '/v1/credit-records/none')).status).toBe(404);
  });

  it('TJ84-10.3 cannot: recorded by the supervisor, without a fact, or twice for a case; and it stands', async () => {
    const of = await file();
    await expect(credit(of, { unit: 'jgc' })).rejects.toThrow('TJ84-10.3');
    await expect(credit(of, { basis: {} })).rejects.toThrow('check');
    const id = await credit(of);
    await expect(credit(of)).rejects.toThrow('unique');
    await expect(
      g.owner`update credit_record set party_code = 'P-2' where id = ${id}`,
    ).rejects.toThrow('only objections');
    await expect(g.owner`delete from credit_record where id = ${id}`).rejects.toThrow(
      'append-only',
    );
  });

  it('TJ84-10.3: objections are linked to it, and only grow', async () => {
    const id = await credit(await file());
    await g.owner`update credit_record set objections = objections || ${g.owner.json([{ act: 'x' }])} where id = ${id}`;
    expect((await get('a1', `/v1/credit-records/${id}`)).body['objections']).toEqual([
      { act: 'x' },
    ]);
    await expect(
      g.owner`update credit_record set objections = '[]' where id = ${id}`,
    ).rejects.toThrow('only grow');
  });
});
