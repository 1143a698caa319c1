/** 政务服务事项清单 acted out: a bureau under the plan of Qianjiang, who proposes the lists and who confirms them. */
import { expect, vi } from 'vitest';
import { printed } from '../../domain/service-catalogue/terms.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { document, type Bureau, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export type Body = Record<string, unknown>;
export const today = (): string => civilDateOf(instant(Date.now()));
export const paper = (n: number) => ({ ...document(n), sha256: n.toString(16).padStart(64, '0') });
export const inDays = (n: number): string => addDays(civilDateOf(instant(Date.now())), n);
/** What was refused, in short. */
export const told = ({ status, body }: Reply): [number, string?, string?] => {
  const { code, clause } = body as { code?: string; clause?: string };
  return code === undefined ? [status] : [status, code, clause];
};

type Item = Body & { number: number; name: string };
/** The annexes, to be changed by a test. */
export const annexes = (): { powers: Item[]; services: Item[] } =>
  JSON.parse(JSON.stringify(printed)) as { powers: Item[]; services: Item[] };

export interface Version {
  file: string;
  version: number | null;
  state: string;
  inForceFrom: string | null;
  inForceUntil: string | null;
  changes: string[];
  hash: string;
  inForce: boolean;
  powers: Item[];
  services: Item[];
}

export class Office {
  readonly b: Bureau;
  readonly id: string;
  constructor(b: Bureau, id: string) {
    this.b = b;
    this.id = id;
  }

  /** reg, reg2: registrars; head: of the bureau; twin: the registrar's second account; h: 医保事务中心; sys: its system. */
  o = (name: string): string => `o-${this.id}-${name}`;

  static async setUp(b: Bureau, more: { area?: string; adoptions?: object[] } = {}) {
    const g = new Office(b, `qj-${uniqueHex()}`);
    const { owner } = b;
    await owner`insert into bureau (id, name, area, adoptions) values (${g.id}, ${`测试医保局${g.id}`}, ${more.area ?? '500114'}, ${owner.json((more.adoptions ?? []) as never)})`;
    for (const [name, roles, over] of [
      ['ju', [], null],
      ['zx', ['insurance-centre'], 'ju'],
      ['xx', [], 'ju'],
      ['jd', ['street-service-office'], 'ju'],
    ] as [string, string[], string | null][])
      await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${`${g.id}.${name}`}, ${g.id}, ${`测试${name}`}, ${roles}, ${over && `${g.id}.${over}`})`;
    const certificate = owner.json({ number: g.id, validUntil: '2030-12-31' });
    for (const [name, unit, kind, roles, one] of [
      ['reg', 'ju', 'person', ['registrar'], true],
      ['twin', 'ju', 'person', ['head'], true],
      ['reg2', 'ju', 'person', ['registrar'], false],
      ['head', 'ju', 'person', ['head'], false],
      ['h', 'zx', 'person', ['handler'], false],
      ['ju', 'ju', 'person', ['handler'], false],
      ['far', 'xx', 'person', ['head'], false],
      ['all', 'ju', 'person', ['regulator'], false],
      ['sys', 'zx', 'system', ['receiving-system'], false],
      ['street', 'jd', 'person', ['handler'], false],
      ['sys2', 'xx', 'system', ['receiving-system'], false],
    ] as [string, string, string, string[], boolean][])
      await owner`insert into officer (id, unit_id, kind, name, roles, certificate) values (${g.o(name)}, ${`${g.id}.${unit}`}, ${kind}, ${`测试${name}`}, ${roles}, ${one ? certificate : null})`;
    return g;
  }

  propose = (body: Body, by = 'reg'): Promise<Reply> =>
    this.b.post(this.o(by), '/v1/service-catalogues', { document: paper(1), ...body });
  async proposed(body: Body, by = 'reg'): Promise<string> {
    const reply = await this.propose(body, by);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return (reply.body as { file: string }).file;
  }
  act = async (file: string, type: string, body: Body, by: string, claims?: Body) =>
    told(
      await this.b.post(
        this.o(by),
        `/v1/files/${file}/acts/service-catalogue-${type}`,
        body,
        undefined,
        claims,
      ),
    );
  async confirmed(file: string, by = 'head'): Promise<void> {
    const { hash } = await this.one(file);
    expect(await this.act(file, 'confirmation', { list: hash }, by)).toEqual([200]);
  }
  /** A version in force, with what is said of its items. */
  async inForce(body: Body): Promise<string> {
    const file = await this.proposed(body);
    await this.confirmed(file);
    return file;
  }
  first = (more: Body = {}): Promise<string> =>
    this.inForce({ decidedOn: '2021-04-27', inForceOn: '2021-04-27', ...more });

  one = async (file: string, by = 'head'): Promise<Version> =>
    (await this.b.get(this.o(by), `/v1/service-catalogues/${file}`)).body;
  versions = async (query = ''): Promise<Version[]> =>
    (
      (await this.b.get(this.o('far'), `/v1/service-catalogues${query}`)).body as {
        items: Version[];
      }
    ).items;
  standing = async (day?: string): Promise<Reply> =>
    this.b.get(
      this.o('far'),
      `/v1/service-catalogues/in-force?bureau=${this.id}${day ? `&day=${day}` : ''}`,
    );
  view = async (
    file: string,
  ): Promise<{ stage: string; outcome: string | null; notes: string[] }> =>
    (await this.b.get(this.o('all'), `/v1/files/${file}`)).body;
  until = (file: string, expected: object): Promise<void> =>
    vi.waitFor(async () => expect(await this.view(file)).toMatchObject(expected), {
      timeout: 10_000,
      interval: 50,
    });
  get = (path: string, by = 'reg'): Promise<Reply> => this.b.get(this.o(by), path);
  post = (path: string, body: Body, by = 'reg'): Promise<Reply> =>
    this.b.post(this.o(by), path, body);
}
