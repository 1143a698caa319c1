/** 年度联合检查计划 QY-5.2 to 5.4: four parts and two partners, announced before the year, quarter by quarter against it, one level acts; one checklist. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDate, startOfDay } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import {
  Around,
  Bureau,
  document,
  problemOf,
  today,
  type Body,
  type Problem,
} from '../inspection/around-fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});

const thisYear = Number(today().slice(0, 4));
const NEXT = thisYear + 1;
const time = (...n: number[]) => n.map((inspections, i) => ({ quarter: i + 1, inspections }));
const programme = (g: Around, changes: Body = {}): Body => ({
  body: g.u('ju'),
  year: NEXT,
  subjects: ['medical-insurance', 'health', 'market-regulation'].map((authority) => ({
    authority,
    name: `样例${authority}`,
  })),
  objects: [{ kind: '零售药店', area: '全市', count: 20 }],
  contents: ['sx-1'],
  time: time(2, 1, 0, 1),
  document: document(),
  ...changes,
});
const open = (g: Around, changes: Body = {}, by = 'h1'): Promise<string> =>
  g.open(by, '/v1/inspection-programmes', programme(g, changes));
const refused = async (g: Around, changes: Body, by = 'h1'): Promise<Problem> =>
  problemOf(await g.post(by, '/v1/inspection-programmes', programme(g, changes)));
const announcement = async (g: Around, file: string): Promise<Body> => ({
  announcedAt: await g.now(file),
  url: 'https://example.org/jh',
  document: document(2),
});
/** 00:00 of a day and an hour. */
const day = (text: string) => instant(startOfDay(civilDate(text)) + 3_600_000);
interface Shown {
  figures: {
    quarters: {
      quarter: number;
      planned: number;
      begun: number;
      unused: number | null;
      overrun: number;
    }[];
    begun: number;
    unused: number;
    overrun: number;
    beside: object;
  };
  overlaps: { item: string; acting: string | null }[];
  announcedOn: string | null;
  state: string;
}
const shown = async (g: Around, file: string): Promise<Shown> =>
  (await g.get('h1', `/v1/inspection-programmes/${file}`)).body;

/** An inspection that began on a day, as the register has it. */
async function begun(
  g: Around,
  on: string,
  kind = 'daily',
  item = 'sx-1',
  unit = 'ju',
): Promise<void> {
  const [id, at] = [`pl-${randomUUID()}`, await g.institution()];
  await b.owner`insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, days_from, days_until, plan, on_site, started_on)
    values (${id}, ${g.id}, ${at}, ${g.u(unit)}, ${g.u(unit)}, 'prefecture', ${kind}, 'started', ${on}, ${on}, ${b.owner.json({ items: [{ item }] } as never)}, true, ${on})`;
}

describe.concurrent('QY-5.3 the joint programme', () => {
  it.each([
    ['subjects', { subjects: [] }],
    ['objects', { objects: undefined }],
    ['contents', { contents: undefined }],
    ['time', { time: undefined }],
  ])('QY-5.3: without %s there is none', async (_part, changes) => {
    const g = await Around.setUp(b);
    expect(await refused(g, changes)).toEqual({
      status: 422,
      code: 'programme-part-missing',
      clause: 'QY-5.3',
    });
  });

  it('QY-5.3: made with health and market regulation, by the body, once a year, for no year that is over', async () => {
    const g = await Around.setUp(b);
    for (const without of ['health', 'market-regulation']) {
      expect(
        await refused(g, {
          subjects: (programme(g)['subjects'] as { authority: string }[]).filter(
            (s) => s.authority !== without,
          ),
        }),
      ).toEqual({ status: 422, code: 'programme-partner-missing', clause: 'QY-5.3' });
    }
    expect(await refused(g, {}, 'far')).toMatchObject({ status: 403, code: 'not-authorised' });
    expect(await refused(g, { body: g.u('ke') })).toMatchObject({ code: 'body-unqualified' });
    expect(await refused(g, { year: thisYear - 1 })).toMatchObject({
      code: thisYear - 1 < 2025 ? 'bad-input' : 'special-days-invalid',
    });
    expect(await refused(g, { contents: ['sx-9'] })).toMatchObject({
      code: 'item-unpublished',
      clause: 'QY-2.3',
    });
    const file = await open(g);
    expect(file).toBe(`JH.${g.id}.${NEXT}-00001`);
    expect(await refused(g, {})).toEqual({
      status: 409,
      code: 'programme-exists',
      clause: 'QY-5.3',
    });
    expect(await open(g, { year: thisYear })).toMatch(/^JH/);
  });

  it('QY-5.3: announced before the year, it is done; reminded of when the year has begun, and no breach', async () => {
    const g = await Around.setUp(b);
    const file = await open(g);
    expect(await g.deadline(file, 'announceProgramme')).toMatchObject({
      force: 'management',
      due: `${NEXT}-01-01T00:00:00+08:00`,
    });
    await g.accept('h1', file, 'programme-announcement', await announcement(g, file));
    expect(await shown(g, file)).toMatchObject({ announcedOn: today() });
    expect(
      await g.refuse('h1', file, 'programme-announcement', await announcement(g, file)),
    ).toMatchObject({ code: 'not-awaited', clause: 'QY-5.3' });
    const late = await open(g, { body: g.u('xian') }, 'x1');
    await g.overrun(late, 'announceProgramme');
    expect(await g.deadline(late, 'announceProgramme')).toMatchObject({ state: 'overdue' });
    expect(await g.breaches(late)).toEqual([]);
  });

  it('QY-5.3: a quarter is reported when it is over, by our own count; the year ends with what was unused and what went beyond', async () => {
    const g = await Around.setUp(b);
    const file = await open(g);
    await g.accept('h1', file, 'programme-announcement', await announcement(g, file));
    // 31 March and 1 April are two quarters; a special one and one of another item are told beside it; the county's is not ours.
    for (const [on, kind, item, unit] of [
      ['01-01'],
      ['03-31'],
      ['03-31'],
      ['04-01'],
      ['05-01', 'special'],
      ['05-02', 'case'],
      ['12-31', 'daily', 'sx-2'],
      ['02-01', 'daily', 'sx-1', 'xian'],
    ])
      await begun(g, `${NEXT}-${on}`, kind, item, unit);
    await b.skipTo(file, day(`${NEXT}-03-31`));
    expect(await g.refuse('h1', file, 'quarterly-report', { quarter: 1 })).toMatchObject({
      code: 'before-trigger',
      clause: 'QY-5.3',
    });
    await b.skipTo(file, day(`${NEXT}-04-01`));
    await g.accept('h1', file, 'quarterly-report', { quarter: 1 });
    expect(await g.refuse('h1', file, 'quarterly-report', { quarter: 1 })).toMatchObject({
      code: 'not-awaited',
    });
    expect((await g.view(file)).notes.join()).toContain('超出 1');
    expect(await g.refuse('h1', file, 'year-report', { document: document(8) })).toMatchObject({
      code: 'before-trigger',
    });
    await b.skipTo(file, day(`${NEXT + 1}-01-01`));
    await g.accept('h1', file, 'year-report', { document: document(8) });
    await g.closed(file, 'reported-with-overrun');
    expect(await g.breaches(file)).toEqual([]);
    const { figures, state } = await shown(g, file);
    expect(state).toBe('closed');
    expect(figures).toEqual({
      quarters: [
        { quarter: 1, planned: 2, begun: 3, unused: 0, overrun: 1 },
        { quarter: 2, planned: 1, begun: 1, unused: 0, overrun: 0 },
        { quarter: 3, planned: 0, begun: 0, unused: 0, overrun: 0 },
        { quarter: 4, planned: 1, begun: 1, unused: 0, overrun: 0 },
      ],
      beside: { special: 1, case: 1, outside: 1 },
      planned: 4,
      begun: 5,
      unused: 0,
      overrun: 1,
    });
    expect(await refused(g, {})).toMatchObject({ code: 'programme-exists' });
  });

  it('QY-5.3, QY-7.3: amended for what is to come, with its reason; a quarter that is over stays as it was planned', async () => {
    const g = await Around.setUp(b);
    const file = await open(g);
    const amendment = async (planned: object[], changes: Body = {}): Promise<Body> => ({
      announcedAt: await g.now(file),
      url: 'https://example.org/jh2',
      time: planned,
      reason: '样例：紧急部署',
      document: document(6),
      ...changes,
    });
    expect(
      await g.refuse(
        'h1',
        file,
        'programme-amendment',
        await amendment(time(1, 1, 1, 1), { reason: undefined }),
      ),
    ).toMatchObject({ status: 400 });
    await g.accept('h1', file, 'programme-amendment', await amendment(time(5, 1, 0, 1)));
    expect((await shown(g, file)).figures.quarters.map((q) => q.planned)).toEqual([5, 1, 0, 1]);
    await b.skipTo(file, day(`${NEXT}-04-01`));
    expect(
      await g.refuse('h1', file, 'programme-amendment', await amendment(time(4, 2, 0, 1))),
    ).toEqual({ status: 409, code: 'programme-past-quarter', clause: 'QY-5.3' });
    await g.accept('h1', file, 'programme-amendment', await amendment(time(5, 2, 0, 1)));
    expect((await shown(g, file)).figures.quarters.map((q) => q.planned)).toEqual([5, 2, 0, 1]);
  });

  it('QY-5.3: places that nobody used are told too, and only of a quarter that is over', async () => {
    const g = await Around.setUp(b);
    const file = await open(g, { time: time(3, 0, 0, 2) });
    expect((await shown(g, file)).figures).toMatchObject({
      unused: 0,
      quarters: [{ planned: 3, unused: null }, {}, {}, { planned: 2, unused: null }],
    });
    await begun(g, `${NEXT}-02-15`);
    await b.skipTo(file, day(`${NEXT + 1}-01-02`));
    await g.accept('h1', file, 'year-report', { document: document(8) });
    await g.closed(file, 'reported');
    expect((await shown(g, file)).figures).toMatchObject({ begun: 1, unused: 4, overrun: 0 });
  });
});

describe.concurrent('QY-5.2 one level acts', () => {
  it('QY-5.2: the same item at two levels is not announced before the superior has settled who acts', async () => {
    const g = await Around.setUp(b);
    const [upper, lower] = [
      await open(g, { contents: ['sx-1', 'sx-2'] }),
      await open(g, { body: g.u('xian'), contents: ['sx-1'] }, 'x1'),
    ];
    for (const [by, file] of [
      ['h1', upper],
      ['x1', lower],
    ] as const)
      expect(
        await g.refuse(by, file, 'programme-announcement', await announcement(g, file)),
      ).toEqual({ status: 409, code: 'programme-unsettled', clause: 'QY-5.2' });
    const settlement = (changes: Body = {}): Body => ({
      programme: lower,
      items: ['sx-1'],
      acting: 'lower',
      document: document(4),
      ...changes,
    });
    // The lower level settles nothing, and nothing is settled that does not overlap.
    expect(
      await g.refuse('x1', lower, 'level-settlement', settlement({ programme: upper })),
    ).toEqual({ status: 409, code: 'nothing-to-settle', clause: 'QY-5.2' });
    expect(
      await g.refuse('h1', upper, 'level-settlement', settlement({ items: ['sx-2'] })),
    ).toMatchObject({ code: 'nothing-to-settle' });
    expect((await g.act('x1', upper, 'level-settlement', settlement())).status).toBe(403);
    await g.accept('h1', upper, 'level-settlement', settlement());
    expect((await shown(g, lower)).overlaps).toEqual([
      { upper, lower, item: 'sx-1', acting: 'lower' },
    ]);
    await g.accept('x1', lower, 'programme-announcement', await announcement(g, lower));
    await g.accept('h1', upper, 'programme-announcement', await announcement(g, upper));
  });

  it('QY-5.2: different items, different years or bodies side by side overlap nothing', async () => {
    const g = await Around.setUp(b);
    const upper = await open(g, { contents: ['sx-2'] });
    await open(g, { body: g.u('xian'), contents: ['sx-1'] }, 'x1');
    await open(g, { body: g.u('xian'), contents: ['sx-2'], year: thisYear }, 'x1');
    await g.accept('h1', upper, 'programme-announcement', await announcement(g, upper));
  });
});

describe.concurrent('QY-5.4 one checklist, few people', () => {
  it('QY-5.4: what several items look at is looked at once; the number of people is the bureau’s', async () => {
    const g = await Around.setUp(b, { teamSize: 3 });
    await g.item('sx-3', { contents: ['收费', '处方'], standards: ['地方标准'] });
    await g.item('sx-4', { published_on: null, published_url: null });
    expect((await g.get('h1', '/v1/inspection-checklists?items=sx-1,sx-3,sx-4')).body).toEqual({
      rows: [
        {
          content: '处方',
          items: ['sx-3'],
          methods: ['on-site', 'written'],
          standards: ['地方标准'],
        },
        {
          content: '收费',
          items: ['sx-1', 'sx-3'],
          methods: ['on-site', 'written'],
          standards: ['国家标准', '地方标准'],
        },
        {
          content: '进销存',
          items: ['sx-1'],
          methods: ['on-site', 'written'],
          standards: ['国家标准'],
        },
      ],
      missing: ['sx-4'],
      teamSize: 3,
      force: 'management',
      clause: 'QY-5.4',
    });
    expect((await g.get('h1', '/v1/inspection-checklists?items=')).status).toBe(400);
  });
});
