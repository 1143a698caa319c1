/** A bureau of one test alone, with units, officers and duties; a real mail server; a robot that checks what it is sent. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { Composer } from '../../api/reminders/composer.ts';
import { contextOfAddress } from '../../api/reminders/choice.ts';
import { mailerOf } from '../../api/reminders/mailer.ts';
import { Sender, type SenderOptions } from '../../api/reminders/sender.ts';
import { dutySources, type NewsSource } from '../../api/reminders/sources.ts';
import { addressPolicy } from '../../api/outbox/addresses.ts';
import { ownTopics } from '../../domain/reminders/messages.ts';
import { parseInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { settingsSchema, type Settings } from '../../settings.ts';
import { Fixture } from '../outbox/support.ts';
import { uniqueHex } from '../setup/unique.ts';

/** 15:30 of a working day in a year whose arrangement nobody loads for tests: only weekends rest. */
export const at = (text: string): Instant => parseInstant(`${text}:00+08:00`)!;

export interface Received {
  from: string;
  to: string[];
  user: string | undefined;
  secure: boolean;
  headers: Record<string, string>;
  text: string;
}

type Answer = 'take' | 'refuse' | 'hang';

/** Takes mails over STARTTLS with a certificate that nobody signed, or in the clear. */
export class MailServer {
  readonly mails: Received[] = [];
  answer: Answer = 'take';
  readonly #server: SMTPServer;

  private constructor(options: { tls: boolean; key?: string; cert?: string }) {
    this.#server = new SMTPServer({
      ...(options.key && { key: options.key, cert: options.cert }),
      authOptional: !options.tls,
      disabledCommands: options.tls ? [] : ['STARTTLS', 'AUTH'],
      onAuth: ({ username, password }, _session, done) =>
        done(password === 'right' ? null : new Error('no'), { user: username }),
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          if (this.answer === 'hang') return;
          if (this.answer === 'refuse')
            return done(Object.assign(new Error('full: zhang@x'), { responseCode: 452 }));
          this.mails.push(
            received(Buffer.concat(parts).toString('utf8'), {
              from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
              to: session.envelope.rcptTo.map(({ address }) => address),
              user: session.user,
              secure: session.secure,
            }),
          );
          done();
        });
      },
    });
    this.#server.on('error', () => {});
  }

  static async start(
    options: { tls: boolean; key?: string; cert?: string } = { tls: false },
  ): Promise<MailServer> {
    const server = new MailServer(options);
    await new Promise<void>((resolve) => {
      server.#server.listen(0, '127.0.0.1', () => resolve());
    });
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

/** As a reader of mail takes it: headers unfolded, encoded words and the body decoded. */
function received(raw: string, session: Omit<Received, 'headers' | 'text'>): Received {
  const end = raw.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(
    raw
      .slice(0, end)
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        words(line.slice(line.indexOf(':') + 2)),
      ]),
  );
  const body = raw.slice(end + 4);
  const encoding = headers['content-transfer-encoding'];
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? quoted(body.replaceAll('=\r\n', ''))
        : body;
  return { ...session, headers, text };
}
const quoted = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`))),
    'latin1',
  ).toString('utf8');
const words = (text: string): string =>
  text
    .replaceAll(/\?= =\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, coded: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(coded, 'base64').toString('utf8')
        : quoted(coded.replaceAll('_', ' ')),
    );

export interface Told {
  path: string;
  query: URLSearchParams;
  body: { msgtype: string; markdown: { title?: string; content?: string; text?: string } };
}

/** The robot of a group, as the services answer: always 200, and `errcode` in the body. */
export class Robot {
  readonly told: Told[] = [];
  errcode = 0;
  readonly #server: Server = createServer((req, res) => {
    let text = '';
    req.on('data', (part: Buffer) => {
      text += part.toString('utf8');
    });
    req.on('end', () => {
      const url = new URL(req.url!, 'http://x');
      this.told.push({
        path: url.pathname,
        query: url.searchParams,
        body: JSON.parse(text) as Told['body'],
      });
      res.setHeader('Content-Type', 'application/json');
      res.end(JSON.stringify({ errcode: this.errcode, errmsg: this.errcode ? 'not so' : 'ok' }));
    });
  });

  static async start(): Promise<Robot> {
    const robot = new Robot();
    await new Promise<void>((resolve) => {
      robot.#server.listen(0, '127.0.0.1', resolve);
    });
    return robot;
  }
  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

export interface DutyGiven {
  owedBy: string;
  due: Instant;
  state?: string;
  force?: 'text' | 'management';
  key?: string;
  procedure?: string;
  lastDay?: string;
}

export class People {
  readonly fixture: Fixture;
  readonly unit: string;
  readonly superior: string;
  now: Instant = at('2031-03-05T10:00');
  #senders: Sender[] = [];

  private constructor(fixture: Fixture) {
    this.fixture = fixture;
    this.unit = `${fixture.bureau}.ju`;
    this.superior = `${fixture.bureau}.top`;
  }

  static async open(): Promise<People> {
    const people = new People(await Fixture.open());
    const { owner, bureau } = people.fixture;
    await owner`insert into unit (id, bureau_id, name) values (${people.superior}, ${bureau}, '上级样例')`;
    await owner`insert into unit (id, bureau_id, name, superior_id) values (${people.unit}, ${bureau}, '样例单位', ${people.superior})`;
    // Nobody of the chain, unless a test says so.
    await people.set({ steps: [] });
    return people;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.fixture
      .owner`update reminder set state = 'skipped', settled_at = now(), settled_by = 'test' where bureau_id = ${this.fixture.bureau} and state in ('pending', 'sending', 'dead')`;
    await this.fixture.owner`delete from duty where bureau_id = ${this.fixture.bureau}`;
    await this.fixture.close();
  }

  async set(settings: object): Promise<void> {
    const { owner, bureau } = this.fixture;
    await owner`update bureau set settings = ${owner.json({ reminders: settings } as never)} where id = ${bureau}`;
  }

  async officer(name: string, roles: string[] = ['handler'], unit = this.unit): Promise<string> {
    const id = `o-${this.fixture.bureau}-${name}`;
    await this.fixture
      .owner`insert into officer (id, unit_id, name, roles) values (${id}, ${unit}, '样例', ${roles})`;
    return id;
  }

  /** With an address that has been confirmed. */
  async choice(officer: string, topics: string[], language = 'zh'): Promise<void> {
    const address = this.fixture.seal.seal(`${officer}@ybj.example.cn`, contextOfAddress(officer));
    await this.fixture
      .owner`insert into reminder_choice (officer_id, address, topics, language, confirmed_at) values (${officer}, ${address}, ${topics}, ${language}, now())`;
  }

  async receiver(
    kind: string,
    target: object,
    unit: string | null,
    events: string[] = [],
  ): Promise<string> {
    const id = `r-${uniqueHex()}`;
    const { owner, bureau, seal } = this.fixture;
    const secret = seal.seal(JSON.stringify(target), `receiver:${id}`);
    await owner`insert into receiver (id, bureau_id, kind, unit_id, url, secret, events) values (${id}, ${bureau}, ${kind}, ${unit}, 'shown', ${secret}, ${events})`;
    return id;
  }

  async duty({
    owedBy,
    due,
    state = 'open',
    force = 'text',
    key = 'reply',
    procedure = 'rapid-response',
    lastDay,
  }: DutyGiven): Promise<string> {
    const { owner, bureau } = this.fixture;
    const file = await this.fixture.file(bureau, procedure);
    const body = {
      action: { zh: '回复函告', en: 'reply to the letter' },
      article: '津医保规〔2025〕1号',
      ...(lastDay && { lastDay }),
      inclusive: !lastDay,
      explanation: [],
      calendarVersions: [],
    };
    await owner`insert into duty (file_id, key, duty, procedure, bureau_id, act, owed_by, owed_to, clause, force, from_at, due_at, status, state, body)
      values (${file}, ${key}, 'reply', ${procedure}, ${bureau}, 'reply', ${owedBy}, ${owedBy}, 'TJ51-5.1', ${force}, ${new Date(due - 86_400_000)}, ${new Date(due)}, 'firm', ${state}, ${owner.json(body)})`;
    return file;
  }

  /** So many at once, each in a file of its own. */
  async many(
    n: number,
    { owedBy, due, state, force }: Required<Pick<DutyGiven, 'owedBy' | 'due' | 'state' | 'force'>>,
  ): Promise<void> {
    const { owner, bureau } = this.fixture;
    const run = uniqueHex();
    await owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, closed_at, exported_at)
      select ${`M-${run}-`} || n, 'rapid-response', ${bureau}, 'result', 'r' || n, '{}', now(), now(), now(), now() from generate_series(1, ${n}::int) n`;
    const body = { action: { zh: '样例', en: 'sample' }, article: '样例', inclusive: true };
    await owner`insert into duty (file_id, key, duty, procedure, bureau_id, act, owed_by, owed_to, clause, force, from_at, due_at, status, state, body)
      select ${`M-${run}-`} || n, 'reply', 'reply', 'rapid-response', ${bureau}, 'reply', ${owedBy}, ${owedBy}, 'TJ51-5.1', ${force}, ${new Date(due - 86_400_000)}, ${new Date(due)}, 'firm', ${state}, ${owner.json(body)}
      from generate_series(1, ${n}::int) n`;
  }

  composer(sources: readonly NewsSource[] = dutySources): Composer {
    const { sql } = this.fixture;
    return new Composer({
      sql,
      log: pino({ level: 'silent' }),
      clock: { now: () => this.now },
      sources,
      bureaus: [],
    });
  }

  look(sources?: readonly NewsSource[]): Promise<void> {
    return this.composer(sources).look(this.fixture.bureau);
  }

  async sender(
    channel: 'email' | 'wecom' | 'dingtalk',
    settings: Partial<Record<keyof Settings, string>> = {},
    changes: Partial<Pick<SenderOptions, 'tries' | 'firstDelay' | 'sources'>> = {},
  ): Promise<Sender> {
    const { sql, seal, bureau } = this.fixture;
    const sender = new Sender(channel, {
      sql,
      log: pino({ level: 'silent' }),
      clock: { now: () => this.now },
      seal,
      mailer: mailerOf(mailSettings(settings)),
      policy: addressPolicy(['127.0.0.1:*'], ['127.0.0.0/8']),
      home: 'https://duban.example.cn',
      titles: ownTopics,
      timeout: 1_000,
      tries: 8,
      firstDelay: 20,
      poll: 30,
      concurrency: 2,
      bureaus: [bureau],
      ...changes,
    });
    this.#senders.push(sender);
    await sender.loop.start();
    return sender;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#senders.splice(0).map(({ loop }) => loop.stop()));
  }

  async rows(): Promise<
    {
      id: string;
      officer: string | null;
      receiver: string | null;
      channel: string;
      kind: string;
      state: string;
      tries: number;
      lastError: string | null;
      body: {
        day?: string;
        more?: number;
        lines: {
          topic: string;
          file: string;
          force: string;
          key: string;
          again?: true;
          inHand?: true;
        }[];
      };
    }[]
  > {
    return this.fixture
      .sql`select id, officer_id as officer, receiver_id as receiver, channel, kind, state, tries, last_error as "lastError", body from reminder where bureau_id = ${this.fixture.bureau} order by created_at`;
  }
}

/** Of a test's own mail server: in the clear on the loopback. */
export const mailSettings = (more: Partial<Record<keyof Settings, string>>): Settings =>
  settingsSchema.parse({
    DATABASE_URL: 'postgres://unused',
    SMTP_SECURITY: 'none',
    SMTP_FROM: 'duban@ybj.example.cn',
    SMTP_RECIPIENT_DOMAINS: 'ybj.example.cn,*.sub.example.cn',
    OUTBOX_ALLOW_PRIVATE: '127.0.0.0/8',
    OUTBOX_TIMEOUT: '500',
    ...more,
  });
