/** 信用评价 acted out: a bureau under 秦医保〔2022〕23号 with its list, its rule, its subjects and what is recorded of them. */
import { expect, vi } from 'vitest';
import { sampleRule } from '../../domain/credit-cycle/sample.ts';
import type { RuleTable } from '../../domain/credit-cycle/rule.ts';
import { Section, paper, told, type Body } from '../credit-list/acts.ts';
import { type Bureau, type Reply } from '../setup/bureau.ts';
import { uniqueDigits, uniqueHex } from '../setup/unique.ts';

export { paper, told, type Body };
export const thisYear = Number(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4));

export interface Grading extends Body {
  cause: string;
  grade: string;
  byTable: string;
  proposedD: boolean;
  line: number;
  rule: number;
  sample: boolean;
  supersededAt: string | null;
  counts: { column: string; count: number }[];
  acts: { record: string; act: string; on: string; class: string }[];
  promised: boolean;
  held: boolean;
}
interface Listing extends Body {
  file: string;
  subject: string;
  state: string;
}

export class Grades {
  readonly b: Bureau;
  readonly g: Section;
  constructor(b: Bureau, g: Section) {
    this.b = b;
    this.g = g;
  }

  /** Beside the section: two registrars, an administrator, the principal of the bureau, and another head. */
  static async setUp(b: Bureau, more: { settings?: object; list?: boolean } = {}) {
    const g = await Section.setUp(b);
    for (const [name, roles] of [
      ['rg1', ['registrar', 'administrator']],
      ['rg2', ['registrar', 'administrator']],
      ['boss', ['head', 'handler']],
      ['deputy', ['head', 'handler']],
    ] as [string, string[]][])
      await b.owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${`${g.id}.ju`}, ${`测试${name}`}, ${roles})`;
    await b.owner`insert into inspection_body (unit_id, bureau_id, level, area) values (${`${g.id}.ju`}, ${g.id}, 'prefecture', '130300')`;
    for (const [name, post] of [
      ['boss', 'principal'],
      ['deputy', 'deputy-in-charge'],
    ] as const)
      await b.owner`insert into body_head (unit_id, officer_id, post, from_on) values (${`${g.id}.ju`}, ${g.o(name)}, ${post}, '2022-01-01')`;
    if (more.settings)
      await b.owner`update bureau set settings = settings || ${b.owner.json(more.settings as never)} where id = ${g.id}`;
    const it = new Grades(b, g);
    if (more.list ?? true) await g.first();
    return it;
  }

  o = (name: string): string => this.g.o(name);

  /** A rule that has been in force since a day behind us: loaded, for nobody may register one that reaches back. */
  async loadRule(
    version: number,
    inForceFrom: string,
    table: RuleTable = sampleRule,
  ): Promise<void> {
    const { owner } = this.b;
    await owner`insert into credit_rule (bureau_id, version, title, document, in_force_from, sample, objection_days, columns, lines, entered_by)
      values (${this.g.id}, ${version}, '样例', ${owner.json(paper(8))}, ${inForceFrom}, true, 15, ${owner.json(table.columns as never)}, ${owner.json(table.lines as never)}, ${this.o('rg1')})`;
  }
  rule = (version: number, body: Body, by = 'rg1'): Promise<Reply> =>
    this.b.put(this.o(by), `/v1/credit/rules/${version}`, body);

  /** An employer of this bureau. */
  async subject(name = ''): Promise<string> {
    const id = `e-${uniqueHex()}${name}`;
    await this.b
      .owner`insert into credit_subject (bureau_id, kind, id, name, credit_code, registered_by) values (${this.g.id}, 'employer', ${id}, '样例单位', ${`91${uniqueDigits(16)}`}, ${this.o('h')})`;
    return id;
  }
  #records = 0;
  /** A bad record of the act; its id. */
  async record(
    subject: string,
    on: string,
    cls: 'general' | 'serious',
    more: {
      act?: string;
      gravity?: string;
      kind?: string;
      polarity?: string;
      by?: string;
      corrects?: string;
    } = {},
  ): Promise<string> {
    const id = `XR.${this.g.id}.${++this.#records}`;
    const act = more.act ?? `案${this.g.id}-${this.#records}`;
    const { owner } = this.b;
    await owner`insert into credit_entry (id, bureau_id, subject_kind, subject_id, polarity, class, item_id, list_version, power_type, act_no, act_key, act_on, gravity, words, evidence, source_kind, corrects, recorded_by, unit_id)
      values (${id}, ${this.g.id}, ${more.kind ?? 'employer'}, ${subject}, ${more.polarity ?? 'bad'}, ${more.polarity === 'good' ? null : cls}, 'A5', 1, 'penalty', ${act}, ${act}, ${on}, ${more.gravity ?? null}, '样例', ${owner.json(paper(7))}, 'by-hand', ${more.corrects ?? null}, ${this.o(more.by ?? 'h')}, ${`${this.g.id}.jjk`})`;
    return id;
  }
  falls = async (id: string, why = 'overturned'): Promise<void> =>
    void (await this.b.owner`select credit_record_falls(${id}, ${why}, ${null}, 'test')`);

  due = async (): Promise<string[]> => {
    const reply = await this.b.post(this.o('h'), '/v1/credit/cycles/due', {});
    expect(reply.status).toBe(200);
    return (reply.body as { opened: string[] }).opened;
  };
  act = (file: string, type: string, body: Body, by = 'h') => this.g.act(file, type, body, by);
  view = (file: string) => this.g.view(file);
  until = (file: string, expected: object): Promise<void> =>
    vi.waitFor(async () => expect(await this.view(file)).toMatchObject(expected), {
      timeout: 60_000,
      interval: 100,
    });

  async of(
    subject: string,
    kind = 'employer',
  ): Promise<{ grade: string | null; gradings: Grading[]; measures: Body }> {
    const { status, body } = await this.b.get(this.o('h'), `/v1/credit/grades/${kind}/${subject}`);
    expect(status).toBe(200);
    return body as never;
  }
  /** Until the subject has so many gradings. */
  async regraded(subject: string, many: number): Promise<Grading> {
    await vi.waitFor(async () => expect((await this.of(subject)).gradings).toHaveLength(many), {
      timeout: 60_000,
      interval: 100,
    });
    return (await this.of(subject)).gradings[0]!;
  }
  listings = async (): Promise<Listing[]> =>
    (
      (await this.b.get(this.o('h'), '/v1/credit/blacklist?limit=1000')).body as {
        items: Listing[];
      }
    ).items;
  /** The file of the listing that is open for a subject. */
  async listing(subject: string): Promise<string> {
    const find = async () =>
      (await this.listings()).find(
        (l) => l.subject === subject && ['proposed', 'noticed', 'listed'].includes(l.state),
      );
    await vi.waitFor(async () => expect(await find()).toBeDefined(), {
      timeout: 60_000,
      interval: 100,
    });
    return (await find())!.file;
  }
}
