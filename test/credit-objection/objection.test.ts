/** QHD-2.5a 信用异议: by the subject only, with evidence; checked, decided with a reason by somebody who took no part; the record falls; the subject is told. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { paper, told, type Body } from '../credit-list/acts.ts';
import { Grades, thisYear } from '../credit-cycle/acts.ts';
import { Credit } from '../credit-record/acts.ts';
import { Bureau } from '../setup/bureau.ts';
import { deciders, Objection, objection } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status = 422, clause = 'QHD-2.5a') => [status, code, clause];
const year = ['2026-01-01', '2026-12-31'] as const;
const open = async (): Promise<Credit> => {
  const c = await Credit.inUse(b);
  await deciders(b, c);
  return c;
};

describe.concurrent('QHD-2.5a 提出', () => {
  it('QHD-2.5a: by the subject or with its power of attorney, to what is its own and counts, with a ground and evidence; one at a time', async () => {
    const c = await open();
    const [e, other] = [await c.employer(), await c.employer()];
    const [record, fallen] = [await c.recorded(e), await c.recorded(e, { actNo: 'X-2' })];
    expect((await c.decide(await c.change(fallen, { kind: 'withdrawal' }))).status).toBe(200);
    const refused = (changes: Body, subject: Body = e, of: string | undefined = record, by = 'h') =>
      c.tell('objections', objection(subject, of, changes), by);
    const notBy = refusal('objection-not-by-subject');
    expect(await refused({ authorisation: undefined })).toEqual(notBy);
    expect(await refused({}, other)).toEqual(notBy);
    expect(await refused({}, { kind: 'employer', id: 'none' })).toEqual(notBy);
    expect(await refused({}, { kind: 'natural-person', id: 'none' })).toEqual(
      refusal('natural-person', 422, 'QHD-1.3'),
    );
    expect(await refused({}, e, fallen)).toEqual(refusal('record-fallen', 409));
    expect(await c.tell('objections', objection(e))).toEqual(refusal('grade-not-in-force', 409));
    expect(await refused({ ground: undefined })).toEqual(refusal('objection-groundless'));
    expect(await refused({ evidence: [] })).toEqual(refusal('evidence-missing'));
    expect(await refused({}, e, record, 'far')).toEqual(refusal('not-owed-by-you', 403));
    const both = await Promise.all([1, 2].map(() => c.post('objections', objection(e, record))));
    expect(both.map((reply) => told(reply)[0]).toSorted()).toEqual([201, 409]);
  });

  it('QHD-2.5a QHD-3.2: with its code a subject reads its own records and objects; a code that was replaced is good for nothing', async () => {
    const c = await open();
    const e = await c.employer();
    const record = await c.recorded(e);
    await c.recorded(await c.employer(), { words: '他人的记录' });
    const issue = async (): Promise<string> => {
      const reply = await c.post(`subjects/employer/${e.id}/codes`, { document: paper(10) });
      expect(reply.status).toBe(200);
      return (reply.body as { code: string }).code;
    };
    const old = await issue();
    const code = await issue();
    const unknown = refusal('credit-code-unknown', 404);
    expect(told(await b.get('', `/v1/credit/self/${old}`)).slice(0, 2)).toEqual(
      unknown.slice(0, 2),
    );
    const own = async () =>
      (await b.get('', `/v1/credit/self/${code.toLowerCase()}`)).body as {
        id: string;
        objected: boolean;
        records: { id: string }[];
        objections: { outcome: string | null }[];
      };
    expect(await own()).toMatchObject({ id: e.id, objected: false, grade: null });
    expect((await own()).records.map(({ id }) => id)).toEqual([record]);
    const reply = await b.post('', `/v1/credit/self/${code}/objections`, {
      record,
      ground: '样例',
      evidence: [paper(12)],
    });
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    expect(await own()).toMatchObject({ objected: true, objections: [{ outcome: null }] });
    const o = new Objection(c, (reply.body as { file: string }).file);
    expect(await o.check()).toEqual([200]);
    expect(await o.decide({ outcome: 'rejected' })).toEqual([200]);
    expect(await o.tell()).toEqual([200]);
    await o.ended('rejected');
    expect(await own()).toMatchObject({ objected: false, objections: [{ outcome: 'rejected' }] });
    expect(await c.row(record)).toMatchObject({ counts: true });
  });
});

describe.concurrent('QHD-2.5a 处理', () => {
  it('QHD-2.5a X-7: 异议中 meanwhile; checked before it is decided, with a reason, not by who recorded; granted, the record falls and is not recorded again as it was', async () => {
    const c = await open();
    const e = await c.employer();
    const record = await c.recorded(e);
    const o = await Objection.open(c, e, record);
    expect(o.file).toMatch(/^YY\./);
    expect(await c.row(record)).toMatchObject({ objected: true, counts: true });
    expect(await c.acts(e, ...year)).toHaveLength(1);
    const { duties } = await o.view();
    expect(duties.map(({ duty, force }) => `${duty} ${force}`).toSorted()).toEqual([
      'checkObjection management',
      'decideObjection management',
    ]);
    expect(await o.decide()).toEqual(refusal('objection-unchecked', 409));
    expect(await o.check('d')).toEqual(refusal('not-owed-by-you', 403));
    expect(await o.check()).toEqual([200]);
    expect(await o.decide({ reason: undefined })).toEqual(refusal('reason-missing'));
    expect(await o.decide({ falls: [record] })).toEqual(refusal('record-not-of-subject'));
    expect(await o.decide({}, 'h2')).toEqual(refusal('not-owed-by-you', 403));
    // Whoever recorded has moved to the unit that decides, and still does not.
    await b.owner`update officer set unit_id = ${`${c.id}.ju`} where id = ${c.o('h')}`;
    expect(await o.decide({}, 'h')).toEqual(refusal('decider-involved', 403, 'X-7'));
    await b.owner`update officer set unit_id = ${`${c.id}.jjk`} where id = ${c.o('h')}`;
    expect(await o.decide()).toEqual([200]);
    expect(await c.row(record)).toMatchObject({
      counts: false,
      fallenWhy: 'objection',
      objected: false,
    });
    expect(await c.acts(e, ...year)).toEqual([]);
    expect((await o.view()).stage).toBe('to-notify');
    expect(await o.tell()).toEqual([200]);
    await o.ended('granted');
    expect(told(await c.record(e))).toEqual([409, 'act-objected', 'QHD-2.3']);
    await c.recorded(e, { class: 'serious' });
  });

  it('QHD-2.5a: late it is a management period and decided all the same; withdrawn by the subject nobody decides; a record that falls meanwhile settles it', async () => {
    const c = await open();
    const e = await c.employer();
    const [one, two, three] = [
      await c.recorded(e),
      await c.recorded(e, { actNo: 'X-2' }),
      await c.recorded(e, { actNo: 'X-3' }),
    ];
    const [late, withdrawn, settled] = [
      await Objection.open(c, e, one),
      await Objection.open(c, e, two),
      await Objection.open(c, e, three),
    ];
    expect(await withdrawn.act('objection-withdrawal', { document: paper(17) })).toEqual([200]);
    await withdrawn.ended('withdrawn');
    expect(await c.row(two)).toMatchObject({ counts: true });
    expect((await c.decide(await c.change(three, { kind: 'withdrawal' }))).status).toBe(200);
    await c.until(settled.file, { stage: 'to-notify' });
    expect(await settled.decide()).toEqual(refusal('not-awaited', 409));
    expect(await settled.tell()).toEqual([200]);
    await settled.ended('settled');
    await b.skip(late.file, 24 * 40);
    await c.until(late.file, { attention: 'management-overdue' });
    expect(await c.breaches(late.file)).toEqual([]);
    expect(await late.check()).toEqual([200]);
    expect(await late.decide({ outcome: 'rejected' }, 'd2')).toEqual([200]);
    expect(await late.tell()).toEqual([200]);
    await late.ended('rejected');
    // After a decision the subject may object again.
    await Objection.open(c, e, one);
  });

  it('QHD-2.5a QHD-2.4b X-7: granted against the grade, what falls is named and the grade is looked at again; the period is that of the rule; not by who told the grades', async () => {
    const grades = await Grades.setUp(b);
    const { g } = grades;
    const c = new Credit(b, g.id);
    await deciders(b, c);
    await grades.loadRule(1, `${thisYear - 1}-01-01`);
    const [id, other] = [await grades.subject(), await grades.subject()];
    const subject = { kind: 'employer', id };
    const on = `${thisYear - 1}-05-05`;
    const [falls, foreign] = [
      await grades.record(id, on, 'serious'),
      await grades.record(other, on, 'serious'),
    ];
    const [cycle] = await grades.due();
    await grades.until(cycle!, { stage: 'graded' });
    const told = { toldAt: await g.now(cycle!), method: '样例', document: paper(3) };
    expect(await grades.act(cycle!, 'credit-results', told)).toEqual([200]);
    const own = async () => (await grades.of(id)) as { grade: string | null; objected?: boolean };
    expect((await own()).grade).toBe('C');
    const reply = await c.post('objections', objection(subject));
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    const o = new Objection(c, (reply.body as { file: string }).file);
    // The rule is a sample: its fifteen working days are management.
    expect((await o.view()).duties.map(({ force }) => force)).toEqual(['management', 'management']);
    expect(await o.check()).toEqual([200]);
    expect(await o.decide({ falls: [foreign] })).toEqual(refusal('record-not-of-subject'));
    await b.owner`update officer set unit_id = ${`${c.id}.ju`} where id = ${c.o('h')}`;
    expect(await o.decide({}, 'h')).toEqual(refusal('decider-involved', 403, 'X-7'));
    await b.owner`update officer set unit_id = ${`${c.id}.jjk`} where id = ${c.o('h')}`;
    expect((await own()).grade).toBe('C');
    expect(await o.decide({ falls: [falls] })).toEqual([200]);
    await vi.waitFor(async () => expect((await own()).grade).toBe('A'), 20_000);
    expect((await grades.of(other)).grade).toBe('C');
    const issued = await c.post(`subjects/employer/${id}/codes`, { document: paper(10) });
    const { code } = issued.body as { code: string };
    expect((await b.get('', `/v1/credit/self/${code}`)).body).toMatchObject({
      grade: { grade: 'A', rule: 1 },
      records: [{ id: falls, counts: false, fallenWhy: 'objection' }],
    });
    expect(await o.tell()).toEqual([200]);
    await o.ended('granted');
  });
});
