/** Referrals through the HTTP API: six acts, on time, from the letter to the close. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { mintOfficerToken } from '../token.ts';
import type { Harness } from './harness.ts';
import { institutions } from './harness.ts';
import { pool } from './meter.ts';

const document = { id: 'bench', sha256: 'ab'.repeat(32), where: 'oa/bench' };
const paper = (): object => ({
  documentNo: `津医监函〔2026〕${randomUUID().slice(0, 13)}1号`,
  document,
});
const now = (): string => formatInstant(instant(Date.now()));

/** After the letter: who files what. Declined and not filed, so that the file closes with the sixth act. */
const acts: readonly (readonly [officer: string, type: string, content: () => object])[] = [
  ['o-jds-1', 'phone-record', () => ({ calledAt: now(), person: '值班', number: '022-00000000' })],
  [
    'o-zfc-1',
    'suspension-decision',
    () => ({ ...paper(), decidedAt: now(), outcome: 'decline', reason: '不符合协议条款。' }),
  ],
  ['o-zfc-1', 'decision-reply', paper],
  ['o-zfc-1', 'decision-filing', paper],
  [
    'o-jds-1',
    'filing-decision',
    () => ({ ...paper(), decidedAt: now(), outcome: 'not-filed', reason: '情节轻微。' }),
  ],
];
export const actsPerFile = acts.length + 1;

interface Reply {
  status: number;
  body: { file?: string; id?: string; state?: string };
}
export interface Carried {
  ids: string[];
  ms: number[];
  openMs: number[];
}

export class Referrals {
  #harness: Pick<Harness, 'stack' | 'api' | 'owner'>;
  #tokens = new Map<string, Promise<string>>();

  constructor(harness: Pick<Harness, 'stack' | 'api' | 'owner'>) {
    this.#harness = harness;
  }

  /** Opens and carries that many files to their ends, so many at a time. */
  async carry(count: number, width: number): Promise<Carried> {
    const carried = await this.open(count, width, async (file, ms) => {
      for (const act of acts) ms.push(await this.#timed(file, act));
    });
    return carried;
  }

  /** Opens files and leaves them, unless `then` goes on with each. */
  async open(
    count: number,
    width: number,
    then?: (file: string, ms: number[]) => Promise<void>,
  ): Promise<Carried> {
    const carried: Carried = { ids: [], ms: [], openMs: [] };
    const subjects = await institutions(this.#harness.owner, randomUUID().slice(0, 8), count);
    await pool(count, width, async (n) => {
      const began = performance.now();
      const letter = {
        direction: 'A',
        subject: { kind: 'institution', id: subjects[n] },
        ...paper(),
        grounds: ['suspected-violation'],
        investigation: document,
      };
      const { file } = (await this.#post('o-jds-1', '/v1/rapid-responses', letter)).body;
      carried.openMs.push(performance.now() - began);
      carried.ids.push(file!);
      await then?.(file!, carried.ms);
    });
    return carried;
  }

  /** The first act of an open file. */
  async first(file: string): Promise<void> {
    await this.#timed(file, acts[0]!);
  }

  /** Until the verdict is there: when the API has answered without it, it is asked for. */
  async #timed(file: string, [officer, type, content]: (typeof acts)[number]): Promise<number> {
    const began = performance.now();
    const { body } = await this.#post(officer, `/v1/files/${file}/acts/${type}`, content());
    while (await this.#pending(officer, file, body)) await sleep(20);
    return performance.now() - began;
  }

  async #pending(officer: string, file: string, act: Reply['body']): Promise<boolean> {
    if (act.state !== 'pending') return false;
    const response = await fetch(`${this.#harness.api}/v1/files/${file}/acts/${act.id}`, {
      headers: { Authorization: `Bearer ${await this.#token(officer)}` },
    });
    return ((await response.json()) as Reply['body']).state === 'pending';
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
    const reply = { status: response.status, body: (await response.json()) as Reply['body'] };
    if (reply.status >= 400)
      throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  #token(officer: string): Promise<string> {
    const token = this.#tokens.get(officer) ?? mintOfficerToken(this.#harness.stack, officer, 8);
    this.#tokens.set(officer, token);
    return token;
  }
}
