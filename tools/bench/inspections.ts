/** Inspections through the HTTP API, from the plan to the close: seven acts on one day, nothing found; and the window that each leaves behind. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { mintOfficerToken } from '../token.ts';
import type { Harness } from './harness.ts';
import { county, draws, inspectedInstitutions, planOf, today } from './inspection-fixtures.ts';
import { pool } from './meter.ts';
import type { Carried } from './referrals.ts';

const document = { id: 'bench', sha256: 'ab'.repeat(32), where: 'oa/bench' };
const now = (ms = 0): string => formatInstant(instant(Date.now() + ms));
const team = [county.handler, county.second];
const people = [...team, county.assistant];

/** After the plan: who files what. */
const acts = (
  institution: string,
): readonly (readonly [officer: string, type: string, content: () => object])[] => [
  [county.head, 'approval', () => ({})],
  [
    county.handler,
    'on-site-start',
    () => ({
      present: people,
      shown: team.map((officer) => ({ officer, document: 'certificate' })),
      noticeServed: true,
    }),
  ],
  [
    county.handler,
    'on-site-record',
    () => ({
      document,
      enteredAt: now(-1),
      leftAt: now(),
      present: team.map((officer) => ({ officer, shown: 'certificate' })),
      signature: 'signed',
      recording: 'video',
    }),
  ],
  [county.handler, 'inspection-end', () => ({ endedOn: today() })],
  [
    county.handler,
    'result-notice',
    () => ({
      documentNo: '庆医保检〔2026〕1号',
      document,
      service: { method: 'direct', servedAt: now(), proof: document },
      recipient: institution,
      findings: [],
      remedies: { body: '样例复议机关', period: '60日' },
    }),
  ],
  [
    county.handler,
    'result-publication',
    () => ({ publishedAt: now(), url: 'https://ybj.example.org/jieguo' }),
  ],
];
export const actsPerInspection = 7;

interface Reply {
  file?: string;
  id?: string;
  state?: string;
  refusal?: unknown;
}

export class Inspections {
  #harness: Harness;
  #tokens = new Map<string, Promise<string>>();

  constructor(harness: Harness) {
    this.#harness = harness;
  }

  /** Opens and carries that many to their ends, so many at a time; each in an institution of its own, drawn. */
  async carry(count: number, width: number): Promise<Carried> {
    const carried: Carried = { ids: [], ms: [], openMs: [] };
    const tag = randomUUID().slice(0, 8);
    const at = await inspectedInstitutions(this.#harness.owner, tag, count);
    const drawn = await draws(this.#harness.owner, tag, at);
    await pool(count, width, async (n) => {
      const began = performance.now();
      const { file } = await this.#post(
        county.handler,
        '/v1/inspections',
        planOf(at[n]!, drawn[n]!),
      );
      carried.openMs.push(performance.now() - began);
      carried.ids.push(file!);
      for (const act of acts(at[n]!)) carried.ms.push(await this.#timed(file!, act));
    });
    return carried;
  }

  /** The windows that these have left, once they are all there. */
  async windows(files: readonly string[]): Promise<string[]> {
    for (;;) {
      const rows = await this.#harness.owner<
        { id: string }[]
      >`select w.file_id as id from inspection_window w join inspection_plan p on p.id = w.plan_id where p.file_id = any(${files as string[]})`;
      if (rows.length === files.length) return rows.map(({ id }) => id);
      await sleep(100);
    }
  }

  async #timed(
    file: string,
    [officer, type, content]: ReturnType<typeof acts>[number],
  ): Promise<number> {
    const began = performance.now();
    let act = await this.#post(officer, `/v1/files/${file}/acts/${type}`, content());
    while (act.state === 'pending') {
      await sleep(20);
      act = (await (
        await fetch(`${this.#harness.api}/v1/files/${file}/acts/${act.id}`, {
          headers: { Authorization: `Bearer ${await this.#token(officer)}` },
        })
      ).json()) as Reply;
    }
    if (act.state !== 'accepted') throw new Error(`${type}: ${JSON.stringify(act)}`);
    return performance.now() - began;
  }

  async #post(officer: string, path: string, body: object): Promise<Reply> {
    const headers = {
      Authorization: `Bearer ${await this.#token(officer)}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    };
    const response = await fetch(this.#harness.api + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const reply = (await response.json()) as Reply;
    if (response.status >= 400)
      throw new Error(`${path}: ${response.status} ${JSON.stringify(reply)}`);
    return reply;
  }

  #token(officer: string): Promise<string> {
    const token = this.#tokens.get(officer) ?? mintOfficerToken(this.#harness.stack, officer, 8);
    this.#tokens.set(officer, token);
    return token;
  }
}
