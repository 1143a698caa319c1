/** A bureau of a test's own under QY: the city bureau and a county's, their heads, their items, and what stands around an inspection. */
import { expect, vi } from 'vitest';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type CivilDate } from '../../domain/time/instant.ts';
import { Bureau, document, iso, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export { addDays, Bureau, document };
export type Body = Record<string, unknown>;
export interface Problem {
  status: number;
  code: string;
  clause?: string;
}
export const problemOf = ({ status, body }: Reply): Problem => ({
  status,
  ...(({ code, clause }) => ({ code, clause }))(body as Problem),
});
export const today = (): CivilDate => civilDateOf(instant(Date.now()));
export interface Duty {
  key: string;
  duty: string;
  state: string;
  due: string;
  force: string;
  clause: string;
  owedBy: string;
}
export interface View {
  stage: string;
  attention: string;
  notes: string[];
  outcome: string | null;
  duties: Duty[];
  possible: { act: string; by: string[] }[];
  awaits: { act: string; by: string[] }[];
}

export class Around {
  readonly b: Bureau;
  readonly id: string;
  constructor(b: Bureau, id: string) {
    this.b = b;
    this.id = id;
  }

  /** ju: the city bureau; ke: a section of it; xian: the county's bureau; jdk: 执法监督科; far: beside them. */
  u = (name: string): string => `${this.id}.${name}`;
  o = (name: string): string => `o-${this.id}-${name}`;

  static async setUp(b: Bureau, settings: object = {}): Promise<Around> {
    const g = new Around(b, `qa-${uniqueHex()}`);
    const { owner } = b;
    await owner`insert into bureau (id, name, area, settings) values (${g.id}, ${`测试医保局${g.id}`}, '621000', ${owner.json({ inspection: settings } as never)})`;
    const units: [string, string[], string | null][] = [
      ['ju', [], null],
      ['ke', [], 'ju'],
      ['xian', [], 'ju'],
      ['jdk', ['enforcement-supervision'], 'ju'],
      ['far', [], null],
    ];
    for (const [name, roles, over] of units)
      await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${g.u(name)}, ${g.id}, ${`测试${name}`}, ${roles}, ${over && g.u(over)})`;
    const people: [string, string, string[]][] = [
      ['h1', 'ju', ['handler']],
      ['h2', 'ju', ['handler']],
      ['head', 'ju', ['head']],
      ['ke-head', 'ke', ['head']],
      ['ke-h', 'ke', ['handler']],
      ['x1', 'xian', ['handler']],
      ['x2', 'xian', ['handler']],
      ['x-head', 'xian', ['head']],
      ['jd1', 'jdk', ['handler']],
      ['jd2', 'jdk', ['handler']],
      ['far', 'far', ['handler']],
      ['reg', 'jdk', ['regulator']],
      ['rar', 'ju', ['registrar']],
      ['co', 'jdk', ['coordinator']],
    ];
    for (const [name, unit, roles] of people)
      await owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${g.u(unit)}, ${`测试${name}`}, ${roles})`;
    for (const [unit, level, area, head] of [
      ['ju', 'prefecture', '621000', 'head'],
      ['xian', 'county', '621021', 'x-head'],
    ] as const) {
      await g.register('body', unit, {
        unit_id: g.u(unit),
        level,
        area,
        basis: '样例',
        valid_from: '2020-01-01',
        published_on: '2020-01-02',
        published_url: 'https://example.org/',
      });
      await g.register('head', unit, {
        unit_id: g.u(unit),
        officer_id: g.o(head),
        from_on: '2020-01-01',
        post: 'principal',
      });
    }
    await g.register('basis', 'b-1', {
      id: 'b-1',
      name: '条例',
      article: '第二十二条',
      in_force_from: '2021-05-01',
    });
    for (const id of ['sx-1', 'sx-2']) await g.item(id);
    return g;
  }

  item = (id: string, more: Body = {}): Promise<void> =>
    this.register('item', id, {
      id,
      name: id,
      basis_id: 'b-1',
      contents: ['收费', '进销存'],
      methods: ['on-site', 'written'],
      standards: ['国家标准'],
      cap_exempts: [],
      published_on: '2025-01-01',
      published_url: 'https://example.org/',
      ...more,
    });
  async register(registry: string, entity: string, row: Body): Promise<void> {
    await this.b
      .owner`select enter_inspection(${this.b.owner.json({ bureau: this.id, registry, entity, row: { bureau_id: this.id, ...row }, reason: '测试', by: this.o('rar') } as never)})`;
  }
  /** 621021: in the county; the bureau's own institutions, so that nobody else's test sees them. */
  async institution(more: { area?: string; ownership?: string } = {}): Promise<string> {
    const id = await this.b.institution({
      bureau: this.id,
      ...(more.ownership && { ownership: more.ownership }),
    });
    await this.b.owner`update institution set area = ${more.area ?? '621021'} where id = ${id}`;
    return id;
  }

  get = (by: string, path: string, headers?: Record<string, string>): Promise<Reply> =>
    this.b.get(this.o(by), path, headers);
  post = (by: string, path: string, body: unknown, key?: string): Promise<Reply> =>
    this.b.post(this.o(by), path, body, key);
  act = (by: string, file: string, type: string, body: Body, key?: string): Promise<Reply> =>
    this.post(by, `/v1/files/${file}/acts/${type}`, body, key);
  async accept(by: string, file: string, type: string, body: Body): Promise<void> {
    const reply = await this.act(by, file, type, body);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
  }
  refuse = async (by: string, file: string, type: string, body: Body): Promise<Problem> =>
    problemOf(await this.act(by, file, type, body));

  view = async (file: string): Promise<View> => (await this.get('reg', `/v1/files/${file}`)).body;
  async deadlines(file: string): Promise<Duty[]> {
    return ((await this.get('reg', `/v1/files/${file}/deadlines`)).body as { items: Duty[] }).items;
  }
  async deadline(file: string, key: string): Promise<Duty> {
    return (await this.deadlines(file)).find((d) => d.key === key)!;
  }
  /** To an hour after this duty is over. */
  async overrun(file: string, key: string): Promise<void> {
    await this.b.skipTo(file, instant(Date.parse((await this.deadline(file, key)).due) + HOUR));
  }
  breaches = async (file: string): Promise<unknown[]> =>
    ((await this.get('reg', `/v1/breaches?file=${file}`)).body as { items: unknown[] }).items;
  async closed(file: string, outcome: string): Promise<void> {
    await vi.waitFor(
      async () => {
        expect(await this.view(file)).toMatchObject({ stage: 'closed', outcome });
      },
      { timeout: 8_000, interval: 30 },
    );
  }
  async stage(file: string, stage: string): Promise<void> {
    await vi.waitFor(
      async () => {
        expect((await this.view(file)).stage).toBe(stage);
      },
      { timeout: 8_000, interval: 30 },
    );
  }
  now = async (file: string): Promise<string> => iso(await this.b.now(file));

  /** Opens a file; its id. */
  async open(by: string, path: string, body: Body): Promise<string> {
    const reply = await this.post(by, path, body);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return (reply.body as { file: string }).file;
  }
}
