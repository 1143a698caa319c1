/** QHD-2.4 信用评价: cycles without a gap, the window by the day of the act, the rule of the cycle's beginning, and what falls is counted again at once. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { civilDate, startOfDay } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { sampleRule } from '../../domain/credit-cycle/sample.ts';
import { Bureau } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { Credit } from '../credit-record/acts.ts';
import { Grades, paper, thisYear, told, type Body } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const last = thisYear - 1;
const tomorrow = civilDate(new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10));
const counted = (g: { counts: { column: string; count: number }[] }) =>
  Object.fromEntries(g.counts.map(({ column, count }) => [column, count]));

describe.concurrent('QHD-2.4 信用评价', () => {
  it('QHD-2.4b QHD-2.4c QHD-3.2: a cycle that an outage has swallowed is graded after it; acts count by their day, once, and not when they fell; a new rule binds the next cycle; what falls moves the grade at once, also when the file has closed', async () => {
    const measures = { A: {}, B: {}, C: { 'price-procurement': ['样例措施'] }, D: {} };
    const c = await Grades.setUp(b, { settings: { creditCycle: { measures } } });
    await c.loadRule(1, `${last}-01-01`);
    // 只有一般失信也为 C  In force in the middle of the cycle: it binds the next one.
    const stricter = structuredClone(sampleRule);
    stricter.lines[1]!.grade = 'C';
    await c.loadRule(2, `${last}-06-01`, stricter);
    const edge = await c.subject();
    const twice = await c.subject();
    const clean = await c.subject();
    const two = await c.subject();
    const institution = await b.institution({ bureau: c.g.id });
    // The corresponding day last year is outside, the day after it inside; so is the assessment day, and not the next one.
    await c.record(edge, `${last - 1}-12-31`, 'serious');
    await c.record(edge, `${last}-01-01`, 'general');
    await c.record(edge, `${last}-12-31`, 'general');
    await c.record(edge, `${thisYear}-01-01`, 'serious');
    const [once, same] = [
      await c.record(twice, `${last}-05-05`, 'general', { act: `同一行为${c.g.id}` }),
      await c.record(twice, `${last}-05-05`, 'serious', { act: `同一行为${c.g.id}` }),
    ];
    // 情节 Of two records of one act in one class either may say that it was grave.
    const grave = await c.subject();
    for (const [n, gravity] of [undefined, 'grave', 'grave', undefined].entries())
      await c.record(grave, `${last}-07-07`, 'serious', {
        act: `情节${c.g.id}-${n >> 1}`,
        ...(gravity && { gravity }),
      });
    const fallen = await c.record(clean, `${last}-05-05`, 'serious');
    await c.falls(fallen);
    const pair = [
      await c.record(two, `${last}-02-02`, 'serious'),
      await c.record(two, `${last}-03-03`, 'general'),
    ];
    await b.owner`insert into credit_commitment (bureau_id, subject_kind, subject_id, signed_on, document, entered_by) values (${c.g.id}, 'employer', ${edge}, ${`${last}-12-31`}, ${b.owner.json(paper(5))}, ${c.o('h')})`;
    const [before, now, ...more] = await c.due();
    expect(before).toMatch(/^PJ\./);
    expect([now !== undefined, more, await c.due()]).toEqual([true, [], []]);
    await c.until(before!, { stage: 'graded' });
    expect((await c.view(before!)).notes.join()).toContain('样例');
    expect((await c.view(before!)).notes.join()).toContain('QHD-1.2');

    const first = await c.of(edge);
    expect(first.grade).toBe('B');
    expect(first.gradings[0]).toMatchObject({
      cause: 'regular',
      byTable: 'B',
      line: 2,
      rule: 1,
      promised: true,
      sample: true,
    });
    expect(first.gradings[0]!.acts.map(({ on }) => on)).toEqual([`${last}-01-01`, `${last}-12-31`]);
    expect(counted(first.gradings[0]!)).toEqual({ serious: 0, general: 2, grave: 0 });
    const [ofGrave] = (await c.of(grave)).gradings;
    expect(counted(ofGrave!)).toMatchObject({ serious: 2, grave: 2 });
    const [ofTwice] = (await c.of(twice)).gradings;
    expect(ofTwice!.acts.map(({ record }) => record)).toEqual([same]);
    expect(ofTwice).toMatchObject({ grade: 'C', promised: false });
    expect((await c.of(twice)).measures).toEqual(measures.C);
    expect((await c.of(clean)).grade).toBe('A');
    expect((await c.of(institution, 'institution')).grade).toBe('A');
    expect(
      await b.owner`select class from inspection_objects where institution_id = ${institution}`,
    ).toEqual([{ class: 'A' }]);
    // 到期 Where nobody grades any more the last grade weighs thirteen months from the end of its cycle.
    const later = (months: number) =>
      b.owner.begin(async (tx) => {
        await tx`update credit_cycle set until_on = (now() - ${`${months} months`}::interval)::date, from_on = '2000-01-01' where file_id = ${before!}`;
        const rows =
          await tx`select class from inspection_objects where institution_id = ${institution}`;
        throw new Error(`weighs as ${rows[0]!['class']}`);
      });
    await expect(later(12)).rejects.toThrow('weighs as A');
    await expect(later(14)).rejects.toThrow('weighs as unknown');
    // 拟列入 Who else reads grades reads nothing of what a table proposes; nobody reads lists without a purpose.
    const list = '/v1/credit/grades';
    const theirs = (await b.get(c.o('far'), list)).body as { items: object[] };
    expect(theirs.items.length).toBeGreaterThan(3);
    for (const item of theirs.items)
      expect(item).toMatchObject({ byTable: null, proposedD: null, line: null });
    expect((await b.get(c.o('far'), `${list}?proposed=true`)).status).toBe(403);
    expect((await b.get(c.o('h'), `${list}?proposed=false`)).body).toMatchObject({
      // 拟列入 One of them is to be listed.
      items: theirs.items.slice(1).map(() => ({ proposedD: false })),
    });
    for (const path of [list, '/v1/credit/blacklist'])
      expect(told(await b.get(c.o('h'), path, { 'Duban-Purpose': '' }))[1]).toBe('purpose-missing');
    expect((await b.get(c.o('far'), `${list}/employer/${twice}`)).body).toMatchObject({
      grade: 'C',
      gradings: [{ acts: [], counts: [], byTable: null }],
    });
    const { status, body } = await b.get(c.o('far'), `/v1/credit/grades/employer/nobody`);
    expect([status, (body as { code: string }).code]).toEqual([404, 'not-graded']);

    // 更正 The gravest record of the act falls, the other one stands; what was recorded meanwhile makes nothing worse.
    await c.record(twice, `${last}-08-08`, 'serious');
    await c.falls(same);
    expect(await c.regraded(twice, 2)).toMatchObject({
      cause: 'record-fell',
      reference: same,
      grade: 'B',
      line: 2,
      held: true,
    });
    expect((await c.of(twice)).gradings[0]!.acts.map(({ record }) => record)).toEqual([once]);
    await c.record(edge, `${last}-04-04`, 'serious');
    const general = (await c.of(edge)).gradings[0]!.acts[0]!.record;
    await c.falls(general, 'objection');
    expect(await c.regraded(edge, 2)).toMatchObject({
      cause: 'objection',
      grade: 'B',
      byTable: 'B',
      held: true,
    });
    await c.falls(pair[0]!);
    expect(await c.regraded(two, 2)).toMatchObject({ grade: 'B', supersededAt: null });
    const earlier = (await c.of(two)).gradings[1]!;
    expect([earlier.grade, earlier.supersededAt !== null]).toEqual(['C', true]);

    // 公文 Each subject is told its own grade by a paper of its own, as the register has it.
    const mark = `样评${uniqueHex()}`;
    const numbering = { kind: '*', version: 1, mark, inForceFrom: `${thisYear}-01-01` };
    const by = { bureau: c.g.id, startedYear: thisYear, by: c.o('rg1') };
    await b.owner`select set_paper_series(${b.owner.json({ ...numbering, ...by })})`;
    const papers = `/v1/files/${before!}/papers`;
    const tell = (about?: { kind: string; id: string }) =>
      b.post(c.o('h'), papers, {
        kind: 'result-notice',
        fill: { until: `${thisYear}-12-31` },
        ...(about && { about }),
      });
    const employer = (id: string) => tell({ kind: 'employer', id });
    const notice = await employer(two);
    expect([notice.status, notice.text]).toEqual([201, notice.text]);
    const { id: own } = notice.body as { id: string };
    const printed = (await b.get(c.o('h'), `${papers}/${own}?format=html`)).text;
    expect(printed).toContain('B（一般失信）');
    expect(printed).not.toContain(clean);
    expect((await employer(two)).status).toBe(409);
    expect((await employer(clean)).status).toBe(201);
    for (const wrong of [undefined, { kind: 'employer', id: 'nobody' }, { kind: 'x', id: two }])
      expect((await tell(wrong)).status).toBe(400);

    // 告知 Management, once.
    const telling = { toldAt: await c.g.now(before!), method: '平台查询', document: paper(3) };
    expect(await c.act(before!, 'credit-results', telling, 'far')).toEqual([
      403,
      'not-owed-by-you',
      'QHD-2.4b',
    ]);
    expect(await c.act(now!, 'credit-results', telling)).toEqual([409, 'not-awaited', 'QHD-2.4b']);
    expect(await c.act(before!, 'credit-results', telling)).toEqual([200]);
    expect(await c.act(before!, 'credit-results', telling)).toEqual([
      409,
      'not-awaited',
      'QHD-2.4b',
    ]);

    // 下一周期 By the stricter rule; then the file of the first closes, and what falls for it is looked at in the next one.
    await c.record(clean, `${thisYear}-01-02`, 'general');
    await b.skipTo(now!, instant(startOfDay(civilDate(`${thisYear + 1}-01-01`)) - 60_000));
    expect((await c.view(now!)).stage).toBe('collecting');
    await b.skip(now!, 1);
    await c.until(now!, { stage: 'graded' });
    await c.until(before!, { stage: 'closed', outcome: 'succeeded' });
    const ofClean = await c.of(clean);
    expect([ofClean.grade, ofClean.gradings[0]!.rule, ofClean.gradings.length]).toEqual([
      'C',
      2,
      2,
    ]);
    expect((await c.of(edge)).gradings[0]).toMatchObject({ grade: 'C', rule: 2 });
    const standing = (await c.of(two)).gradings[0]!;
    await c.falls(pair[1]!);
    await vi.waitFor(async () => expect((await c.of(two)).gradings).toHaveLength(4), {
      timeout: 20_000,
      interval: 100,
    });
    const all = (await c.of(two)).gradings;
    const late = all.find(({ reference }) => reference === pair[1])!;
    expect([late.grade, late['cycle'], late.supersededAt !== null]).toEqual(['A', before, true]);
    expect(all.find(({ supersededAt }) => supersededAt === null)).toEqual(standing);
    const { items } = (await b.get(c.o('far'), '/v1/credit/cycles')).body as { items: object[] };
    expect(items).toMatchObject([
      { file: now, rule: 2, from: `${thisYear}-01-01`, until: `${thisYear + 1}-01-01` },
      { file: before, rule: 1, from: `${last}-01-01`, until: `${thisYear}-01-01` },
    ]);
    expect(await c.g.breaches(now!)).toEqual([]);
  });

  it('QHD-2.4b: a correction moves the grade up and down, a good record that was false no longer helps; what is found after the assessment counts in no grading and is listed', async () => {
    const c = await Grades.setUp(b);
    const table = structuredClone(sampleRule);
    table.columns[2] = { id: 'good', name: '守信', polarity: 'good' };
    const of = (from: number, until: number | null = null) => ({ from, until });
    table.lines = [
      { when: { good: of(1) }, grade: 'A' },
      { when: { good: of(0, 0), serious: of(0, 0), general: of(0, 0) }, grade: 'A' },
      { when: { good: of(0, 0), serious: of(0, 0), general: of(1) }, grade: 'B' },
      { when: { good: of(0, 0), serious: of(1, 2) }, grade: 'C' },
      { when: { good: of(0, 0), serious: of(3) }, grade: 'D' },
    ];
    await c.loadRule(1, `${last}-01-01`, table);
    const credit = new Credit(b, c.g.id);
    const [worse, good, moved] = [await c.subject(), await c.subject(), await c.subject()];
    const employer = (id: string) => ({ kind: 'employer', id });
    const fact = (n: number, on = `${last}-05-05`) =>
      Credit.bad({ actNo: `更正${c.g.id}-${n}`, actOn: on });
    const other = await c.subject();
    const { warnings } = (await credit.record(employer(other), { ...fact(9), gravity: 'graev' }))
      .body as { warnings: string[] };
    expect(warnings.join()).toContain('graev');
    const wrong = await credit.recorded(employer(worse), fact(1));
    for (const n of [2, 3]) await c.record(worse, `${last}-0${n}-03`, 'serious');
    await credit.recorded(employer(good), fact(4));
    const praise = await credit.recorded(employer(good), {
      ...fact(5),
      polarity: 'good',
      class: undefined,
    });
    // 行为日期写错 A day of this year by mistake: it should have counted in the last one.
    const day = await credit.recorded(employer(moved), fact(6, `${thisYear}-01-05`));
    const [before] = await c.due();
    await c.until(before!, { stage: 'graded' });
    expect([(await c.of(worse)).grade, (await c.of(good)).grade]).toEqual(['C', 'A']);
    expect((await c.of(moved)).grade).toBe('A');
    const decided = async (record: string, body: Body) =>
      expect((await credit.decide(await credit.change(record, body))).status).toBe(200);
    await decided(wrong, {
      kind: 'correction',
      replacement: { ...fact(1), class: 'serious' },
    });
    expect(await c.regraded(worse, 2)).toMatchObject({
      cause: 'record-fell',
      grade: 'C',
      byTable: 'D',
      proposedD: true,
      line: 5,
      held: false,
    });
    expect(await c.listing(worse)).toMatch(/^HM\./);
    await decided(praise, { kind: 'withdrawal' });
    expect(await c.regraded(good, 2)).toMatchObject({ grade: 'B', byTable: 'B' });
    await decided(day, { kind: 'correction', replacement: fact(6) });
    expect(await c.regraded(moved, 2)).toMatchObject({ grade: 'B', held: false });
    // 评价后发现
    const uncounted = async () =>
      (
        (await b.get(c.o('h'), '/v1/credit/uncounted')).body as {
          items: { id: string; lateFor: string[] }[];
        }
      ).items.map(({ id, lateFor }) => [id, lateFor]);
    expect(await uncounted()).toEqual([]);
    const late = await c.record(good, `${last}-06-06`, 'serious');
    await c.record(good, `${thisYear}-01-06`, 'serious');
    expect(await uncounted()).toEqual([[late, [before]]]);
    expect((await b.get(c.o('far'), '/v1/credit/uncounted')).status).toBe(403);
    const desk = JSON.stringify((await b.get(c.o('reg'), '/v1/desk')).body);
    expect(desk).toContain('/v1/credit/uncounted');
    expect((await c.of(good)).gradings).toHaveLength(2);
    // 依然不计 A recount has no part in it either.
    await c.falls(await c.record(good, `${last}-07-07`, 'general'));
    expect(await c.regraded(good, 3)).toMatchObject({ grade: 'B', held: true });
    await c.falls(late);
    expect(await uncounted()).toEqual([]);
  }, 60_000);

  it('QHD-2.4b QHD-1.3: the grading waits for what files have told to be recorded, no longer than its days, and not for what was settled; whoever had ended by the end of the cycle is graded no more', async () => {
    const c = await Grades.setUp(b);
    await c.loadRule(1, `${last}-01-01`);
    const [file] = await b.owner<
      { id: string }[]
    >`select id from file where bureau_id = ${c.g.id} and procedure = 'credit-list'`;
    const [told1, told2, gone] = [await c.subject(), await c.subject(), await c.subject()];
    const closed = await b.institution({ bureau: c.g.id });
    await b.owner`update institution set status = 'terminated' where id = ${closed}`;
    const source = async (n: number, subject: string) => {
      const id = `${file!.id}:${n}`;
      await b.owner`insert into credit_source (id, bureau_id, kind, file_id, number, subject_kind, subject_id, told_at) values (${id}, ${c.g.id}, 'inspection', ${file!.id}, ${n}, 'employer', ${subject}, ${`${last}-12-30T10:00:00+08:00`})`;
      return id;
    };
    const sources = [await source(0, told1), await source(1, told2)];
    // 已作处理 A record of it fell by an objection, or two persons have withdrawn it: nobody is to record it, and nobody waits for it.
    const settled = [await source(2, await c.subject()), await source(3, await c.subject())];
    for (const [n, why] of ['objection', 'withdrawn'].entries()) {
      const fact = Credit.bad({ actNo: undefined, actOn: `${last}-02-0${n + 1}` });
      const to = `/v1/credit/sources/${settled[n]!}/records`;
      const { records } = (await b.post(c.o('h'), to, { records: [fact] })).body as {
        records: string[];
      };
      await c.falls(records[0]!, why);
    }
    const listed = async (state: string) =>
      (
        (await b.get(c.o('h'), `/v1/credit/sources?state=${state}`)).body as {
          items: { id: string }[];
        }
      ).items.map(({ id }) => id);
    expect([await listed('open'), await listed('closed')]).toEqual([sources, settled]);
    const { links } = (await b.get(c.o('reg'), '/v1/desk')).body as {
      links: { title: { en: string }; count: number }[];
    };
    expect(links.find(({ title }) => title.en.startsWith('Credit information'))!.count).toBe(2);
    // 终止 As its registry had it when the cycle ended, whatever has become of it since.
    const stayed = await b.institution({ bureau: c.g.id });
    const left = await b.institution({ bureau: c.g.id });
    const back = await b.institution({ bureau: c.g.id });
    const becomes = (id: string, status: string, at: string) => b.owner`
      with i as (select * from institution where id = ${id}), changed as (update institution set status = ${status} where id = ${id})
      insert into registry_change (registry, entity_id, changed_by, changed_at, before, after)
        select 'institution', i.id, ${c.o('rg1')}, ${`${at}+08:00`}, registry_wire('institution', to_jsonb(i)),
          registry_wire('institution', to_jsonb(i) || jsonb_build_object('status', ${status}::text)) from i`;
    await becomes(stayed, 'terminated', `${thisYear}-01-01T00:00:00`);
    await becomes(left, 'terminated', `${last}-12-31T23:59:59.999`);
    await becomes(back, 'terminated', `${last}-11-11T11:00:00`);
    await becomes(back, 'designated', `${thisYear}-01-05T10:00:00`);
    const [before, now] = await c.due();
    await c.until(before!, { stage: 'graded' });
    expect((await c.of(stayed, 'institution')).grade).toBe('A');
    for (const id of [left, back])
      expect((await b.get(c.o('h'), `/v1/credit/grades/institution/${id}`)).status).toBe(404);
    // 期满 The days were over when the cycle was opened.
    expect((await c.view(before!)).notes.join()).toContain('2 sources were not recorded');
    expect((await c.of(gone)).grade).toBe('A');
    expect((await b.get(c.o('h'), `/v1/credit/grades/institution/${closed}`)).status).toBe(404);
    await b.owner`update credit_subject set ended_on = ${`${thisYear}-03-03`} where bureau_id = ${c.g.id} and id = ${gone}`;
    await b.skipTo(now!, instant(startOfDay(civilDate(`${thisYear + 1}-01-01`)) + 60_000));
    await c.until(now!, { stage: 'gathering' });
    const records = (n: number) => ({
      records: [Credit.bad({ actNo: undefined, actOn: `${thisYear}-02-0${n}`, class: 'serious' })],
    });
    for (const [n, id] of sources.entries()) {
      expect((await c.view(now!)).stage).toBe('gathering');
      const reply = await b.post(c.o('h'), `/v1/credit/sources/${id}/records`, records(n + 1));
      expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
    }
    await c.until(now!, { stage: 'graded' });
    expect((await c.view(now!)).notes.join()).not.toContain('sources were not recorded');
    expect([(await c.of(told1)).grade, (await c.of(told2)).grade]).toEqual(['C', 'C']);
    expect((await c.of(gone)).grade).toBeNull();
    expect((await c.of(stayed, 'institution')).grade).toBeNull();
    expect((await c.of(back, 'institution')).grade).toBe('A');
    expect((await b.get(c.o('h'), '/v1/credit/uncounted')).body).toMatchObject({ items: [] });
  }, 60_000);

  it('QHD-2.4b: of two writers of gradings at one instant the second waits for the first, whatever their cycles', async () => {
    const c = await Grades.setUp(b, { list: false });
    await c.loadRule(1, `${last}-01-01`);
    const id = await c.subject();
    const [before, now] = await c.due();
    await c.until(before!, { stage: 'graded' });
    let second: Promise<unknown> = Promise.resolve();
    await b.owner.begin(async (first) => {
      await first`select credit_assess_batch(${now!}, 2000)`;
      second =
        b.owner`select credit_regrade(${before!}, 'employer', ${id}, 'record-fell', 'x', date_trunc('milliseconds', clock_timestamp()))`.execute();
      await vi.waitFor(
        async () =>
          expect(
            await first`select 1 from pg_locks where locktype = 'advisory' and not granted and (classid::bigint << 32 | objid::bigint) = hashtextextended(${`credit-gradings:${c.g.id}`}, 0)`,
          ).toHaveLength(1),
        { timeout: 10_000, interval: 20 },
      );
    });
    await second;
    const { gradings } = await c.of(id);
    expect(gradings.map((g) => [g.cause, g['cycle'], g.supersededAt === null])).toEqual([
      ['record-fell', before, false],
      ['regular', now, true],
      ['regular', before, false],
    ]);
  });

  it('QHD-2.4c: a rule is proposed by one and confirmed by another, from a day after that, with its source, without hole or overlap; a cycle that has begun says that it goes on under its own', async () => {
    const c = await Grades.setUp(b, { list: false });
    const { sample: _sample, ...table } = sampleRule;
    const rule = {
      ...table,
      document: paper(4),
      documentNo: '冀样例〔2026〕3号',
      inForceFrom: tomorrow,
    };
    const refused = async (body: object, version = 1) =>
      told(await c.rule(version, { ...rule, ...body }));
    const no = (code: string, status = 422) => [status, code, 'QHD-2.4c'];
    expect(told(await c.rule(1, rule, 'h'))[0]).toBe(403);
    expect(await refused({}, 2)).toEqual(no('rule-order'));
    expect(await refused({ documentNo: undefined })).toEqual(no('rule-source-missing'));
    const today = civilDate(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
    expect(await refused({ inForceFrom: today })).toEqual(no('rule-reaches-back'));
    expect(await refused({ lines: rule.lines.slice(1) })).toEqual(no('rule-hole'));
    expect(await refused({ lines: [...rule.lines, { when: {}, grade: 'A' }] })).toEqual(
      no('rule-lines-overlap'),
    );
    expect(
      await refused({ lines: [{ when: { x: { from: 0, until: null } }, grade: 'A' }] }),
    ).toEqual(no('rule-column-unknown'));
    expect(
      await refused({ columns: rule.columns.slice(1), lines: [{ when: {}, grade: 'A' }] }),
    ).toEqual(no('rule-class-uncounted'));
    // 情节 Only what a record can say.
    const read = { ...rule.columns[2], gravities: ['严重'] };
    expect((await refused({ columns: [...rule.columns.slice(0, 2), read] }))[0]).toBe(400);
    expect(await refused({ lines: [{ when: {}, grade: 'E' }] })).toEqual([
      400,
      'bad-input',
      undefined,
    ]);
    const proposal = await c.rule(1, rule);
    expect(proposal.status).toBe(202);
    expect((await b.confirm(c.o('rg1'), proposal)).status).toBe(403);
    // Nothing opens before there is a rule.
    expect(await c.due()).toEqual([]);
    expect((await b.confirm(c.o('rg2'), proposal)).status).toBe(200);
    expect(await refused({})).toEqual(no('rule-registered', 409));
    const { items } = (await b.get(c.o('far'), '/v1/credit/rules')).body as {
      items: { version: number; inForce: boolean }[];
    };
    expect(items.map(({ version, inForce }) => [version, inForce])).toEqual([[1, false]]);
    expect((await b.get(c.o('far'), '/v1/credit/rules/sample')).body).toMatchObject({
      sample: true,
    });
    // 本周期没有规则 It came into force after this cycle had begun.
    const [file] = await c.due();
    await c.until(file!, { stage: 'closed', outcome: 'no-rule' });
    expect((await c.view(file!)).notes.join()).toContain('QHD-2.4c');
    expect((await b.get(c.o('far'), '/v1/credit/grades')).body).toMatchObject({ items: [] });

    const d = await Grades.setUp(b, { list: false });
    await d.loadRule(1, `${thisYear}-01-01`);
    const [running] = await d.due();
    const next = await d.rule(2, rule);
    expect((await b.confirm(d.o('rg2'), next)).status).toBe(200);
    await vi.waitFor(
      async () => expect((await d.view(running!)).notes.join()).toContain('第 2 版'),
      { timeout: 20_000, interval: 100 },
    );
    expect((await d.view(running!)).stage).toBe('collecting');
    // 撤销 Before its day, by two persons; a day far ahead would bar every later version.
    const years = `${thisYear + 3}-01-01`;
    expect(told(await d.rule(3, { ...rule, inForceFrom: years }))).toEqual(no('rule-too-far'));
    const revoke = (version: number, by = 'rg1') =>
      b.post(d.o(by), `/v1/credit/rules/${version}/revocation`, { reason: '样例' });
    expect(told(await revoke(1))).toEqual(no('rule-in-force', 409));
    expect(told(await revoke(9))).toEqual(no('rule-unknown', 404));
    const revocation = await revoke(2);
    expect(revocation.status).toBe(202);
    expect((await b.confirm(d.o('rg1'), revocation)).status).toBe(403);
    expect((await b.confirm(d.o('rg2'), revocation)).status).toBe(200);
    expect(told(await revoke(2))).toEqual(no('rule-revoked', 409));
    const known = (await b.get(d.o('far'), `/v1/credit/rules?day=${years}`)).body as {
      items: { version: number; inForce: boolean; revokedWhy: string | null }[];
    };
    expect(known.items.map(({ version, inForce }) => [version, inForce])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(known.items[0]!.revokedWhy).toBe('样例');
    expect((await d.rule(2, rule)).status).toBe(409);
    expect((await d.rule(3, rule)).status).toBe(202);
  });

  it('QHD-2.4b: the bureau sets the start; the cycle that is under way then ends with the new one', async () => {
    const c = await Grades.setUp(b, { list: false, settings: { creditCycle: { start: '07-01' } } });
    await c.loadRule(1, `${last - 1}-07-01`);
    expect((await c.due()).length).toBeGreaterThan(1);
    const { items } = (await b.get(c.o('far'), '/v1/credit/cycles')).body as {
      items: { from: string; until: string }[];
    };
    const oldest = items.toReversed();
    expect(oldest[0]).toMatchObject({ from: `${last - 1}-07-01`, until: `${last}-07-01` });
    for (const [i, { from }] of oldest.entries())
      if (i > 0) expect(from).toBe(oldest[i - 1]!.until);
    // 没有基金监管科 Nothing would open, and somebody is told.
    const idle = async () => {
      const { status, body } = await b.get(c.o('reg'), '/v1/desk');
      expect(status, JSON.stringify(body)).toBe(200);
      return (body as { links: { title: { en: string }; count: number }[] }).links
        .filter(({ title }) => title.en.startsWith('No credit cycle is opened'))
        .map(({ count }) => count);
    };
    expect(await idle()).toEqual([0, 0]);
    await b.owner`update unit set roles = '{}' where id = ${`${c.g.id}.jjk`}`;
    expect(await idle()).toEqual([1, 0]);
    await b.owner`update bureau set area = '110100' where id = ${c.g.id}`;
    expect(await idle()).toEqual([0, 1]);
    // Nobody else opens them.
    expect((await b.post(c.o('far'), '/v1/credit/cycles/due', {})).status).toBe(403);
  });
});
