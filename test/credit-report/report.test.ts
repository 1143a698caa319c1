/** QHD-2.3, 2.5c 信用信息报告: every period once, without a gap, in fixed bytes, proved by the office's paper; QHD-3.3 the log of training. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paper, told, type Body } from '../credit-list/acts.ts';
import { Credit } from '../credit-record/acts.ts';
import { month } from '../sanctioned-list/acts.ts';
import { Bureau } from '../setup/bureau.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const CLAUSE = 'QHD-2.3';
interface Report extends Body {
  file: string;
  from: string;
  until: string;
  entries: number;
  sha256: string;
}
interface Content {
  zero: boolean;
  entries: { mark: string; record: string; fallen?: string }[];
  subjects: { id: string; objected: boolean }[];
  status: { kind: string; subjects: number }[];
}

const begins = (c: Credit, back: number) =>
  b.owner`insert into credit_report_start values (${c.id}, ${month(back)})`;
/** As if it had been recorded then. */
async function recordedOn(c: Credit, subject: Body, on: string, n: number): Promise<string> {
  const id = `XR.${c.id}.2020-${String(n).padStart(6, '0')}`;
  await b.owner`insert into credit_entry (id, bureau_id, subject_kind, subject_id, class, act_on, words, evidence, source_kind, recorded_at, recorded_by, unit_id)
    values (${id}, ${c.id}, ${String(subject['kind'])}, ${String(subject['id'])}, 'basic', '2026-01-05', '样例', ${b.owner.json(paper(1))}, 'by-hand', ${`${on}T12:00:00+08:00`}, ${c.o('h')}, ${`${c.id}.jjk`})`;
  return id;
}
const due = async (c: Credit): Promise<string[]> =>
  ((await c.post('reports/due', {})).body as { opened: string[] }).opened;
const reports = async (c: Credit): Promise<Report[]> =>
  ((await b.get(c.o('reg'), '/v1/credit/reports')).body as { items: Report[] }).items;
async function content(c: Credit, { file, sha256 }: Report): Promise<Content> {
  const reply = await b.get(c.o('h'), `/v1/credit/reports/${file}/content`);
  expect(reply.headers['duban-content-sha256']).toBe(sha256);
  expect(createHash('sha256').update(reply.text).digest('hex')).toBe(sha256);
  return reply.body;
}

describe.concurrent('QHD-2.3 按时报送', () => {
  it('QHD-2.3 QHD-2.5b QHD-2.5c: one report a period and no gap, whoever asks; late records and what has fallen since are in the next; fixed bytes', async () => {
    const c = await Credit.inUse(b);
    const e = await c.employer();
    await c.employer();
    await begins(c, 3);
    const late = await recordedOn(c, e, month(5), 1);
    const inTime = await recordedOn(c, e, month(2), 2);
    const both = await Promise.all([due(c), due(c)]);
    expect(new Set(both.flat()).size).toBe(3);
    expect(await due(c)).toEqual([]);
    const [third, second, first] = await reports(c);
    expect([first, second, third].map((r) => [r!.from, r!.until])).toEqual([
      [month(3), month(2)],
      [month(2), month(1)],
      [month(1), month(0)],
    ]);
    expect((await content(c, first!)).entries).toMatchObject([{ mark: 'late', record: late }]);
    const told2 = await content(c, second!);
    expect(told2.entries).toMatchObject([{ mark: 'new', record: inTime }]);
    expect(told2.subjects).toMatchObject([{ id: e.id, objected: false }]);
    expect(told2.status).toMatchObject([{ kind: 'employer', subjects: 2 }]);
    expect(await content(c, third!)).toMatchObject({ zero: true, entries: [], subjects: [] });
    // As if the second period had ended in its middle: what fell after that is corrected in the next one, once.
    const middle = `${month(2).slice(0, 8)}15`;
    await b.owner`update credit_report set from_on = ${month(7)}, until_on = ${month(6)} where file_id = ${third!.file}`;
    await b.owner`update credit_report set until_on = ${middle} where file_id = ${second!.file}`;
    await b.owner`update credit_entry set fallen_at = ${`${middle}T12:00:00+08:00`}, fallen_why = 'withdrawn' where id = ${late}`;
    const [again] = await due(c);
    const corrected = (await reports(c)).find(({ file }) => file === again)!;
    expect((await content(c, corrected)).entries).toMatchObject([
      { mark: 'correction', record: late, fallen: 'withdrawn' },
    ]);
    // What was fixed stays as it was.
    expect((await content(c, first!)).entries).toMatchObject([{ mark: 'late', record: late }]);
    expect((await b.get(c.o('far'), `/v1/credit/reports/${again}/content`)).status).toBe(403);
    expect(told(await c.post('reports/due', {}, 'far'))).toEqual([403, 'not-owed-by-you', CLAUSE]);
  });

  it('QHD-2.3: what is reported is what was fixed, its receipt is proved by paper; late it is noted, and no breach', async () => {
    const c = await Credit.inUse(b);
    await begins(c, 2);
    await due(c);
    const { file, sha256 } = (await reports(c)).at(-1)!;
    await c.until(file, { stage: 'to-report', attention: 'management-overdue' });
    const deliver = async (changes: Body = {}, by = 'h') =>
      c.act(
        file,
        'credit-report-delivery',
        {
          contentHash: sha256,
          document: paper(3),
          deliveredAt: await c.now(file),
          receipt: paper(4),
          ...changes,
        },
        by,
      );
    expect(await deliver({ contentHash: '0'.repeat(64) })).toEqual([409, 'report-differs', CLAUSE]);
    const unproved = [422, 'receipt-paper-missing', CLAUSE];
    expect(await deliver({ receipt: undefined })).toEqual(unproved);
    expect(await deliver({ receipt: paper(3) })).toEqual(unproved);
    expect(await deliver({}, 'far')).toEqual([403, 'not-owed-by-you', CLAUSE]);
    expect(await deliver()).toEqual([200]);
    await c.until(file, { stage: 'closed', outcome: 'delivered' });
    expect(await c.breaches(file)).toEqual([]);
    expect((await reports(c)).at(-1)).toMatchObject({ deliveredLate: true });
  });

  it('QHD-3.3: trainings and publicity are entered with their paper, never in the future', async () => {
    const c = await Credit.inUse(b);
    const one = {
      kind: 'training',
      heldOn: '2026-03-02',
      topic: '样例培训',
      audience: '定点医药机构',
      attendees: 30,
      document: paper(1),
    };
    expect((await c.post('trainings', one)).status).toBe(200);
    expect(await c.tell('trainings', { ...one, heldOn: '2199-01-01' })).toEqual([
      422,
      'in-the-future',
      'QHD-3.3',
    ]);
    expect(await c.tell('trainings', one, 'far')).toEqual([403, 'not-owed-by-you', 'QHD-3.3']);
    expect(
      (await c.post('trainings', { ...one, kind: 'publicity', attendees: undefined })).status,
    ).toBe(200);
    const { items } = (await b.get(c.o('far'), '/v1/credit/trainings')).body as {
      items: { kind: string }[];
    };
    expect(items.map(({ kind }) => kind)).toEqual(['publicity', 'training']);
  });
});
