/** 曝光 acted out: a decision that stands, its draft, and what is filed in its publicity. */
import { expect, vi } from 'vitest';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { Case, staffed, told, type Body, type Staff, type View } from '../penalty-case/acts.ts';
import { document, iso, type Bureau, type Reply } from '../setup/bureau.ts';

export const four = ['portal', 'credit-site', 'wechat', 'sms'] as const;
export const words = {
  title: '关于样例医院违规使用医保基金的处理',
  text: '经查，样例医院违规使用医保基金，责令退回并处罚款。',
  shortText: '样例医院因违规使用医保基金被处罚。',
};

/** A bureau of the test's own; `publicity`: its settings. */
export async function bureauOf(b: Bureau, publicity: object = {}): Promise<Staff> {
  const staff = await staffed(b, {});
  await b.owner`update bureau set settings = settings || ${b.owner.json({ publicity } as never)} where id = ${staff.bureau}`;
  return staff;
}

/** A penalty that was served on an institution of its own. */
export async function served(b: Bureau, staff: Staff): Promise<Case> {
  const c = await Case.open(b, {}, await b.institution({ bureau: staff.bureau }), staff);
  await c.decided();
  return c;
}

export const draft = (
  b: Bureau,
  staff: Staff,
  file: string,
  changes: Body = {},
  by = staff.jds,
): Promise<Reply> =>
  b.post(by, '/v1/publicities', {
    decision: { file, number: 1 },
    approver: staff.head,
    ...words,
    ...changes,
  });

export class Publicity {
  readonly b: Bureau;
  readonly staff: Staff;
  readonly file: string;
  readonly draft: string;

  constructor(b: Bureau, staff: Staff, { file, act }: { file: string; act: string }) {
    this.b = b;
    this.staff = staff;
    this.file = file;
    this.draft = act;
  }

  static async open(b: Bureau, staff: Staff, decision: string): Promise<Publicity> {
    const reply = await draft(b, staff, decision);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return new Publicity(b, staff, reply.body);
  }
  /** Approved, so that all four channels are owed. */
  static async approved(b: Bureau, staff: Staff, decision: string): Promise<Publicity> {
    const p = await Publicity.open(b, staff, decision);
    await p.accepted('publicity-approval', { outcome: 'approved', draft: p.draft }, staff.head);
    return p;
  }

  now = async (more = 0): Promise<string> => iso((await this.b.now(this.file)) + more);
  day = async (): Promise<string> => addDays(civilDateOf(instant(await this.b.now(this.file))), 0);
  act = async (type: string, body: Body = {}, by = this.staff.jds) =>
    told(await this.b.post(by, `/v1/files/${this.file}/acts/${type}`, body));
  async accepted(type: string, body: Body = {}, by = this.staff.jds): Promise<string> {
    const reply = await this.b.post(by, `/v1/files/${this.file}/acts/${type}`, body);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
    return (reply.body as { id: string }).id;
  }
  on = async (channel: string, changes: Body = {}): Promise<Body> => ({
    channel,
    publishedAt: await this.now(),
    address: 'https://example.invalid/1',
    proof: document(2),
    ...changes,
  });
  off = async (channel: string, changes: Body = {}): Promise<Body> => ({
    channel,
    how: 'withdrawn',
    withdrawnAt: await this.now(),
    explanation: '原处理决定已被撤销，予以撤回。',
    address: 'https://example.invalid/2',
    proof: document(3),
    ...changes,
  });
  view = async (): Promise<View & { attention: string }> =>
    (await this.b.get(this.staff.regulator, `/v1/files/${this.file}`)).body;
  async owes(): Promise<string[]> {
    return (await this.view()).duties
      .map(({ duty, item }) => (item === null ? duty : `${duty} ${item}`))
      .toSorted();
  }
  async breaches(): Promise<string[]> {
    const { items } = (await this.b.get(this.staff.regulator, `/v1/breaches?file=${this.file}`))
      .body as { items: { duty: string; clause: string; key: string }[] };
    return items.map(({ key, clause }) => `${key} ${clause}`);
  }
  async row(by = this.staff.regulator): Promise<Body | undefined> {
    const { items } = (await this.b.get(by, '/v1/publicities?limit=1000')).body as {
      items: ({ file: string } & Body)[];
    };
    return items.find(({ file }) => file === this.file);
  }
  until = (expected: object): Promise<void> =>
    vi.waitFor(async () => expect(await this.view()).toMatchObject(expected), {
      timeout: 10_000,
      interval: 50,
    });
}
