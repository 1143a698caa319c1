/** 信用评价 Two cycles of gradings through kill -9 of everything, with records that fall meanwhile: at last every grading equals an independent count. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { counted, type Grade } from '../../tools/demo/credit-cycle/count.ts';
import { document, fall, founded, recorded, ruled } from '../../tools/demo/credit-cycle/ground.ts';
import { scriptOf, type Recorded, type Subject } from '../../tools/demo/credit-cycle/script.ts';
import { chainFaultOf } from './chains.ts';
import { startHarness, type Harness, type Part } from './harness.ts';
import { chance, seedOf } from './seeded.ts';

const STRIKES = 4 * Number(process.env['DUBAN_CHAOS_ROUNDS'] ?? 3);
const SUBJECTS = 5_000;
const LONG = 900_000;
const BUREAU = 'chaos-qh';
const year = new Date().getUTCFullYear() - 1;
const parts: readonly Part[] = ['worker', 'api', 'temporal', 'postgres'];
const officer = `o-${BUREAU}-h`;

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
}, 180_000);
afterAll(() => harness?.close());

/** The list in use, the subjects with their records, of which some have fallen already, and the rule in two versions. */
async function prepared(script: readonly Subject[]): Promise<void> {
  const { owner } = harness;
  await founded(owner, BUREAU);
  const { body } = await harness.insist(officer, '/v1/credit-lists', {
    adoptedOn: '2022-05-06',
    document,
  });
  await harness.insist(officer, `/v1/files/${String(body['file'])}/acts/credit-list-publication`, {
    publishedAt: '2022-05-20T10:00:00+08:00',
    url: 'https://ybj.example.org/qingdan',
    proof: document,
  });
  await recorded(owner, BUREAU, 'chaos', script);
  await fall(owner, idsOf(script, 'before'), 'withdrawn');
  await ruled(owner, BUREAU, year);
}

const idsOf = (script: readonly Subject[], falls: Recorded['falls']): string[] =>
  script.flatMap(({ records }) => records.filter((r) => r.falls === falls).map(({ id }) => id));

/** So many strikes at moments of the seed, while something goes on. */
async function struck(draw: () => number, strikes: number): Promise<void> {
  for (let n = 0; n < strikes; n++) {
    await pause(200 + draw() * 1_500);
    const part = parts[Math.floor(draw() * parts.length)]!;
    console.log(`chaos: ${part}`);
    await harness.strike(part, draw() * 500);
  }
}

/** Both cycles that are over have been graded. */
const graded = (): Promise<unknown> =>
  harness.patiently(
    'both cycles are graded',
    async () => {
      const rows =
        await harness.owner`select 1 from credit_cycle where bureau_id = ${BUREAU} and until_on <= ${`${year + 1}-01-01`} and assessed_at is not null`;
      return rows.length === 2 ? true : undefined;
    },
    300_000,
  );

/** Nothing is to be done any more, and every act is judged. */
const atRest = (): Promise<unknown> =>
  harness.patiently(
    'nothing is left to do',
    async () => {
      const [row] = await harness.owner<{ open: boolean }[]>`select
        exists (select 1 from task t join file f on f.id = t.file_id where f.bureau_id = ${BUREAU} and t.done_at is null)
        or exists (select 1 from file f where f.bureau_id = ${BUREAU} and f.judged_number < f.inbox_number) as open`;
      return row!.open ? undefined : true;
    },
    300_000,
  );

interface Row {
  subject: string;
  grade: Grade;
}
/** Of the cycle that begins on a day, the regular gradings, or the last one of each subject. */
async function gradesOf(from: string, which: 'regular' | 'last'): Promise<Map<string, Grade>> {
  const { owner } = harness;
  const rows = await owner<
    Row[]
  >`select distinct on (subject_id) subject_id as subject, by_table as grade
    from credit_grade where bureau_id = ${BUREAU} and cycle_from = ${from} ${which === 'regular' ? owner`and cause = 'regular'` : owner``}
    order by subject_id, id desc`;
  return new Map(rows.map(({ subject, grade }) => [subject, grade]));
}

function differing(
  script: readonly Subject[],
  found: ReadonlyMap<string, Grade>,
  expected: (s: Subject) => Grade,
): string[] {
  return script.flatMap((s) =>
    found.get(s.id) === expected(s)
      ? []
      : [`${s.id}: ${String(found.get(s.id))}, counted ${expected(s)}`],
  );
}

it(
  'killed at any point of two cycles and of what falls afterwards: every grading is as counted',
  async () => {
    const script = scriptOf('chaos', SUBJECTS, year);
    await prepared(script);
    const draw = chance(seedOf('credit cycle'));
    const opening = harness.insist(officer, '/v1/credit/cycles/due', {});
    await Promise.all([opening, struck(draw, STRIKES)]);
    await graded();
    const stood = (r: Recorded) => r.falls !== 'before';
    const [first, second] = [`${year - 1}-01-01`, `${year}-01-01`];
    const regular = await Promise.all([first, second].map((from) => gradesOf(from, 'regular')));
    expect(differing(script, regular[0]!, (s) => counted(s, year - 1, stood, false))).toEqual([]);
    expect(differing(script, regular[1]!, (s) => counted(s, year, stood, true))).toEqual([]);

    const falls = (['overturned', 'objection'] as const).flatMap((why) =>
      idsOf(script, why).map((id) => ({ id, why })),
    );
    const some = falls.filter((_, n) => n % 5 === 0);
    const left = new Set(falls.filter((_, n) => n % 5 !== 0).map(({ id }) => id));
    const falling = async () => {
      for (const { id, why } of some)
        await harness.patiently(`${id} falls`, async () => {
          await fall(harness.owner, [id], why);
          return true;
        });
    };
    await Promise.all([falling(), struck(draw, STRIKES)]);
    await atRest();
    const stands = (r: Recorded) => r.falls === 'never' || left.has(r.id);
    const last = await Promise.all([first, second].map((from) => gradesOf(from, 'last')));
    expect(differing(script, last[0]!, (s) => counted(s, year - 1, stands, false))).toEqual([]);
    expect(differing(script, last[1]!, (s) => counted(s, year, stands, true))).toEqual([]);

    // 拟列入 Whoever is proposed has one open file, and nobody else has.
    const lists = await harness.owner<{ subject: string; proposed: boolean; open: number }[]>`
      select g.subject_id as subject, g.proposed_d as proposed,
        (select count(*)::int from credit_blacklist b where (b.bureau_id, b.subject_kind, b.subject_id) = (g.bureau_id, g.subject_kind, g.subject_id) and b.state = 'proposed') as open
      from credit_grade g where g.bureau_id = ${BUREAU} and g.superseded_at is null`;
    expect(lists).toHaveLength(SUBJECTS);
    expect(lists.filter(({ proposed, open }) => open !== (proposed ? 1 : 0))).toEqual([]);
    expect(await chainFaultOf(harness.owner)).toEqual([]);
  },
  LONG,
);
