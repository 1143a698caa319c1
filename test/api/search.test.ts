/** 检索 What a file is found by, by whom, and what finds nothing. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Bureau, iso, people } from '../setup/bureau.ts';
import { unique, uniqueHex } from '../setup/unique.ts';
import { Fixture } from '../inspection/acts.ts';
import { Matter, newBureau, type Staff } from '../rapid-response/acts.ts';

let bureau: Bureau;
let staff: Staff;
let m: Matter;
const [year, n] = [2026, unique()];
const letterNo = `津医监函〔${year}〕${n}号`;
const name = `滨河${uniqueHex()}医院`;
const person = `王${uniqueHex()}`;

beforeAll(async () => {
  bureau = await Bureau.open();
  staff = await newBureau(bureau);
  m = await Matter.subject(bureau, { direction: 'A', kind: 'institution', staff });
  await bureau.owner`update institution set name = ${name} where id = ${m.id}`;
  m = await Matter.open(bureau, {
    direction: 'A',
    kind: 'institution',
    staff,
    subject: m.id,
    letter: {
      documentNo: letterNo,
      phone: { calledAt: iso(Date.now()), person, number: '022-1' },
    },
  });
});
afterAll(() => bureau.close());

interface Found {
  id: string;
  subject: { id: string };
  found: { by: string; act: string | null; type: string | null; field: string | null }[];
}
const search = async (by: string, q: string, query = ''): Promise<Found[]> => {
  const reply = await bureau.get(by, `/v1/search?q=${encodeURIComponent(q)}${query}`);
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as { items: Found[] }).items;
};
const ids = async (by: string, q: string): Promise<string[]> =>
  (await search(by, q)).map(({ id }) => id);
const gathered = (by: string, q: string): Promise<Found[]> =>
  vi.waitFor(
    async () => {
      const items = await search(by, q);
      expect(items).not.toEqual([]);
      return items;
    },
    { timeout: 20_000, interval: 200 },
  );

describe('X-4: files are found by numbers and names, by whoever may read what says so', () => {
  it('by the number of a letter, however it is typed, whole or from the year on', async () => {
    const [found] = await gathered(staff.payment, letterNo);
    expect(found).toMatchObject({
      id: m.file,
      found: [{ by: 'act', act: m.act, field: 'documentNo', type: expect.any(String) }],
    });
    for (const typed of [
      `津医监函[${year}]${n}号`,
      ` 津医监函（２０２６）　${n} 号`,
      `〔${year}〕${n}号`,
      `(${year})${n}`,
    ])
      expect(await ids(staff.payment, typed), typed).toEqual([m.file]);
    expect(await ids(staff.payment, `${n}号`)).toEqual([]);
  });

  it('by its own number, its institution, and whoever filed in it', async () => {
    const [institution] = await bureau.owner<
      { creditCode: string }[]
    >`select credit_code as "creditCode" from institution where id = ${m.id}`;
    expect(await ids(staff.payment, m.file)).toEqual([m.file]);
    for (const typed of [name, name.slice(0, -2), institution!.creditCode.toLowerCase(), m.id])
      expect(await search(staff.payment, typed)).toMatchObject([
        { id: m.file, found: [{ by: 'subject', act: null }] },
      ]);
    await bureau.owner`update officer set name = ${`甲${n}`}, certificate = ${bureau.owner.json({ number: `执法-${n}`, validUntil: '2190-12-31' } as never)} where id = ${staff.supervision}`;
    for (const typed of [`甲${n}`, `执法－${n}`, staff.supervision])
      expect(await search(staff.payment, typed)).toMatchObject([
        { id: m.file, found: expect.arrayContaining([expect.objectContaining({ by: 'officer' })]) },
      ]);
  });

  it('not by anybody of another bureau, nor by a unit that is no party; a coordinator finds no words', async () => {
    for (const q of [letterNo, m.file, name, m.id, person])
      for (const by of [people.regulator, staff.reviewer]) expect(await ids(by, q)).toEqual([]);
    const only = `${staff.bureau}.o-coord`;
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${only}, ${`${staff.bureau}.ju`}, 'person', '样例', ${['coordinator']})`;
    expect(await ids(staff.payment, person)).toEqual([m.file]);
    expect(await ids(staff.payment, person.slice(0, -1))).toEqual([]);
    for (const q of [letterNo, person, staff.supervision]) expect(await ids(only, q)).toEqual([]);
    expect(await ids(only, name)).toEqual([m.file]);
  });

  it('pages go on until nothing is left, and a question has two characters at least', async () => {
    const second = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
    await bureau.owner`update institution set name = ${`${name}分院`} where id = ${second.id}`;
    const q = encodeURIComponent(name);
    const first = (await bureau.get(staff.payment, `/v1/search?q=${q}&limit=1`)).body as {
      items: Found[];
      next: string;
    };
    expect(first.items.map(({ id }) => id)).toEqual([second.file]);
    const rest = await search(staff.payment, name, `&limit=1&cursor=${first.next}`);
    expect(rest.map(({ id }) => id)).toEqual([m.file]);
    expect((await bureau.get(staff.payment, '/v1/search?q=x')).status).toBe(400);
    expect((await bureau.get(staff.payment, '/v1/search?q=%20%20')).status).toBe(400);
  });

  it('what was found in words is in the read log, and of others only that something was looked for', async () => {
    await search(staff.payment, letterNo);
    const rows = (await bureau.get(staff.regulator, `/v1/reads?officer=${staff.payment}`)).body as {
      items: { route: string; asked: object }[];
    };
    const row = rows.items.find(({ route }) => route === 'GET /v1/search');
    expect(row).toMatchObject({ asked: {} });
    expect(JSON.stringify(rows)).not.toContain(String(n));
  });

  it('what is erased by order finds nothing any more', async () => {
    expect(await ids(staff.regulator, letterNo)).toEqual([m.file]);
    const admin = `${staff.bureau}.o-admin`;
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${admin}, ${`${staff.bureau}.ju`}, 'person', '样例', ${['administrator']})`;
    const reply = await bureau.post(admin, '/v1/log/erasures', {
      kind: 'act',
      ref: m.act,
      fields: ['documentNo'],
      documentNo: '决1号',
      reason: '依法删除',
    });
    expect(reply.status, reply.text).toBe(204);
    expect(await ids(staff.regulator, letterNo)).toEqual([]);
    const [left] = await bureau.owner<
      { terms: number }[]
    >`select count(*)::int as terms from search_term where act_id = ${m.act} and term like ${`%${n}%`}`;
    expect(left!.terms).toBe(0);
    // Whoever filed it is still known.
    expect(await ids(staff.regulator, staff.supervision)).toContain(m.file);
  });
});

describe('QY-10.3: what is planned is found by nobody who may not know it', () => {
  it('neither by its institution nor by what its acts say, until the door is opened', async () => {
    const g = await Fixture.open();
    try {
      const institution = await g.institution();
      const file = await g.filed(await g.plan(institution));
      const find = async (by: string, q: string): Promise<string[]> =>
        (
          (await g.bureau.get(by, `/v1/search?q=${encodeURIComponent(q)}`)).body as {
            items: Found[];
          }
        ).items.map(({ id }) => id);
      await vi.waitFor(async () => expect(await find(g.head, institution)).toEqual([file]), {
        timeout: 20_000,
        interval: 200,
      });
      const [third, regulator] = [g.of(g.county, '3'), g.of(g.prefecture, 'reg')];
      const list = async (by: string): Promise<unknown[]> =>
        ((await g.bureau.get(by, `/v1/files?subject=${institution}`)).body as { items: [] }).items;
      for (const by of [third, regulator]) {
        expect(await find(by, institution)).toEqual([]);
        expect(await find(by, g.handler)).not.toContain(file);
        // Nor does the list tell it by the subject that it is asked for.
        expect(await list(by)).toEqual([]);
        expect(await find(by, file)).toEqual([file]);
      }
    } finally {
      await g.close();
    }
  });
});
