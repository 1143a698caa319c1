/**
 * 攻击 Hostile requests to every documented route, by every kind of principal of the authorisation matrix, with real ids in the address.
 * Seeded, so that what is found can be asked again; bounded by the number of inputs.
 */
import type { Harness } from '../api/harness.ts';
import { codes } from '../../domain/codes.ts';
import { codeOf, type Asking, type Sent } from '../authorisation/ask.ts';
import { everybody, secrets, type Principal, type Secret } from '../authorisation/fixtures.ts';
import { askedIn } from '../authorisation/requests.ts';

export interface Toll {
  seed: number;
  inputs: number;
  routes: number;
  principals: number;
  refused: number;
  faults: string[];
  leaks: string[];
}
export interface Size {
  inputs: number;
  seed: number;
  width?: number;
}

/** Numbers of a small generator (mulberry32): the same for the same seed, on every machine. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64url');
const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '一'.repeat(5000),
  'x'.repeat(100_000),
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '%00',
  '%2e%2e%2f',
  "' or 1=1 --",
  '"; drop table register; --',
  '${jndi:ldap://127.0.0.1/x}',
  '<script>alert(1)</script>',
  '`code` **bold**',
  '{{7*7}}',
  '-1',
  '0',
  '1.5',
  '1e309',
  '9223372036854775808',
  '99999999999999999999999',
  'NaN',
  'Infinity',
  'null',
  'true',
  '2026-02-30',
  '2026-13-01T00:00:00+08:00',
  '0000-00-00',
  '9999-12-31',
  'duban',
  'duban-api',
  'o-jds-1',
  'tj',
  '*',
  '%',
  '_',
  ...Object.values(secrets),
];
const cursors = [
  [],
  [null],
  [1.5, 'x'],
  [-1, 'x'],
  [1e300, 'x'],
  ['\u0000', '\u0000'],
  ['x', 1],
  [1e16, 'x'],
  ['2026-01-01', '\u0000', 'x'],
  { a: 1 },
  'x',
  1,
  null,
  [[[[]]]],
  ['x'.repeat(700)],
  [1, 2, 3, 4, 5, 6, 7, 8],
  [-9223372036854775808, -1],
].map((place) => base64(JSON.stringify(place)));
const queries = [
  'cursor',
  'limit',
  'format',
  'from',
  'until',
  'to',
  'state',
  'unit',
  'clause',
  'procedure',
  'bureau',
  'officer',
  'reason',
  'day',
  'file',
  'item',
  'q',
  'as-of',
  '__proto__',
  'body',
  'institution',
  'items',
];

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const bodies = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '1',
  '{}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"a":1,"a":2}',
  nested(20_000),
  deep(20_000),
  nested(200),
  deep(60),
  `{"a":${'9'.repeat(400)}}`,
  '{"a":1e400}',
  `{"a":"${'x'.repeat(300_000)}"}`,
  `[${'1,'.repeat(50_000)}1]`,
  `{${Array.from({ length: 5_000 }, (_, n) => `"k${n}":1`).join(',')}}`,
  '{"receivedAt":"2099-01-01T00:00:00+08:00"}',
  '{"receivedAt":{"$gt":""}}',
  '{"a":"\\u0000"}',
  '{"a":"\\ud800"}',
  '\ufeff{}',
  '{"rows":[{}],"registry":"officers"}',
];
const headers: readonly (readonly [string, readonly string[]])[] = [
  [
    'Content-Type',
    [
      'text/plain',
      'application/json; charset=utf-7',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/json;charset=utf-16',
    ],
  ],
  ['Accept', ['text/csv', '*/*', 'application/xml', 'x'.repeat(2000)]],
  ['Accept-Language', ['en', 'xx', 'zh-CN;q=9', ','.repeat(500)]],
  ['If-Match', ['*', '"x"', 'W/"x"', 'x', '"'.repeat(200)]],
  ['If-None-Match', ['*', 'W/"x"', '"'.repeat(200)]],
  ['Idempotency-Key', ['', ' ', 'k'.repeat(200), 'k\t', "'"]],
  ['X-Forwarded-For', ['127.0.0.1', '10.0.0.1, 127.0.0.1', 'x'.repeat(500)]],
  ['Forwarded', ['for=127.0.0.1']],
  ['X-HTTP-Method-Override', ['DELETE']],
  ['traceparent', ['x', '00-zz']],
  ['Content-Encoding', ['gzip', 'br', 'x']],
  ['Range', ['bytes=0-1']],
  ['Authorization', ['Bearer', 'Bearer x', 'Basic eDp4', `Bearer ${'a.'.repeat(5000)}`]],
];

/** Encodes as a browser would; what cannot be encoded goes as a lone half of a character. */
function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
}

class Hostile {
  readonly #next: () => number;
  constructor(seed: number) {
    this.#next = numbers(seed);
  }
  chance(p: number): boolean {
    return this.#next() < p;
  }
  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.#next() * of.length)]!;
  }

  /** A well-formed request of the matrix, and one to three things that nobody should send. */
  request(row: string, principal: Principal): Sent {
    const given = askedIn(row, principal);
    const sent: Sent = {
      path: given.path,
      headers: {},
      ...(row.startsWith('GET ') ? {} : { raw: JSON.stringify(given.body ?? {}) }),
    };
    for (let n = 1 + Math.floor(this.#next() * 3); n > 0; n--) this.#spoil(sent);
    return sent;
  }

  #spoil(sent: Sent): void {
    const kind = this.#next();
    if (kind < 0.3)
      sent.path += `${sent.path.includes('?') ? '&' : '?'}${encoded(this.one(queries))}=${this.chance(0.5) ? this.one(cursors) : encoded(this.one(texts).slice(0, 8000))}`;
    else if (kind < 0.45) sent.path = this.#segment(sent.path);
    else if (kind < 0.8 && sent.raw !== undefined) sent.raw = this.#body(sent.raw);
    else {
      const [name, values] = this.one(headers);
      sent.headers[name] = this.one(values);
    }
  }

  /** Another value for one part of the address. */
  #segment(path: string): string {
    const [address = '', query] = path.split('?');
    const parts = address.split('/');
    parts[1 + Math.floor(this.#next() * (parts.length - 1))] =
      encoded(this.one(texts).slice(0, 4000)) || '%20';
    return `${parts.join('/')}${query === undefined ? '' : `?${query}`}`;
  }

  /** Another body, or the same with one of its values replaced. */
  #body(raw: string): string {
    // What is very deep already is replaced as a whole: written anew it would not fit on the stack of whoever sends it.
    const body = this.chance(0.5) || raw.length > 100_000 ? undefined : parsed(raw);
    if (!body) return this.one(bodies);
    const keys = Object.keys(body);
    const value: unknown = this.chance(0.3)
      ? { [this.one(texts).slice(0, 200)]: [this.one(texts)] }
      : this.chance(0.3)
        ? this.one([null, [], {}, -1, 1.5, 1e308, true])
        : this.one(texts);
    return JSON.stringify({
      ...body,
      [keys.length > 0 && this.chance(0.8) ? this.one(keys) : this.one(queries)]: value,
    });
  }
}

/** An object, where the bytes still are one. */
function parsed(raw: string): Record<string, unknown> | undefined {
  try {
    const body = JSON.parse(raw) as unknown;
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Nobody but these may learn of the plan that is not announced (QY-10.3). */
const insiders: readonly Principal[] = ['own', 'system-for-person', 'team', 'head'];
const unannounced: readonly Secret[] = ['target', 'plan', 'day', 'member'];
const trace = /\n\s+at |node_modules|\.ts:\d+|postgres|SQLSTATE/;

/** What somebody has sent is no news to him: in the address, or in a form that is refused and named by its fields. */
const own = (sent: Sent, status: number, secret: Secret): boolean =>
  sent.path.includes(encoded(secrets[secret])) ||
  (status === 400 && (sent.raw ?? '').includes(secrets[secret]));

/** Sends them, a few at a time, and says what came of it. */
export async function campaign(
  asking: Asking,
  rows: readonly string[],
  { inputs, seed, width = 12 }: Size,
): Promise<Toll> {
  const hostile = new Hostile(seed);
  const toll: Toll = {
    seed,
    inputs: 0,
    routes: new Set(rows.map((row) => row.split(' · ')[0])).size,
    principals: everybody.length,
    refused: 0,
    faults: [],
    leaks: [],
  };
  const look = async (): Promise<void> => {
    const [row, principal] = [rows[toll.inputs % rows.length]!, hostile.one(everybody)];
    toll.inputs++;
    const sent = hostile.request(row, principal);
    const { status, text, shows } = await asking.send(row, principal, sent);
    const said = `${status} ${row} ${principal} ${sent.path.slice(0, 200)} ${JSON.stringify(sent.headers).slice(0, 200)} ${(sent.raw ?? '').slice(0, 200)}`;
    if (status >= 400) toll.refused++;
    if (status >= 500 && !isKnown(text)) toll.faults.push(said);
    if (status >= 500 && isKnown(text) && codeOf(text) === 'internal') toll.faults.push(said);
    if (status >= 400 && trace.test(text)) toll.leaks.push(`a trace: ${said}`);
    if (!insiders.includes(principal))
      for (const secret of shows)
        if (unannounced.includes(secret) && !own(sent, status, secret))
          toll.leaks.push(`${secret}: ${said}`);
  };
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (toll.inputs < inputs) await look();
    }),
  );
  return toll;
}

const isKnown = (text: string): boolean => Object.hasOwn(codes, codeOf(text) ?? '');

/** What must still be true of the bureau: no chain broken, no entry or act that the requests have brought in from outside the rules. */
export async function standing({ sql }: Harness): Promise<{ files: number; entries: number }> {
  const [row] = await sql<
    { files: number; entries: number }[]
  >`select (select count(*)::int from file where bureau_id = 'am') as files, (select count(*)::int from register r join file f on f.id = r.file_id where f.bureau_id = 'am') as entries`;
  return row!;
}
