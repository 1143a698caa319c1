/** The reading sheet of a bureau, and what-if: which duties would stand otherwise, with nothing stored, neither in the database nor in the engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import readXlsx from 'read-excel-file/node';
import supertest from 'supertest';
import { due } from '../../domain/time/due.ts';
import { parseInstant } from '../../domain/time/civil-date.ts';
import { publishedYears } from '../../domain/time/calendars.ts';
import type { TimeLimit } from '../../domain/time/limit.ts';
import { declared } from '../../domain/procedures.ts';
import { Bureau, hours, Matter, newBureau, type Staff } from '../rapid-response/acts.ts';
import { iso } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

interface Setting {
  name: string;
  value: unknown;
  state: string;
  confirmed: { by: string; name: string | null; at: string } | null;
}
interface Reading {
  procedure: { id: string };
  duty: string;
  clause: string;
  limitWords: { zh: string };
  secondReading: { words: { zh: string } } | null;
  force: string;
  state: string;
  settings: Setting[];
}
interface Counted {
  due: string;
  outcome: string;
  breach: boolean;
}
interface Flip {
  file: string;
  key: string;
  duty: string;
  clause: string;
  before: Counted;
  after: Counted;
}
interface Trial {
  examined: number;
  flips: Flip[];
  totals: {
    procedure: string;
    clause: string;
    examined: number;
    moved: number;
    breachesCome: number;
    breachesGo: number;
    byHand: number;
  }[];
  next: string | null;
}

let b: Bureau;
let staff: Staff;
let registrar: string;
let m: Matter;
beforeAll(async () => {
  b = await Bureau.open();
  staff = await newBureau(b);
  registrar = `${staff.bureau}.rar`;
  await b.owner`insert into officer (id, unit_id, name, roles) values (${registrar}, ${`${staff.bureau}.ju`}, '样例登记员', '{registrar}')`;
  m = await Matter.open(b, { direction: 'A', kind: 'institution', staff });
  await m.accept('suspension-decision');
  await m.accept('filing-decision');
  // Owed within three days: by the one reading late, by the other perhaps not.
  await m.skipTo(parseInstant((await m.deadline('replyOnCase')).due)! + hours(2));
}, 120_000);
afterAll(() => b.close());

const sheet = async (
  by = staff.regulator,
  query = '',
): Promise<{ readings: Reading[]; others: Setting[] }> =>
  (await b.get(by, `/v1/readings${query}`)).body;
const ask = (change: object, more: object = {}, by = staff.regulator) =>
  b.post(by, '/v1/what-if', { change, ...more });
const trial = async (change: object, more: object = {}): Promise<Trial> => {
  const reply = await ask(change, more);
  expect(reply.status, reply.text).toBe(200);
  return reply.body;
};

describe('GET /v1/readings', () => {
  it('holds every procedure; a setting that nobody registered is confirmed by nobody', async () => {
    const { readings } = await sheet();
    expect(new Set(readings.map(({ procedure }) => procedure.id))).toEqual(
      // Nothing is owed under the registry of credit records.
      new Set(declared.map(({ id }) => id).filter((id) => id !== 'credit-record')),
    );
    const of = (duty: string) =>
      readings.find((one) => one.duty === duty && one.clause.startsWith('TJ51-A1-1'))!;
    expect(of('decideSuspension')).toMatchObject({
      state: 'text',
      limitWords: { zh: '24小时' },
      force: 'text',
    });
    expect(of('serveFinalDecision')).toMatchObject({ state: 'reading', force: 'reading' });
    expect(of('replyOnCase')).toMatchObject({
      state: 'default',
      secondReading: { words: { zh: '3个工作日' } },
      settings: [{ name: 'rapidResponse.threeDays', value: 'calendar', confirmed: null }],
    });
  });

  it('names who has registered a setting and when, and the period follows it', async () => {
    const other = await newBureau(b);
    const settings = { rapidResponse: { threeDays: 'working', reviewDays: 12 } };
    const rar = `${other.bureau}.rar`;
    await b.owner`insert into officer (id, unit_id, name, roles) values (${rar}, ${`${other.bureau}.ju`}, '样例登记员', '{registrar}')`;
    await b.owner`insert into registry_change (registry, entity_id, changed_by, before, after, bureau_id) values ('bureau', ${other.bureau}, ${rar}, ${b.owner.json({ settings: {} })}, ${b.owner.json({ settings })}, ${other.bureau})`;
    await b.owner`update bureau set settings = ${b.owner.json(settings)} where id = ${other.bureau}`;
    const { readings } = await sheet(other.regulator, '?procedure=rapid-response');
    expect(readings.every(({ procedure }) => procedure.id === 'rapid-response')).toBe(true);
    expect(readings.find(({ duty }) => duty === 'replyOnCase')).toMatchObject({
      state: 'confirmed',
      limitWords: { zh: '3个工作日' },
      secondReading: { words: { zh: '3日（自然日），末日为休息日的顺延' } },
      settings: [
        { confirmed: { by: rar, name: '样例登记员', at: expect.any(String), second: null } },
      ],
    });
    expect(readings.find(({ duty }) => duty === 'reviewSuspension')!.limitWords.zh).toContain(
      '12日',
    );
  });

  it('as a table, a workbook and a page', async () => {
    const { readings } = await sheet();
    const csv = (await b.get(staff.regulator, '/v1/readings?format=csv')).text;
    expect(csv.trimEnd().split('\r\n')).toHaveLength(readings.length + 1);
    const xlsx: supertest.Response = await supertest(b.service.app)
      .get('/v1/readings?format=xlsx')
      .set({ 'Duban-Purpose': 'test', Authorization: `Bearer ${await b.token(staff.regulator)}` })
      .buffer(true)
      .parse((res, done) => {
        const pieces: Buffer[] = [];
        res.on('data', (piece: Buffer) => pieces.push(piece));
        res.on('end', () => done(null, Buffer.concat(pieces)));
      });
    const [book] = await readXlsx(xlsx.body as Buffer);
    expect([book!.sheet, book!.data.length]).toEqual(['解释口径', readings.length + 1]);
    const page = await b.get(staff.regulator, '/v1/readings?format=html');
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(page.text).not.toMatch(/<script|style="/);
    for (const words of [
      '期限解释口径',
      '未确认（系统默认值）',
      '3个工作日',
      'rapidResponse.threeDays',
      '待核实',
    ])
      expect(page.text).toContain(words);
    if (process.env['SHOW_REPORT']) {
      const { writeFile } = await import('node:fs/promises');
      await writeFile(`${process.env['SHOW_REPORT']}.readings.html`, page.text);
    }
  });
});

describe('POST /v1/what-if', () => {
  it('three days by working days: what flips has both values, counted as the calculator counts', async () => {
    const setting = { settings: { rapidResponse: { threeDays: 'working' } } };
    const { flips, totals, examined } = await trial(setting);
    const reply = await m.deadline('replyOnCase');
    const then = due(parseInstant(reply.from)!, { unit: 'working-days', count: 3 }, publishedYears);
    const flip = flips.find(({ key }) => key === 'replyOnCase');
    expect(examined).toBeGreaterThan(3);
    // Where no rest day lies in them, both readings are the same days.
    if (iso(then.at) === reply.due) expect(flip).toBeUndefined();
    else
      expect(flip).toMatchObject({
        file: m.file,
        clause: 'TJ51-A1-1.4c',
        before: { due: reply.due, outcome: 'overdue', breach: true },
        after: { due: iso(then.at), breach: then.at <= parseInstant(iso(await m.now()))! },
      });
    expect(totals.find(({ clause }) => clause === 'TJ51-A1-1.4c')).toMatchObject({
      procedure: 'rapid-response',
      moved: flip ? 1 : 0,
    });
    // The other reading is what the setting would choose.
    const read = await trial({ reading: { take: 'second' } });
    expect(read.flips.map(({ key, after }) => [key, after.due])).toEqual(
      flips.map(({ key, after }) => [key, after.due]),
    );
  });

  it('a shorter management period flips what is open, and is no breach; what it does not touch stays', async () => {
    const { flips } = await trial({ settings: { rapidResponse: { noticeHours: 1 } } });
    const notices = await m.deadline(`noticeOfStart:${m.id}`).catch(() => undefined);
    expect(flips.every(({ duty, after }) => duty === 'noticeOfStart' && !after.breach)).toBe(true);
    if (notices) expect(flips.length).toBeGreaterThan(0);
    expect((await trial({ settings: { inspection: { recheckDays: 9 } } })).flips).toEqual([]);
  });

  it('another arrangement of the year moves what rests on it, and nothing that is counted in hours', async () => {
    const reviewed = await m.deadline('reportFilingStatus');
    const limit: TimeLimit = { unit: 'calendar-days', count: 30 };
    expect(due(parseInstant(reviewed.from)!, limit, publishedYears).at).toBe(
      parseInstant(reviewed.due),
    );
    const years = await b.get(staff.regulator, '/v1/calendars');
    const { items } = years.body as {
      items: {
        year: number;
        off: string[];
        work: string[];
        notice: string;
        publishedOn: string;
        fictitious?: boolean;
      }[];
    };
    // In December it ends in a year whose arrangement is the sample one.
    const { year, off, work, notice, publishedOn, fictitious } =
      items.find((one) => one.year === Number(reviewed.due.slice(0, 4))) ?? items.at(-1)!;
    const change = {
      calendar: { year, off, work, notice: `${notice}（试算）`, publishedOn, fictitious },
    };
    expect((await trial(change)).flips).toEqual([]);
    const wrong = await ask({ calendar: { ...change.calendar, off: [] } });
    expect([wrong.status, (wrong.body as { code: string }).code]).toEqual([
      400,
      'invalid-arrangement',
    ]);
  });

  it('pages add up to the whole, and the stream tells the same', async () => {
    const change = {
      settings: {
        rapidResponse: { threeDays: 'working', noticeHours: 2, reviewDays: 9, filingStatusDays: 9 },
      },
    };
    const whole = await trial(change, { limit: 2000 });
    expect([whole.next, whole.flips.length > 0]).toEqual([null, true]);
    const paged: Flip[] = [];
    let cursor: string | undefined;
    let examined = 0;
    do {
      const page: Trial = await trial(change, { limit: 1, ...(cursor && { cursor }) });
      expect(page.examined).toBeLessThanOrEqual(1);
      paged.push(...page.flips);
      examined += page.examined;
      cursor = page.next ?? undefined;
    } while (cursor);
    expect([paged, examined]).toEqual([whole.flips, whole.examined]);
    const streamed = (
      await b.post(
        staff.regulator,
        '/v1/what-if?format=ndjson',
        { change, limit: 2 },
        undefined,
        undefined,
        { 'Duban-Purpose': 'test' },
      )
    ).text;
    const lines = streamed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { flip?: Flip; totals?: unknown; examined?: number });
    expect(lines.flatMap(({ flip }) => (flip ? [flip] : []))).toEqual(whole.flips);
    expect(lines.at(-1)).toEqual({ examined: whole.examined, totals: whole.totals });
  });

  it('is for its readers, each within the own scope, and says what is wrong of a question', async () => {
    expect((await ask({ reading: { take: 'second' } }, {}, staff.payment)).status).toBe(403);
    const elsewhere = await newBureau(b);
    expect(
      ((await ask({ reading: { take: 'second' } }, {}, elsewhere.regulator)).body as Trial)
        .examined,
    ).toBe(0);
    const head = `${staff.bureau}.o-${uniqueHex()}`;
    await b.owner`insert into officer (id, unit_id, name, roles) values (${head}, ${`${staff.bureau}.sbzx`}, '样例', '{head}')`;
    expect(
      ((await ask({ settings: { rapidResponse: { reviewDays: 3 } } }, {}, head)).body as Trial)
        .examined,
    ).toBe(0);
    for (const [change, path] of [
      [{}, '/change'],
      [{ reading: { take: 'second' }, settings: {} }, '/change'],
      [
        { settings: { rapidResponse: { threeDays: 'neither' } } },
        '/change/settings/rapidResponse/threeDays',
      ],
      [{ settings: { nowhere: {} } }, '/change/settings'],
    ] as const) {
      const reply = await ask(change);
      const { code, fields } = reply.body as { code: string; fields: { path: string }[] };
      expect([reply.status, code, fields.some((one) => one.path.startsWith(path))]).toEqual([
        400,
        'bad-input',
        true,
      ]);
    }
  });

  it('stores nothing: every table and the history of the file are as they were', async () => {
    // The log and what follows it, such as the search, go on in their own time with what was filed before.
    const rows = async (): Promise<Record<string, number>> => {
      const tables = await b.owner<
        { name: string }[]
      >`select quote_ident(nspname) || '.' || quote_ident(relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where relkind = 'r' and nspname in ('public', 'drizzle') and relname not in ('heartbeat', 'outage', 'leaf', 'leaf_staged', 'log', 'tree_node', 'checkpoint', 'search_place', 'search_term', 'search_skipped') order by 1`;
      const [of] = await b.owner.unsafe<Record<string, number>[]>(
        `select ${tables.map(({ name }) => `(select hashtext(string_agg(t::text, ' ' order by t::text)) from ${name} t where t::text like '%${staff.bureau}%') as "${name}"`).join(', ')}`,
      );
      return of!;
    };
    const history = async (): Promise<number> =>
      (await b.service.engine.historyOf(m.file, (await b.service.engine.newestRun(m.file)).run))
        .history.events!.length;
    const before = [await rows(), await history()];
    await trial({ settings: { rapidResponse: { threeDays: 'working', reviewDays: 2 } } });
    await trial({ reading: { take: 'second' } });
    await b.post(staff.regulator, '/v1/what-if?format=ndjson', {
      change: { reading: { take: 'second' } },
    });
    expect([await rows(), await history()]).toEqual(before);
  });
});
