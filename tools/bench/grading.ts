/**
 * `npm run bench:grading [-- --subjects 50000]`: one cycle of credit grading of so many subjects, from the call that opens its file until every subject has its grade, on a stack of its own;
 * a third of them have records. Then three records fall, one after the other, each until its subject is graded again; the first one while the listings are still being opened.
 */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { misused, readCommand } from '../command.ts';
import { mintOfficerToken } from '../token.ts';
import type { Harness } from './harness.ts';
import { cpu, minus, total } from './meter.ts';

const usage = 'npm run bench:grading [-- --subjects 50000]: a whole number';
const { values } = readCommand({ usage, options: { subjects: { type: 'string' } } });
const subjects = Number(values.subjects ?? 50_000);
if (!Number.isSafeInteger(subjects) || subjects < 1) misused(usage, 'a whole number');
// Loaded once it is known that something is to be measured.
const { founded, ruled, recorded, document, fall } = await import('../demo/credit-cycle/ground.ts');
const { scriptOf } = await import('../demo/credit-cycle/script.ts');
const { startHarness } = await import('./harness.ts');

const BUREAU = 'bench-qh';
const say = (text: string): void => console.error(`· ${text}`);
const line = (label: string, value: string): void => console.log(`  ${label.padEnd(56)} ${value}`);
const year = new Date().getUTCFullYear() - 1;

async function post(harness: Harness, path: string, body: object): Promise<{ file?: string }> {
  const reply = await fetch(`${harness.api}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await mintOfficerToken(harness.stack, `o-${BUREAU}-h`, 8)}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': path,
    },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as { file?: string };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

const abort = new AbortController();
process.once('SIGINT', () => abort.abort());
const harness = await startHarness(say, abort.signal);
try {
  const { owner } = harness;
  const script = scriptOf('bench', subjects, year);
  await founded(owner, BUREAU);
  const { file } = await post(harness, '/v1/credit-lists', { adoptedOn: '2022-05-06', document });
  await post(harness, `/v1/files/${file}/acts/credit-list-publication`, {
    publishedAt: '2022-05-20T10:00:00+08:00',
    url: 'https://ybj.example.org/qingdan',
    proof: document,
  });
  await recorded(owner, BUREAU, 'bench', script);
  // One version, in force since the year that is graded.
  await ruled(owner, BUREAU, year + 1);
  const records = script.reduce((sum, s) => sum + s.records.length, 0);
  say(`${subjects} subjects, ${records} records`);
  const before = cpu(harness.everything);
  const began = performance.now();
  await post(harness, '/v1/credit/cycles/due', {});
  await until(async () => {
    const [row] = await owner<
      { done: boolean }[]
    >`select exists (select 1 from credit_cycle where bureau_id = ${BUREAU} and from_on = ${`${year}-01-01`} and assessed_at is not null) as done`;
    return row!.done;
  });
  const seconds = (performance.now() - began) / 1000;
  const used = minus(cpu(harness.everything), before);
  const [size] = await owner<
    { rows: number; bytes: number }[]
  >`select count(*)::int as rows, (pg_total_relation_size('credit_grade') / count(*))::int as bytes from credit_grade`;
  const counting = script
    .flatMap((s) => s.records.filter(({ on }) => on.startsWith(`${year}-`)).slice(0, 1))
    .slice(0, 3);
  const recounted: number[] = [];
  for (const { id } of counting) {
    const again = performance.now();
    await fall(owner, [id], 'overturned');
    await until(async () => {
      const rows = await owner`select 1 from credit_grade where reference = ${id}`;
      return rows.length > 0;
    });
    recounted.push(performance.now() - again);
  }
  const [waiting] = await owner<
    { n: number }[]
  >`select count(*)::int as n from task where kind = 'credit-blacklist' and done_at is null`;
  console.log(
    `\n信用评价 ${subjects} subjects, ${records} records, ${cpus()[0]!.model} × ${cpus().length}\n`,
  );
  line('until every subject had its grade', `${seconds.toFixed(1)} s`);
  line(
    'CPU',
    `${total(used).toFixed(1)} s; ${((total(used) * 1e6) / subjects).toFixed(0)} µs a subject`,
  );
  line('rows, and bytes a row with its indexes', `${size!.rows}, ${size!.bytes}`);
  line(
    'from the fall of a record until its subject was graded again',
    `${recounted.map((ms) => ms.toFixed(0)).join(', ')} ms; ${waiting!.n} listings not opened yet`,
  );
} finally {
  await harness.owner.end();
  await harness.superuser.end();
  await harness.stack.stop();
}
