/** The client of the demonstration: every step is an HTTP request under the token of the officer who takes it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mintOfficerToken } from '../token.ts';
import type { Harness } from './harness.ts';

/** Invented officers of the sample bureau (db/sample.ts). */
export const officers = {
  supervision: 'o-jds-1',
  supervision2: 'o-jds-2',
  reviewer: 'o-law-1',
  payment: 'o-zfc-1',
  payment2: 'o-zfc-2',
  centre: 'o-sbzx-1',
  system: 'o-zdc-1',
  coordinator: 'o-coord',
  regulator: 'o-reg',
  registrar: 'o-admin',
  acceptor: 'o-jjzx-1',
  acceptor2: 'o-jjzx-2',
  distributor: 'o-jgc-1',
  supervisor: 'o-jgc-2',
  jgcCoordinator: 'o-jgc-c',
  settlement: 's-js',
} as const;
export type Officer = keyof typeof officers;

interface Refused {
  code: string;
  clause?: string;
  detail: string;
}
export interface ActReply {
  id: string;
  type: string;
  state: 'pending' | 'accepted' | 'refused';
  timing?: string;
  force?: string;
  refusal?: Refused;
}
export interface Duty {
  key: string;
  duty: string;
  item: string | null;
  act: string;
  action: { zh: string; en: string };
  owedBy: string;
  due: string;
  from: string;
  state: string;
  clause: string;
  force: string;
  status: string;
  calendarVersions: string[];
}
export interface FileState {
  id: string;
  procedure: string;
  stage: string;
  attention: string;
  outcome: string | null;
  closedAt: string | null;
  notes: string[];
}
export interface CommitmentCase {
  result: { id: string; state: string };
  keySupervision: { material: string; promise: string; promisedOn: string; ended: string | null }[];
  reminders: { unit: string; officer: string | null; count: number; at: string }[];
}
export interface Entry {
  seq: number;
  type: string;
  clause: string | null;
  body: Record<string, unknown>;
  recordedAt: string;
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  clause?: string;
}
interface Answer {
  status: number;
  body: unknown;
}

export class DemoClient {
  #harness: Harness;
  #tokens = new Map<string, Promise<string>>();

  constructor(harness: Harness) {
    this.#harness = harness;
  }

  async open(by: Officer, path: string, letter: object): Promise<string> {
    const { body } = await this.#expect('POST', path, by, letter);
    return (body as { file: string }).file;
  }

  /** Files an act and waits for its verdict; a refusal is an answer like any other. */
  async act(by: Officer, file: string, type: string, content: object): Promise<ActReply> {
    const path = `/v1/files/${file}/acts`;
    const answer = await this.#ask('POST', `${path}/${type}`, by, content);
    if (answer.status >= 500) throw new Error(`${type}: ${JSON.stringify(answer.body)}`);
    if (answer.status >= 400)
      return { id: '', type, state: 'refused', refusal: refusedBy(answer.body as ProblemBody) };
    let act = answer.body as ActReply;
    for (let tries = 0; act.state === 'pending' && tries < 100; tries += 1) {
      await sleep(100);
      act = (await this.#expect('GET', `${path}/${act.id}`, by)).body as ActReply;
    }
    return act;
  }

  async register(kind: 'institutions' | 'practitioners', id: string, row: object): Promise<void> {
    await this.#expect('PUT', `/v1/${kind}/${id}`, 'registrar', row);
  }

  async put(path: string, row: object): Promise<void> {
    await this.#expect('PUT', path, 'registrar', row);
  }

  /** What a system reports in its own name. */
  async report<T>(path: string, body: object): Promise<T> {
    return (await this.#expect('POST', path, 'settlement', body)).body as T;
  }

  async list(path: string): Promise<Record<string, unknown>[]> {
    return (
      (await this.#expect('GET', path, 'regulator')).body as { items: Record<string, unknown>[] }
    ).items;
  }

  async duties(file: string): Promise<Duty[]> {
    return (
      (await this.#expect('GET', `/v1/files/${file}/deadlines`, 'coordinator')).body as {
        items: Duty[];
      }
    ).items;
  }

  async file(file: string): Promise<FileState> {
    return (await this.#expect('GET', `/v1/files/${file}`, 'coordinator')).body as FileState;
  }

  async commitmentCase(file: string): Promise<CommitmentCase> {
    return (await this.#expect('GET', `/v1/commitment-cases/${file}`, 'regulator'))
      .body as CommitmentCase;
  }

  async registerOf(file: string): Promise<Entry[]> {
    return (
      (await this.#expect('GET', `/v1/files/${file}/register`, 'regulator')).body as {
        items: Entry[];
      }
    ).items;
  }

  async #expect(method: string, path: string, by: Officer, body?: object): Promise<Answer> {
    const answer = await this.#ask(method, path, by, body);
    if (answer.status >= 400)
      throw new Error(
        `${method} ${path} as ${officers[by]}: ${answer.status} ${JSON.stringify(answer.body)}`,
      );
    return answer;
  }

  async #ask(method: string, path: string, by: Officer, body?: object): Promise<Answer> {
    const officer = officers[by];
    const token = this.#tokens.get(officer) ?? mintOfficerToken(this.#harness.stack, officer, 1);
    this.#tokens.set(officer, token);
    const response = await fetch(this.#harness.api + path, {
      method,
      headers: {
        Authorization: `Bearer ${await token}`,
        ...(body && { 'Content-Type': 'application/json' }),
        ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }
}

const refusedBy = ({ code = '', clause, detail, title }: ProblemBody): Refused => ({
  code,
  ...(clause && { clause }),
  detail: detail ?? title ?? '',
});
