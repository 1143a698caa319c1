/** A bureau of a test's own with everything a draw needs: a body with its officers, 监察室 beside it, somebody set over it, objects in two counties. */
import supertest from 'supertest';
import { expect, vi } from 'vitest';
import type { DrawRecord, Statement } from '../../domain/draw/record.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';
import { Bureau, document, type Reply } from '../setup/bureau.ts';
import { uniqueDigits, uniqueHex } from '../setup/unique.ts';

export { addDays, Bureau, document };
export type Body = Record<string, unknown>;
export const today = (): CivilDate => civilDateOf(instant(Date.now()));
export const problemOf = ({ status, body }: Reply): [number, string, string | undefined] => [
  status,
  (body as Body)['code'] as string,
  (body as Body)['clause'] as string | undefined,
];
export const wait = <T>(until: () => Promise<T>): Promise<T> =>
  vi.waitFor(until, { timeout: 20_000, interval: 100 });
/** Fresh: no draw of the run had it before. */
export const someNumber = (): string => uniqueDigits(24);

export interface DrawSeen {
  id: string;
  state: string;
  statementHash: string | null;
  overdue: boolean;
  number: Body | null;
  abandonment: Body | null;
  follows: Body | null;
  count: number;
  population: number;
  recordHash: string | null;
}
export interface Pick {
  institution: string;
  officers: string[];
  objectOn: string;
  officersOn: string;
}
export interface Verification {
  holds: boolean;
  findings: { check: string; holds: boolean | null }[];
}

const people = {
  h1: 'ju',
  h2: 'ju',
  head: 'ju',
  e1: 'ju',
  e2: 'ju',
  e3: 'ju',
  e4: 'ju',
  e5: 'ju',
  e6: 'ju',
  lapsed: 'ju',
  jc1: 'jcs',
  far: 'ban',
  over: 'ting',
  reg: 'jcs',
  co: 'ban',
} as const;
export type Who = keyof typeof people;

export class DrawFixture {
  readonly b: Bureau;
  readonly id: string;
  objects: string[] = [];
  private constructor(b: Bureau, id: string) {
    this.b = b;
    this.id = id;
  }

  u = (name: string): string => `${this.id}.${name}`;
  o = (name: string): string => `o-${this.id}-${name}`;

  /** `ju` inspects, `jcs` is 监察室, `ting` is set over `ju`, `ban` is neither. `e1` to `e6` have certificates. */
  static async setUp(
    b: Bureau,
    {
      objects = 8,
      area = '621000',
      settings = {},
      cap = 2,
    }: { objects?: number; area?: string; settings?: object; cap?: number | null } = {},
  ): Promise<DrawFixture> {
    const g = new DrawFixture(b, `qd-${uniqueHex()}`);
    const { owner } = b;
    await owner`insert into bureau (id, name, area, settings) values (${g.id}, '测试局', ${area}, ${owner.json(settings as never)})`;
    for (const [name, roles, over] of [
      ['ting', [], null],
      ['ju', [], 'ting'],
      ['jcs', ['discipline-inspection'], null],
      ['ban', [], null],
    ] as [string, string[], string | null][]) {
      await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${g.u(name)}, ${g.id}, ${name}, ${roles}, ${over && g.u(over)})`;
    }
    const roles: Body = { head: ['head'], reg: ['regulator'], co: ['coordinator'] };
    for (const [name, unit] of Object.entries(people))
      await owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${g.u(unit)}, ${name}, ${(roles[name] ?? ['handler']) as string[]})`;
    await g.register('body', {
      unit_id: g.u('ju'),
      level: 'prefecture',
      area,
      basis: '样例',
      valid_from: '2020-01-01',
      published_on: '2020-01-02',
      published_url: 'https://example.org/',
    });
    await g.register('head', {
      unit_id: g.u('ju'),
      officer_id: g.o('head'),
      from_on: '2020-01-01',
      post: 'principal',
    });
    for (const [n, name] of ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'lapsed'].entries())
      await g.certificate(
        name,
        `${g.id}-${n}`,
        name === 'lapsed' ? addDays(today(), -1) : '2030-12-31',
      );
    await g.declare('objects');
    await g.declare('officers');
    g.objects = await Promise.all(
      Array.from({ length: objects }, (_, n) =>
        g.institution(n % 2 === 0 ? '621021' : '621002', cap, 'ABCD'[n % 4]!),
      ),
    );
    return g;
  }

  async register(registry: string, row: Body): Promise<void> {
    await this.b
      .owner`select enter_inspection(${this.b.owner.json({ bureau: this.id, registry, entity: 'x', row: { bureau_id: this.id, ...row }, reason: '测试', by: 'test' } as never)})`;
  }
  certificate = (name: string, number: string, until: string): Promise<void> =>
    this.register('officer', {
      officer_id: this.o(name),
      unit_id: this.u('ju'),
      roll: 'enforcement',
      listed: true,
      certificate_number: number,
      certificate_kind: '行政执法证',
      certificate_holder: this.o(name),
      certificate_from: '2024-01-01',
      certificate_until: until,
    });
  declare = (list: string, on: string = today()): Promise<void> =>
    this.register('currency', { list, declared_on: on });
  async institution(area: string, cap: number | null = 2, credit?: string): Promise<string> {
    const id = await this.b.institution({ bureau: this.id });
    await this.b.owner`update institution set area = ${area} where id = ${id}`;
    if (cap !== null) await this.register('cap', { institution_id: id, per_year: cap });
    if (credit)
      await this.register('credit', { institution_id: id, as_of: '2026-01-01', class: credit });
    return id;
  }

  post = (by: Who, path: string, body: unknown, key?: string): Promise<Reply> =>
    this.b.post(this.o(by), path, body, key);
  get = (by: Who, path: string): Promise<Reply> => this.b.get(this.o(by), path);
  /** Without any token. */
  public = async (path: string): Promise<Reply> =>
    (await supertest(this.b.service.app).get(path)) as unknown as Reply;
  act = (by: Who, file: string, type: string, body: Body): Promise<Reply> =>
    this.post(by, `/v1/files/${file}/acts/${type}`, body);
  async accept(by: Who, file: string, type: string, body: Body): Promise<void> {
    const reply = await this.act(by, file, type, body);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
  }
  refuse = async (
    by: Who,
    file: string,
    type: string,
    body: Body,
  ): Promise<[number, string, string | undefined]> =>
    problemOf(await this.act(by, file, type, body));

  commit = (changes: Body = {}, by: Who = 'h1', key?: string): Promise<Reply> =>
    this.post(by, '/v1/draws', { contributor: this.u('jcs'), count: 3, ...changes }, key);
  refused = async (
    changes: Body = {},
    by: Who = 'h1',
  ): Promise<[number, string, string | undefined]> => problemOf(await this.commit(changes, by));
  async committed(changes: Body = {}): Promise<string> {
    return this.#opened(await this.commit(changes));
  }
  async redrawn(draw: string, body: Body): Promise<string> {
    return this.#opened(
      await this.post('h1', `/v1/draws/${draw}/redraws`, {
        why: '样例理由',
        evidence: document(),
        ...body,
      }),
    );
  }
  #opened(reply: Reply): string {
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return (reply.body as { file: string }).file;
  }

  async contributed(draw: string, number: string = someNumber()): Promise<void> {
    await this.accept('jc1', draw, 'contribution', { number });
  }
  async revealed(draw: string): Promise<DrawRecord> {
    await this.contributed(draw);
    await this.accept('h1', draw, 'reveal', {});
    await this.ended(draw, 'revealed');
    return this.record(draw);
  }
  async ended(draw: string, outcome: string): Promise<void> {
    await wait(async () => {
      expect((await this.get('jc1', `/v1/files/${draw}`)).body).toMatchObject({
        stage: 'closed',
        outcome,
      });
    });
  }
  /** A whole draw; its record as the second body reads it. */
  async draw(changes: Body = {}): Promise<DrawRecord> {
    return this.revealed(await this.committed(changes));
  }

  record = async (draw: string): Promise<DrawRecord> =>
    JSON.parse((await this.get('jc1', `/v1/draws/${draw}/record`)).text) as DrawRecord;
  statement = async (draw: string): Promise<Statement> =>
    JSON.parse((await this.get('jc1', `/v1/draws/${draw}/statement`)).text) as Statement;
  seen = async (draw: string): Promise<DrawSeen> => (await this.public(`/v1/draws/${draw}`)).body;
  picks = async (draw: string, by: Who = 'h1'): Promise<Pick[]> =>
    ((await this.get(by, `/v1/draws/${draw}/picks`)).body as { items: Pick[] }).items;
  /** What the gates are told of the draw that a plan cites. */
  async cited(draw: string, plan: Body): Promise<Body> {
    return (
      await this.b.service
        .sql`select draw_record(${draw}, ${this.b.service.sql.json({ body: this.u('ju'), inNameOf: this.u('ju'), ...plan } as never)}) as r`
    )[0]!['r'] as Body;
  }
}
