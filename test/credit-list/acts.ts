/** 信用监管事项清单 acted out: a bureau under 秦医保〔2022〕23号, its section of fund supervision, and one adoption. */
import { expect, vi } from 'vitest';
import { printedItems, type ListItem } from '../../domain/credit-list/terms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { document, iso, type Bureau, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export type Body = Record<string, unknown>;
export const today = (): string => civilDateOf(instant(Date.now()));
/** A paper with a hash of its own. */
export const paper = (n: number) => ({ ...document(n), sha256: n.toString(16).padStart(64, '0') });
export const annex = (): ListItem[] =>
  printedItems.map(({ id, name, powerType }) => ({ id, name, powerType }));
/** What was refused, in short. */
export const told = ({ status, body }: Reply): [number, string?, string?] => {
  const { code, clause } = body as { code?: string; clause?: string };
  return code === undefined ? [status] : [status, code, clause];
};

export interface View {
  stage: string;
  outcome: string | null;
  attention: string;
  notes: string[];
  duties: { key: string; duty: string; due: string; force: string }[];
}
export interface Version {
  file: string;
  version: number;
  changes: string[];
  inUse: boolean;
  publishedAt: string | null;
  reportedAt: string | null;
  reportDue: string | null;
  items: { id: string; name: string; powerType: string; note: string | null }[];
}

export class Section {
  readonly b: Bureau;
  readonly id: string;
  constructor(b: Bureau, id: string) {
    this.b = b;
    this.id = id;
  }

  /** h, h2: 基金监管科; far: another section; reg: whoever sees all. */
  o = (name: string): string => `o-${this.id}-${name}`;

  static async setUp(b: Bureau, more: { area?: string; adoptions?: object[] } = {}) {
    const g = new Section(b, `qh-${uniqueHex()}`);
    const { owner } = b;
    await owner`insert into bureau (id, name, area, adoptions) values (${g.id}, ${`测试医保局${g.id}`}, ${more.area ?? '130300'}, ${owner.json((more.adoptions ?? []) as never)})`;
    for (const [name, roles, over] of [
      ['ju', [], null],
      ['jjk', ['fund-supervision'], 'ju'],
      ['jgk', [], 'ju'],
    ] as [string, string[], string | null][])
      await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${`${g.id}.${name}`}, ${g.id}, ${`测试${name}`}, ${roles}, ${over && `${g.id}.${over}`})`;
    for (const [name, unit, roles] of [
      ['h', 'jjk', ['handler']],
      ['h2', 'jjk', ['handler']],
      ['far', 'jgk', ['handler']],
      ['reg', 'ju', ['regulator']],
    ] as [string, string, string[]][])
      await owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${`${g.id}.${unit}`}, ${`测试${name}`}, ${roles})`;
    return g;
  }

  adopt = (body: Body, by = 'h'): Promise<Reply> =>
    this.b.post(this.o(by), '/v1/credit-lists', { document: paper(1), ...body });
  /** The file of the adoption. */
  async adopted(body: Body): Promise<string> {
    const reply = await this.adopt(body);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return (reply.body as { file: string }).file;
  }
  /** The annex, published at its time: a file that has ended. */
  async first(): Promise<string> {
    const file = await this.adopted({ adoptedOn: '2022-05-06' });
    await this.accepted(file, 'credit-list-publication', {
      publishedAt: '2022-05-20T10:00:00+08:00',
      url: 'https://ybj.example.org/qingdan',
      proof: paper(2),
    });
    await this.until(file, { stage: 'closed', outcome: 'done' });
    return file;
  }

  now = async (file: string): Promise<string> => iso(await this.b.now(file));
  act = async (file: string, type: string, body: Body, by = 'h') =>
    told(await this.b.post(this.o(by), `/v1/files/${file}/acts/${type}`, body));
  async accepted(file: string, type: string, body: Body): Promise<void> {
    const reply = await this.b.post(this.o('h'), `/v1/files/${file}/acts/${type}`, body);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
  }
  published = async (file: string): Promise<void> =>
    this.accepted(file, 'credit-list-publication', {
      publishedAt: await this.now(file),
      url: 'https://ybj.example.org/qingdan',
      proof: paper(2),
    });
  report = async (file: string, changes: string[], more: Body = {}): Promise<Body> => ({
    changes: changes.map((change) => {
      const [kind, item] = change.split(':');
      return { kind, item };
    }),
    document: paper(3),
    deliveredAt: await this.now(file),
    receipt: paper(4),
    ...more,
  });

  view = async (file: string): Promise<View> =>
    (await this.b.get(this.o('reg'), `/v1/files/${file}`)).body;
  owes = async (file: string): Promise<string[]> =>
    (await this.view(file)).duties.map(({ duty }) => duty).toSorted();
  async due(file: string): Promise<number> {
    const { duties } = await this.view(file);
    return Date.parse(duties.find(({ duty }) => duty === 'reportListChanges')!.due);
  }
  /** To so many hours beside the end of the period for the report. */
  toDue = async (file: string, hours: number): Promise<void> =>
    this.b.skipTo(file, instant((await this.due(file)) + hours * HOUR));
  async breaches(file: string): Promise<string[]> {
    const { items } = (await this.b.get(this.o('reg'), `/v1/breaches?file=${file}`)).body as {
      items: { duty: string; clause: string }[];
    };
    return items.map(({ duty, clause }) => `${duty} ${clause}`);
  }
  async versions(query = '', by = 'far'): Promise<Version[]> {
    const reply = await this.b.get(this.o(by), `/v1/credit-lists${query}`);
    return (reply.body as { items: Version[] }).items;
  }
  until = (file: string, expected: object): Promise<void> =>
    vi.waitFor(async () => expect(await this.view(file)).toMatchObject(expected), {
      timeout: 10_000,
      interval: 50,
    });
}
