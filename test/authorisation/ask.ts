/** Asks every row of every principal on the running API, a few requests at a time, and says in short what came back. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Harness } from '../api/harness.ts';
import { principals, secrets, type Principal, type Secret } from './fixtures.ts';
import { askedIn, rowOf } from './requests.ts';

/** The registries name every institution and every officer: there they say nothing of a plan. */
const registries =
  /^GET \/v1\/(institutions|officers|officer-letters|inspection-objects|inspection-officers|inspection-bodies|coordinators|rosters)(\/\{id\}(\/changes|\/record)?)?$/;
const inRegistries: readonly Secret[] = ['target', 'member'];

export interface Answer {
  row: string;
  principal: Principal;
  status: number;
  code: string;
  shows: Secret[];
  text: string;
}
/** A request as it goes over the wire; `headers` stand over the usual ones. */
export interface Sent {
  path: string;
  raw?: string;
  headers: Record<string, string>;
}
/** `200 +narrative`, `403 not-authorised`: what the matrix has. */
export const short = ({ status, code, shows }: Answer): string =>
  [status, code, ...shows.map((s) => `+${s}`)].filter((part) => part !== '').join(' ');

export class Asking {
  readonly #harness: Harness;
  readonly #server: Server;
  readonly #tokens = new Map<Principal, string>();

  private constructor(harness: Harness, server: Server) {
    this.#harness = harness;
    this.#server = server;
  }

  static async open(harness: Harness): Promise<Asking> {
    const server = harness.app.listen(0, '127.0.0.1');
    // Never closed by the server while it rests: a request sent at that instant would be lost.
    server.keepAliveTimeout = 0;
    await new Promise((ready) => {
      server.once('listening', ready);
    });
    return new Asking(harness, server);
  }

  async close(): Promise<void> {
    await new Promise((closed) => {
      this.#server.close(closed);
      this.#server.closeAllConnections();
    });
  }

  async #token(principal: Principal): Promise<string | undefined> {
    const who: { officer: string | null; as?: string } = principals[principal];
    if (who.officer === null) return undefined;
    const known =
      this.#tokens.get(principal) ??
      (await this.#harness.token(
        who.officer,
        who.as === undefined ? {} : { claims: { act: { sub: who.as } } },
      ));
    this.#tokens.set(principal, known);
    return known;
  }

  async one(row: string, principal: Principal, given = askedIn(row, principal)): Promise<Answer> {
    const writes = !row.startsWith('GET ');
    const sent = await this.send(row, principal, {
      path: given.path,
      headers: {},
      ...(writes && { raw: JSON.stringify(given.body ?? {}) }),
    });
    return {
      row,
      principal,
      ...sent,
      code: sent.status < 400 ? '' : (JSON.parse(sent.text) as { code: string }).code,
    };
  }

  /** As a row asks it, with these bytes and headers over it. */
  async send(
    row: string,
    principal: Principal,
    { path, raw, headers }: Sent,
  ): Promise<Pick<Answer, 'status' | 'text' | 'shows'>> {
    const { method, route } = rowOf(row);
    const token = await this.#token(principal);
    const { port } = this.#server.address() as AddressInfo;
    const usual = {
      'Duban-Purpose': 'matrix',
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(raw !== undefined && {
        'Content-Type': 'application/json',
        'Idempotency-Key': `${row}-${principal}`.replace(/[^\x21-\x7e]/g, '').slice(0, 128),
        'If-Match': '"stale"',
      }),
    };
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { ...usual, ...headers },
      ...(raw !== undefined && { body: raw }),
    });
    const text = await reply.text();
    // What was asked is no news to who asked it.
    const news = Object.entries(secrets)
      .filter(([, secret]) => text.includes(secret) && !path.includes(secret))
      .map(([name]) => name as Secret);
    return {
      status: reply.status,
      text,
      shows: news.filter((s) => !(registries.test(route) && inRegistries.includes(s))),
    };
  }

  async all(asked: readonly [row: string, principal: Principal][]): Promise<Answer[]> {
    const answers: Answer[] = [];
    const left = asked.values();
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (const [row, principal] of left) answers.push(await this.one(row, principal));
      }),
    );
    return answers;
  }
}
