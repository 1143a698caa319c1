/** QHD-2.4 信用评价: cycles without a gap, the window by the day of the act, the rule of the cycle's beginning, and what falls is counted again at once. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { civilDate, startOfDay } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { sampleRule } from '../../domain/credit-cycle/sample.ts';
import { Bureau } from '../setup/bureau.ts';
import { Grades, paper, thisYear, told } from './acts.ts';

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
    const { status, body } = await b.get(c.o('far'), `/v1/credit/grades/employer/nobody`);
    expect([status, (body as { code: string }).code]).toEqual([404, 'not-graded']);

    // 更正 The gravest record of the act falls, the other one stands; what was recorded meanwhile makes nothing worse.
    await c.record(twice, `${last}-08-08`, 'serious');
    await c.falls(same);
    expect(await c.regraded(twice, 2)).toMatchObject({
      cause: 'record-fell',
      reference: same,
      grade: 'C',
      held: false,
    });
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
    void once;

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
    // Nobody else opens them.
    expect((await b.post(c.o('far'), '/v1/credit/cycles/due', {})).status).toBe(403);
  });
});
