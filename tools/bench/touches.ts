/**
 * `npm run bench:touches [-- --touches 100000 --subjects 5000 --batch 100 --width 4]`: touches reported through POST /v1/touches as fast as they are answered, each
 * for a subject by chance of a seed. One in fifty reaches the warning threshold; so many files open, and nothing else is to wake a workflow.
 */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { misused, readCommand } from '../command.ts';
import { mintOfficerToken } from '../token.ts';
import type { Harness } from './harness.ts';
import { histories } from './histories.ts';
import { cpu, minus, percentile, pool, total } from './meter.ts';

const usage =
  'npm run bench:touches [-- --touches 100000 --subjects 5000 --batch 100 --width 4]: whole numbers';
const { values } = readCommand({
  usage,
  options: {
    touches: { type: 'string' },
    subjects: { type: 'string' },
    batch: { type: 'string' },
    width: { type: 'string' },
  },
});
// Loaded once it is known that something is to be measured.
const { institutions, startHarness } = await import('./harness.ts');
const whole = (text: string | undefined, otherwise: number): number => {
  const n = Number(text ?? otherwise);
  return Number.isSafeInteger(n) && n > 0 ? n : misused(usage, 'a whole number');
};
const touches = whole(values.touches, 100_000);
const subjects = whole(values.subjects, 5_000);
const batch = whole(values.batch, 100);
const width = whole(values.width, 4);

const WARNS_AT = 100;
/** One touch in so many reaches it. */
const ONE_IN = 50;
const SAMPLE = 20;
const AN_HOUR = 100_000;
const say = (text: string): void => console.error(`· ${text}`);
const line = (label: string, value: string): void => console.log(`  ${label.padEnd(56)} ${value}`);

async function furnish({ owner }: Harness): Promise<string[]> {
  await owner`insert into officer (id, unit_id, name, kind, roles) values ('bench-js', 'tj.sbzx', '样例结算系统', 'system', '{receiving-system}')`;
  const indicator = {
    bureau: 'tj',
    id: 'bench',
    version: 1,
    title: '样例指标',
    unit: '人次/日',
    warnAt: WARNS_AT,
    trip: { at: WARNS_AT, touches: 5, withinMinutes: 60 },
    agreementClause: '第32条',
    cut: 'settlement',
    subjects: ['institution'],
    validFrom: null,
    validUntil: null,
    adopted: { by: '样例', document: { id: 'd', sha256: 'ab'.repeat(32), where: 'oa' } },
    by: 'demo',
    reason: null,
  };
  await owner`select set_indicator(${owner.json(indicator)})`;
  return institutions(owner, 'tch', subjects);
}

/** Numbers as they come from a seed, so that every run reports the same touches. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function report(harness: Harness, ids: readonly string[]): Promise<number[]> {
  const token = await mintOfficerToken(harness.stack, 'bench-js', 8);
  const chance = seeded(7);
  const ms: number[] = [];
  let made = 0;
  await pool(Math.ceil(touches / batch), width, async (i) => {
    const body = {
      touches: Array.from({ length: Math.min(batch, touches - i * batch) }, () => ({
        event: `b-${made++}`,
        subject: { kind: 'institution', id: ids[Math.floor(chance() * ids.length)] },
        indicator: 'bench',
        value: made % ONE_IN === 0 ? WARNS_AT : WARNS_AT - 1,
        measuredAt: new Date().toISOString(),
      })),
    };
    const began = performance.now();
    const reply = await fetch(`${harness.api}/v1/touches`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { items } = (await reply.json()) as { items?: { state: string }[] };
    if (!items?.every(({ state }) => state === 'accepted'))
      throw new Error(`/v1/touches: ${reply.status} ${JSON.stringify(items?.[0])}`);
    ms.push(performance.now() - began);
  });
  return ms;
}

/** Until every warning has its file, and every file has judged what it has. */
async function settled({ owner }: Harness): Promise<void> {
  for (;;) {
    const [row] = await owner<{ open: boolean }[]>`select
      exists (select 1 from breaker_warning where file_id is null) or exists (select 1 from file where judged_number < inbox_number) as open`;
    if (!row!.open) return;
    await sleep(200);
  }
}

const abort = new AbortController();
process.once('SIGINT', () => abort.abort());
const harness = await startHarness(say, abort.signal);
try {
  const ids = await furnish(harness);
  say(`${touches} touches of ${subjects} subjects, ${batch} a call, ${width} calls at once`);
  const before = cpu(harness.everything);
  const began = performance.now();
  const ms = await report(harness, ids);
  const seconds = (performance.now() - began) / 1000;
  await settled(harness);
  const until = (performance.now() - began) / 1000;
  const used = minus(cpu(harness.everything), before);
  const [counted] = await harness.owner<
    { files: number; acts: number; standing: number }[]
  >`select (select count(*)::int from file where procedure = 'circuit-breaker') as files,
    (select count(*)::int from inbox i join file f on f.id = i.file_id where f.procedure = 'circuit-breaker' and i.number > 1) as acts,
    (select count(*)::int from touch where stands) as standing`;
  const sample = await harness.owner<
    { id: string }[]
  >`select id from file where procedure = 'circuit-breaker' order by id limit ${SAMPLE}`;
  const { events } = await histories(
    harness.stack,
    sample.map(({ id }) => id),
  );
  const { files, acts, standing } = counted!;
  console.log(
    `\n触碰 ${touches} touches, ${subjects} subjects, ${cpus()[0]!.model} × ${cpus().length}\n`,
  );
  line('answered', `${(touches / seconds).toFixed(0)} touches/s (${seconds.toFixed(1)} s)`);
  line('an hour of 100,000 is answered in', `${((AN_HOUR * seconds) / touches).toFixed(0)} s`);
  line(
    `a call of ${batch}, p50 / p95 / p99`,
    [50, 95, 99].map((p) => `${percentile(ms, p).toFixed(0)} ms`).join(' / '),
  );
  line('until every warning had its file', `${until.toFixed(1)} s`);
  line('touches at or above the warning threshold', String(standing));
  line('workflows started (the first warning of a subject)', String(files));
  line('signals sent to them', String(acts));
  line('history events a file, and in all', `${events.toFixed(1)}, ${Math.round(events * files)}`);
  line(
    'CPU',
    `${total(used).toFixed(1)} s; ${((total(used) * 1e6) / touches).toFixed(0)} µs a touch, files included`,
  );
  for (const [name, value] of Object.entries(used)) line(`  ${name}`, `${value.toFixed(1)} s`);
} finally {
  await harness.owner.end();
  await harness.superuser.end();
  await harness.stack.stop();
}
