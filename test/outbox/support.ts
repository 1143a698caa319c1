/** A bureau, files and receivers of one test file alone, and a receiver's server that answers as it is told. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { inject } from 'vitest';
import { addressPolicy } from '../../api/outbox/addresses.ts';
import { Dispatcher, type DispatcherOptions } from '../../api/outbox/dispatcher.ts';
import { readSeal, type Seal } from '../../api/intake/sealing.ts';
import { connect, type Sql } from '../../db/client.ts';
import { bound } from '../../db/queries/turns.ts';
import { uniqueHex } from '../setup/unique.ts';

export const newSecret = (): string =>
  `whsec_${Buffer.from(randomUUID() + randomUUID())
    .subarray(0, 32)
    .toString('base64')}`;

export interface Hook {
  id: string;
  file: string;
  seq: number;
  headers: IncomingHttpHeaders;
  body: string;
  message: Record<string, unknown>;
  at: number;
  path: string;
}
type Answer = (hook: Hook, res: ServerResponse) => number | 'hang' | { redirect: string };

/** Listens on a free port; keeps every request. `open`: how many it is answering now, and the most it ever was, by file. */
export class Listener {
  readonly hooks: Hook[] = [];
  answer: Answer = () => 204;
  delay = 0;
  open = 0;
  most = 0;
  overlapping: string[] = [];
  #files = new Set<string>();
  #server = createServer((req, res) => {
    let body = '';
    req.on('data', (part: Buffer) => {
      body += part.toString('utf8');
    });
    req.on('end', () => this.#take(req.headers, req.url!, body, res));
  });

  static async start(): Promise<Listener> {
    const listener = new Listener();
    await new Promise<void>((resolve) => {
      listener.#server.listen(0, '127.0.0.1', resolve);
    });
    return listener;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }
  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  seqs(file: string): number[] {
    return this.hooks.filter((hook) => hook.file === file).map(({ seq }) => seq);
  }

  #take(headers: IncomingHttpHeaders, path: string, body: string, res: ServerResponse): void {
    const message = JSON.parse(body || '{}') as Record<string, unknown>;
    const hook: Hook = {
      id: String(headers['webhook-id']),
      file: String(message['file']),
      seq: Number(message['seq']),
      headers,
      body,
      message,
      at: Date.now(),
      path,
    };
    this.hooks.push(hook);
    if (this.#files.has(hook.file)) this.overlapping.push(`${hook.file}/${hook.seq}`);
    this.#files.add(hook.file);
    this.most = Math.max(this.most, ++this.open);
    res.once('close', () => {
      this.open--;
      this.#files.delete(hook.file);
    });
    const answer = this.answer(hook, res);
    if (answer === 'hang') return;
    setTimeout(() => {
      this.#files.delete(hook.file);
      if (typeof answer === 'number') res.writeHead(answer).end('not to be read');
      else res.writeHead(302, { Location: answer.redirect }).end();
    }, this.delay);
  }
}

export async function until<T>(
  what: () => T | Promise<T>,
  wanted: (value: T) => boolean = Boolean,
  timeout = 10_000,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await what();
    if (wanted(value)) return value;
    if (Date.now() > end)
      throw new Error(`not within ${timeout} ms: ${JSON.stringify(value)?.slice(0, 500)}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

export interface Standing {
  state: string;
  tries: number;
  lastError: string | null;
  settledBy: string | null;
}

export class Fixture {
  readonly bureau: string;
  readonly owner: Sql;
  readonly sql: Sql;
  readonly seal: Seal;
  #dispatchers: Dispatcher[] = [];
  #listeners: Listener[] = [];

  private constructor(bureau: string, owner: Sql, sql: Sql, seal: Seal) {
    this.bureau = bureau;
    this.owner = owner;
    this.sql = sql;
    this.seal = seal;
  }

  static async open(): Promise<Fixture> {
    const { ownerUrl, databaseUrl, env } = inject('stack');
    const fixture = new Fixture(
      `ob-${uniqueHex()}`,
      connect(ownerUrl, { max: 2 }),
      connect(databaseUrl, { max: 6 }),
      (await readSeal(env))!,
    );
    await fixture.owner`insert into bureau (id, name, area) values (${fixture.bureau}, '样例', '120000')`;
    return fixture;
  }

  /** Nothing of it is delivered any more, whoever dispatches. */
  async close(): Promise<void> {
    await this.stopDispatchers();
    for (const listener of this.#listeners) listener.close();
    await this.owner`update receiver set active = false where bureau_id = ${this.bureau}`;
    await Promise.all([this.owner.end({ timeout: 5 }), this.sql.end({ timeout: 5 })]);
  }

  async listener(): Promise<Listener> {
    const listener = await Listener.start();
    this.#listeners.push(listener);
    return listener;
  }

  async receiver(
    url: string,
    more: { bureau?: string; events?: string[]; secret?: string } = {},
  ): Promise<string> {
    const id = `r-${uniqueHex()}`;
    const secret = this.seal.seal(more.secret ?? newSecret(), `receiver:${id}`);
    await this.owner`insert into receiver (id, bureau_id, url, secret, events) values (${id}, ${more.bureau ?? this.bureau}, ${url}, ${secret}, ${more.events ?? []})`;
    return id;
  }

  /** A file without a run behind it, closed and exported so that nobody mends it. */
  async file(bureau = this.bureau, procedure = 'rapid-response'): Promise<string> {
    const id = `OB.${bureau}.${uniqueHex()}`;
    await this.owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, closed_at, exported_at)
      values (${id}, ${procedure}, ${bureau}, 'institution', ${id}, '{}', now(), now(), now(), now())`;
    return id;
  }

  /** One turn with `count` entries, as a file writes it. */
  async enter(file: string, count = 1, type = 'duty-armed', more: object = {}): Promise<void> {
    const entries = Array.from({ length: count }, () => {
      const body = { action: { en: 'reply', zh: '回复' }, n: randomUUID(), ...more };
      return bound({ key: `t:${randomUUID()}`, type, clause: 'TJ51-A1-1.4a', act: null, body });
    });
    const turn = { file, entries, view: { stage: 'opened', attention: 'on-track', body: {} } };
    await this.owner`select enter(${this.owner.json(turn)})`;
  }

  async dispatch(changes: Partial<DispatcherOptions> = {}): Promise<Dispatcher> {
    const dispatcher = new Dispatcher({
      sql: this.sql,
      log: pino({ level: 'silent' }),
      seal: this.seal,
      policy: addressPolicy(['127.0.0.1:*', '*.example.org:*'], ['127.0.0.0/8']),
      timeout: 2_000,
      tries: 4,
      firstDelay: 20,
      poll: 30,
      concurrency: 4,
      bureaus: [this.bureau],
      ...changes,
    });
    this.#dispatchers.push(dispatcher);
    await dispatcher.start();
    return dispatcher;
  }

  async stopDispatchers(): Promise<void> {
    await Promise.all(this.#dispatchers.splice(0).map((one) => one.stop()));
  }

  async standing(receiver: string, file: string): Promise<Standing[]> {
    return this.sql<
      Standing[]
    >`select state, tries, last_error as "lastError", settled_by as "settledBy" from delivery where receiver_id = ${receiver} and file_id = ${file} order by seq`;
  }

  states(receiver: string, file: string): Promise<string[]> {
    return this.standing(receiver, file).then((rows) => rows.map(({ state }) => state));
  }
}

export const verify = (secret: string, hook: Hook): unknown =>
  new Webhook(secret).verify(hook.body, hook.headers as Record<string, string>);
export const allOf =
  (state: string) =>
  (states: string[]): boolean =>
    states.length > 0 && states.every((one) => one === state);
