/** QJ-2.1b, 2.6, 2.8, 2.9, 2.3, 2.5, 3.4: closed cases, notes, and figures that an independent count repeats. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annexes, Office, paper, today, told } from '../service-catalogue/acts.ts';
import { Bureau } from '../setup/bureau.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

interface Answer {
  case: string | null;
  state: string;
  code?: string;
  clause?: string;
}
interface Figure {
  kpi: string;
  numerator: string;
  denominator: string;
  value: string | null;
  shown: string;
  target: string | null;
  state: string;
  rows: { item: string; numerator: string; denominator: string; note: string | null }[];
  leftOut: { item: string; note: string; cases: number | null }[];
}

const closed = (no: string, more: object = {}) => ({
  case: no,
  service: 1,
  acceptedOn: '2021-05-01',
  closedOn: '2021-05-10',
  visits: 0,
  channel: 'online',
  took: { amount: '4', unit: 'working-days' },
  inPlace: false,
  ...more,
});
const report = (g: Office, body: object, by = 'sys') => b.post(g.o(by), '/v1/services/cases', body);
const answers = async (g: Office, ...cases: object[]): Promise<[string, string?, string?][]> => {
  const { items } = (await report(g, { cases })).body as { items: Answer[] };
  return items.map(({ state, code, clause }) => (code ? [state, code, clause] : [state]));
};
const figures = async (g: Office, from: string, until: string): Promise<Map<string, Figure>> => {
  const path = `/v1/services/figures?from=${from}&until=${until}`;
  const { body } = await g.get(path, 'h');
  return new Map((body as { figures: Figure[] }).figures.map((one) => [one.kpi, one]));
};
/** Services 1 and 2 have times; so many are online, done wholly online, done at once. */
const lists = (online: number, wholly: number, instant: number) => {
  const { powers, services } = annexes();
  return {
    powers: powers.map((p) => ({ ...p, fullyOnline: p.number <= 12 })),
    services: services.map((s) => ({
      ...s,
      online: s.number <= online,
      fullyOnline: s.number <= wholly,
      instant: s.number <= instant,
      ...(s.number <= 3 && { commitment: true }),
      ...(s.number === 1 && { time: { unit: 'working-days', statutory: '20', actual: '4' } }),
      ...(s.number === 2 && { time: { unit: 'hours', statutory: '5' } }),
      ...(s.number === 4 && { time: { unit: 'days', statutory: '10' } }),
    })),
  };
};

describe.concurrent('QJ-2.6 指标', () => {
  it('QJ-2.6e QJ-2.6d: cases come in once, single and many, by the list of their day; nobody else reports, and nobody is named', async () => {
    const g = await Office.setUp(b);
    expect(await answers(g, closed('a'))).toEqual([['refused', 'service-unknown', 'QJ-2.1a']]);
    await g.first(lists(35, 31, 16));
    expect((await report(g, closed('a-1'))).body).toEqual({
      items: [{ case: 'a-1', state: 'accepted' }],
    });
    expect((await report(g, closed('a-0', { visits: 1 }), 'h')).status).toBe(200);
    for (const by of ['sys2', 'all', 'reg'])
      expect(told(await report(g, closed('x'), by))).toEqual([403, 'not-authorised', 'QJ-2.6e']);
    expect(
      await answers(
        g,
        closed('a-1'),
        closed('a-1', { visits: 2 }),
        closed('a-2', { service: 39 }),
        closed('a-2', { closedOn: '2021-04-26', acceptedOn: '2021-04-26' }),
        closed('a-2', { closedOn: '2199-01-01' }),
        closed('a-2', { took: { amount: '4', unit: 'hours' } }),
        closed('a-2', { took: { amount: '-1', unit: 'working-days' } }),
        closed('a-2', { took: undefined }),
        closed('a-2', { service: 3 }),
        closed('a-2', { visits: -1 }),
        closed('a-2', { closedOn: '2021-04-30' }),
        closed('11010119900101123X'),
        closed('a-2'),
        { case: 'a-9', withdrawn: true, reason: '样例' },
        { case: 'a-2', withdrawn: true, reason: '重复报送' },
        { case: 'a-2', withdrawn: true, reason: '再次' },
        closed('a-2'),
      ),
    ).toEqual([
      ['duplicate'],
      ['conflict', 'idempotency-conflict', 'QJ-2.6e'],
      ['refused', 'service-unknown', 'QJ-2.1a'],
      ['refused', 'service-unknown', 'QJ-2.1a'],
      ['refused', 'in-the-future', 'QJ-2.6e'],
      ['refused', 'time-unit-differs', 'QJ-2.6d'],
      ['refused', 'service-time-invalid', 'QJ-2.6d'],
      ['refused', 'service-time-missing', 'QJ-2.6d'],
      ['refused', 'time-unit-differs', 'QJ-2.6d'],
      ['refused', 'bad-input', 'QJ-2.6e'],
      ['refused', 'bad-input', 'QJ-2.6e'],
      ['refused', 'bad-input', 'QJ-2.6e'],
      ['accepted'],
      ['refused', 'service-case-unknown', 'QJ-2.6e'],
      ['withdrawn'],
      ['duplicate'],
      ['withdrawn-before'],
    ]);
    // The same case twice at the same instant is one.
    const both = await Promise.all([report(g, closed('a-3')), report(g, closed('a-3'))]);
    expect(
      both.map(({ body }) => (body as { items: Answer[] }).items[0]!.state).toSorted(),
    ).toEqual(['accepted', 'duplicate']);
    const listed = await g.get('/v1/services/cases?counting=true&limit=2', 'h');
    const page = listed.body as { items: { case: string; took: string }[]; next: string };
    const rest = await g.get(`/v1/services/cases?counting=true&limit=2&cursor=${page.next}`, 'h');
    const all = [...page.items, ...(rest.body as typeof page).items];
    expect(all.map((c) => c.case).toSorted()).toEqual(['a-0', 'a-1', 'a-3']);
    expect(all[0]!.took).toBe('4');
    expect((await figures(g, '2021-05-01', '2021-05-31')).get('visits')!.shown).toBe('0.333…');
    // Another body takes nothing back; a registrar proposes it and another person confirms it. What was withdrawn is listed.
    expect(
      (
        (await report(g, { case: 'a-1', withdrawn: true, reason: '样例' }, 'street')).body as {
          items: Answer[];
        }
      ).items.map(({ state, code }) => [state, code]),
    ).toEqual([['refused', 'service-case-other-body']]);
    for (const name of ['admin1', 'admin2'])
      await b.owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${`${g.id}.ju`}, '测试', ${['administrator']})`;
    const path = '/v1/services/cases/a-0/withdrawal';
    expect((await g.post(path, { reason: '样例' }, 'h')).status).toBe(403);
    const proposal = await g.post(path, { reason: '样例' });
    expect(proposal.status).toBe(202);
    const visits = async () => (await figures(g, '2021-05-01', '2021-05-31')).get('visits')!;
    expect((await visits()).shown).toBe('0.333…');
    expect(told(await b.confirm(g.o('reg'), proposal)).slice(0, 2)).toEqual([403, 'proposal-own']);
    expect((await b.confirm(g.o('admin1'), proposal)).status).toBe(200);
    expect(await visits()).toMatchObject({
      shown: '0.000',
      leftOut: [{ item: 'S1', cases: 2, note: 'withdrawn' }],
    });
    expect(told(await g.post(path, { reason: '再次' })).slice(0, 2)).toEqual([409, 'conflict']);
    await expect(
      b.owner`update service_case set visits = 0 where bureau_id = ${g.id} and case_no = 'a-0'`,
    ).rejects.toThrow('stands as it came in');
  });

  it('QJ-1 QJ-2.1b QJ-2.1c QJ-2.2c QJ-2.6a QJ-2.6b QJ-2.6d QJ-2.6e QJ-2.6f QJ-2.6g QJ-2.8: the figures of 2021 are those of an independent count, row by row, and the same in the database', async () => {
    const g = await Office.setUp(b);
    const none = await figures(g, '2021-01-01', '2021-12-31');
    expect(
      [none.get('online'), none.get('visits'), none.get('time-cut')].map((f) => [
        f!.shown,
        f!.state,
      ]),
    ).toEqual(Array.from({ length: 3 }, () => ['无', 'none']));
    expect(none.get('innovations')!.state).toBe('missed');
    await g.first(lists(35, 30, 16));
    const cases = [
      [1, 4, 0],
      [1, 3, 1],
      [1, 5, 0],
      [2, 1, 0],
      [2, 2, 2],
      [2, 7, 0],
      [3, null, 0],
      [1, 4, 0],
      [1, 4, 0],
      [1, 4, 0],
    ] as const;
    const taken = cases.map(([service, took, visits], n) =>
      closed(`b-${n}`, {
        service,
        visits,
        closedOn: n === 9 ? '2021-12-31' : n === 8 ? '2022-01-01' : '2021-05-10',
        took:
          took === null
            ? undefined
            : { amount: String(took), unit: service === 1 ? 'working-days' : 'hours' },
      }),
    );
    expect((await answers(g, ...taken)).every(([word]) => word === 'accepted')).toBe(true);
    const note = {
      kind: 'innovation',
      on: '2021-09-30',
      title: '样例创新',
      description: '样例',
      document: paper(5),
    };
    const entered = await g.post('/v1/services/notes', note, 'h');
    expect(entered.status).toBe(201);
    const { id } = entered.body as { id: number };
    expect((await g.post(`/v1/services/notes/${id}/confirmation`, {})).status).toBe(200);

    const of2021 = await figures(g, '2021-01-01', '2021-12-31');
    const told2 = (kpi: string) => {
      const f = of2021.get(kpi)!;
      return [f.value, f.target, f.state];
    };
    expect(told2('online')).toEqual(['35/38', '9/10', 'met']);
    expect(told2('services-fully-online')).toEqual(['15/19', '4/5', 'missed']);
    expect(told2('powers-fully-online')).toEqual(['12/17', '7/10', 'met']);
    expect(told2('instant')).toEqual(['8/19', '2/5', 'met']);
    expect(told2('innovations')).toEqual(['1', '1', 'met']);
    expect(told2('commitment')).toEqual(['3/38', null, 'no-target']);
    // Nine cases of the year with three visits: 0.333…
    expect(told2('visits')).toEqual(['1/3', '3/10', 'missed']);
    // Independently: the cuts of each case, in fractions of 100.
    const cuts = cases.flatMap(([service, took], n) =>
      took === null || n === 8
        ? []
        : [{ service, cut: service === 1 ? 100 - took * 5 : 100 - took * 20 }],
    );
    const mean = (all: number[]) => all.reduce((a, c) => a + c, 0) / all.length;
    const items = [1, 2].map((s) => mean(cuts.filter((c) => c.service === s).map((c) => c.cut)));
    const exactly = (text: string | null) => {
      const [n, d = 1] = text!.split('/').map(Number);
      return (100 * n!) / d;
    };
    expect(exactly(of2021.get('time-cut')!.value)).toBeCloseTo(mean(items), 9);
    expect(exactly(of2021.get('time-cut-by-cases')!.value)).toBeCloseTo(
      mean(cuts.map((c) => c.cut)),
      9,
    );
    expect(of2021.get('time-cut')!.leftOut).toHaveLength(36);
    expect(
      of2021
        .get('time-cut')!
        .leftOut.filter((r) => r.note === 'no-case')
        .map((r) => r.item),
    ).toEqual(['S4']);
    // Anybody counts again: the rows add up.
    const sums = (kpi: string) =>
      of2021.get(kpi)!.rows.reduce((all, r) => all + Number(r.numerator), 0);
    expect([sums('online'), sums('visits'), of2021.get('online')!.rows.length]).toEqual([
      35, 3, 38,
    ]);
    expect(of2021.get('no-materials')!.rows.every((r) => r.note === 'unknown')).toBe(true);

    // What reviews freeze is the same, counted by the database.
    for (const [from, until] of [
      ['2021-01-01', '2021-12-31'],
      ['2021-05-01', '2021-05-31'],
      ['2022-01-01', '2022-12-31'],
      ['2020-01-01', '2020-12-31'],
      ['2021-09-01', '2021-09-29'],
    ] as const) {
      const frozen = await b.owner<{ kpi: string; met: boolean | null; same: boolean }[]>`
        select f.kpi, f.met, f.numerator * split_part(x.value || '/1', '/', 2)::numeric is not distinct from f.denominator * split_part(x.value, '/', 1)::numeric as same
        from service_figures(${g.id}, ${from}::date, ${until}::date, null) f
        left join jsonb_to_recordset(${b.owner.json([...(await figures(g, from, until)).values()] as never)}) x(kpi text, value text) on x.kpi = f.kpi and f.denominator > 0`;
      const ours = await figures(g, from, until);
      for (const { kpi, met, same } of frozen) {
        const { state, value } = ours.get(kpi)!;
        expect([kpi, met]).toEqual([
          kpi,
          state === 'met' ? true : state === 'missed' ? false : null,
        ]);
        if (value !== null) expect([kpi, same]).toEqual([kpi, true]);
      }
      expect(frozen).toHaveLength(ours.size);
    }

    const trend = await g.get(
      '/v1/services/figures/trend?kpi=visits&from=2021-04-27&until=2022-01-31',
      'h',
    );
    const items2 = (trend.body as { items: { from: string; shown: string }[] }).items;
    expect(items2.map((i) => i.shown)).toEqual([
      '无',
      '0.375',
      '无',
      '无',
      '无',
      '无',
      '无',
      '无',
      '0.000',
      '0.000',
    ]);
    const picture = await g.get(
      '/v1/services/figures/chart?kpi=visits&from=2021-04-27&until=2021-12-31&by=quarter',
      'h',
    );
    expect([picture.status, picture.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('image/svg+xml'),
    ]);
    expect(Buffer.from(picture.body as never).toString()).toContain('<title id="t">');
    const sheet = await g.get(
      '/v1/services/figures?from=2021-01-01&until=2021-12-31&format=csv',
      'h',
    );
    expect(sheet.text).toContain('基本医疗保险定点零售药店用结算');
    expect(told(await g.get('/v1/services/figures?from=2021-02-01&until=2021-01-01', 'h'))).toEqual(
      [400, 'bad-input', undefined],
    );
  });

  it('QJ-2.2b QJ-2.6b QJ-2.6c QJ-2.6f: where the list has grown, the list in force on the last day decides; the targets of other years are the bureau’s; rates are over all that was received', async () => {
    const g = await Office.setUp(b);
    await g.first(lists(38, 38, 16));
    const { services, powers } = lists(38, 38, 16);
    const more = [
      ...services,
      { number: 39, name: '样例新增' },
      { number: 40, name: '样例再增' },
      { number: 41, name: '样例三增' },
    ];
    await g.inForce({
      decidedOn: today(),
      inForceOn: today(),
      reason: '新增',
      services: more,
      powers,
      denominators: { powers: 17, services: 41 },
    });
    const year = today().slice(0, 4);
    const set = { [year]: { instant: '39.02', visits: '0.25' } };
    await b.owner`update bureau set settings = ${b.owner.json({ serviceCatalogue: { targets: set } })} where id = ${g.id}`;
    const now = await figures(g, `${year}-01-01`, today());
    // 16 of 41 are 39.0243… %
    expect([now.get('instant')!.value, now.get('instant')!.state]).toEqual(['16/41', 'met']);
    expect(now.get('online')!.state).toBe('no-target');
    // 38 项 Beside it the share of the items as they were printed: shown, and without a target of its own.
    expect([now.get('instant-printed')!.value, now.get('instant-printed')!.state]).toEqual([
      '8/19',
      'no-target',
    ]);
    expect(now.get('instant-printed')!.rows).toHaveLength(38);
    // 全量 Bad evaluations of the year, the mistaken one too, with what was done about them; and no complaint at all.
    const [one, two] = await b.owner<
      { id: string }[]
    >`select file_id as id from service_version where bureau_id = ${g.id} order by 1`;
    for (const [file, rectified, mistaken] of [
      [one!.id, '2021-06-02', false],
      [two!.id, null, true],
      [null, null, false],
    ] as const)
      await b.owner`insert into service_evaluation (id, bureau_id, platform, number, grade, evaluated_at, anonymous, collected_by, file_id, rectified_on, mistaken, revisited_on)
        values (${`${g.id}-${file}`}, ${g.id}, 'x', ${String(file)}, ${file ? 'dissatisfied' : 'satisfied'}, '2021-06-01T09:00:00+08:00', true, ${g.o('h')}, ${file}, ${rectified}, ${mistaken}, ${file && '2021-06-03'})`;
    const of2021 = await figures(g, '2021-01-01', '2021-12-31');
    expect(of2021.get('instant')!.value).toBe('8/19');
    const said = ['rectified', 'revisited', 'answered'].map((kpi) => of2021.get(kpi)!);
    expect(said.map((f) => [f.value, f.target, f.state])).toEqual([
      ['1/2', '1', 'missed'],
      ['1', '1', 'met'],
      [null, '1', 'none'],
    ]);
    expect(said[0]!.rows.map((r) => r.note).toSorted()).toEqual(['mistaken', null].toSorted());
  });

  it('QJ-2.8: an innovation counts for its year from its day on, if it was there by 2021-09-30 and another person has confirmed it', async () => {
    const g = await Office.setUp(b);
    await g.first();
    const enters = async (on: string, by = 'h') => {
      const body = {
        kind: 'innovation',
        on,
        title: `样例${on}`,
        description: '样例',
        document: paper(5),
      };
      return ((await g.post('/v1/services/notes', body, by)).body as { id: number }).id;
    };
    const confirms = async (id: number, by: string) =>
      told(await g.post(`/v1/services/notes/${id}/confirmation`, {}, by));
    const of = async (from: string, until: string) => {
      const f = (await figures(g, from, until)).get('innovations')!;
      return [f.value, f.state, f.leftOut.map(({ note }) => note).toSorted()];
    };
    const late = await enters('2021-10-01', 'reg');
    expect(await confirms(late, 'reg')).toEqual([403, 'same-person', 'QJ-2.8']);
    expect(await confirms(late, 'twin')).toEqual([403, 'same-person', 'QJ-2.8']);
    expect((await confirms(late, 'h'))[0]).toBe(403);
    expect(await confirms(late, 'reg2')).toEqual([200]);
    expect((await confirms(late, 'head'))[0]).toBe(409);
    // Its day has not come on 29 September; on the 30th it has.
    expect(await of('2021-09-01', '2021-09-29')).toEqual(['0', 'pending', []]);
    expect(await of('2021-09-01', '2021-09-30')).toEqual(['0', 'missed', []]);
    expect(await of('2021-01-01', '2021-12-31')).toEqual(['0', 'missed', ['after-deadline']]);
    const timely = await enters('2021-09-30');
    expect(await of('2021-01-01', '2021-12-31')).toEqual([
      '0',
      'missed',
      ['after-deadline', 'unconfirmed'],
    ]);
    expect(await confirms(timely, 'head')).toEqual([200]);
    for (const [from, until] of [
      ['2021-09-30', '2021-09-30'],
      ['2021-10-04', '2021-10-10'],
      ['2021-10-01', '2021-12-31'],
    ] as const)
      expect((await of(from, until)).slice(0, 2)).toEqual(['1', 'met']);
    expect((await of('2021-09-20', '2021-09-29')).slice(0, 2)).toEqual(['0', 'pending']);
    // 跨年的一周 The week over the year's end belongs to the plan of 2021.
    const path = '/v1/services/figures?from=2021-12-27&until=2022-01-02';
    const state = async (more: string) =>
      ((await g.get(path + more, 'h')).body as { figures: Figure[] }).figures.find(
        ({ kpi }) => kpi === 'innovations',
      )!.state;
    expect([await state(''), await state('&year=2021')]).toEqual(['no-target', 'met']);
  });

  it('X-11 QJ-2.8: the printed targets bind the bureau of the text alone; another one sets its own, of 2021 too', async () => {
    const adoptions = [{ instrument: 'QJ', decidedOn: '2021-04-27', document: paper(9) }];
    const g = await Office.setUp(b, { area: '500100', adoptions });
    await g.first();
    const states = async (until: string) => {
      const all = await figures(g, '2021-01-01', until);
      return ['visits', 'innovations', 'instant-printed'].map((kpi) => all.get(kpi)!.state);
    };
    expect(await states('2021-12-31')).toEqual(['none', 'no-target', 'none']);
    const serviceCatalogue = {
      targets: { 2021: { innovations: '2' } },
      deadlines: { 2021: { innovations: '2021-06-30' } },
    };
    await b.owner`update bureau set settings = ${b.owner.json({ serviceCatalogue })} where id = ${g.id}`;
    expect((await states('2021-06-29'))[1]).toBe('pending');
    expect((await states('2021-06-30'))[1]).toBe('missed');
  });

  it('QJ-2.3 QJ-2.5 QJ-2.8 QJ-2.9 QJ-3.4: notes are entered once, with what they need, and withdrawn with a reason', async () => {
    const g = await Office.setUp(b);
    await g.first();
    const course = {
      service: 11,
      conditions: '已参保',
      materials: ['有效身份证件'],
      process: '受理、备案',
      batch: 2,
      document: paper(6),
    };
    const notes = [
      {
        kind: 'third-party-evaluation',
        on: '2021-10-01',
        title: '第三方评估',
        evaluator: '样例机构',
        findings: '样例',
        document: paper(1),
      },
      { kind: 'publicity', on: '2021-06-01', title: '政策宣传', channel: '政务通' },
      { kind: 'window-rules', on: '2021-06-01', title: '窗口文明用语', document: paper(2) },
      { kind: 'complaint-phone', on: '2021-06-01', title: '投诉举报电话', phone: '023-12345678' },
      {
        kind: 'cross-region',
        on: '2021-12-01',
        title: '第二批川渝通办',
        regions: ['四川省'],
        ...course,
      },
      {
        kind: 'delegation',
        on: '2021-09-30',
        title: '第一批下沉',
        to: '乡镇社保所',
        ...course,
        batch: 1,
      },
    ];
    for (const note of notes) {
      expect((await g.post('/v1/services/notes', note, 'h')).status).toBe(201);
      expect((await g.post('/v1/services/notes', note, 'reg')).status).toBe(200);
    }
    const innovation = {
      kind: 'innovation',
      on: '2021-09-01',
      title: '样例',
      description: '样例',
      document: paper(3),
    };
    const refused = async (body: object) =>
      told(await g.post('/v1/services/notes', { ...body }, 'h'));
    expect(await refused({ ...innovation, document: undefined })).toEqual([
      400,
      'bad-input',
      'QJ-2.8',
    ]);
    expect(await refused({ ...innovation, on: '2199-01-01' })).toEqual([
      422,
      'in-the-future',
      'QJ-2.8',
    ]);
    expect(await refused({ ...notes[4], service: 99 })).toEqual([422, 'service-unknown', 'QJ-2.5']);
    expect(await refused({ ...notes[5], on: '2021-04-26' })).toEqual([
      422,
      'service-unknown',
      'QJ-2.3',
    ]);
    const { id } = (await g.post('/v1/services/notes', innovation, 'h')).body as { id: number };
    const count = async () =>
      (await figures(g, '2021-01-01', '2021-12-31')).get('innovations')!.value;
    expect(await count()).toBe('0');
    const waiting = async () =>
      (
        (await g.get('/v1/desk', 'all')).body as { links: { api: string | null; count: number }[] }
      ).links.find(({ api }) => api?.endsWith('/v1/services/notes?kind=innovation'))!.count;
    expect(await waiting()).toBe(1);
    expect((await g.post(`/v1/services/notes/${id}/confirmation`, {})).status).toBe(200);
    expect([await count(), await waiting()]).toEqual(['1', 0]);
    const path = `/v1/services/notes/${id}/withdrawal`;
    expect((await g.post(path, { reason: '不属创新' }, 'h')).status).toBe(403);
    expect((await g.post(path, { reason: '不属创新' }, 'reg')).status).toBe(200);
    expect((await g.post(path, { reason: '再次' }, 'reg')).status).toBe(409);
    expect(await count()).toBe('0');
    expect((await g.post('/v1/services/notes', innovation, 'h')).status).toBe(201);
    const { items } = (await g.get('/v1/services/notes', 'h')).body as {
      items: { kind: string; withdrawnReason: string | null }[];
    };
    expect(items).toHaveLength(8);
    expect(items.filter((n) => n.withdrawnReason !== null).map((n) => n.kind)).toEqual([
      'innovation',
    ]);
  });
});
