/**
 * `npm run bench:log [-- --entries 100000 --width 4]`: a register of so many entries written by the functions that turns call, its leaves appended by the
 * sequencer, proofs made from the stored tree, and the whole of it compared. In a temporary database of its own, without the engine's part in a turn.
 */
import { cpus } from 'node:os';
import { pino } from 'pino';
import { brokenEntries } from '../../api/log/audit-entries.ts';
import { brokenLog } from '../../api/log/audit-leaves.ts';
import { Sequencer } from '../../api/log/sequencer.ts';
import { consistencyProof, inclusionProof } from '../../api/log/tree.ts';
import { connect, type Sql } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { logEdge } from '../../db/queries/log.ts';
import { bound, enter, hashOf } from '../../db/queries/turns.ts';
import { misused, readCommand } from '../command.ts';
import { startStack } from '../engine/stack.ts';
import { cpu, minus, percentile, type Pids, total } from './meter.ts';

const usage = 'npm run bench:log [-- --entries 100000 --width 4]: whole numbers';
const { values } = readCommand({
  usage,
  options: { entries: { type: 'string' }, width: { type: 'string' } },
});
const whole = (text: string | undefined, otherwise: number): number => {
  const n = Number(text ?? otherwise);
  return Number.isSafeInteger(n) && n > 0 ? n : misused(usage, 'a whole number');
};
const entries = whole(values.entries, 100_000);
const width = whole(values.width, 4);

/** What a file writes: so many turns, each with an act, its verdict and so many entries. */
const TURNS = 10;
const PER_TURN = 4;
const PROOFS = 500;
const bureau = 'bench';
const say = (text: string): void => console.error(`· ${text}`);
const line = (label: string, value: string): void => console.log(`  ${label.padEnd(52)} ${value}`);
const ms = (value: number): string => `${value.toFixed(2)} ms`;

async function furnish(owner: Sql): Promise<void> {
  await owner`insert into bureau (id, name, area) values (${bureau}, '样例', '120000')`;
  await owner`insert into unit (id, bureau_id, name) values ('b.u', ${bureau}, '样例')`;
  await owner`insert into officer (id, unit_id, name, kind) values ('b-o', 'b.u', '样例', 'person')`;
}

const by = { unit: 'b.u', officer: 'b-o', system: null };
const message = (id: string, hash: string) => ({
  id,
  type: 'reply',
  unit: by.unit,
  officer: by.officer,
  hash,
  facts: { result: 'agreed', documents: 2 },
});

async function open(sql: Sql, n: number): Promise<string> {
  const [id, hash, at] = [`b${n}-1`, hashOf({ n }), Date.now()];
  const [row] = await sql<{ answer: { opened: string } }[]>`select open_file(${sql.json({
    ...by,
    procedure: 'bench',
    bureau,
    year: 2026,
    idPattern: 'BN.2026-#',
    subjectKind: 'x',
    subjectId: `s${n}`,
    direction: null,
    opening: { units: { owner: 'b.u' }, settings: { n } },
    key: `k${n}`,
    type: 'letter',
    actId: id,
    message: { ...message(id, hash), number: 1, receivedAt: at, arrivedAt: at },
    payload: { documentNo: `文${n}`, amount: n, words: '样例样例样例' },
    hash,
    receivedAt: at,
    arrivedAt: at,
  })}) as answer`;
  return row!.answer.opened;
}

const body = (n: number) => ({
  act: { type: 'reply', unit: 'b.u', officer: 'b-o', hash: hashOf(n) },
  duty: 'reply',
  owedBy: 'b.u',
  due: '2026-12-01T23:59:59.999+08:00',
  force: 'law',
  explanation: { days: 5, from: '2026-11-24', calendar: '2026/1' },
});

/** Milliseconds of each turn. */
async function live(sql: Sql, n: number, times: number[]): Promise<void> {
  const file = await open(sql, n);
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const act = `b${n}-${turn}`;
    const hash = hashOf({ n, turn });
    if (turn > 1)
      await sql`select receive_act(${sql.json({ ...by, file, key: act, hash, type: 'reply', actId: act, message: message(act, hash), payload: { documentNo: `文${n}`, words: '样例样例' } })})`;
    const began = performance.now();
    await enter(sql, {
      file,
      entries: Array.from({ length: PER_TURN }, (_, i) => ({
        key: `${turn}:${i}`,
        type: i === 0 ? 'act-accepted' : 'duty-armed',
        clause: 'X-1',
        act,
        body: body(i),
      })),
      view: { stage: 'opened', attention: 'on-track', body: {} },
      judged: turn,
      verdicts: [{ act, verdict: { accepted: true, code: null }, known: { since: turn } }],
    } as never);
    times.push(performance.now() - began);
  }
}

async function seed(sql: Sql): Promise<{ files: number; times: number[] }> {
  const files = Math.ceil(entries / (TURNS * PER_TURN));
  const times: number[] = [];
  let next = 0;
  const carry = async (): Promise<void> => {
    while (next < files) {
      next += 1;
      if (next % 500 === 0) say(`${next} of ${files} files`);
      await live(sql, next, times);
    }
  };
  await Promise.all(Array.from({ length: width }, carry));
  return { files, times };
}

async function proofs(sql: Sql, size: number, pids: Pids): Promise<void> {
  const before = cpu(pids);
  const [included, continued]: [number[], number[]] = [[], []];
  const timed = async (times: number[], work: Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await work;
    times.push(performance.now() - began);
  };
  for (let i = 0; i < PROOFS; i += 1) {
    const at = Math.floor((i + 0.5) * (size / PROOFS));
    await timed(included, inclusionProof(sql, bureau, at, size));
    await timed(continued, consistencyProof(sql, bureau, at + 1, size));
  }
  const told = (times: number[]): string =>
    `${ms(percentile(times, 50))} p50, ${ms(percentile(times, 99))} p99   (aim: 10 ms)`;
  line('inclusion proof', told(included));
  line('consistency proof', told(continued));
  line('CPU of a proof', ms((total(minus(cpu(pids), before)) / (2 * PROOFS)) * 1000));
}

async function binding(): Promise<void> {
  const rounds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = process.cpuUsage();
    for (let i = 0; i < 10_000; i += 1) bound({ body: body(i % PER_TURN) });
    const used = process.cpuUsage(before);
    rounds.push((used.user + used.system) / 10_000);
  }
  line(
    'binding of an entry of six fields, CPU',
    `${percentile(rounds, 50).toFixed(0)} µs   (${Math.min(...rounds).toFixed(0)} to ${Math.max(...rounds).toFixed(0)})`,
  );
}

async function run(sql: Sql, pids: Pids): Promise<void> {
  await furnish(sql);
  const figures = async <T>(
    work: () => Promise<T>,
  ): Promise<[T, used: number, seconds: number]> => {
    const [before, began] = [cpu(pids), performance.now()];
    const done = await work();
    return [done, total(minus(cpu(pids), before)), (performance.now() - began) / 1000];
  };
  const [{ files, times }, written] = await figures(() => seed(sql));
  const sequencer = new Sequencer({ sql, log: pino({ level: 'warn' }), every: 1e9 });
  const [, appended, seconds] = await figures(() => sequencer.appendAll());
  await sql`vacuum analyze`;
  const { size } = (await logEdge(sql, bureau))!;
  console.log(
    `\nnpm run bench:log -- --entries ${entries}: ${files} files, ${size} leaves, ${width} at once; ${cpus().length} × ${cpus()[0]?.model}`,
  );
  line(
    'a turn of four entries, p50 / p99',
    `${ms(percentile(times, 50))} / ${ms(percentile(times, 99))}`,
  );
  line('CPU of an act and its turn (PostgreSQL and here)', ms((written / times.length) * 1000));
  line(
    'sequencer, CPU a leaf',
    `${((appended / size) * 1e6).toFixed(0)} µs, ${Math.round(size / seconds)} leaves a second`,
  );
  await binding();
  await proofs(sql, size, pids);
  const [faults, compared, took] = await figures(async () => [
    ...(await brokenEntries(sql, bureau, 10)),
    ...(await brokenLog(sql, bureau, 10)).leaves,
  ]);
  line(
    'reconciliation of entries and leaves',
    `${took.toFixed(1)} s, CPU ${compared.toFixed(1)} s, ${faults.length} faults`,
  );
}

const stack = await startStack({
  temporary: true,
  namespaces: [{ name: 'bench', retentionDays: 1, timeSkipping: false }],
  onProgress: say,
});
try {
  await migrate(stack.ownerUrl);
  const owner = connect(stack.ownerUrl, { max: width + 2, name: 'bench' });
  await run(owner, () => ({ postgres: stack.pid('postgres') ?? 0, here: process.pid }));
  await owner.end();
} finally {
  await stack.stop();
}
