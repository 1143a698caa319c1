/**
 * 攻击台面 What an attacker sends to the pages: with somebody's session, with another's, with none; over raw HTTP, for a browser or fetch would put addresses right.
 * Seeded, so that what is found can be asked again.
 */
import { request } from 'node:http';
import { policy } from '../../api/pages/frame.ts';
import { pages } from '../../api/pages/pages.ts';
import { numbers } from './campaign.ts';
import { scripts } from './planted.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}
export interface Attacked {
  base: string;
  /** Whole cookies of two people, each with the token of the forms. */
  own: { cookie: string; csrf: string };
  other: { cookie: string; csrf: string };
  /** For the parts of addresses. */
  parts: Readonly<Record<string, string>>;
}
interface Try {
  what: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** More than what is true of every answer. */
  wrong?: (answer: Answer) => string | false;
}

const form = 'application/x-www-form-urlencoded';
const filled = (path: string, parts: Readonly<Record<string, string>>): string =>
  path.replaceAll(/:(\w+)/g, (_, part: string) => parts[part] ?? 'x');

export function send(
  base: string,
  { method, path, headers, body }: Omit<Try, 'what'>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const req = request({ hostname, port, method, path, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () =>
        resolve({
          status: res.statusCode!,
          headers: res.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
      res.on('error', reject);
    });
    // A body that is too large is answered before it is sent whole.
    req.on('error', (error: NodeJS.ErrnoException) =>
      ['EPIPE', 'ECONNRESET'].includes(error.code ?? '')
        ? resolve({ status: 413, headers: {}, text: '' })
        : reject(error),
    );
    req.end(body);
  });
}

/** No address of a page: the API answers there. */
const isOutside = (path: string): boolean => !/^\/desk(?:[/?]|$)/.test(path);
const trace = /\n\s+at |node_modules|\.ts:\d+|SQLSTATE|postgres:/;

/** What has to be true of every answer under /desk. */
function faultsOf({ status, headers, text }: Answer, outside: boolean): string[] {
  if (status === 413 && text === '') return [];
  const found: string[] = [];
  if (outside) return status >= 500 || trace.test(text) ? [`status ${status}, or a trace`] : [];
  const location = headers['location'];
  if (status >= 500) found.push(`status ${status}`);
  if (headers['content-security-policy'] !== policy)
    found.push(`policy: ${String(headers['content-security-policy'])}`);
  if (headers['x-content-type-options'] !== 'nosniff') found.push('may be sniffed');
  if (!/^(SAMEORIGIN|DENY)$/.test(String(headers['x-frame-options']))) found.push('may be framed');
  if (!/no-store|immutable/.test(String(headers['cache-control'])))
    found.push(`cache: ${String(headers['cache-control'])}`);
  if (location !== undefined && !/^\/desk(?:[/?][\x21-\x7e]*)?$/.test(String(location)))
    found.push(`leads to ${String(location)}`);
  if (headers['x-evil'] !== undefined || headers['set-cookie']?.toString().includes('evil'))
    found.push('a header was put in');
  if (trace.test(text)) found.push('a trace');
  if (/<x-evil|<script|<svg\/|<iframe|<base/i.test(text)) found.push('marks are taken over');
  return found;
}

const signsIn = ({ status, headers, text }: Answer): string | false =>
  status === 200 && text.includes('action="/desk/sign-out"')
    ? 'shows a page to nobody'
    : String(headers['location']).startsWith('/desk/sign-in') || status >= 400
      ? false
      : `is answered ${status}`;
/** Nothing of it was sent on: it is refused, or shown again with nothing sent. */
const notSent = ({ status, headers, text }: Answer): string | false =>
  status >= 400 ||
  /没有提交|没有发送/.test(text) ||
  String(headers['location']).startsWith('/desk/sign-in')
    ? false
    : `a form of another is answered ${status}`;

const evilPaths = [
  '/desk/..%2fv1%2fme',
  '/desk/%2e%2e/v1/me',
  '/desk/../v1/me',
  '/desk//files',
  '//desk',
  '//evil.example/desk',
  '/desk/files/..%2f..%2f..%2fetc%2fpasswd',
  '/desk/files/%00',
  '/desk/files/%ff',
  '/desk/files/%',
  '/desk/files/.',
  '/desk/files/..',
  '/desk/files/__proto__',
  '/desk/files/constructor/new/toString',
  '/desk/open/__proto__',
  '/desk/open/constructor',
  '/desk/open/..%2f..%2fv1%2ffiles',
  '/desk/files/x/new/../../../v1/me',
  '/desk/',
  '/DESK',
  '/desk;x=1',
  '/desk%20',
  '/desk/style.0000000000000000.css',
  '/desk/sign-in/callback?code=x&state=y',
  '/desk/sign-in/start?next=//evil.example',
];
const evilNexts = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/desk/\\..\\evil',
  '/desk/../../evil',
  'javascript:alert(1)',
  '/desk\r\nX-Evil: 1',
  '/desk%0d%0aX-Evil:%201',
  '/desk?x=\r\nSet-Cookie: evil=1',
  '/deskevil',
  ' /desk',
  '/desk/@evil.example',
  'x'.repeat(5000),
];
const evilCookies = [
  '',
  'duban-desk',
  'duban-desk=',
  `duban-desk=${'A'.repeat(43)}`,
  'duban-desk="; x="',
  `__Host-duban-desk=${'A'.repeat(43)}`,
  `duban-desk=${'x'.repeat(4000)}`,
  'duban-desk=../../../../etc',
  "duban-desk=' or 1=1 --aaaaaaaaaaaaaaaaaaaa",
  'DUBAN-DESK=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
];
const evilBodies = [
  '',
  '&&&===',
  '%',
  '%zz=%00',
  '__proto__=x&constructor=y&toString=z',
  '_n:=999999&_n:/document=1e9',
  '_n:/grounds=-1&_add=/grounds',
  '_add=/nothing&_add=/__proto__',
  '_v:/x=99&_show=/x',
  '/document/id=a&/document/id=b&/document=c',
  `/${'a/'.repeat(2000)}=x`,
  Array.from({ length: 4100 }, (_, n) => `f${n}=1`).join('&'),
  `/documentNo=${'x'.repeat(600_000)}`,
  '/documentNo=%0d%0aX-Evil:%201',
  'duty=[]&duty={}&duty=["x"]&channel=x&words=y&_at=z',
  '{"a":1}',
  '\u0000'.repeat(50),
];
const types = [
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json',
  'text/xml',
  `${form}; charset=utf-7`,
];
const overrides: readonly (readonly [string, string])[] = [
  ['X-HTTP-Method-Override', 'POST'],
  ['X-HTTP-Method', 'DELETE'],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Original-URL', '/v1/me'],
  ['X-Rewrite-URL', '/v1/me'],
  ['X-Forwarded-Proto', 'javascript'],
  ['Host', 'evil.example'],
  ['Origin', 'https://evil.example'],
  ['Referer', 'https://evil.example/"><x-evil>'],
  ['Accept-Language', '"><x-evil>'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Authorization', 'Bearer x'],
];
const readNames = [
  'state',
  'force',
  'procedure',
  'cursor',
  'unit',
  'clause',
  'subject',
  'number',
  'which',
  'whose',
  'history',
  'q',
  'attention',
  'item',
  '/remarks',
  '/duty',
  'next',
  'day',
  'from',
  'month',
  'view',
];

export class DeskAttack {
  readonly #at: Attacked;
  readonly #next: () => number;
  constructor(at: Attacked, seed: number) {
    this.#at = at;
    this.#next = numbers(seed);
  }
  #one<T>(of: readonly T[]): T {
    return of[Math.floor(this.#next() * of.length)]!;
  }
  readonly #kinds = [
    () => this.#path(),
    () => this.#stranger(),
    () => this.#redirect(),
    () => this.#foreign(),
    () => this.#otherType(),
    () => this.#malformed(),
    () => this.#reflected(),
    () => this.#filledIn(),
    () => this.#twoCookies(),
  ];

  /** So many, each kind in its turn; what is wrong, as sentences. */
  async run(
    count: number,
    width = 6,
  ): Promise<{ sent: number; refused: number; faults: string[] }> {
    const toll = { sent: 0, refused: 0, faults: [] as string[] };
    const lane = async (): Promise<void> => {
      while (toll.sent < count) {
        const one = this.#kinds[toll.sent++ % this.#kinds.length]!();
        const answer = await send(this.#at.base, one);
        if (answer.status >= 400) toll.refused++;
        const wrong = one.wrong?.(answer);
        for (const fault of [...faultsOf(answer, isOutside(one.path)), ...(wrong ? [wrong] : [])])
          toll.faults.push(
            `${one.what}: ${fault}: ${one.method} ${one.path.slice(0, 200)} ${JSON.stringify(one.headers).slice(0, 150)} ${(one.body ?? '').slice(0, 150)}`,
          );
      }
    };
    await Promise.all(Array.from({ length: width }, lane));
    return toll;
  }

  get #own(): Record<string, string> {
    return { Cookie: this.#at.own.cookie };
  }
  #page(method: 'get' | 'post'): string {
    const paths = pages.filter((one) => one.method === method).map(({ path }) => path);
    return filled(this.#one(paths), this.#at.parts);
  }
  #override(): Record<string, string> {
    return this.#next() < 0.3 ? Object.fromEntries([this.#one(overrides)]) : {};
  }

  #path(): Try {
    const path = this.#one(evilPaths);
    const outside = isOutside(path);
    return {
      what: 'path',
      method: this.#one(['GET', 'POST', 'PUT', 'HEAD', 'TRACE']),
      path,
      headers: { ...this.#own, ...this.#override() },
      ...(outside && {
        wrong: ({ status }: Answer) => status < 400 && `an address outside is answered ${status}`,
      }),
    };
  }
  #stranger(): Try {
    const Cookie = this.#one(evilCookies);
    const path = this.#page(this.#one(['get', 'post']));
    const method = this.#one(['GET', 'POST']);
    const body = method === 'POST' ? `_csrf=${this.#at.own.csrf}&/remarks=x` : undefined;
    return {
      what: 'nobody',
      method,
      path,
      headers: {
        ...(Cookie && { Cookie }),
        ...(body && { 'Content-Type': form }),
        ...this.#override(),
      },
      ...(body && { body }),
      wrong: signsIn,
    };
  }
  #redirect(): Try {
    const next = encodeURIComponent(this.#one(evilNexts));
    return {
      what: 'redirect',
      method: 'GET',
      path: this.#one([
        `/desk/sign-in?next=${next}`,
        `/desk/sign-in/start?next=${next}`,
        `/desk/files?number=${next}`,
        `/desk/sign-in?next=${next}&next=${next}`,
      ]),
      headers: this.#next() < 0.5 ? this.#own : {},
      wrong: ({ text }) => /(?:href|action)="(?:https?:)?\/\/evil/i.test(text) && 'links away',
    };
  }
  /** 跨站 Forms with no token, a broken one, that of another session, that of the sign-in. */
  #foreign(): Try {
    const { own, other } = this.#at;
    const token = this.#one([
      '',
      own.csrf.slice(1),
      `${own.csrf}x`,
      other.csrf,
      own.csrf.toLowerCase().replaceAll(/\d/g, '0'),
    ]);
    const body = new URLSearchParams([
      ['duty', JSON.stringify([this.#at.parts['file'], 'd', 'u'])],
      ['/remarks', 'x'],
      ['channel', 'phone'],
      ['_csrf', token],
    ]);
    if (token === '') body.delete('_csrf');
    return {
      what: 'csrf',
      method: 'POST',
      path: this.#one([this.#page('post'), '/desk/sign-out']),
      headers: { ...this.#own, 'Content-Type': form, ...this.#override() },
      body: body.toString(),
      wrong: notSent,
    };
  }
  #otherType(): Try {
    return {
      what: 'another kind of form',
      method: 'POST',
      path: this.#one([this.#page('post'), '/desk/sign-out', '/desk/sign-in']),
      headers: { ...this.#own, 'Content-Type': this.#one(types) },
      body: this.#one([
        `_csrf=${this.#at.other.csrf}`,
        JSON.stringify({ _csrf: this.#at.own.csrf }),
        '<a/>',
      ]),
      wrong: notSent,
    };
  }
  #malformed(): Try {
    return {
      what: 'malformed',
      method: 'POST',
      path: this.#page('post'),
      headers: { ...this.#own, 'Content-Type': form, ...this.#override() },
      body: `${this.#one(evilBodies)}${this.#next() < 0.7 ? `&_csrf=${this.#at.own.csrf}` : ''}`,
    };
  }
  /** Scripts in the address. */
  #reflected(): Try {
    const query = Array.from(
      { length: 1 + Math.floor(this.#next() * 3) },
      () => `${encodeURIComponent(this.#one(readNames))}=${encoded(this.#one(scripts))}`,
    );
    const path =
      this.#next() < 0.8 ? this.#page('get') : `/desk/files/${encoded(this.#one(scripts))}`;
    return {
      what: 'reflected',
      method: 'GET',
      path: `${path}?${query.join('&')}`,
      headers: { ...this.#own, ...this.#override() },
    };
  }
  /** Scripts in forms that are refused, and shown again. */
  #filledIn(): Try {
    const { parts, own } = this.#at;
    const fields = [
      '/documentNo',
      '/remarks',
      '/document/id',
      '/document/sha256',
      '/measures/0/clause',
      '/grounds',
      '_key',
      '_at',
      'words',
      'channel',
      'duty',
      '_add',
      '_show',
      '_v:/x',
      '_n:/measures',
      'text',
      'body',
      'officer',
      'note',
    ];
    const body = new URLSearchParams([['_csrf', own.csrf]]);
    for (const field of fields)
      if (this.#next() < 0.6) body.append(field, wellFormed(this.#one(scripts)));
    return {
      what: 'filled in',
      method: 'POST',
      path: this.#one([
        this.#page('post'),
        `/desk/files/${parts['file']}/new/${encoded(this.#one(scripts))}`,
      ]),
      headers: { ...this.#own, 'Content-Type': form },
      body: body.toString(),
    };
  }
  #twoCookies(): Try {
    const { own, other } = this.#at;
    return {
      what: 'two cookies',
      method: 'GET',
      path: this.#page('get'),
      headers: {
        Cookie: this.#one([
          `${own.cookie}; ${other.cookie}`,
          `${own.cookie}; ${own.cookie}`,
          `${this.#one(evilCookies) || 'x=1'}; ${other.cookie}; ${own.cookie}`,
        ]),
      },
      wrong: signsIn,
    };
  }
}

const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '');
const encoded = (text: string): string => encodeURIComponent(wellFormed(text));
