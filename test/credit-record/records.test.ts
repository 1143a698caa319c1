/** QHD-1.2, 1.3, 2.2, 2.3 信用信息: who is a subject, what is recorded, what counts once, and how a record falls. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { paper, Section, told } from '../credit-list/acts.ts';
import { Case, staffed } from '../penalty-case/acts.ts';
import { Bureau, document, documentNo } from '../setup/bureau.ts';
import { Credit, enterprise } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

describe.concurrent('QHD-1.3 信用主体', () => {
  it('QHD-1.2 QHD-1.3: institutions, employers and enterprises; a natural person is refused; without a commitment it is a warning', async () => {
    const c = await Credit.inUse(b);
    const institution = await b.institution({ bureau: c.id });
    const refused = async (row: object, by = 'h') => c.tell('subjects', { subjects: [row] }, by);
    const person = [422, 'natural-person', 'QHD-1.3'];
    const row = { kind: 'employer', id: 'e-1', name: '样例单位', creditCode: enterprise() };
    expect(await refused({ ...row, kind: 'natural-person' })).toEqual(person);
    expect(await refused({ ...row, id: '11010519491231002X' })).toEqual(person);
    expect(await refused({ ...row, creditCode: '11010519491231002X' })).toEqual(person);
    const unknown = [422, 'subject-not-registered', 'QHD-1.3'];
    expect(await refused({ ...row, creditCode: '123' })).toEqual(unknown);
    expect(await refused({ kind: 'institution', id: 'i-none' })).toEqual(unknown);
    expect(await refused(row, 'far')).toEqual([403, 'not-owed-by-you', 'QHD-1.3']);
    // 同一请求自相矛盾 One id with two codes, one code with two ids.
    const differs = [409, 'subject-differs', 'QHD-1.3'];
    const pair = (other: object) => c.tell('subjects', { subjects: [row, { ...row, ...other }] });
    expect(await pair({ creditCode: enterprise() })).toEqual(differs);
    expect(await pair({ id: 'e-2' })).toEqual(differs);
    expect((await b.get(c.o('far'), '/v1/credit/subjects')).body).toMatchObject({ items: [] });
    const closed = await b.institution({ bureau: c.id });
    await b.owner`update institution set status = 'terminated' where id = ${closed}`;
    expect(await refused({ kind: 'institution', id: closed })).toEqual(unknown);
    // All or none.
    expect(
      await c.tell('subjects', { subjects: [row, { ...row, kind: 'natural-person' }] }),
    ).toEqual(person);
    const both = await c.post('subjects', {
      subjects: [row, { kind: 'institution', id: institution }],
    });
    expect(both.body).toEqual({ registered: 2 });
    expect((await c.post('subjects', { institutions: 'all' })).body).toEqual({ registered: 0 });
    expect(await refused({ ...row, creditCode: enterprise() })).toEqual([
      409,
      'subject-differs',
      'QHD-1.3',
    ]);
    const shown = async () =>
      (
        (await b.get(c.o('far'), '/v1/credit/subjects?kind=employer')).body as {
          items: { committedOn: string | null; warnings: string[] }[];
        }
      ).items[0]!;
    expect((await shown()).warnings.join()).toContain('QHD-1.2');
    const { warnings } = (await c.record({ kind: row.kind, id: row.id })).body as {
      warnings: string[];
    };
    expect(warnings.join()).toContain('QHD-1.2');
    const promise = { signedOn: '2026-01-02', document: paper(3) };
    const to = 'subjects/employer/e-1/commitments';
    expect(await c.tell(to, { ...promise, signedOn: '2199-01-01' })).toEqual([
      422,
      'in-the-future',
      'QHD-1.2',
    ]);
    expect((await c.post(to, promise)).body).toEqual({ changed: true });
    expect((await c.post(to, promise)).body).toEqual({ changed: false });
    expect(await shown()).toMatchObject({ committedOn: '2026-01-02', warnings: [] });
    // 更正、终止 By two persons; what stood is kept.
    for (const name of ['rg1', 'rg2'])
      await b.owner`insert into officer (id, unit_id, name, roles) values (${c.o(name)}, ${`${c.id}.ju`}, ${name}, '{registrar,administrator}')`;
    const at = '/v1/credit/subjects/employer/e-1';
    const change = { reason: '样例', document: paper(4) };
    const put = (body: object, by = 'h', path = at) => b.put(c.o(by), path, { ...change, ...body });
    expect(told(await put({ name: '更正' }, 'far'))).toEqual([403, 'not-owed-by-you', 'QHD-1.3']);
    expect((await put({})).status).toBe(400);
    expect(told(await put({ endedOn: '2199-01-01' }))).toEqual([422, 'in-the-future', 'QHD-1.3']);
    expect(told(await put({ creditCode: '123' }))).toEqual(unknown);
    const ofRegistry = `/v1/credit/subjects/institution/${institution}`;
    expect(told(await put({ name: '更正' }, 'h', ofRegistry))).toEqual([
      422,
      'subject-of-registry',
      'QHD-1.3',
    ]);
    // Whoever has proposed it sees it and takes it back; another handler does neither.
    const wrong = await put({ name: '误写的单位' });
    const { id: number, hash } = wrong.body as { id: number; hash: string };
    const seenBy = async (who: string): Promise<number[]> =>
      (
        (await b.get(c.o(who), '/v1/proposals?state=proposed')).body as { items: { id: number }[] }
      ).items.map(({ id }) => id);
    expect([await seenBy('h'), await seenBy('far')]).toEqual([[number], []]);
    const of = `/v1/proposals/${number}`;
    expect((await b.get(c.o('h'), of)).status).toBe(200);
    expect((await b.get(c.o('far'), of)).status).toBe(404);
    const decide = (who: string, how: string) =>
      b.post(c.o(who), `${of}/${how}`, { reason: '误写' }, undefined, undefined, {
        'If-Match': `"${hash}"`,
      });
    expect((await decide('h', 'confirmation')).status).toBe(403);
    expect((await decide('far', 'withdrawal')).status).toBe(403);
    expect((await decide('h', 'withdrawal')).body).toMatchObject({ state: 'withdrawn' });
    expect(await seenBy('h')).toEqual([]);
    const proposal = await put({ name: '更正的单位', endedOn: '2026-02-03' });
    expect(proposal.status).toBe(202);
    expect((await b.get(c.o('far'), at)).body).toMatchObject({ former: [] });
    expect((await b.confirm(c.o('rg1'), proposal)).status).toBe(200);
    expect((await b.get(c.o('far'), at)).body).toMatchObject({
      subject: {
        name: '更正的单位',
        creditCode: row.creditCode,
        endedOn: '2026-02-03',
        ended: true,
      },
      former: [{ name: row.name, endedOn: null, proposedBy: c.o('h'), confirmedBy: c.o('rg1') }],
    });
    await expect(
      b.owner`update credit_subject set id = 'x' where bureau_id = ${c.id}`,
    ).rejects.toThrow('stands as it was registered');
    const none = await Section.setUp(b, { area: '130200' });
    expect(await new Credit(b, none.id).tell('subjects', { subjects: [row] })).toEqual([
      422,
      'no-legal-basis',
      'X-11',
    ]);
  });
});

describe.concurrent('QHD-2.3 登记', () => {
  it('QHD-2.1a QHD-2.2a QHD-2.2b QHD-2.3: class, item of a list in use, one of five catalogues, the day and number of the act, evidence; good records too', async () => {
    const c = await Credit.inUse(b);
    const e = await c.employer();
    const refused = async (changes: object, subject: object = e, by = 'h') =>
      told(await c.record(subject as never, changes as never, by));
    expect(await refused({ class: undefined })).toEqual([422, 'class-missing', 'QHD-2.2b']);
    const fit = [422, 'class-does-not-fit', 'QHD-2.2b'];
    expect(await refused({ class: 'basic' })).toEqual(fit);
    expect(await refused({ polarity: 'good' })).toEqual(fit);
    expect(await refused({ polarity: undefined })).toEqual(fit);
    const list = [422, 'item-not-in-use', 'QHD-2.1a'];
    expect(await refused({ item: undefined })).toEqual(list);
    expect(await refused({ item: 'A6' })).toEqual(list);
    expect(await refused({ listVersion: 2 })).toEqual(list);
    const power = [422, 'power-type-other', 'QHD-2.2a'];
    expect(await refused({ powerType: 'administrative-inspection' })).toEqual(power);
    expect(await refused({ powerType: undefined })).toEqual([
      422,
      'power-type-missing',
      'QHD-2.2a',
    ]);
    expect(await refused({ actNo: undefined })).toEqual([422, 'act-number-missing', 'QHD-2.2b']);
    expect(await refused({ actOn: undefined })).toEqual([422, 'act-day-missing', 'QHD-2.3']);
    expect(await refused({ actOn: '2199-01-01' })).toEqual([422, 'in-the-future', 'QHD-2.3']);
    expect(await refused({ evidence: undefined })).toEqual([422, 'evidence-missing', 'QHD-2.3']);
    expect(await refused({}, e, 'far')).toEqual([403, 'not-owed-by-you', 'QHD-2.3']);
    expect(await refused({}, { kind: 'natural-person', id: 'x' })).toEqual([
      422,
      'natural-person',
      'QHD-1.3',
    ]);
    expect(await refused({}, { kind: 'employer', id: 'none' })).toEqual([
      422,
      'subject-not-registered',
      'QHD-1.3',
    ]);
    const assessed = {
      polarity: undefined,
      class: 'assessment',
      item: undefined,
      powerType: undefined,
      actNo: undefined,
      result: '优秀',
      year: 2025,
    };
    expect(await refused(assessed)).toEqual([422, 'assessment-not-of-subject', 'QHD-2.2b']);
    // An institution of the registry is a subject as soon as something is recorded of it.
    const institution = { kind: 'institution', id: await b.institution({ bureau: c.id }) };
    const first = await c.recorded(institution, assessed);
    expect(first).toMatch(/^XR\./);
    expect(await refused(assessed, institution)).toEqual([409, 'assessment-recorded', 'QHD-2.3']);
    await c.recorded(institution, { ...assessed, year: 2024 });
    // 异议成立 What an objection has overturned is not recorded again as it was.
    await b.owner`select credit_record_falls(${first}, 'objection', null, 'test')`;
    expect(await refused(assessed, institution)).toEqual([409, 'act-objected', 'QHD-2.3']);
    await c.recorded(institution, { ...assessed, result: '合格' });
    const good = await c.recorded(e, { polarity: 'good', class: undefined });
    await c.recorded(e, { ...assessed, class: 'basic', result: undefined, year: undefined });
    expect(await c.row(good)).toMatchObject({ polarity: 'good', class: null, listVersion: 1 });
    expect(await c.acts(e, '2026-01-01', '2026-12-31')).toEqual([]);
    expect((await c.rows('&polarity=good')).map(({ id }) => id)).toEqual([good]);
    expect(await c.rows()).toHaveLength(5);
    expect(await c.rows(`&subject=${e.id}`)).toHaveLength(2);
  });

  it('QHD-2.2b QHD-2.4b: two records of one act count once, the gravest; the window is open at its beginning and closed at its end', async () => {
    const c = await Credit.inUse(b);
    const e = await c.employer();
    await c.recorded(e);
    expect(told(await c.record(e, { actNo: ' 秦医保检 [２０２６] 1号' }))).toEqual([
      409,
      'act-recorded',
      'QHD-2.3',
    ]);
    expect(told(await c.record(e, { class: 'serious', actOn: '2026-03-03' }))).toEqual([
      409,
      'act-day-differs',
      'QHD-2.3',
    ]);
    const graver = await c.recorded(e, { class: 'serious' });
    const both = await Promise.all([2, 2].map((n) => c.record(e, { actNo: `X-${n}` })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const of = async (after: string, until: string) =>
      (await c.acts(e, after, until)).map((a) => `${a.act_no} ${a.class}`).toSorted();
    expect(await of('2026-03-01', '2026-03-02')).toEqual([
      'X-2 general',
      '秦医保检〔2026〕1号 serious',
    ]);
    expect(await of('2026-03-02', '2026-12-31')).toEqual([]);
    expect(await of('2026-01-01', '2026-03-01')).toEqual([]);
    expect(
      await b.owner`select record_id from credit_acts_of_bureau(${c.id}, '2026-03-01', '2026-03-02') where class = 'serious'`,
    ).toMatchObject([{ record_id: graver }]);
    // Another subject's act of the same number is another act.
    const other = await c.employer();
    await c.recorded(other);
    expect(await c.acts(other, '2026-01-01', '2026-12-31')).toHaveLength(1);
  });

  it('QHD-2.3 X-7: a record is never edited; withdrawn or corrected by two persons it stays, and is not counted', async () => {
    const c = await Credit.inUse(b);
    const e = await c.employer();
    const id = await c.recorded(e);
    const ask = (body: object) => c.tell(`records/${id}/changes`, body as never);
    expect(await ask({ kind: 'withdrawal', document: paper(6) })).toEqual([
      422,
      'reason-missing',
      'QHD-2.3',
    ]);
    expect(await ask({ kind: 'withdrawal', reason: '样例' })).toEqual([
      422,
      'evidence-missing',
      'QHD-2.3',
    ]);
    const rejected = await c.change(id, { kind: 'withdrawal' });
    expect(told(await c.decide(rejected, 'h'))).toEqual([403, 'change-own', 'X-7']);
    expect(told(await c.decide(rejected, 'far'))).toEqual([403, 'not-owed-by-you', 'QHD-2.3']);
    expect(await ask({ kind: 'withdrawal', reason: '样例', document: paper(6) })).toEqual([
      409,
      'change-proposed',
      'QHD-2.3',
    ]);
    expect((await c.decide(rejected, 'h2', 'rejected')).status).toBe(200);
    expect(await c.row(id)).toMatchObject({ counts: true, changeProposed: false });
    const replacement = Credit.bad({ class: 'serious', actOn: '2026-03-05' });
    const corrected = await c.change(id, { kind: 'correction', replacement });
    const decisions = await Promise.all([c.decide(corrected), c.decide(corrected)]);
    expect(decisions.map(told).toSorted()).toEqual([[200], [409, 'change-decided', 'X-7']]);
    const [done] = decisions.filter(({ status }) => status === 200);
    const { became } = done!.body as { became: string };
    expect(await c.row(id)).toMatchObject({ counts: false, fallenWhy: 'corrected' });
    expect(await c.row(became)).toMatchObject({ corrects: id, class: 'serious', counts: true });
    expect((await c.acts(e, '2026-01-01', '2026-12-31')).map((a) => a.record_id)).toEqual([became]);
    expect(await ask({ kind: 'withdrawal', reason: '样例', document: paper(6) })).toEqual([
      409,
      'record-fallen',
      'QHD-2.3',
    ]);
    expect((await c.decide(await c.change(became, { kind: 'withdrawal' }))).status).toBe(200);
    expect(await c.acts(e, '2026-01-01', '2026-12-31')).toEqual([]);
    expect(await c.rows('&counts=false')).toHaveLength(2);
    await expect(b.owner`update credit_entry set words = 'x' where id = ${became}`).rejects.toThrow(
      'stands as it was recorded',
    );
    // What was withdrawn may be recorded anew, with the right day.
    await c.recorded(e, { actOn: '2026-03-09' });
  });
});

describe.concurrent('QHD-2.2 来源', () => {
  it('QHD-2.2a QHD-2.3: a served penalty is brought once, recorded once with the day of its act, and falls with the decision', async () => {
    const staff = await staffed(b, {});
    const c = await Credit.adopting(b, staff);
    const institution = await b.institution({ bureau: staff.bureau });
    const penalty = await Case.open(b, {}, institution, staff);
    await penalty.decided();
    await vi.waitFor(async () => expect(await c.sources('open')).toHaveLength(1), 10_000);
    const [source] = await c.sources();
    expect(source).toMatchObject({
      kind: 'penalty-case',
      file: penalty.file,
      subject: institution,
      actNo: penalty.file,
      late: false,
    });
    const records = (acts: object[]) => ({ records: acts });
    const fact = Credit.bad({ actNo: undefined, powerType: 'penalty', evidence: undefined });
    const to = `sources/${source!.id}/records`;
    expect(await c.tell(to, records([{ ...fact, actOn: undefined }]))).toEqual([
      422,
      'act-day-missing',
      'QHD-2.3',
    ]);
    // One act in two widths is one act, within one request too.
    const twin = (actNo: string) => ({ ...fact, actNo });
    expect(await c.tell(to, records([twin('Ａ［1］'), twin('a【1】')]))).toEqual([
      409,
      'act-recorded',
      'QHD-2.3',
    ]);
    expect(await b.owner`select id from credit_entry where bureau_id = ${staff.bureau}`).toEqual(
      [],
    );
    // 手工 What a file has brought is recorded from there, so that it falls with the decision.
    const subjectOf = { kind: 'institution', id: institution };
    expect(told(await c.record(subjectOf, { actNo: penalty.file }))).toEqual([
      409,
      'act-of-source',
      'QHD-2.3',
    ]);
    const both = await Promise.all([1, 2].map(() => c.post(to, records([fact]))));
    expect(both.map(told).toSorted()).toEqual([[200], [409, 'source-recorded', 'QHD-2.3']]);
    const subject = { kind: 'institution', id: institution };
    expect(await c.acts(subject, '2026-01-01', '2026-12-31')).toMatchObject([
      { act_no: penalty.file },
    ]);
    expect(await c.sources('open')).toEqual([]);
    // 撤回之后 Two persons have decided that nothing stands: it is owed no more, but what is recorded all the same hangs on it too.
    const { records: wrong } = both.find(({ status }) => status === 200)!.body as {
      records: string[];
    };
    const withdrawal = await c.change(wrong[0]!, { kind: 'withdrawal' });
    expect((await c.decide(withdrawal)).status).toBe(200);
    expect(await c.sources('open')).toEqual([]);
    expect(await c.sources('closed')).toMatchObject([{ due: null, late: false }]);
    const again = await c.post(to, records([fact]));
    expect(told(again)).toEqual([200]);
    const { records: right } = again.body as { records: string[] };
    // 同一行为 What the case comes from proposes its number, also when it is told after the case.
    const proposes = b.owner.begin(async (sql) => {
      const [origin] = await sql<
        { id: string }[]
      >`select id from file where bureau_id = ${c.id} and procedure = 'credit-list' limit 1`;
      await sql`insert into penalty_origin (file_id, origin_id, act_id) values (${penalty.file}, ${origin!.id}, 'origin')`;
      const [told] = await sql<
        { act: string }[]
      >`with s as (insert into credit_source (id, bureau_id, kind, file_id, number, subject_kind, subject_id, told_at) values ('origin', ${c.id}, 'inspection', ${origin!.id}, 0, 'institution', ${institution}, now()) returning *)
        select credit_source_act(row(s.*)::credit_source) as act from s`;
      // 另有一个行为 Of two that it may be none is proposed.
      await sql`insert into credit_entry select (jsonb_populate_record(e, '{"id": "XR.second", "act_no": "另一行为", "act_key": "另一行为"}')).* from credit_entry e where e.id = ${right[0]!}`;
      const [several] = await sql<
        { act: string | null }[]
      >`select credit_source_act(s) as act from credit_source s where s.id = 'origin'`;
      throw new Error(`proposes ${told!.act}, then ${several!.act}`);
    });
    await expect(proposes).rejects.toThrow(`proposes ${penalty.file}, then null`);
    await penalty.accepted('decision-reversal', {
      documentNo: documentNo(),
      by: 'court',
      outcome: 'annulled',
      again: true,
      decidedAt: await penalty.now(),
      document: document(),
      reason: '样例',
    });
    // At once, with the decision.
    expect(await c.acts(subject, '2026-01-01', '2026-12-31')).toEqual([]);
    expect((await c.sources())[0]!.fallenAt).not.toBeNull();
    expect(await c.row(right[0]!)).toMatchObject({ counts: false, fallenWhy: 'overturned' });
  });
});
