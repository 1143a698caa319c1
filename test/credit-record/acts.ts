/** 信用信息 acted out: a bureau under 秦医保〔2022〕23号 with a list in use, its subjects, and what is recorded of them. */
import { expect } from 'vitest';
import { creditCheckCharacter } from '../../domain/registry/codes.ts';
import { paper, Section, told, type Body } from '../credit-list/acts.ts';
import type { Staff } from '../penalty-case/acts.ts';
import type { Bureau, Reply } from '../setup/bureau.ts';
import { uniqueDigits, uniqueHex } from '../setup/unique.ts';

export interface Row extends Body {
  id: string;
  counts: boolean;
  fallenWhy: string | null;
  corrects: string | null;
}
export interface Source extends Body {
  id: string;
  kind: string;
  actNo: string;
  subject: string;
  recorded: string[];
  fallenAt: string | null;
}
export interface Act {
  record_id: string;
  act_no: string;
  act_on: string;
  class: string;
}

export const enterprise = () => {
  const first17 = `91130301${uniqueDigits(9)}`;
  return first17 + creditCheckCharacter(first17);
};

export class Credit extends Section {
  /** A bureau of Qinhuangdao whose list is in use. */
  static async inUse(b: Bureau): Promise<Credit> {
    const { id } = await Section.setUp(b);
    const c = new Credit(b, id);
    await c.first();
    return c;
  }

  /** A bureau of Tianjin that follows the scheme by decision, with penalty cases and a section of its own. */
  static async adopting(b: Bureau, { bureau }: Staff): Promise<Credit> {
    const { owner } = b;
    const adoptions = [{ instrument: 'QHD', decidedOn: '2026-01-05', document: paper(9) }];
    await owner`update bureau set adoptions = ${owner.json(adoptions)} where id = ${bureau}`;
    await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${`${bureau}.jjk`}, ${bureau}, '测试基金监管科', '{fund-supervision}', ${`${bureau}.ju`})`;
    for (const name of ['h', 'h2'])
      await owner`insert into officer (id, unit_id, name, roles) values (${`o-${bureau}-${name}`}, ${`${bureau}.jjk`}, ${name}, '{handler}')`;
    const c = new Credit(b, bureau);
    const file = await c.adopted({
      adoptedOn: '2026-01-06',
      items: [{ id: 'A5', name: '样例事项', powerType: 'supervision' }],
    });
    await c.accepted(file, 'credit-list-publication', {
      publishedAt: '2026-01-07T10:00:00+08:00',
      url: 'https://ybj.example.org/qingdan',
      proof: paper(2),
    });
    await c.until(file, { stage: 'closed' });
    return c;
  }

  post = (path: string, body: Body, by = 'h'): Promise<Reply> =>
    this.b.post(this.o(by), `/v1/credit/${path}`, body);
  tell = async (path: string, body: Body, by = 'h') => told(await this.post(path, body, by));

  employer = async (): Promise<Body & { kind: string; id: string }> => {
    const subject = { kind: 'employer', id: `e-${uniqueHex()}` };
    const row = { ...subject, name: '样例参保单位', creditCode: enterprise() };
    expect((await this.post('subjects', { subjects: [row] })).status).toBe(200);
    return subject;
  };
  static bad = (changes: Body = {}): Body => ({
    polarity: 'bad',
    class: 'general',
    item: 'A5',
    powerType: 'supervision',
    actNo: '秦医保检〔2026〕1号',
    actOn: '2026-03-02',
    words: '样例失信行为',
    evidence: paper(5),
    ...changes,
  });
  record = (subject: Body, changes: Body = {}, by = 'h'): Promise<Reply> =>
    this.post('records', { subject, ...Credit.bad(changes) }, by);
  recorded = async (subject: Body, changes: Body = {}): Promise<string> => {
    const reply = await this.record(subject, changes);
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
    return (reply.body as { records: string[] }).records[0]!;
  };
  rows = async (query = ''): Promise<Row[]> =>
    (
      (await this.b.get(this.o('far'), `/v1/credit/records?limit=1000${query}`)).body as {
        items: Row[];
      }
    ).items;
  row = async (id: string): Promise<Row> =>
    (await this.b.get(this.o('h'), `/v1/credit/records/${id}`)).body;
  sources = async (state = ''): Promise<Source[]> =>
    (
      (await this.b.get(this.o('h'), `/v1/credit/sources?limit=1000${state && `&state=${state}`}`))
        .body as { items: Source[] }
    ).items;
  acts = async (subject: Body, after: string, until: string): Promise<Act[]> =>
    this.b.owner<
      Act[]
    >`select record_id, act_no, act_on::text, class from credit_acts_counting(${this.id}, ${String(subject['kind'])}, ${String(subject['id'])}, ${after}, ${until}) order by act_on`;
  change = async (record: string, body: Body, by = 'h'): Promise<number> => {
    const reply = await this.post(
      `records/${record}/changes`,
      { reason: '样例', document: paper(6), ...body },
      by,
    );
    expect([reply.status, reply.status === 202 ? '' : reply.text]).toEqual([202, '']);
    return (reply.body as { id: number }).id;
  };
  decide = (id: number, by = 'h2', decision = 'confirmed'): Promise<Reply> =>
    this.post(`changes/${id}/decision`, { decision, reason: '样例' }, by);
}
