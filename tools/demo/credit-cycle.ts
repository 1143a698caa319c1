/**
 * `npm run demo -- credit-cycle`: two years of credit grading of one bureau, graded after an outage: objections, overturned records, a rule that changes within the first
 * cycle; every grade beside an independent count, and a draw that weighs by them, verified from its text. Exits with 1 where they differ. Everything in it is invented.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../../db/client.ts';
import type { DrawRecord } from '../../domain/draw/record.ts';
import { holdsAll } from '../../domain/draw/finding.ts';
import { verify } from '../../domain/draw/verify.ts';
import { mintOfficerToken } from '../token.ts';
import { counted, type Grade } from './credit-cycle/count.ts';
import { document, fall, founded, ownerOf, recorded, ruled } from './credit-cycle/ground.ts';
import { scriptOf, type Recorded, type Subject } from './credit-cycle/script.ts';
import type { Harness } from './harness.ts';

const WEIGHTS = { A: 50, B: 100, C: 150, D: 200 };
type Row = { subject: string; grade: Grade; byTable: Grade; proposedD: boolean };
type Ask = <T>(by: string, method: string, path: string, body?: object) => Promise<T>;

const askerOf =
  (harness: Harness): Ask =>
  async <T>(by: string, method: string, path: string, body?: object): Promise<T> =>
    JSON.parse(await textOf(harness, by, method, path, body)) as T;

async function textOf(
  harness: Harness,
  by: string,
  method: string,
  path: string,
  body?: object,
): Promise<string> {
  const reply = await fetch(`${harness.api}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${await mintOfficerToken(harness.stack, `o-${harness.bureau}-${by}`, 8)}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      'Duban-Purpose': 'demo',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 300)}`);
  return text;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await holds()) return;
    await sleep(250);
  }
  throw new Error(`${what}: not within five minutes`);
}

async function gradesOf(ask: Ask, query: string): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (let next: string | null = ''; next !== null;) {
    const page: { items: Row[]; next: string | null } = await ask(
      'reg',
      'GET',
      `/v1/credit/grades?limit=1000${query}${next && `&cursor=${encodeURIComponent(next)}`}`,
    );
    for (const row of page.items) rows.set(row.subject, row);
    next = page.next;
  }
  return rows;
}

/** 拟列入  D is proposed, and C in force until somebody has been heard and the principal has approved. */
const inForce = (grade: Grade): Grade => (grade === 'D' ? 'C' : grade);

function compare(
  what: string,
  subjects: readonly Subject[],
  rows: ReadonlyMap<string, Row>,
  expected: (s: Subject) => Grade,
): string[] {
  const figures: Record<Grade, number> = { A: 0, B: 0, C: 0, D: 0 };
  const differ = subjects.flatMap((s) => {
    const [grade, row] = [expected(s), rows.get(s.id)];
    figures[grade]++;
    return row?.byTable === grade &&
      row.grade === inForce(grade) &&
      row.proposedD === (grade === 'D')
      ? []
      : [`${what}: ${s.id} ${JSON.stringify(row)}, counted ${grade}`];
  });
  console.log(
    `  ${what}: ${Object.entries(figures)
      .map(([g, n]) => `${g} ${n}`)
      .join('  ')}; ${differ.length} differ`,
  );
  return differ;
}

/** 抽查 One draw over all of them; how many of each grade, beside what their weights say. */
async function draw(harness: Harness, ask: Ask, rows: ReadonlyMap<string, Row>): Promise<string[]> {
  const count = Math.floor(rows.size / 10);
  const { file } = await ask<{ file: string }>('e1', 'POST', '/v1/draws', {
    contributor: `${harness.bureau}.jcs`,
    count,
  });
  const { statementHash } = await ask<{ statementHash: string }>('jc', 'GET', `/v1/draws/${file}`);
  const number = String(BigInt(`0x${randomUUID().replaceAll('-', '')}`)).padStart(24, '7');
  await ask('jc', 'POST', `/v1/files/${file}/acts/contribution`, { number });
  await ask('e1', 'POST', `/v1/files/${file}/acts/reveal`, {});
  await until(
    'the draw',
    async () => (await ask<{ stage: string }>('jc', 'GET', `/v1/files/${file}`)).stage === 'closed',
  );
  const text = await textOf(harness, 'jc', 'GET', `/v1/draws/${file}/record`);
  const record = JSON.parse(text) as DrawRecord;
  const holds = holdsAll(verify(text, { statementHash, number }));
  const drawn = new Set(record.result.objects);
  const all = [...rows.values()];
  const sum = all.reduce((total, { grade }) => total + WEIGHTS[grade], 0);
  const differ = record.statement.objects.flatMap((o) =>
    rows.get(o.id)?.grade === o.class ? [] : [`draw: ${o.id} weighs as ${o.class}`],
  );
  for (const grade of ['A', 'B', 'C', 'D'] as const) {
    const of = all.filter((row) => row.grade === grade);
    const got = of.filter(({ subject }) => drawn.has(subject)).length;
    const share = (count * of.length * WEIGHTS[grade]) / sum;
    console.log(
      `  ${grade}: ${of.length} subjects, weight ${WEIGHTS[grade]}, ${got} drawn, ${share.toFixed(1)} by their weights`,
    );
    if (Math.abs(got - share) >= 1) differ.push(`draw: ${grade} ${got}, by weight ${share}`);
  }
  console.log(
    `  ${file}: ${count} of ${all.length} drawn; ${holds ? '核验通过 its record holds' : 'its record does not hold'}`,
  );
  return holds ? differ : [...differ, 'the record of the draw does not hold'];
}

/** 周期 Both are over: opened and graded at once, as after an outage. */
async function gradedBoth(ask: Ask): Promise<[string, string]> {
  const { opened } = await ask<{ opened: string[] }>('h', 'POST', '/v1/credit/cycles/due', {});
  const [first, second] = opened as [string, string];
  await until('the grading', async () => {
    const { items } = await ask<{ items: { file: string; assessedAt: string | null }[] }>(
      'reg',
      'GET',
      '/v1/credit/cycles',
    );
    return items.filter((c) => opened.slice(0, 2).includes(c.file) && c.assessedAt).length === 2;
  });
  return [first, second];
}

/** What was told to its files has been judged. */
const settled = (sql: Sql, bureau: string): Promise<void> =>
  until('what fell is graded again', async () => {
    const [row] = await sql<{ open: boolean }[]>`select
      exists (select 1 from task t join file f on f.id = t.file_id where f.bureau_id = ${bureau} and t.done_at is null)
      or exists (select 1 from file f where f.bureau_id = ${bureau} and f.judged_number < f.inbox_number) as open`;
    return !row!.open;
  });

/** 在用清单 The annex, adopted and published. */
async function listed(ask: Ask): Promise<void> {
  const adopted = { adoptedOn: '2022-05-06', document };
  const { file } = await ask<{ file: string }>('h', 'POST', '/v1/credit-lists', adopted);
  await ask('h', 'POST', `/v1/files/${file}/acts/credit-list-publication`, {
    publishedAt: '2022-05-20T10:00:00+08:00',
    url: 'https://ybj.example.org/qingdan',
    proof: document,
  });
}

/** Whoever is proposed has a file of its own that is open, and nobody else has. */
async function listings(ask: Ask, now: ReadonlyMap<string, Row>): Promise<string[]> {
  const { items } = await ask<{ items: { subject: string }[] }>(
    'reg',
    'GET',
    '/v1/credit/blacklist?limit=1000&state=proposed',
  );
  const open = new Set(items.map(({ subject }) => subject));
  const proposed = [...now.values()].filter(({ proposedD }) => proposedD);
  console.log(
    `  ${open.size} 件拟列入 files of listings are open, ${proposed.length} are proposed`,
  );
  return open.size === proposed.length && proposed.every(({ subject }) => open.has(subject))
    ? []
    : [`listings: ${open.size} open, ${proposed.length} proposed`];
}

const idsOf = (script: readonly Subject[], falls: Recorded['falls']): string[] =>
  script.flatMap(({ records }) => records.filter((r) => r.falls === falls).map(({ id }) => id));

/** Both cycles as they were graded, then as they stand when more has fallen; what differs. */
async function played(
  harness: Harness,
  sql: Sql,
  script: readonly Subject[],
  year: number,
): Promise<string[]> {
  const ask = askerOf(harness);
  const began = Date.now();
  const [first, second] = await gradedBoth(ask);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`\n${script.length} subjects, two cycles graded in ${seconds} s`);
  const early = await gradesOf(ask, `&cycle=${first}`);
  const late = await gradesOf(ask, `&cycle=${second}`);
  const stood = (r: Recorded) => r.falls !== 'before';
  const stands = (r: Recorded) => r.falls === 'never';
  const differ = [
    ...compare(`${year - 1}, version 1`, script, early, (s) => counted(s, year - 1, stood, false)),
    ...compare(`${year}, version 2`, script, late, (s) => counted(s, year, stood, true)),
  ];
  for (const why of ['overturned', 'objection'] as const) {
    const ids = idsOf(script, why);
    await fall(sql, ids, why);
    console.log(`  ${why}: ${ids.length} records`);
  }
  await settled(sql, harness.bureau);
  const now = await gradesOf(ask, '');
  return [
    ...differ,
    ...compare('in force now', script, now, (s) => counted(s, year, stands, true)),
    ...(await listings(ask, now)),
    ...(await draw(harness, ask, now)),
  ];
}

export async function gradingCommand(harness: Harness, subjects: number): Promise<void> {
  const { bureau } = harness;
  const sql = ownerOf(harness);
  try {
    const year = Number(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4)) - 1;
    const tag = bureau.slice(-3);
    const script = scriptOf(tag, subjects, year);
    await founded(sql, bureau);
    await listed(askerOf(harness));
    await recorded(sql, bureau, tag, script);
    await fall(sql, idsOf(script, 'before'), 'withdrawn');
    await ruled(sql, bureau, year);
    const differ = await played(harness, sql, script, year);
    if (differ.length > 0)
      throw new Error(
        `独立清点不一致 The independent count differs:\n${differ.slice(0, 20).join('\n')}`,
      );
    console.log(
      '独立清点一致。The independent count agrees: every grade before and after, and the weights of the draw.',
    );
  } finally {
    await sql.end();
  }
}
