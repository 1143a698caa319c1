/** Reports by period: their figures are counted a second time from the register's entries, over quarters and years, for readers of different scope. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strFromU8, unzipSync } from 'fflate';
import readXlsx from 'read-excel-file/node';
import supertest from 'supertest';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { listed, Rule, setUpRules } from '../implementing-rule/fixtures.ts';
import { Fixture as Inspections } from '../inspection/acts.ts';
import { Bureau, hours, iso, Matter, newBureau, type Staff } from '../rapid-response/acts.ts';
import { casesFrom, entriesOf, quarter, tally, type CountedCase } from './counted.ts';

interface Case {
  at: string;
  file: string | null;
  unit: { id: string; name: string } | null;
  clause: string | null;
  article: { zh: string } | null;
  officer: { id: string; name: string } | null;
  what: string | null;
  title: { zh: string } | null;
  due: string | null;
  doneAt: string | null;
  overrunMs: number | null;
  overrunHours: number | null;
  overrunDays: number | null;
  running: boolean;
  note: string | null;
  category: string;
}
interface Figure {
  period: string;
  whole: boolean;
  kind: string;
  by: string;
  of: string | null;
  cases: number;
  categories: { category: string; cases: number }[];
  overrunHours: number | null;
}
interface Figures {
  withheld: string[];
  figures: Figure[];
}

let b: Bureau;
let staff: Staff;
let head: string;
let rules: Awaited<ReturnType<typeof setUpRules>>;
let q: Inspections;
let sup: string;
let regulator: string;
const matters: Record<
  'unperformed' | 'reversed' | 'claimed' | 'rejected' | 'late' | 'filing',
  Matter
> = {} as never;
let complaint: string;

const DAYS = (): string =>
  `from=2020-01-01&until=${addDays(civilDateOf(instant(Date.now())), 300)}`;
const evidence = { id: 'e', sha256: 'ab'.repeat(32), where: 'x' };

/** Decided in time, and entered after the period was over. */
async function claims(): Promise<Matter> {
  const m = await Matter.open(b, { direction: 'A', kind: 'institution', staff });
  await m.skipTo(m.receivedAt + hours(26));
  await m.accept('suspension-decision', { decidedAt: iso(m.receivedAt + hours(23)) });
  return m;
}
/** Everybody who is chased here is chased by telephone. */
const chasing = (duty: string, to: string) => ({
  duty,
  to,
  channel: 'phone',
  at: iso(Date.now() - hours(1)),
});
const confirmed = (m: Matter, yes: boolean) =>
  b.post(m.staff.supervision, `/v1/files/${m.file}/acts/evidence-confirmation`, {
    duty: 'decideSuspension',
    confirmed: yes,
    evidence,
  });

async function rapidResponses(): Promise<void> {
  staff = await newBureau(b);
  head = `${staff.bureau}.o-head`;
  await b.owner`insert into officer (id, unit_id, name, roles) values (${head}, ${`${staff.bureau}.zfc`}, '样例', '{head}')`;
  const open = () => Matter.open(b, { direction: 'A', kind: 'institution', staff });
  [matters.unperformed, matters.late, matters.filing] = await Promise.all([
    open(),
    open(),
    Matter.open(b, { direction: 'B', kind: 'practitioner', staff }),
  ]);
  [matters.reversed, matters.claimed, matters.rejected] = await Promise.all([
    claims(),
    claims(),
    claims(),
  ]);
  expect((await confirmed(matters.reversed, true)).status).toBe(200);
  expect((await confirmed(matters.rejected, false)).status).toBe(200);
  await matters.unperformed.skip(30);
  // The other side owes whether it files a case.
  await matters.filing.skip(30);
  const paying = chasing('decideSuspension', `${staff.bureau}.zfc`);
  for (const times of [1, 2])
    expect([
      times,
      (await matters.unperformed.submit('chase', paying, staff.coordinator)).status,
    ]).toEqual([times, 200]);
  // Late by a quarter, with what it starts late in the quarter after.
  await matters.late.skip(24 * 95);
  await matters.late.accept('chase', paying, staff.coordinator);
  await matters.late.accept('chase-answer', { duty: 'decideSuspension', answer: '样例' });
  await matters.late.accept('suspension-decision');
  await matters.late.skip(48);
  await matters.late.refuse('suspension-decision');
  // No file has taken it in.
  expect((await matters.late.submit('decision-reply', { document: '=1+1' })).status).toBe(400);
  expect((await matters.late.refer({ document: 'x' })).status).toBe(400);
}

async function implementingRules(): Promise<void> {
  rules = await setUpRules(b);
  await Rule.open(rules, listed.issuing);
  const other = await Rule.open(rules, listed.alsoIssuing);
  await other.accept('portal-update');
}

async function inspections(): Promise<void> {
  q = await Inspections.open();
  const unit = `${q.id}.jd`;
  await q.bureau
    .owner`insert into unit (id, bureau_id, name, superior_id, roles) values (${unit}, ${q.id}, '样例执法监督科', ${q.prefecture}, '{enforcement-supervision}')`;
  sup = await q.officer(unit, 's1', ['handler', 'coordinator']);
  regulator = await q.officer(unit, 'reg', ['regulator']);
  const reply = await q.bureau.post(sup, '/v1/enforcement-complaints', {
    channel: 'hotline',
    grounds: ['rough-enforcement'],
    narrative: '样例',
    body: q.county,
  });
  complaint = (reply.body as { file: string }).file;
}

beforeAll(async () => {
  b = await Bureau.open();
  await Promise.all([rapidResponses(), implementingRules(), inspections()]);
}, 240_000);
afterAll(async () => {
  await b.close();
  await q.close();
});

const figures = async (by: string, query = '', of = b): Promise<Figures> => {
  const reply = await of.get(by, `/v1/reports/figures?${DAYS()}${query}`);
  expect(reply.status, reply.text).toBe(200);
  return reply.body;
};
const cases = async (by: string, kind: string, query = '', of = b): Promise<Case[]> => {
  const all: Case[] = [];
  let next: string | null = `/v1/reports/cases?kind=${kind}&${DAYS()}&limit=2${query}`;
  while (next) {
    const reply: Awaited<ReturnType<Bureau['get']>> = await of.get(by, next);
    expect(reply.status, reply.text).toBe(200);
    all.push(...(reply.body as { items: Case[] }).items);
    next = /<([^>]+)>/.exec(reply.headers['link'] ?? '')?.[1] ?? null;
  }
  return all;
};
const bytes = async (by: string, path: string): Promise<supertest.Response> =>
  supertest(b.service.app)
    .get(path)
    .set({ 'Duban-Purpose': 'test', Authorization: `Bearer ${await b.token(by)}` })
    .buffer(true)
    .parse((res, done) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece: Buffer) => pieces.push(piece));
      res.on('end', () => done(null, Buffer.concat(pieces)));
    });

/** What the report says, and what the register's entries give, by the same names. */
function agree(report: Figures, counted: readonly CountedCase[], kind: string): void {
  const own = counted.filter((one) => one.kind === kind);
  expect(own.length).toBeGreaterThan(0);
  for (const [by, of] of [
    ['all', () => null],
    ['procedure', (one: CountedCase) => one.procedure],
    ...(kind === 'breaches'
      ? ([
          ['unit', (one: CountedCase) => one.unit],
          ['clause', (one: CountedCase) => one.clause],
        ] as const)
      : []),
  ] as const) {
    const expected = tally(
      own.flatMap((one) =>
        [quarter(one.day), one.day.slice(0, 4)].map((period) => ({ one, period })),
      ),
      ({ one, period }) => `${period} ${of(one)} ${one.category}`,
    );
    const told = report.figures
      .filter((one) => one.kind === kind && one.by === by)
      .flatMap((one) =>
        one.categories
          .filter(({ cases: n }) => n > 0)
          .map(({ category, cases: n }) => [`${one.period} ${one.of} ${category}`, n] as const),
      );
    expect(Object.fromEntries(told)).toEqual(expected);
  }
}

describe('figures of a period', () => {
  it('agree with an independent count of the register, by quarter and year, unit, clause and procedure', async () => {
    const counted = casesFrom(await entriesOf(b.owner, staff.bureau));
    const report = await figures(staff.regulator);
    for (const kind of ['breaches', 'chases', 'refused-attempts']) {
      const of = kind === 'refused-attempts' ? withoutAttempts(report) : report;
      agree(of, counted, kind);
    }
    const breaches = counted.filter((one) => one.kind === 'breaches');
    expect(new Set(breaches.map(({ category }) => category))).toEqual(
      new Set(['unperformed', 'late', 'claimed', 'reversed']),
    );
    expect(new Set(breaches.map(({ day }) => quarter(day))).size).toBeGreaterThan(1);
    expect(new Set(breaches.map(({ unit }) => unit)).size).toBeGreaterThan(1);
    // What is performed late ran over so long, and claims and reversals count for nothing.
    const overrun = breaches.reduce(
      (ms, one) => ms + (one.category === 'late' ? one.overrun : 0),
      0,
    );
    const listed = (await cases(staff.regulator, 'breaches')).filter(
      ({ category }) => category === 'late',
    );
    expect(listed.reduce((ms, one) => ms + one.overrunMs!, 0)).toBe(overrun);
  });

  it('TJ84-0.1: a breach of 2021 is in the last quarter of 2021, of its unit and its clause', async () => {
    const report = await figures(rules.o('reg'), '&kind=breaches');
    agree(report, casesFrom(await entriesOf(b.owner, rules.id)), 'breaches');
    expect(
      report.figures.find((one) => one.period === '2021-Q4' && one.by === 'clause'),
    ).toMatchObject({
      of: 'TJ84-0.1',
      cases: 4,
      whole: true,
    });
    const within = async (from: string, until: string): Promise<number> =>
      (
        (
          await b.get(
            rules.o('reg'),
            `/v1/reports/figures?kind=breaches&from=${from}&until=${until}`,
          )
        ).body as Figures
      ).figures.find(({ by }) => by === 'all')?.cases ?? 0;
    // The period of 22 October ends at 24:00: they are late on the 23rd, and both days are included.
    expect([
      await within('2021-10-01', '2021-10-22'),
      await within('2021-10-23', '2021-10-23'),
    ]).toEqual([0, 4]);
  });

  it('are the cases that are listed: the same rows, one by one', async () => {
    const report = await figures(staff.regulator);
    for (const kind of [
      'breaches',
      'late-entries',
      'refused-attempts',
      'chases',
      'technical-stops',
    ]) {
      const rows = await cases(staff.regulator, kind);
      const expected = tally(rows, (one) => `${quarter(one.at.slice(0, 10))} ${one.category}`);
      const told = report.figures
        .filter((one) => one.kind === kind && one.by === 'all' && one.period.length > 4)
        .flatMap((one) =>
          one.categories
            .filter(({ cases: n }) => n > 0)
            .map(({ category, cases: n }) => [`${one.period} ${category}`, n]),
        );
      expect([kind, Object.fromEntries(told)]).toEqual([kind, expected]);
      expect(new Set(rows.map((one) => JSON.stringify(one))).size).toBe(rows.length);
      expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted());
    }
  });

  it('count as overrun what is late or not performed, and nothing that was reversed or is only claimed', async () => {
    const rows = (await cases(staff.regulator, 'breaches')).filter(
      (one) => one.overrunMs !== null && !one.running,
    );
    const counts = ({ category }: Case): boolean => ['late', 'unperformed'].includes(category);
    expect(rows.some((one) => !counts(one) && one.overrunMs! > 0)).toBe(true);
    const told = (await figures(staff.regulator, '&kind=breaches')).figures
      .filter((one) => one.by === 'all' && one.period.length > 4)
      .reduce((sum, one) => sum + (one.overrunHours ?? 0), 0);
    const counted = rows.filter(counts).reduce((sum, one) => sum + one.overrunMs!, 0) / 3_600_000;
    // Each quarter is rounded to a tenth of an hour.
    expect(Math.abs(told - counted)).toBeLessThan(0.5);
  });

  it('say beside each code what it is called, and what it ran over in hours and days', async () => {
    const all = await cases(staff.regulator, 'breaches');
    expect(
      all.find(
        ({ file, what }) => file === matters.unperformed.file && what === 'decideSuspension',
      ),
    ).toMatchObject({
      unit: { id: `${staff.bureau}.zfc`, name: '样例单位' },
      clause: 'TJ51-A1-1.2a',
      article: { zh: '津人社局发〔2017〕51号 附件1 一（二）' },
      title: { zh: '支付处作出暂停决定' },
      running: true,
      category: 'unperformed',
    });
    const late = all.find(
      ({ file, what }) => file === matters.late.file && what === 'decideSuspension',
    )!;
    expect([late.running, late.overrunHours! >= 24 * 94, late.overrunDays! >= 94]).toEqual([
      false,
      true,
      true,
    ]);
    const [entry] = await cases(staff.regulator, 'late-entries', `&officer=${staff.payment}`);
    expect(entry).toMatchObject({
      officer: { id: staff.payment, name: '样例' },
      what: 'suspension-decision',
    });
    expect(tally(await cases(staff.regulator, 'late-entries'), ({ category }) => category)).toEqual(
      {
        pending: 1,
        confirmed: 1,
        rejected: 1,
      },
    );
    expect(await cases(staff.regulator, 'late-entries', '&officer=nobody')).toEqual([]);
  });

  it('a file that could not write, and one that nobody drove, are in the report with the time it took', async () => {
    const { file } = matters.claimed;
    const turned = (attention: string, fault: string | null) =>
      b.owner`select mark_attention(${file}, ${attention}, ${fault})`;
    await turned('technical', 'X');
    expect(await cases(staff.regulator, 'technical-stops')).toMatchObject([
      { file, what: 'file', note: 'X', category: 'lasting', running: true },
    ]);
    await turned('overdue', null);
    await b.owner`select note_run_fault(${file}, 'TERMINATED')`;
    await b.owner`select run_mended(${file})`;
    expect(
      tally(
        await cases(staff.regulator, 'technical-stops'),
        (one) => `${one.what} ${one.category}`,
      ),
    ).toEqual({
      'file over': 1,
      'run over': 1,
    });
  });
});

/** What no file has taken in stands in no register. */
const withoutAttempts = (report: Figures): Figures => ({
  ...report,
  figures: report.figures.map((one) => ({
    ...one,
    categories: one.categories.filter(({ category }) => category === 'by-file'),
  })),
});

describe('who may read which report', () => {
  it('a head reads what is owed by or to the own unit, and is told what is withheld', async () => {
    const own = await cases(head, 'breaches');
    const unit = `${staff.bureau}.zfc`;
    const counted = casesFrom(await entriesOf(b.owner, staff.bureau)).filter(
      (one) => one.kind === 'breaches' && one.unit === unit,
    );
    expect(own.filter((one) => one.unit!.id === unit)).toHaveLength(counted.length);
    expect(own.length).toBeLessThan((await cases(staff.regulator, 'breaches')).length + 1);
    // The opening was the supervision body's, and openings are told to regulators.
    const refused = await cases(head, 'refused-attempts');
    expect(new Set(refused.map((one) => one.unit!.id))).toEqual(new Set([unit]));
    expect((await figures(head)).withheld).toEqual(['overrides']);
    const reply = await b.get(head, `/v1/reports/cases?kind=overrides&${DAYS()}`);
    expect([reply.status, (reply.body as { code: string }).code]).toEqual([403, 'not-authorised']);
    expect((await b.get(staff.payment, '/v1/reports/figures')).status).toBe(403);
    const elsewhere = await cases(rules.o('reg'), 'breaches');
    expect(elsewhere.every(({ file }) => !own.some((one) => one.file === file))).toBe(true);
  });

  it('attempts before the inbox: told to the regulator, with what was wrong of them and never what they held', async () => {
    const all = await cases(staff.regulator, 'refused-attempts');
    expect(tally(all, ({ category }) => category)).toEqual({
      'by-file': 1,
      'before-file': 1,
      opening: 1,
    });
    expect(JSON.stringify(all)).not.toContain('=1+1');
  });

  it('QY-17.1: of a complaint the people it is about see neither a row nor a number; the others do', async () => {
    const chase = chasing('answerComplaint', `${q.id}.jd`);
    expect((await q.bureau.post(sup, `/v1/files/${complaint}/acts/chase`, chase)).status).toBe(200);
    const involved = await q.officer(q.county, 'reg', ['regulator']);
    const total = async (by: string): Promise<number[]> => [
      (await figures(by, '', q.bureau)).figures
        .filter((one) => one.kind === 'chases' && one.by === 'all' && one.period.length > 4)
        .reduce((n, one) => n + one.cases, 0),
      (await cases(by, 'chases', '', q.bureau)).length,
    ];
    expect(await total(regulator)).toEqual([1, 1]);
    expect(await total(involved)).toEqual([0, 0]);
    expect(JSON.stringify(await figures(involved, '', q.bureau))).not.toContain(
      'enforcement-complaint',
    );
  });

  it('QY-10.3: before an inspection is announced nobody learns from a refusal who acted in it and how', async () => {
    const file = await q.filed(await q.plan(await q.institution()));
    expect((await q.approve(file, {}, q.handler)).status).not.toBe(200);
    const [row] = (await cases(regulator, 'refused-attempts', '', q.bureau)).filter(
      (one) => one.file === file,
    );
    expect(row).toMatchObject({ officer: null, what: null, note: null });
    expect(
      (await cases(regulator, 'refused-attempts', `&officer=${q.handler}`, q.bureau)).filter(
        (one) => one.file === file,
      ),
    ).toEqual([]);
    const [known] = (await cases(q.head, 'refused-attempts', '', q.bureau)).filter(
      (one) => one.file === file,
    );
    expect(known).toMatchObject({ officer: { id: q.handler }, what: 'approval' });
  });

  it('QY-10.3: nor from an override who approved and why', async () => {
    const institution = await q.institution();
    await q.past(institution, { endedOn: addDays(civilDateOf(instant(Date.now())), -10) });
    const asked = { overrides: [{ clause: 'QY-15.1', reason: '重大风险' }] };
    const file = await q.filed(await q.plan(institution, asked));
    const given = { overrides: [{ clause: 'QY-15.1', item: 'i-1', reason: '重大风险' }] };
    expect((await q.approve(file, given)).status).toBe(200);
    const told = async (by: string): Promise<Case[]> =>
      (await cases(by, 'overrides', '', q.bureau)).filter((one) => one.file === file);
    expect((await told(q.head)).length).toBeGreaterThan(0);
    const masked = await told(regulator);
    expect(masked.map(({ officer }) => officer)).toEqual(masked.map(() => null));
    expect(JSON.stringify(masked)).not.toContain('重大风险');
  });
});

describe('the forms of a report', () => {
  it('CSV holds all rows with a byte-order mark; XLSX has dates, numbers, a frozen head, widths and a Chinese name', async () => {
    const path = `/v1/reports/cases?kind=breaches&${DAYS()}`;
    const all = await cases(staff.regulator, 'breaches');
    const { body: csv, headers } = await bytes(staff.regulator, `${path}&format=csv`);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv as Buffer);
    expect([text.charCodeAt(0), text.trimEnd().split('\r\n').length]).toEqual([
      0xfeff,
      all.length + 1,
    ]);
    expect(headers['content-disposition']).toContain('.csv');
    const { body: xlsx } = await bytes(staff.regulator, `${path}&format=xlsx`);
    const parts = unzipSync(xlsx as Uint8Array);
    expect(strFromU8(parts['xl/workbook.xml']!)).toContain('name="违期"');
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" state="frozen"');
    expect(sheet).toContain('<col min="1" max="1" width="19" customWidth="true"/>');
    const [read] = await readXlsx(xlsx as Buffer);
    const [top, ...rows] = read!.data;
    expect([top![0], rows.length]).toEqual(['时间 at', all.length]);
    const [first] = rows;
    // A serial number of a day holds an instant to a millisecond.
    const written = Number(first![0]) - Date.parse(all[0]!.at) - 8 * 3_600_000;
    expect([first![0] instanceof Date, Math.abs(written) <= 1]).toEqual([true, true]);
    expect(typeof first![top!.indexOf('超期小时 hours over')]).toBe('number');
  });

  it('a cell that a spreadsheet would calculate is a text in both', async () => {
    const unit = `${staff.bureau}.zfc`;
    await b.owner`update unit set name = '=1+1' where id = ${unit}`;
    const path = `/v1/reports/cases?kind=breaches&unit=${unit}&${DAYS()}`;
    const csv = String((await bytes(staff.regulator, `${path}&format=csv`)).body);
    expect(csv).toContain(`"'=1+1"`);
    const xlsx = unzipSync(
      (await bytes(staff.regulator, `${path}&format=xlsx`)).body as Uint8Array,
    );
    const sheet = strFromU8(xlsx['xl/worksheets/sheet1.xml']!);
    expect([sheet.includes('<is><t>=1+1</t></is>'), sheet.includes('<f>')]).toEqual([true, false]);
    await b.owner`update unit set name = '样例单位' where id = ${unit}`;
  });

  it('the page is Chinese or English, without script, under a policy that lets nothing in, with a chart that is also told', async () => {
    const page = await b.get(staff.regulator, `/v1/reports/figures?${DAYS()}&format=html`);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(page.text).not.toMatch(
      /<script|style="|javascript:|https?:\/\/(?!www\.w3\.org\/2000\/svg)/,
    );
    expect(page.text).toContain('<html lang="zh-CN">');
    for (const words of [
      '监督期间报告',
      '违期成立',
      '支付处作出暂停决定',
      '附件1 一（二）',
      '样例单位',
    ])
      expect(page.text).toContain(words);
    expect(page.text).toMatch(
      /<svg [^>]*role="img" aria-labelledby="chart-breaches-t chart-breaches-d"/,
    );
    expect(page.text).toMatch(
      /<title id="chart-breaches-t">违期：各季度件数<\/title>\n<desc id="chart-breaches-d">\d{4}-Q\d \d/,
    );
    const english = await b.get(staff.regulator, `/v1/reports/figures?${DAYS()}&format=html`, {
      'Accept-Language': 'en',
    });
    expect(english.text).toContain('<html lang="en">');
    expect(english.text).toContain('Report of a period');
    if (process.env['SHOW_REPORT']) {
      const { writeFile } = await import('node:fs/promises');
      await writeFile(process.env['SHOW_REPORT'], page.text);
    }
  });

  it('days the wrong way round, or too many, are refused and said how', async () => {
    for (const query of ['from=2026-02-01&until=2026-01-01', 'from=2000-01-01&until=2026-01-01']) {
      const reply = await b.get(staff.regulator, `/v1/reports/figures?${query}`);
      expect([reply.status, (reply.body as { code: string }).code]).toEqual([400, 'bad-input']);
    }
  });
});
