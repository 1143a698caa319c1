/** 名单通报 acted out: a bureau with its recipients, periods that are over, and what is filed in a list. */
import { expect, vi } from 'vitest';
import { addDays, addMonths, civilDate, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { staffed, told, type Body, type Staff, type View } from '../penalty-case/acts.ts';
import { document, iso, type Bureau, type Reply } from '../setup/bureau.ts';

const today = () => civilDateOf(instant(Date.now()));
/** The first day of the month that lies so many months before this one. */
export const month = (back: number) => addMonths(civilDate(`${today().slice(0, 7)}-01`), -back);

/** Somebody who registers recipients. */
export async function registrarOf(b: Bureau, unit: string): Promise<string> {
  const id = `o-${unit}-registrar`;
  await b.owner`insert into officer (id, unit_id, kind, name, roles) values (${id}, ${unit}, 'person', '样例', '{registrar}')`;
  return id;
}
export const recipient = (b: Bureau, by: string, kind: string, changes: Body = {}) =>
  b.put(by, `/v1/list-recipients/${kind}`, {
    name: `样例${kind}部门`,
    contact: '办公系统',
    validFrom: '2026-01-01',
    document: document(),
    reason: '样例',
    ...changes,
  });

/** A bureau whose lists begin so many months back, with both recipients unless said otherwise. */
export async function bureauOf(b: Bureau, back: number, registered = true): Promise<Staff> {
  const staff = await staffed(b, {});
  await begins(b, staff.bureau, back);
  if (!registered) return staff;
  const registrar = await registrarOf(b, `${staff.bureau}.ju`);
  for (const kind of ['health', 'market'])
    expect((await recipient(b, registrar, kind)).status).toBe(200);
  return staff;
}
export const begins = async (b: Bureau, bureau: string, back: number): Promise<void> =>
  void (await b.owner`insert into sanctioned_list_start values (${bureau}, ${month(back)})`);

export const openDue = async (b: Bureau, by: string): Promise<string[]> => {
  const reply = await b.post(by, '/v1/sanctioned-lists/due', {});
  expect(reply.status).toBe(200);
  return (reply.body as { opened: string[] }).opened;
};
/** Until tomorrow, so that what is served today is in it. */
export const untilTomorrow = async (b: Bureau, file: string): Promise<void> =>
  void (await b.owner`update sanctioned_list set until_on = ${addDays(today(), 1)} where file_id = ${file}`);

export interface Row extends Body {
  file: string;
  kind: string;
  from: string | null;
  until: string | null;
  sha256: string | null;
}
export const rowsOf = async (b: Bureau, by: string, query = ''): Promise<Row[]> =>
  ((await b.get(by, `/v1/sanctioned-lists?limit=1000${query}`)).body as { items: Row[] }).items;

export interface Content {
  zero: boolean;
  entries: {
    mark: string;
    decision: string;
    state?: string;
    subject: { name: string };
    measures: { measure: string }[];
  }[];
}

export class List {
  readonly b: Bureau;
  readonly file: string;
  readonly by: string;
  readonly reader: string;
  constructor(b: Bureau, file: string, by: string, reader: string) {
    this.b = b;
    this.file = file;
    this.by = by;
    this.reader = reader;
  }

  now = async (more = 0): Promise<string> => iso((await this.b.now(this.file)) + more);
  content = (by = this.by, format = 'json'): Promise<Reply> =>
    this.b.get(by, `/v1/sanctioned-lists/${this.file}/content?format=${format}`);
  async read(): Promise<Content & { hash: string }> {
    const reply = await this.content();
    expect(reply.status).toBe(200);
    return {
      ...(reply.body as Content),
      hash: reply.headers['duban-content-sha256']!,
    };
  }
  act = async (type: string, body: Body, by = this.by) =>
    told(await this.b.post(by, `/v1/files/${this.file}/acts/${type}`, body));
  async confirm(changes: Body = {}) {
    return this.act('list-confirmation', { contentHash: (await this.read()).hash, ...changes });
  }
  async deliver(to: string, changes: Body = {}) {
    const { hash: contentHash } = await this.read();
    return this.act('list-delivery', {
      recipient: to,
      contentHash,
      deliveredAt: await this.now(),
      method: 'office-system',
      proof: document(3),
      ...changes,
    });
  }
  acknowledge = async (by: string, changes: Body = {}) =>
    this.act('list-acknowledgement', {
      recipient: by,
      acknowledgedAt: await this.now(),
      proof: document(4),
      ...changes,
    });
  async sent(): Promise<void> {
    for (const to of ['health', 'market']) {
      expect(await this.deliver(to)).toEqual([200]);
      expect(await this.acknowledge(to)).toEqual([200]);
    }
  }
  view = async (): Promise<View & { attention: string }> =>
    (await this.b.get(this.reader, `/v1/files/${this.file}`)).body;
  owes = async (): Promise<string[]> =>
    (await this.view()).duties
      .map(({ duty, item }) => (item === null ? duty : `${duty} ${item}`))
      .toSorted();
  until = (expected: object): Promise<void> =>
    vi.waitFor(async () => expect(await this.view()).toMatchObject(expected), {
      timeout: 10_000,
      interval: 50,
    });
}
