/** Commitment cases through POST /v1/events: taken in, archived and pushed in one, and left open. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { mintOfficerToken } from '../token.ts';
import type { Harness } from './harness.ts';
import { histories, type Counts } from './histories.ts';
import { cpu, minus, pool, type Figures } from './meter.ts';
import { resting, type Resting } from './parked.ts';
import { statements, type Statements } from './statements.ts';

export interface CasesRun extends Resting {
  cases: number;
  batch: number;
  width: number;
  seconds: number;
  settled: number;
  batchMs: number[];
  cpu: Figures;
  statements: Statements;
  counts: Counts;
}

const document = (n: number) => ({
  id: `bench-${n}`,
  sha256: n.toString(16).padStart(64, '0'),
  where: 'oa/bench',
});
const archive = (n: number) => ({
  application: document(3 * n + 1),
  commitment: document(3 * n + 2),
  result: document(3 * n + 3),
});

interface Answer {
  state: string;
  file: string;
  code?: string;
}

class Cases {
  #harness: Harness;
  #token: Promise<string>;
  #tag = randomUUID().slice(0, 8);
  #made = 0;

  constructor(harness: Harness) {
    this.#harness = harness;
    this.#token = mintOfficerToken(harness.stack, 's-ywt', 8);
  }

  /** Every tenth a credit commitment with a material under key supervision, the others certifications. */
  #event(n: number): object {
    const today = civilDateOf(instant(Date.now()));
    const common = {
      result: `R-${this.#tag}-${n}`,
      approvedOn: today,
      party: '911201011234567890',
      accepting: 'tj.jjzx',
      archive: archive(n),
      push: true,
    };
    const body =
      n % 10 === 0
        ? {
            ...common,
            item: 'xy-02',
            type: 'credit',
            licences: [`${this.#tag}-${n}`.toUpperCase()],
            missing: [{ material: 'm-1', promise: 'bench', promisedOn: addDays(today, 40) }],
          }
        : { ...common, item: 'zm-01', type: 'certification' };
    return { key: `${this.#tag}-${n}`, type: 'approval', body };
  }

  /** Sends that many in batches, `width` batches at once; answers the files, and the milliseconds of each call. */
  async take(
    count: number,
    batch: number,
    width: number,
  ): Promise<{ ids: string[]; ms: number[] }> {
    const [ids, ms]: [string[], number[]] = [[], []];
    await pool(Math.ceil(count / batch), width, async (i) => {
      const events = Array.from({ length: Math.min(batch, count - i * batch) }, () =>
        this.#event(this.#made++),
      );
      const began = performance.now();
      ids.push(...(await this.#send(events)));
      ms.push(performance.now() - began);
    });
    return { ids, ms };
  }

  /** Again with the same keys while an answer is pending, as the platform would. */
  async #send(events: object[]): Promise<string[]> {
    for (;;) {
      const reply = await fetch(`${this.#harness.api}/v1/events`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${await this.#token}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ events }),
      });
      if (reply.status !== 200)
        throw new Error(`/v1/events: ${reply.status} ${await reply.text()}`);
      const { items } = (await reply.json()) as { items: Answer[] };
      const bad = items.find(({ state }) => state === 'refused' || state === 'conflict');
      if (bad) throw new Error(`/v1/events: ${JSON.stringify(bad)}`);
      if (items.every(({ state }) => state === 'accepted')) return items.map(({ file }) => file);
    }
  }

  /** The next verdict of a case. */
  async first(file: string): Promise<void> {
    const token = await mintOfficerToken(this.#harness.stack, 'o-jgc-1', 8);
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    };
    for (;;) {
      const reply = await fetch(`${this.#harness.api}/v1/files/${file}/acts/distribution`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ assignee: 'o-jgc-2' }),
      });
      if (reply.status === 200) return;
      if (reply.status !== 202)
        throw new Error(`distribution: ${reply.status} ${await reply.text()}`);
    }
  }

  /** Until every file has judged what it has. */
  async judged(): Promise<void> {
    while (
      (await this.#harness.owner`select 1 from file where judged_number < inbox_number limit 1`)
        .length > 0
    )
      await sleep(20);
  }
}

export async function caseRun(
  harness: Harness,
  count: number,
  batch: number,
  width: number,
  say: (text: string) => void,
): Promise<CasesRun> {
  const cases = new Cases(harness);
  say('warming up');
  await cases.take(Math.min(50, count), 10, 2);
  await cases.judged();
  say(`taking in ${count} cases, ${batch} a call, ${width} calls at once`);
  const before = { cpu: cpu(harness.ours), statements: await statements(harness.superuser) };
  const began = performance.now();
  const { ids, ms } = await cases.take(count, batch, width);
  const seconds = (performance.now() - began) / 1000;
  await cases.judged();
  const settled = (performance.now() - began) / 1000;
  await sleep(1_500);
  const after = { cpu: cpu(harness.ours), statements: await statements(harness.superuser) };
  const used = {
    ours: after.statements.ours - before.statements.ours,
    temporal: after.statements.temporal - before.statements.temporal,
  };
  const counts = await histories(harness.stack, ids.slice(0, 10));
  return {
    cases: count,
    batch,
    width,
    seconds,
    settled,
    batchMs: ms,
    cpu: minus(after.cpu, before.cpu),
    statements: used,
    counts,
    ...(await resting(harness, ids, (file) => cases.first(file), say)),
  };
}
