/** 政务服务工作方案 acted out: a bureau of Qianjiang with its sections as the annex prints them, the leading group, and its plan. */
import { createHash } from 'node:crypto';
import { expect, vi } from 'vitest';
import { printedSections } from '../../domain/work-plan/annex.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';
import { document, iso, type Bureau, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export type Body = Record<string, unknown>;
export const today = (): CivilDate => civilDateOf(instant(Date.now()));
export const inDays = (n: number): CivilDate => addDays(today(), n);
/** A paper with a hash of its own. */
export const paper = (n: number) => ({ ...document(n), sha256: n.toString(16).padStart(64, '0') });
/** What was refused, in short. */
export const told = ({ status, body }: Reply): [number, string?, string?] => {
  const { code, clause } = body as { code?: string; clause?: string };
  return code === undefined
    ? [status]
    : clause === undefined
      ? [status, code]
      : [status, code, clause];
};

export interface View {
  stage: string;
  outcome: string | null;
  attention: string;
  notes: string[];
  duties: { key: string; duty: string; due: string; force: string; state: string }[];
}
export interface Task {
  row: string;
  clause: string;
  sections: string[];
  file: string | null;
  stage: string | null;
  attention: string | null;
  printed: string | null;
  dueOn: string | null;
  holdsOn: string | null;
  conflictOn: string | null;
  ongoing: boolean;
}
export interface Review {
  file: string;
  plan: string;
  span: string;
  from: string;
  until: string;
  broken: string | null;
  opensOn: string;
  version: number;
  sha256: string;
  closedAt: string | null;
}
export interface Content {
  tasks: {
    row: string;
    state: string;
    late: boolean;
    dueOn: string | null;
    dates: string[] | null;
    completedOn: string | null;
    progress: number;
  }[];
  figures: unknown;
}

/** Each printed section is a unit of its own: `s1` to `s9`. */
export const sectionUnits = printedSections.map((name, n) => ({ name, unit: `s${n + 1}` }));

export class Office {
  readonly b: Bureau;
  readonly id: string;
  constructor(b: Bureau, id: string) {
    this.b = b;
    this.id = id;
  }

  /** head, deputy: the leading group; off1, off2: its office; s1 … s9: one of each section; reg: whoever sees all. */
  o = (name: string): string => `o-${this.id}-${name}`;
  u = (name: string): string => `${this.id}.${name}`;

  static async setUp(b: Bureau, more: { area?: string; adoptions?: object[] } = {}) {
    const g = new Office(b, `qj-${uniqueHex()}`);
    const { owner } = b;
    await owner`insert into bureau (id, name, area, adoptions) values (${g.id}, ${`测试医保局${g.id}`}, ${more.area ?? '500114'}, ${owner.json((more.adoptions ?? []) as never)})`;
    for (const [name, over] of [
      ['ju', null],
      ['bgs', 'ju'],
      ...sectionUnits.map(({ unit }) => [unit, 'ju']),
    ] as [string, string | null][])
      await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${g.u(name)}, ${g.id}, ${`测试${name}`}, ${[]}, ${over && g.u(over)})`;
    for (const [name, unit, roles] of [
      ['head', 'ju', ['head']],
      ['deputy', 'ju', ['handler']],
      ['off1', 'bgs', ['handler']],
      ['off2', 'bgs', ['handler']],
      ['registrar', 'ju', ['registrar']],
      ['reg', 'ju', ['regulator']],
      ...sectionUnits.map(({ unit }) => [unit, unit, ['handler']]),
    ] as [string, string, string[]][])
      await owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${g.u(unit)}, ${`测试${name}`}, ${roles})`;
    await owner`insert into officer (id, unit_id, kind, name, roles) values (${g.o('system')}, ${g.u('bgs')}, 'system', '测试系统', ${['handler']})`;
    return g;
  }

  group = (more: Body = {}): Body => ({
    head: this.o('head'),
    deputies: [this.o('deputy')],
    members: [this.o('s1'), this.o('s7')],
    office: this.u('bgs'),
    sections: sectionUnits.map(({ name, unit }) => ({ name, unit: this.u(unit) })),
    matters: [],
    document: paper(1),
    ...more,
  });
  register = (more: Body = {}, by = 'registrar'): Promise<Reply> =>
    this.b.put(this.o(by), '/v1/work-group', this.group(more));

  static async withGroup(b: Bureau, more: { area?: string; adoptions?: object[] } = {}) {
    const g = await Office.setUp(b, more);
    const reply = await g.register();
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
    return g;
  }

  open = (body: Body, by = 'off1'): Promise<Reply> =>
    this.b.post(this.o(by), '/v1/work-plans', { document: paper(2), ...body });
  /** The file of the plan, once all its tasks are open. */
  async opened(body: Body, tasks = 16): Promise<string> {
    const reply = await this.open(body);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    const { file } = reply.body as { file: string };
    await vi.waitFor(
      async () =>
        expect(
          (await this.tasks()).filter((t) => t.stage !== null && t.stage !== 'opening'),
        ).toHaveLength(tasks),
      { timeout: 30_000, interval: 100 },
    );
    return file;
  }

  async tasks(by = 'reg'): Promise<Task[]> {
    const { items } = (await this.b.get(this.o(by), '/v1/work-plans')).body as {
      items: { rows: Task[] }[];
    };
    return items.flatMap(({ rows }) => rows);
  }
  async task(row: string): Promise<string> {
    return (await this.tasks()).find((t) => t.row === row)!.file!;
  }
  async reviews(query = '', by = 'reg'): Promise<Review[]> {
    const reply = await this.b.get(this.o(by), `/v1/work-reviews?limit=200${query}`);
    return (reply.body as { items: Review[] }).items.toSorted((x, y) =>
      `${x.span}${x.from}${x.version}` < `${y.span}${y.from}${y.version}` ? -1 : 1,
    );
  }
  /** So many reviews, once that many are open. */
  async reviewed(count: number): Promise<Review[]> {
    await vi.waitFor(async () => expect(await this.reviews()).toHaveLength(count), {
      timeout: 30_000,
      interval: 100,
    });
    return this.reviews();
  }
  async content(file: string, by = 'off1'): Promise<Content & { hash: string }> {
    const { text, headers } = await this.b.get(this.o(by), `/v1/work-reviews/${file}/content`);
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    expect(headers['duban-content-sha256']).toBe(hash);
    return { ...(JSON.parse(text) as Content), hash };
  }
  closes = async (file: string, by = 'off1', more: Body = {}) =>
    this.act(
      file,
      'review-closing',
      { contentHash: (await this.content(file)).hash, conclusions: '样例', ...more },
      by,
    );

  now = async (file: string): Promise<string> => iso(await this.b.now(file));
  act = async (file: string, type: string, body: Body, by: string) =>
    told(await this.b.post(this.o(by), `/v1/files/${file}/acts/${type}`, body));
  completes = async (file: string, by: string, more: Body = {}) =>
    this.act(
      file,
      'task-completion',
      { completedAt: await this.now(file), description: '样例', evidence: [paper(3)], ...more },
      by,
    );

  /** Proposed by off1; the id of the act. */
  async proposes(plan: string, changes: Body[], more: Body = {}, by = 'off1') {
    const reply = await this.b.post(this.o(by), `/v1/files/${plan}/acts/plan-amendment`, {
      changes,
      document: paper(6),
      reason: '样例理由',
      ...more,
    });
    return { told: told(reply), id: (reply.body as { id?: string }).id! };
  }
  decides = (plan: string, amendment: string, by = 'off2', more: Body = {}) =>
    this.act(plan, 'plan-amendment-decision', { amendment, outcome: 'confirmed', ...more }, by);
  async amended(plan: string, changes: Body[], more: Body = {}): Promise<void> {
    const { told: said, id } = await this.proposes(plan, changes, more);
    expect([said, await this.decides(plan, id)]).toEqual([[200], [200]]);
  }

  view = async (file: string): Promise<View> =>
    (await this.b.get(this.o('reg'), `/v1/files/${file}`)).body;
  owes = async (file: string): Promise<string[]> => [
    ...new Set((await this.view(file)).duties.map(({ duty }) => duty)),
  ];
  async breaches(file: string): Promise<string[]> {
    const { items } = (await this.b.get(this.o('reg'), `/v1/breaches?file=${file}`)).body as {
      items: { duty: string; clause: string; state: string }[];
    };
    return items.map(({ duty, clause, state }) => `${duty} ${clause} ${state}`);
  }
  until = (file: string, expected: object): Promise<void> =>
    vi.waitFor(async () => expect(await this.view(file)).toMatchObject(expected), {
      timeout: 10_000,
      interval: 50,
    });
}
