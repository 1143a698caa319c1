/** 督查 A plan whose year is over is closed, and its reviews are opened and closed, through whatever strikes. What came of it is read from the database. */
import { expect } from 'vitest';
import { addDays, civilDate } from '../../domain/time/civil-date.ts';
import { periodFrom, spans } from '../../domain/time/spans.ts';
import { document } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import type { Harness, Trouble } from './harness.ts';

const [BUREAU, OFFICE] = ['qj', 'o-qj-bgs-1'];
const SECTION = '信息科';
/** Some seven weeks, two or three months. */
const DAYS = 47;

/** The leading group of the sample bureau; once for a stack. */
export async function prepare({ owner }: Harness): Promise<void> {
  const body = {
    head: 'o-qj-head',
    deputies: ['o-qj-deputy'],
    members: [],
    office: 'qj.bgs',
    sections: [{ name: SECTION, unit: 'qj.xxk' }],
    matters: [],
  };
  const group = { bureau: BUREAU, body, document: document(), reason: null, by: 'o-qj-admin' };
  await owner`select enter_work_group(${owner.json({ ...group, confirmer: 'o-qj-admin-2' } as never)})`;
}

interface Review {
  file: string;
  period: string;
  sha256: string;
}
const reviewsOf = ({ owner }: Harness, plan: string): Promise<Review[]> =>
  owner<Review[]>`
    select file_id as file, concat_ws(' ', span, from_on, until_on) as period, sha256 from work_review
    where plan_id = ${plan} order by span, from_on, version`;

/** Every period of it, by the calendar alone. */
function periodsOf(year: number): string[] {
  const issued = civilDate(`${year}-03-10`);
  const last = addDays(issued, DAYS);
  return spans.flatMap((span) => {
    const all: string[] = [];
    for (let p = periodFrom(span, issued, last); p; p = periodFrom(span, p.until, last))
      all.push(`${span} ${p.from} ${p.until}`);
    return all;
  });
}

/** Answers the plan, when all of its reviews are closed. */
export async function review(harness: Harness, year: number, trouble: Trouble): Promise<string> {
  const around = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    await trouble({ step, when: 'before' });
    const [result] = await Promise.all([work(), trouble({ step, when: 'during' })]);
    await trouble({ step, when: 'after' });
    return result;
  };
  const issuedOn = civilDate(`${year}-03-10`);
  const opened = await around('plan', () =>
    harness.insist(OFFICE, '/v1/work-plans', {
      year,
      issuedOn,
      closedOn: addDays(issuedOn, DAYS),
      document: { ...document(), id: uniqueHex() },
      rows: [{ id: 'a', heading: '样例', sections: [SECTION], ongoing: true }],
    }),
  );
  const plan = opened.body['file'] as string;
  const acts = (file: string, type: string, body: object) =>
    around(type, async () => {
      const { status, body: answer } = await harness.insist(
        OFFICE,
        `/v1/files/${file}/acts/${type}`,
        body,
      );
      expect([status, status === 200 ? '' : answer]).toEqual([200, '']);
    });
  await acts(plan, 'plan-closing', { document: document() });
  const expected = periodsOf(year);
  const reviews = await harness.patiently('all reviews are open', async () => {
    const found = await reviewsOf(harness, plan);
    return found.length >= expected.length ? found : undefined;
  });
  for (const { file, sha256 } of reviews)
    await acts(file, 'review-closing', { contentHash: sha256, conclusions: '样例' });
  return plan;
}

/** Everything that is wrong with it; nothing when all is well: each period once, without a gap, closed once, in the bytes that were fixed. */
export async function faultsOfReviews(
  harness: Harness,
  { plan, year }: { plan: string; year: number },
): Promise<string[]> {
  const { owner } = harness;
  const [expected, reviews] = [periodsOf(year).toSorted(), await reviewsOf(harness, plan)];
  const found = reviews.map(({ period }) => period).toSorted();
  const files = await owner<{ id: string; open: boolean; behind: boolean; ends: number }[]>`
    select f.id, f.closed_at is null as open, f.inbox_number <> f.judged_number as behind,
      (select count(*)::int from register r where r.file_id = f.id and r.type in ('review-closed', 'plan-closed', 'file-closed')) as ends
    from file f where f.id = ${plan} or f.opening->>'plan' = ${plan}`;
  const hashes = await owner<{ n: number }[]>`
    select count(*)::int as n from work_review where plan_id = ${plan} and sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex') and closed_at is not null`;
  const due = await owner`select 1 from register where file_id = ${plan} and type = 'review-due'`;
  return [
    ...(found.join() === expected.join() ? [] : [`periods: ${found.join()}`]),
    ...(due.length === expected.length ? [] : [`${due.length} reviews are due`]),
    ...(hashes[0]!.n === expected.length ? [] : [`${hashes[0]!.n} closed in their bytes`]),
    // The plan, its one task, its reviews.
    ...(files.length === expected.length + 2 ? [] : [`${files.length} files`]),
    ...files.flatMap(({ id, open, behind, ends }) => [
      ...(open ? [`${id} is open`] : []),
      ...(behind ? [`${id} has acts without a verdict`] : []),
      ...(ends > 2 ? [`${id} has ended ${ends} times`] : []),
    ]),
  ];
}
