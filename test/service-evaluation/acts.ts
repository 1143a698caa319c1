/** 政务服务 acted out: a bureau of Qianjiang with its hall, the window that is reviewed, and an office that deals with what people say. */
import { expect, vi } from 'vitest';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { document, iso, type Bureau, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export type Body = Record<string, unknown>;
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
  duties: { key: string; duty: string; due: string; force: string; owedBy: string }[];
}
export interface Collected {
  number: string;
  state: string;
  evaluation: string | null;
  file: string | null;
  code: string | null;
}

export class Hall {
  readonly b: Bureau;
  readonly id: string;
  #numbers = 0;
  constructor(b: Bureau, id: string) {
    this.b = b;
    this.id = id;
  }

  /** o, o2: the office; w, w2: the window that is reviewed; s, s2: another section; reg: whoever sees all; h: the head over both. */
  o = (name: string): string => `o-${this.id}-${name}`;
  unit = (name: string): string => `${this.id}.${name}`;

  static async setUp(
    b: Bureau,
    more: { area?: string; adoptions?: object[]; settings?: object } = {},
  ) {
    const g = new Hall(b, `qj-${uniqueHex()}`);
    const { owner } = b;
    await owner`insert into bureau (id, name, area, adoptions, settings) values (${g.id}, ${`测试医保局${g.id}`}, ${more.area ?? '500114'}, ${owner.json((more.adoptions ?? []) as never)}, ${owner.json((more.settings ?? {}) as never)})`;
    for (const [name, over] of [
      ['ju', null],
      ['bgs', 'ju'],
      ['ck', 'ju'],
      ['jgk', 'ju'],
    ] as [string, string | null][])
      await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${g.unit(name)}, ${g.id}, ${`测试${name}`}, '{}', ${over && g.unit(over)})`;
    for (const [name, unit, roles] of [
      ['o', 'bgs', ['handler']],
      ['o2', 'bgs', ['handler']],
      ['w', 'ck', ['handler']],
      ['w2', 'ck', ['handler']],
      ['s', 'jgk', ['handler']],
      ['s2', 'jgk', ['handler']],
      ['h', 'ju', ['head']],
      ['h2', 'ju', ['head']],
      ['reg', 'ju', ['regulator']],
    ] as [string, string, string[]][])
      await owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${g.unit(unit)}, ${`测试${name}`}, ${roles})`;
    return g;
  }

  number = (): string => `N-${++this.#numbers}`;
  get = (path: string, by = 'reg'): Promise<Reply> => this.b.get(this.o(by), path);
  post = (path: string, body: unknown, by = 'o', key?: string): Promise<Reply> =>
    this.b.post(this.o(by), path, body, key);

  /** A line of the desk: what it counts, and how many its link shows. */
  async desk(title: string): Promise<{ counted: number; listed: number }> {
    const { links } = (await this.get('/v1/desk')).body as {
      links: { title: { zh: string }; count: number; api: string }[];
    };
    const line = links.find(({ title: { zh } }) => zh.includes(title))!;
    const { items } = (await this.get(line.api)).body as { items: object[] };
    return { counted: line.count, listed: items.length };
  }

  now = async (file: string): Promise<string> => iso(await this.b.now(file));
  act = async (file: string, type: string, body: Body, by = 'o') =>
    told(await this.post(`/v1/files/${file}/acts/${type}`, body, by));
  async accepted(file: string, type: string, body: Body, by = 'o'): Promise<void> {
    const reply = await this.post(`/v1/files/${file}/acts/${type}`, body, by);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
  }
  view = async (file: string): Promise<View> => (await this.get(`/v1/files/${file}`)).body;
  owes = async (file: string): Promise<string[]> =>
    (await this.view(file)).duties.map(({ duty, owedBy }) => `${duty} ${owedBy}`).toSorted();
  async breaches(file: string): Promise<number> {
    const { items } = (await this.get(`/v1/breaches?file=${file}`)).body as { items: object[] };
    return items.length;
  }
  /** So many hours beside the end of what is owed first. */
  async toDue(file: string, hours: number): Promise<void> {
    const { duties } = await this.view(file);
    await this.b.skipTo(file, instant(Date.parse(duties[0]!.due) + hours * HOUR));
  }
  until = (file: string, expected: object): Promise<void> =>
    vi.waitFor(async () => expect(await this.view(file)).toMatchObject(expected), {
      timeout: 10_000,
      interval: 50,
    });
}

export const paper = (n = 1) => ({ ...document(n), sha256: n.toString(16).padStart(64, '0') });

/** One evaluation of a window, and the acts of its file. */
export class Evaluations extends Hall {
  static of(hall: Hall): Evaluations {
    return new Evaluations(hall.b, hall.id);
  }
  evaluation = (more: Body = {}): Body => ({
    platform: 'yukuaiban',
    number: this.number(),
    active: true,
    grade: 'very-dissatisfied',
    evaluatedAt: iso(Date.now() - 60_000),
    unit: this.unit('ck'),
    officer: this.o('w'),
    ...more,
  });
  collect = (evaluations: Body[], by = 'o'): Promise<Reply> =>
    this.post('/v1/service-evaluations', { evaluations }, by);
  async collected(evaluations: Body[], by = 'o'): Promise<Collected[]> {
    const reply = await this.collect(evaluations, by);
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
    return (reply.body as { items: Collected[] }).items;
  }
  /** The file of a bad one. */
  async bad(more: Body = {}): Promise<{ file: string; evaluation: string }> {
    const [one] = await this.collected([this.evaluation(more)]);
    expect(one).toMatchObject({ state: 'collected' });
    return { file: one!.file!, evaluation: one!.evaluation! };
  }
  acceptance = async (file: string) => ({ acceptedAt: await this.now(file) });
  transfer = async (file: string, to: string, more: Body = {}) => ({
    to: this.unit(to),
    transferredAt: await this.now(file),
    ...more,
  });
  rectification = async (file: string, more: Body = {}) => ({
    measures: ['done-again', 'apology'],
    completedAt: await this.now(file),
    document: paper(5),
    ...more,
  });
  feedback = async (file: string, more: Body = {}) => ({
    how: 'telephone',
    servedAt: await this.now(file),
    ...more,
  });
  revisit = async (file: string, more: Body = {}) => ({
    how: 'telephone',
    revisitedAt: await this.now(file),
    reached: true,
    appraisal: 'satisfied',
    ...more,
  });
  /** Accepted and transferred to the window. */
  async transferred(file: string, to = 'ck'): Promise<void> {
    await this.accepted(file, 'evaluation-acceptance', await this.acceptance(file));
    await this.accepted(file, 'evaluation-transfer', await this.transfer(file, to));
  }
  async rectified(file: string): Promise<void> {
    await this.transferred(file);
    await this.accepted(file, 'evaluation-rectification', await this.rectification(file), 'w2');
  }
  async fedBack(file: string): Promise<void> {
    await this.rectified(file);
    await this.accepted(file, 'evaluation-feedback', await this.feedback(file));
  }
}
