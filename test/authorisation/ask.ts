/** Asks every row of every principal on the running API, a few requests at a time, and says in short what came back. */
import type { Server } from 'node:http';
import { beginSession } from '../../db/queries/sessions.ts';
import { hashed, madeOf, newSecret } from '../../api/pages/secrets.ts';
import type { Harness } from '../api/harness.ts';
import { Wire } from '../setup/wire.ts';
import { principals, secrets, type Principal, type Secret } from './fixtures.ts';
import { askedIn, rowOf } from './requests.ts';

/** The registries name every institution and every officer, and so do the lists beside the forms: there they say nothing of a plan. */
const registries =
  /^(?:GET|POST) \/desk\/(?:open\/\{name\}(?:\/letters\/\{kind\})?|hand-overs|files\/\{file\}\/(?:new\/\{type\}|assignees|comments))$|^GET \/v1\/(institutions|officers|officer-letters|inspection-objects|inspection-officers|inspection-bodies|coordinators|rosters)(\/\{id\}(\/changes|\/record)?)?$/;
const inRegistries: readonly Secret[] = ['target', 'member'];

export interface Answer {
  row: string;
  principal: Principal;
  status: number;
  code: string;
  shows: Secret[];
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

/** The code of a problem, of the API or of a page that shows it. */
export function codeOf(text: string): string | undefined {
  const shown = /<p class="soft small">([a-z-]+) · urn:uuid:/.exec(text)?.[1];
  if (shown || text.startsWith('<')) return shown;
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}

/** A form as a page sends it, with the token of the session; what is no object goes as it is. */
function formOf(raw: string, csrf: string): string {
  try {
    const body = JSON.parse(raw) as Record<string, unknown>;
    const fields = Object.entries(body).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    return new URLSearchParams([...fields, ['_csrf', csrf]]).toString();
  } catch {
    return raw;
  }
}

export class Asking {
  readonly #harness: Harness;
  readonly #server: Server;
  readonly #wire: Wire;
  readonly #tokens = new Map<Principal, string>();
  readonly #sessions = new Map<Principal, string>();

  private constructor(harness: Harness, server: Server) {
    this.#harness = harness;
    this.#server = server;
    this.#wire = new Wire(server);
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
    this.#wire.close();
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

  /** What the browser of the principal holds; nothing where nobody can be signed in. What is signed out has a session of its own. */
  async #session(principal: Principal, leaves: boolean): Promise<string> {
    const { officer } = principals[principal];
    const known = (leaves ? undefined : this.#sessions.get(principal)) ?? newSecret();
    if (officer === null || known === this.#sessions.get(principal)) return known;
    if (!leaves) this.#sessions.set(principal, known);
    const limits = { longest: '1 hour', idle: '1 hour' };
    await beginSession(this.#harness.sql, hashed(known), officer, limits);
    return known;
  }

  async one(row: string, principal: Principal, given = askedIn(row, principal)): Promise<Answer> {
    const writes = !row.startsWith('GET ');
    const { text, ...sent } = await this.send(row, principal, {
      path: given.path,
      headers: {},
      ...(writes && { raw: JSON.stringify(given.body ?? {}) }),
    });
    return {
      row,
      principal,
      ...sent,
      code: sent.status < 400 ? '' : (codeOf(text) ?? ''),
    };
  }

  /** As a row asks it, with these bytes and headers over it. */
  async send(
    row: string,
    principal: Principal,
    { path, raw, headers }: Sent,
  ): Promise<Pick<Answer, 'status' | 'shows'> & { text: string }> {
    const { method, route, path: template } = rowOf(row);
    const page = template.startsWith('/desk');
    const token = page ? undefined : await this.#token(principal);
    const session = page
      ? await this.#session(principal, template === '/desk/sign-out')
      : undefined;
    const usual = {
      ...(session && { Cookie: `__Host-duban-desk=${session}` }),
      'Duban-Purpose': 'matrix',
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(raw !== undefined && {
        'Content-Type': page ? 'application/x-www-form-urlencoded' : 'application/json',
        'Idempotency-Key': `${row}-${principal}`.replace(/[^\x21-\x7e]/g, '').slice(0, 128),
        'If-Match': '"stale"',
      }),
    };
    const { status, text } = await this.#wire.ask({
      method,
      path,
      headers: { ...usual, ...headers },
      ...(raw !== undefined && { raw: session ? formOf(raw, madeOf(session, 'csrf')) : raw }),
    });
    // What was asked is no news to who asked it.
    const news = Object.entries(secrets)
      .filter(([, secret]) => text.includes(secret) && !path.includes(secret))
      .map(([name]) => name as Secret);
    return {
      status,
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
