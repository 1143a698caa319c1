/** 信用异议 acted out: an objection to a record, through the section or with the subject's code. */
import { expect } from 'vitest';
import { paper, told, type Body, type View } from '../credit-list/acts.ts';
import type { Credit } from '../credit-record/acts.ts';
import type { Bureau } from '../setup/bureau.ts';
import { iso } from '../setup/bureau.ts';

export const objection = (subject: Body, record?: string, changes: Body = {}): Body => ({
  subject,
  ...(record && { record }),
  authorisation: paper(11),
  ground: '样例理由',
  evidence: [paper(12)],
  ...changes,
});

/** Officers of the unit over the section, who decide. */
export async function deciders(b: Bureau, c: Credit): Promise<void> {
  for (const name of ['d', 'd2'])
    await b.owner`insert into officer (id, unit_id, name, roles) values (${c.o(name)}, ${`${c.id}.ju`}, ${name}, '{handler}')`;
}

export class Objection {
  readonly c: Credit;
  readonly file: string;
  constructor(c: Credit, file: string) {
    this.c = c;
    this.file = file;
  }

  static async open(c: Credit, subject: Body, record: string): Promise<Objection> {
    const reply = await c.post('objections', objection(subject, record));
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return new Objection(c, (reply.body as { file: string }).file);
  }

  now = async (): Promise<string> => iso(await this.c.b.now(this.file));
  act = async (type: string, body: Body, by = 'h') =>
    told(await this.c.b.post(this.c.o(by), `/v1/files/${this.file}/acts/${type}`, body));
  check = async (by = 'h') =>
    this.act(
      'objection-check',
      { checkedAt: await this.now(), finding: '样例', document: paper(13) },
      by,
    );
  decide = async (changes: Body = {}, by = 'd') =>
    this.act(
      'objection-decision',
      {
        decidedAt: await this.now(),
        outcome: 'granted',
        reason: '样例',
        document: paper(14),
        ...changes,
      },
      by,
    );
  tell = async () =>
    this.act('objection-notice', {
      method: 'direct',
      servedAt: await this.now(),
      proof: paper(15),
      document: paper(16),
    });
  view = async (): Promise<View> => this.c.view(this.file);
  ended = (outcome: string): Promise<void> => this.c.until(this.file, { stage: 'closed', outcome });
}
