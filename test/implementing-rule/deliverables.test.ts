/** TJ84-0.1: every item of the issuing has two deliverables by law, each its own; a later one has a management period. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays,
  Bureau,
  Fixture,
  laterFrom,
  setUpRules,
  listed,
  Rule,
  type Body,
} from './fixtures.ts';
import { document } from '../setup/bureau.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const LAST = '2021-10-23T00:00:00+08:00';
const dated = (type: string, at: string, effectiveFrom = at.slice(0, 10)): Body =>
  type === 'portal-update' ? { updatedAt: at } : { publishedAt: at, effectiveFrom };

describe.concurrent('TJ84-0.1 an item of the issuing', () => {
  it('owes the rule and the portal update, each until 2021-10-22 24:00, each its own breach', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.issuing);
    for (const key of ['compileRule', 'updatePortal']) {
      expect(await rule.deadline(key)).toMatchObject({
        clause: 'TJ84-0.1',
        article: '印发通知',
        force: 'text',
        from: '2021-09-22T00:00:00+08:00',
        due: LAST,
        lastDay: '2021-10-22',
        inclusive: false,
        status: 'firm',
        state: 'overdue',
        owedBy: rule.g.u('acc'),
      });
    }
    expect(await rule.breaches()).toMatchObject([
      { key: 'compileRule', clause: 'TJ84-0.1', due: LAST, state: 'standing', doneAt: null },
      { key: 'updatePortal', clause: 'TJ84-0.1', due: LAST, state: 'standing', doneAt: null },
    ]);
    // Nobody is warned today of a period that ended years ago.
    expect(await rule.g.entries(rule.file, 'duty-reminded')).toEqual([]);
    expect(await rule.row()).toMatchObject({
      file: rule.file,
      version: null,
      rule: { state: 'overdue', force: 'text', breach: 'standing' },
      portal: { state: 'overdue', breach: 'standing' },
    });
  });

  it('one deliverable never completes the other, and lateness discharges neither', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.issuing);
    expect(await rule.accept('portal-update')).toMatchObject({
      timing: 'late',
      duty: 'updatePortal',
    });
    expect((await rule.g.view(rule.file)).stage).toBe('rule-outstanding');
    expect(await rule.deadline('compileRule')).toMatchObject({ state: 'overdue', doneAt: null });
    expect((await rule.breaches()).map((x) => [x.key, x.doneAt === null])).toEqual([
      ['compileRule', true],
      ['updatePortal', false],
    ]);
    expect(await rule.accept('rule-publication')).toMatchObject({
      timing: 'late',
      duty: 'compileRule',
    });
    expect((await rule.g.view(rule.file)).stage).toBe('in-force');
    expect((await rule.breaches()).map((x) => x.state)).toEqual(['standing', 'standing']);
    const other = await Rule.open(rule.g, listed.alsoIssuing);
    await other.accept('rule-publication');
    expect((await other.g.view(other.file)).stage).toBe('portal-outstanding');
    expect(await other.deadline('updatePortal')).toMatchObject({ state: 'overdue', doneAt: null });
  });

  it('X-13 done then and entered now is claimed in time until another unit has seen the evidence', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.issuing);
    expect(
      (
        await rule.accept(
          'rule-publication',
          dated('rule-publication', '2021-10-22T23:59:59.999+08:00'),
        )
      ).timing,
    ).toBe('claimed-in-time');
    expect(
      (await rule.accept('portal-update', dated('portal-update', '2021-10-23T00:00:00+08:00')))
        .timing,
    ).toBe('late');
    expect((await rule.breaches()).map((x) => x.state)).toEqual(['claimed-in-time', 'standing']);
    const confirm = { duty: 'compileRule', confirmed: true, evidence: document(9) };
    expect(await rule.g.refuse('acc', rule.file, 'evidence-confirmation', confirm)).toMatchObject({
      status: 403,
      code: 'same-unit',
      clause: 'X-13',
    });
    await rule.g.accept('sup', rule.file, 'evidence-confirmation', confirm);
    expect((await rule.breaches()).map((x) => x.state)).toEqual(['reversed', 'standing']);
    expect((await rule.row()).rule).toMatchObject({ state: 'done', breach: 'reversed' });
  });

  it('nothing dated before the issuing completes it', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.issuing);
    for (const type of ['rule-publication', 'portal-update']) {
      expect(await rule.refuse(type, dated(type, '2021-09-21T23:59:59.999+08:00'))).toMatchObject({
        status: 422,
        code: 'before-trigger',
        clause: 'TJ84-0.1',
      });
      expect((await rule.accept(type, dated(type, '2021-09-22T00:00:00+08:00'))).timing).toBe(
        'claimed-in-time',
      );
    }
    expect(
      await rule.refuse('rule-revision', { publishedAt: '2190-01-01T00:00:00+08:00' }),
    ).toMatchObject({ status: 422, code: 'in-the-future' });
  });

  it('X-9 whose list of the day of issue nobody registered is not called late by law', async () => {
    const g = await setUpRules(b);
    const { owner } = b;
    const id = `nl-${g.id}`.slice(0, 16);
    await owner`insert into bureau (id, name, area) values (${id}, '测试局', '120000')`;
    await owner`insert into unit (id, bureau_id, name, roles) values (${`${id}.acc`}, ${id}, 'acc', ${['city-fund-centre']})`;
    await owner`insert into officer (id, unit_id, name, roles) values (${`o-${id}-acc-h`}, ${`${id}.acc`}, 'acc', ${['handler', 'regulator']})`;
    const items = [
      {
        id: 'zm-01',
        name: 'zm',
        types: ['credit'],
        licenceKind: null,
        materials: [],
        departments: [{ accepting: `${id}.acc`, supervising: `${id}.acc` }],
      },
    ];
    await owner`select register_service_list(${owner.json({ bureau: id, effectiveFrom: '2026-01-01', document: document(), reason: '测试', by: `o-${id}-acc-h`, items } as never)})`;
    const reply = await b.post(`o-${id}-acc-h`, '/v1/implementing-rules', { item: 'zm-01' });
    expect(reply.status).toBe(201);
    const { file } = reply.body as { file: string };
    const view = (await b.get(`o-${id}-acc-h`, `/v1/files/${file}`)).body as {
      notes: string[];
      duties: { force: string }[];
    };
    expect(view.notes.join()).toContain('2021-09-22');
    expect(view.duties.map((d) => d.force)).toEqual(['management', 'management']);
    expect((await b.get(`o-${id}-acc-h`, `/v1/breaches?file=${file}`)).body).toMatchObject({
      items: [],
    });
  });
});

describe.concurrent('TJ84-0.1 an item first done on commitment later', () => {
  it('runs from its first day, by management: reminded, overdue, never a breach', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.later);
    const duty = await rule.deadline('compileRule');
    expect(duty).toMatchObject({
      clause: 'TJ84-0.1',
      force: 'management',
      from: `${laterFrom()}T00:00:00+08:00`,
      state: 'open',
    });
    expect(Date.parse(duty.due)).toBeGreaterThanOrEqual(
      Date.parse(`${addDays(laterFrom(), 31)}T00:00:00+08:00`),
    );
    await rule.g.overrun(rule.file, 'compileRule');
    await rule.eventually(async () =>
      expect((await rule.deadline('updatePortal')).state).toBe('overdue'),
    );
    expect(
      (await rule.g.entries(rule.file, 'duty-reminded')).map((e) => e.body['duty']).toSorted(),
    ).toEqual(['compileRule', 'compileRule', 'updatePortal', 'updatePortal']);
    expect(
      (await rule.g.entries(rule.file, 'management-overdue')).map((e) => e.body['duty']).toSorted(),
    ).toEqual(['compileRule', 'updatePortal']);
    expect(await rule.g.entries(rule.file, 'duty-breached')).toEqual([]);
    expect((await rule.accept('rule-publication')).timing).toBe('late');
    expect(await rule.breaches()).toEqual([]);
  });

  it('is met in time; a rule that was ready before its first day counts', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.later);
    const early = addDays(laterFrom(), -3);
    expect(
      (
        await rule.accept(
          'rule-publication',
          dated('rule-publication', `${early}T10:00:00+08:00`, laterFrom()),
        )
      ).timing,
    ).toBe('in-time');
    expect((await rule.accept('portal-update')).timing).toBe('in-time');
    expect(await rule.row()).toMatchObject({
      stage: 'in-force',
      version: 1,
      rule: { state: 'done', force: 'management', breach: null },
      portal: { state: 'done', breach: null },
    });
  });

  it('takes its period from the bureau’s settings', async () => {
    const rule = await Rule.open(await setUpRules(b, { ruleDays: 12 }), listed.later);
    const days =
      (Date.parse((await rule.deadline('compileRule')).due) -
        Date.parse(`${laterFrom()}T00:00:00+08:00`)) /
      86_400_000;
    expect(days).toBeGreaterThanOrEqual(13);
    expect(days).toBeLessThan(20);
  });
});

describe.concurrent('TJ84-0.1, 12.2 opening', () => {
  const open = async (g: Fixture, by: string, body: Body) => {
    const {
      status,
      body: { code, clause },
    } = (await g.post(by, '/v1/implementing-rules', body)) as unknown as {
      status: number;
      body: { code: string; clause: string };
    };
    return [status, code, clause];
  };

  it('TJ84-0.1 cannot: what is not on the list, or not done on commitment, or has its file', async () => {
    const g = await setUpRules(b);
    expect(await open(g, 'acc-h', { item: 'no-01' })).toEqual([422, 'item-unknown', 'TJ84-0.1']);
    expect(await open(g, 'acc-h', { item: listed.plain })).toEqual([
      422,
      'item-not-committed',
      'TJ84-2',
    ]);
    const rule = await Rule.open(g, listed.issuing);
    expect(await open(g, 'acc-h', { item: listed.issuing })).toEqual([
      409,
      'item-has-file',
      'TJ84-0.1',
    ]);
    expect(rule.file).toMatch(new RegExp(`^IR\\.${g.id}\\.20\\d\\d-00001$`));
  });

  it('TJ84-12.2 cannot: a district, a supervising department, the acceptor of something else', async () => {
    const g = await setUpRules(b);
    expect(await open(g, 'qj-h', { item: listed.issuing })).toEqual([
      403,
      'author-not-city-level',
      'TJ84-12.2',
    ]);
    expect(await open(g, 'sup-h', { item: listed.issuing })).toEqual([
      403,
      'author-not-city-level',
      'TJ84-12.2',
    ]);
    expect(await open(g, 'acc-h', { item: listed.others })).toEqual([
      403,
      'not-own-or-lower',
      'TJ84-12.2',
    ]);
    expect(await open(g, 'sup-h', { item: listed.issuing, author: g.u('acc') })).toEqual([
      403,
      'not-authorised',
      'TJ84-12.2',
    ]);
    expect((await Rule.open(g, listed.others, 'js-h')).file).toMatch(/^IR\./);
    // What only the district implements is ruled by a department of the city.
    expect((await Rule.open(g, listed.district)).file).toMatch(/^IR\./);
  });

  it('TJ84-12.2 the bureau above opens the file of a department that does not', async () => {
    const g = await setUpRules(b);
    const rule = await Rule.open(g, listed.issuing, 'head', { author: g.u('acc') });
    expect((await g.view(rule.file)).duties.map((d) => d.owedBy)).toEqual([g.u('acc'), g.u('acc')]);
    expect(await rule.refuse('rule-publication', {}, 'head')).toMatchObject({
      status: 403,
      code: 'not-owed-by-you',
      clause: 'TJ84-0.1',
    });
  });

  it('X-11 only where TJ84 binds; where it is adopted every period is management', async () => {
    const g = await setUpRules(b);
    await b.owner`update bureau set area = '621000' where id = ${g.id}`;
    expect(await open(g, 'acc-h', { item: listed.issuing })).toEqual([
      422,
      'no-legal-basis',
      'X-11',
    ]);
    await b.owner`update bureau set adoptions = ${b.owner.json([{ instrument: 'TJ84', decidedOn: '2026-05-06', document: document() }])} where id = ${g.id}`;
    const rule = await Rule.open(g, listed.issuing);
    expect(await rule.deadline('compileRule')).toMatchObject({
      force: 'management',
      from: '2026-05-06T00:00:00+08:00',
    });
    expect(await rule.breaches()).toEqual([]);
  });

  it('every item of the list is shown, with its file or without one', async () => {
    const g = await setUpRules(b);
    const { items } = (await g.get('far', '/v1/implementing-rules')).body as {
      items: { item: string; file: string | null }[];
    };
    expect(items.map((i) => [i.item, i.file])).toEqual([
      ['js-01', null],
      ['qx-01', null],
      ['zm-01', null],
      ['zm-02', null],
      ['zx-02', null],
    ]);
    const page = await g.get('far', '/v1/implementing-rules?limit=2');
    expect((page.body as { items: unknown[] }).items).toHaveLength(2);
    const rest = await g.get(
      'far',
      `/v1/implementing-rules?limit=3&cursor=${encodeURIComponent((page.body as { next: string }).next)}`,
    );
    expect([
      (rest.body as { items: { item: string }[] }).items.map((i) => i.item),
      (rest.body as { next: string | null }).next,
    ]).toEqual([['zm-01', 'zm-02', 'zx-02'], null]);
    const { text } = await g.get('far', '/v1/implementing-rules?format=csv');
    expect(text.trim().split('\n')).toHaveLength(6);
    expect(text).toContain('zx-02');
  });
});
