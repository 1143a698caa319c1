/** 检索 What a file is found by, by whom, and what finds nothing. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDesk } from '../pages/support.ts';
import { Bureau, iso, people, type Reply } from '../setup/bureau.ts';
import { unique, uniqueHex } from '../setup/unique.ts';
import { Fixture } from '../inspection/acts.ts';
import { Matter, newBureau, type Staff } from '../rapid-response/acts.ts';

let bureau: Bureau;
let staff: Staff;
let m: Matter;
const [year, n] = [2026, unique()];
const letterNo = `津医监函〔${year}〕${n}号`;
const name = `滨河${uniqueHex()}医院`;
const phone = `022-${n}1`;
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
      phone: { calledAt: iso(Date.now()), person, number: phone },
    },
  });
});
afterAll(() => bureau.close());

interface Reading {
  route: string;
  asked: { mark?: string };
}
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
/** In full width, with a blank inside. */
const wide = (text: string): string =>
  text
    .replaceAll(/[!-~]/gu, (one) => String.fromCodePoint(one.codePointAt(0)! + 0xfee0))
    .replace('－', '　－');
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
    // A beginning with a digit beside the year; without one it would begin every letter of the bureau.
    expect(await ids(staff.payment, letterNo.slice(0, -1))).toEqual([m.file]);
    for (const typed of ['津医监函', `津医监函〔${year}〕`, `〔${year}〕`, String(year)])
      expect(await ids(staff.payment, typed), typed).toEqual([]);
  });

  it('a telephone is found whole only, and so is what else has not the form of a number of a letter or a case', async () => {
    expect(await ids(staff.payment, phone)).toEqual([m.file]);
    expect(await ids(staff.payment, phone.slice(0, -1))).toEqual([]);
    const begins = async (field: string, term: string): Promise<boolean> =>
      (
        await bureau.owner<
          { begins: boolean }[]
        >`select search_begins(${field}, search_fold(${term})) as begins`
      )[0]!.begins;
    for (const term of ['津医监函〔2026〕12号', '〔2026〕12号', '决12号', '(2026)津01行初7号'])
      expect(await begins('documentNo', term), term).toBe(true);
    for (const term of [
      '13800138000',
      '022-23333333',
      '120101199001011234',
      '12010119900101123X',
      '身份证120101199001011234号',
      '91120000MA05X1234X',
      'E12345678',
      '执法-12',
    ])
      expect(await begins('number', term), term).toBe(false);
    for (const field of ['names', 'person', 'certificate', 'idCode', 'creditCode', '@author'])
      expect(await begins(field, '津医监函〔2026〕12号'), field).toBe(false);
  });

  it('by its own number, its institution, and whoever filed in it', async () => {
    const [institution] = await bureau.owner<
      { creditCode: string }[]
    >`select credit_code as "creditCode" from institution where id = ${m.id}`;
    for (const typed of [m.file, m.file.toLowerCase(), m.file.toUpperCase(), wide(m.file)])
      expect(await search(staff.payment, typed), typed).toMatchObject([
        { id: m.file, found: [{ by: 'file' }] },
      ]);
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

  it('each file whose words were shown is in the read log, with a mark of the question in the place of its words', async () => {
    const read = async (): Promise<Reading[]> =>
      (
        (await bureau.get(staff.regulator, `/v1/reads?officer=${staff.payment}&file=${m.file}`))
          .body as { items: Reading[] }
      ).items.filter(({ route }) => route === 'GET /v1/search');
    const before = (await read()).length;
    await search(staff.payment, letterNo);
    await search(staff.payment, ` ${letterNo.toLowerCase()}`);
    await search(staff.payment, person);
    await search(staff.payment, staff.supervision);
    // By its own number and its subject no words are shown.
    await search(staff.payment, m.file);
    await search(staff.payment, name);
    const rows = await read();
    expect(rows).toHaveLength(before + 4);
    const [officer, who, again, first] = rows.map(({ asked }) => asked.mark);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(again).toBe(first);
    expect(new Set([officer, who, first]).size).toBe(3);
    const kept =
      await bureau.owner`select asked from reading where officer_id = ${staff.payment} and route = 'GET /v1/search'`;
    for (const words of [String(n), person, staff.supervision])
      expect(JSON.stringify(kept)).not.toContain(words);
  });

  it('an act that cannot be gathered stops nothing: it is noted, and gathered when the rules change', async () => {
    const badNo = `津医监函〔${year}〕坏${n}号`;
    const open = (documentNo: string): Promise<Matter> =>
      Matter.open(bureau, { direction: 'A', kind: 'institution', staff, letter: { documentNo } });
    const skipped = () =>
      bureau.owner<{ act: string; code: string }[]>`
        select act_id as act, code from search_skipped where bureau_id = ${staff.bureau}`;
    await bureau.owner.unsafe(
      `alter table search_term add constraint no_${n} check (term not like '%坏${n}%') not valid`,
    );
    try {
      const bad = await open(badNo);
      const good = await open(`津医监函〔${year}〕好${n}号`);
      expect(await gathered(staff.payment, `津医监函〔${year}〕好${n}号`)).toMatchObject([
        { id: good.file },
      ]);
      expect(await skipped()).toEqual([{ act: bad.act, code: '23514' }]);
      expect(await ids(staff.payment, badNo)).toEqual([]);
      await bureau.owner.unsafe(`alter table search_term drop constraint no_${n}`);
      await bureau.owner`update search_place set rules = 'of another day' where bureau_id = ${staff.bureau}`;
      expect(await gathered(staff.payment, badNo)).toMatchObject([{ id: bad.file }]);
      expect(await skipped()).toEqual([]);
      expect(await ids(staff.payment, letterNo)).toEqual([m.file]);
    } finally {
      await bureau.owner.unsafe(`alter table search_term drop constraint if exists no_${n}`);
    }
  });

  it('a question that takes too long is ended, and says so', async () => {
    let reply: Reply | undefined;
    await bureau.owner.begin(async (tx) => {
      await tx`lock table search_term in access exclusive mode`;
      reply = await bureau.get(staff.payment, `/v1/search?q=${encodeURIComponent(letterNo)}`);
    });
    expect(reply).toMatchObject({
      status: 503,
      body: { code: 'report-too-large', lawful: { zh: '写得更完整一些再检索。' } },
    });
  });

  it('at the desk what is wrong with a question stands beside its box', async () => {
    const desk = await openDesk();
    try {
      const browser = await desk.signedIn(staff.payment);
      const page = await browser.get('/desk/files?q=x');
      expect(page.status).toBe(400);
      expect(page.text).toContain('id="f-q"');
      expect(page.text).toMatch(/id="f-q-wrong"><p>至少两个字/);
      expect(page.text).toContain('value="x"');
      expect((await browser.get(`/desk/files?q=${encodeURIComponent(letterNo)}`)).text).toContain(
        m.file,
      );
    } finally {
      await desk.close();
    }
  });

  it('a part of a name that more than 500 institutions have is too wide, and said to be', async () => {
    const hex = uniqueHex();
    const part = `众${hex}`;
    const { owner } = bureau;
    const named = (from: number, to: number) => owner`
      insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, area, status)
      select ${`s${hex}-`} || n, ${staff.bureau}, ${`n${hex}`} || n, ${`c${hex}`} || n, ${part} || '医院' || n, 'clinic', '120000', 'designated'
      from generate_series(${from}::int, ${to}::int) n`;
    const ask = () =>
      bureau.get(staff.regulator, `/v1/search?q=${encodeURIComponent(`${part}医院`)}`);
    await named(1, 500);
    expect((await ask()).body).toMatchObject({ items: [] });
    await named(501, 501);
    expect((await ask()).body).toMatchObject({ code: 'report-too-large' });
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
    >`select count(*)::int as terms from search_term where act_id = ${m.act} and term like ${`%${n}号%`}`;
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
      // By what its acts say, those who may know it find it, and nobody else however near: by the statement itself, in one page.
      expect(await find(g.head, g.handler)).toContain(file);
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
