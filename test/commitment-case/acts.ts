/** A commitment case acted out: a well filled in approval and acts, who files them, and what can be read of the case. */
import supertest from 'supertest';
import { expect, vi } from 'vitest';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type CivilDate, type Instant } from '../../domain/time/instant.ts';
import { Bureau, document, documentNo, iso, people, type Reply } from '../setup/bureau.ts';
import {
  answerOf,
  fields,
  midnight,
  told,
  type Answer,
  type Breach,
  type Duty,
  type Entry,
} from '../rapid-response/acts.ts';
import { uniqueHex } from '../setup/unique.ts';

export { answerOf, Bureau, document, fields, iso, midnight, people, told };
export type Type = 'certification' | 'credit';
type Body = Record<string, unknown>;

/** Who works where: the sample's city centre and the division that supervises it; in 第二区 one department is both. */
export interface Departments {
  accepting: string;
  supervising: string;
  acceptor: string;
  acceptor2: string;
  distributor: string;
  assignee: string;
  assignee2: string;
}
export const city: Departments = {
  accepting: 'tj.jjzx',
  supervising: 'tj.jgc',
  acceptor: 'o-jjzx-1',
  acceptor2: 'o-jjzx-2',
  distributor: 'o-jgc-1',
  assignee: 'o-jgc-2',
  assignee2: 'o-jgc-3',
};
export const both: Departments = {
  accepting: 'tj.q2.jjzx',
  supervising: 'tj.q2.jjzx',
  acceptor: 'o-q2jj-c',
  acceptor2: 'o-q2jj-c',
  distributor: 'o-q2jj-2',
  assignee: 'o-q2jj-1',
  assignee2: 'o-q2jj-3',
};
export const absent = 'o-jgc-4';

const items: Record<Type, string> = { certification: 'zm-01', credit: 'xy-02' };
export const sha = (n: number): string => n.toString(16).padStart(64, '0');
export const archive = (n = 0): Body => ({
  application: { ...document(1), sha256: sha(3 * n + 1) },
  commitment: { ...document(2), sha256: sha(3 * n + 2) },
  result: { ...document(3), sha256: sha(3 * n + 3) },
});
const remedies = { body: '样例复议机关', period: '60日' };

const bySupervision = new Set([
  'check-record',
  'supervision-result',
  'stop-order',
  'revocation-suggestion',
  'conduct-link',
  'transfer',
]);
const byDistributor = new Set(['distribution', 'reassignment']);
const standing = new Set([
  'chase',
  'chase-answer',
  'evidence-confirmation',
  'calendar-revision',
  'retry',
  'linked',
  'licence-revoked',
  'receipt-correction',
]);

export interface Opening {
  type: Type;
  item?: string;
  departments?: Departments;
  approval?: Body;
  by?: string;
  result?: string;
}
export interface View {
  stage: string;
  attention: string;
  notes: string[];
  outcome: string | null;
  closedAt: string | null;
  blocking: string | null;
  duties: Duty[];
  possible: { act: string; by: string[]; clause: string; item?: string }[];
  awaits: { act: string; by: string[]; clause: string; item?: string }[];
  parties: Record<string, string>;
}
export interface CaseView {
  file: string;
  type: string;
  item: string;
  listVersion: number;
  approvedOn: string;
  basis: { instrument: string; version: string; force: string };
  rule: { item: string; version: number } | null;
  result: {
    id: string;
    state: string;
    stoppedAt: string | null;
    revokedAt: string | null;
    revokedByFile: string | null;
  } | null;
  archive: {
    version: number;
    act: string;
    officer: string;
    reason: string | null;
    documents: { result: { sha256: string } } | null;
  }[];
  keySupervision: {
    material: string;
    promise: string | null;
    promisedOn: string;
    from: string;
    until: string | null;
    ended: string | null;
  }[];
  assignee: string | null;
  reminders: { unit: string; officer: string | null; duty: string; count: number; at: string }[];
}

export const today = (): CivilDate => civilDateOf(instant(Date.now()));

/** An approval of today as it should be; for credit with one promised material, due in 40 days. */
export function approval(type: Type, result: string, changes: Body = {}): Body {
  const missing =
    type === 'credit'
      ? { missing: [{ material: 'm-1', promise: '样例承诺', promisedOn: addDays(today(), 40) }] }
      : {};
  return {
    result,
    item: items[type],
    type,
    approvedOn: today(),
    party: '911201011234567890',
    ...missing,
    ...changes,
  };
}

/** The same, without any key. */
export async function keyless(
  bureau: Bureau,
  officer: string,
  path: string,
  body: Body,
): Promise<Reply> {
  return (await supertest(bureau.service.app)
    .post(path)
    .set('Authorization', `Bearer ${await bureau.token(officer)}`)
    .send(body)) as unknown as Reply;
}

export class Matter {
  readonly bureau: Bureau;
  readonly type: Type;
  readonly departments: Departments;
  readonly id: string;
  file = '';
  act = '';
  /** When the approval was received. */
  receivedAt = 0 as Instant;
  #ahead = 0;

  constructor(bureau: Bureau, { type, departments = city, result }: Opening) {
    this.bureau = bureau;
    this.type = type;
    this.departments = departments;
    this.id = result ?? `R-${uniqueHex()}`;
  }

  static async open(bureau: Bureau, opening: Opening): Promise<Matter> {
    const matter = new Matter(bureau, opening);
    const reply = await matter.approve(
      { ...(opening.item && { item: opening.item }), ...opening.approval },
      opening.by,
    );
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    const { file, act } = reply.body as { file: string; act: string };
    matter.file = file;
    matter.act = act;
    matter.receivedAt = instant(
      Date.parse(
        (
          (await bureau.get(people.regulator, `/v1/files/${file}/acts/${act}`)).body as {
            receivedAt: string;
          }
        ).receivedAt,
      ),
    );
    return matter;
  }

  /** Archived and pushed with the approval. */
  static pushed(bureau: Bureau, opening: Opening): Promise<Matter> {
    return Matter.open(bureau, {
      ...opening,
      approval: { archive: archive(), push: true, ...opening.approval },
    });
  }

  /** Pushed and with its officer. */
  static async distributed(bureau: Bureau, opening: Opening): Promise<Matter> {
    const m = await Matter.pushed(bureau, opening);
    await m.accept('distribution');
    return m;
  }

  /** Checked, and fed back as said. */
  static async fedBack(bureau: Bureau, opening: Opening, result: Body): Promise<Matter> {
    const m = await Matter.distributed(bureau, opening);
    await m.judge(result);
    return m;
  }

  approve(changes: Body = {}, by = this.departments.acceptor, key?: string): Promise<Reply> {
    return this.bureau.post(by, '/v1/commitment-cases', approval(this.type, this.id, changes), key);
  }
  async refused(changes: Body = {}, by?: string): Promise<Answer> {
    return answerOf(await this.approve(changes, by));
  }

  async judge(result: Body): Promise<Answer> {
    await this.accept('check-record', {
      result: result['result'] ?? 'conforming',
      ...('canSupplement' in result && { canSupplement: result['canSupplement'] }),
    });
    return this.accept('supervision-result', result);
  }

  /** Every form filled in as it should be, dated now. */
  forms(now: Instant): Record<string, Body> {
    const doc = { documentNo: documentNo(), document: document() };
    const service = { method: 'direct', servedAt: iso(now), proof: document(4) };
    return {
      archive: archive(),
      'archive-version': { ...archive(1), reason: '样例更正' },
      push: {},
      distribution: { assignee: this.departments.assignee },
      reassignment: { assignee: this.departments.assignee2, reason: '样例调岗' },
      'check-record': {
        document: document(5),
        checkedAt: iso(now),
        method: '现场核查',
        findings: '样例情况',
        result: 'conforming',
      },
      'supervision-result': {
        to: this.departments.accepting,
        document: document(6),
        result: 'conforming',
        findings: '样例情况',
        ...(this.type === 'credit' && { conforming: ['m-1'] }),
      },
      supplement: { material: 'm-1', document: document(7) },
      'stop-order': { ...doc, orderedAt: iso(now), service, reasons: '样例理由', remedies },
      'revocation-suggestion': { ...doc, heard: true, reasons: '样例理由' },
      revocation: { ...doc, decidedAt: iso(now), service, reasons: '样例理由', remedies },
      'feedback-receipt': { handling: '已阅处' },
      'conduct-link': { to: { caseNo: 'JYJ-2026-1' }, kind: 'unlawful', evidence: document(8) },
      'credit-entry': { fact: '样例事实', basis: document(9) },
      'credit-objection': { document: document(10) },
      transfer: { to: '样例机关', ...doc, reason: '样例理由' },
    };
  }

  /** The file's own clock. */
  now(): Promise<Instant> {
    return Promise.resolve(instant(Date.now() + this.#ahead));
  }
  async skip(hours: number): Promise<void> {
    return this.skipTo((await this.now()) + hours * HOUR);
  }
  async skipTo(at: number): Promise<void> {
    await this.bureau.skipTo(this.file, instant(at));
    this.#ahead = (await this.bureau.now(this.file)) - Date.now();
  }
  /** Skips to just after a duty has come to its end. */
  async overrun(key: string): Promise<void> {
    await this.skipTo(Date.parse((await this.deadline(key)).due) + HOUR);
  }

  officer(type: string): string {
    return byDistributor.has(type)
      ? this.departments.distributor
      : bySupervision.has(type)
        ? this.departments.assignee
        : this.departments.acceptor;
  }

  async submit(type: string, changes: Body = {}, by?: string, key?: string): Promise<Reply> {
    return this.bureau.post(
      by ?? this.officer(type),
      `/v1/files/${this.file}/acts/${type}`,
      { ...this.forms(await this.now())[type], ...changes },
      key,
    );
  }
  async accept(type: string, changes: Body = {}, by?: string): Promise<Answer> {
    const reply = await this.submit(type, changes, by);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
    return reply.body as unknown as Answer;
  }
  async refuse(type: string, changes: Body = {}, by?: string): Promise<Answer> {
    return answerOf(await this.submit(type, changes, by));
  }

  async view(): Promise<View> {
    return (await this.bureau.get(people.regulator, `/v1/files/${this.file}`)).body;
  }
  /** What only a commitment case has. */
  async case(): Promise<CaseView> {
    return (await this.bureau.get(people.regulator, `/v1/commitment-cases/${this.file}`)).body;
  }
  /** Every act that somebody can file now, but for those that any file takes at any time. */
  async possible(): Promise<string[]> {
    return (await this.view()).awaits
      .map((p) => p.act)
      .filter((act) => !standing.has(act))
      .toSorted();
  }
  async breaches(): Promise<Breach[]> {
    return (
      (await this.bureau.get(people.regulator, `/v1/breaches?file=${this.file}`)).body as {
        items: Breach[];
      }
    ).items;
  }
  async register(type?: string): Promise<Entry[]> {
    const { items: entries } = (
      await this.bureau.get(people.regulator, `/v1/files/${this.file}/register`)
    ).body as { items: Entry[] };
    return type ? entries.filter((e) => e.type === type) : entries;
  }
  async deadline(key: string): Promise<Duty> {
    const { items: duties } = (
      await this.bureau.get(people.regulator, `/v1/files/${this.file}/deadlines`)
    ).body as { items: Duty[] };
    const found = duties.find((d) => d.key === key);
    expect(found, `duty ${key} among ${duties.map((d) => d.key).join(', ')}`).toBeDefined();
    return found!;
  }

  /** The file ends in the turn after its last act. */
  async closed(outcome: string): Promise<void> {
    await vi.waitFor(
      async () => {
        expect(await this.view()).toMatchObject({
          stage: 'closed',
          outcome,
          possible: [],
          duties: [],
        });
      },
      { timeout: 5_000, interval: 20 },
    );
  }
}
