/** The client of a year: every step is an HTTP request under the token of the officer who takes it; a file's time is skipped before. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Engine } from '../../../api/intake/engine.ts';
import { instant, type Instant } from '../../../domain/time/instant.ts';
import { readSigningKey } from '../../../engine-token.ts';
import { mintOfficerToken } from '../../token.ts';
import { skip } from '../clock.ts';
import { namespace, type Harness } from '../harness.ts';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}
/** 10:00 of a day. */
export const at = (day: string, hour = 10, minute = 0): Instant =>
  instant(
    Date.parse(
      `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`,
    ),
  );

let serial = 0;
export const document = (): object => ({
  id: `year-${(serial += 1)}`,
  sha256: serial.toString(16).padStart(64, '0'),
  where: 'oa/year',
});
export const paper = (): object => ({
  documentNo: `庆医保检〔2027〕${(serial += 1)}号`,
  document: document(),
});

export class YearClient {
  #harness: Harness;
  #engine: Engine;
  #tokens = new Map<string, Promise<string>>();
  /** Requests made, for who asks how much work a year was. */
  requests = 0;

  private constructor(harness: Harness, engine: Engine) {
    this.#harness = harness;
    this.#engine = engine;
  }

  static async at(harness: Harness): Promise<YearClient> {
    const key = await readSigningKey(harness.stack.signingKeyFile);
    return new YearClient(
      harness,
      Engine.connect({
        address: harness.stack.temporalAddress,
        namespace,
        taskQueue: 'duban',
        timeSkipping: true,
        key,
      }),
    );
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
  to(file: string, time: Instant): Promise<void> {
    return skip(this.#engine, this.#harness.skipped, file, time);
  }

  async ask(
    method: string,
    path: string,
    by: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const token = this.#tokens.get(by) ?? mintOfficerToken(this.#harness.stack, by, 8);
    this.#tokens.set(by, token);
    this.requests += 1;
    const response = await fetch(this.#harness.api + path, {
      method,
      headers: {
        ...headers,
        Authorization: `Bearer ${await token}`,
        ...(body && { 'Content-Type': 'application/json' }),
        ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = { status: response.status, body: (await response.json()) as Answer['body'] };
    if (answer.status >= 500)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  async expect(
    method: string,
    path: string,
    by: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer['body']> {
    const answer = await this.ask(method, path, by, body, headers);
    if (answer.status >= 400)
      throw new Error(
        `${method} ${path} as ${by}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 1500)}`,
      );
    return answer.body;
  }

  get(path: string, by: string): Promise<Answer['body']> {
    return this.expect('GET', path, by);
  }
  put(path: string, by: string, body: object): Promise<Answer['body']> {
    return this.expect('PUT', path, by, { reason: '样例 fictitious', ...body });
  }
  /** 复核 By another person than who proposed it. */
  async confirm(by: string, { id, hash }: Answer['body']): Promise<void> {
    const path = `/v1/proposals/${String(id)}/confirmation`;
    await this.expect('POST', path, by, {}, { 'If-Match': `"${String(hash)}"` });
  }
  async open(path: string, by: string, body: object): Promise<string> {
    return (await this.expect('POST', path, by, body))['file'] as string;
  }

  /** An act with its verdict; what is refused stops the year. */
  async act(file: string, type: string, by: string, content: object): Promise<void> {
    let act = await this.expect('POST', `/v1/files/${file}/acts/${type}`, by, content);
    for (let tries = 0; act['state'] === 'pending' && tries < 300; tries += 1) {
      await sleep(50);
      act = await this.get(`/v1/files/${file}/acts/${String(act['id'])}`, by);
    }
    if (act['state'] !== 'accepted') throw new Error(`${type} of ${file}: ${JSON.stringify(act)}`);
  }

  /** Every page of a list. */
  async all<T>(path: string, by: string): Promise<T[]> {
    const items: T[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Answer['body'] = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}limit=1000${next === '' ? '' : `&cursor=${next}`}`,
        by,
      );
      items.push(...(page['items'] as T[]));
      next = (page['next'] as string | null | undefined) ?? null;
    }
    return items;
  }

  async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = await look();
      if (found !== undefined) return found;
      await sleep(50);
    }
    throw new Error(`${what}: waited 20 s`);
  }
}
