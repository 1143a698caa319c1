/** 立案查处 acted out: default acts of a case, who files them, and what can be read of it. */
import { expect, vi } from 'vitest';
import { commonForms } from '../../domain/law/common-acts.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { document, documentNo, iso, people, type Bureau, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export type Body = Record<string, unknown>;
export const { supervision: jds, supervision2: jds2, regulator } = people;
export const law = 'o-law-1';
export const head = 'o-head';
export const superior = 'o-zfjd-1';
export const discussants = [head, 'o-jcs-1', superior];

/** Who does what in a bureau. */
export interface Staff {
  bureau: string;
  jds: string;
  jds2: string;
  law: string;
  head: string;
  regulator: string;
  discussants: string[];
}
const tj: Staff = { bureau: 'tj', jds, jds2, law, head, regulator, discussants };

/** A bureau of a test's own with these settings of penalty cases. */
export async function staffed(b: Bureau, settings: object): Promise<Staff> {
  const id = `pc-${uniqueHex()}`;
  const o = (name: string): string => `o-${id}-${name}`;
  const { owner } = b;
  await owner`insert into bureau (id, name, area, settings) values (${id}, '测试局', '120000', ${owner.json({ penaltyCase: settings } as never)})`;
  for (const [unit, roles, over] of [
    ['ju', [], null],
    ['jds', ['supervision-body'], `${id}.ju`],
    ['fgk', [], `${id}.ju`],
  ] as const)
    await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${`${id}.${unit}`}, ${id}, ${unit}, ${[...roles]}, ${over})`;
  for (const [name, unit, role] of [
    ['jds', 'jds', 'handler'],
    ['jds2', 'jds', 'handler'],
    ['law', 'fgk', 'legal-reviewer'],
    ['head', 'ju', 'head'],
    ['reg', 'ju', 'regulator'],
    ['other', 'ju', 'handler'],
  ] as const)
    await owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
      select ${o(name)}, ${`${id}.${unit}`}, ${name}, 'person', ${[role]}, jsonb_set(certificate, '{number}', to_jsonb(${o(name)}::text)), commitment_signed_on, commitment_valid_until from officer where id = ${jds}`;
  return {
    bureau: id,
    jds: o('jds'),
    jds2: o('jds2'),
    law: o('law'),
    head: o('head'),
    regulator: o('reg'),
    discussants: [o('head'), o('reg'), o('other')],
  };
}

export interface View {
  stage: string;
  outcome: string | null;
  notes: string[];
  awaits: { act: string; by: string[] }[];
  duties: {
    key: string;
    duty: string;
    item: string | null;
    force: string;
    clause: string;
    from: string;
    due: string;
    lastDay?: string;
    state: string;
  }[];
}

export const told = ({ status, body }: Reply): [number, string?, string?] => {
  const { code, clause } = body as { code?: string; clause?: string };
  return status < 300 ? [status] : [status, code, clause];
};

export class Case {
  readonly b: Bureau;
  readonly file: string;
  /** Who files for the body: an officer's refused acts of a day are limited. */
  by: string;
  readonly staff: Staff;
  constructor(b: Bureau, file: string, staff: Staff = tj) {
    this.b = b;
    this.file = file;
    this.staff = staff;
    this.by = staff.jds;
  }

  static body(subject: string, changes: Body = {}): Body {
    return {
      subject: { kind: 'institution', id: subject },
      matter: 'fund-use',
      caseNo: 'JYJ-2026-008',
      document: document(),
      filedAt: iso(Date.now() - 1000),
      approvedBy: head,
      facts: '样例事实',
      basis: ['医疗保障基金使用监督管理条例'],
      ...changes,
    };
  }
  static file(b: Bureau, subject: string, changes: Body = {}, by: string = jds): Promise<Reply> {
    return b.post(by, '/v1/penalty-cases', Case.body(subject, changes));
  }
  static async open(
    b: Bureau,
    changes: Body = {},
    subject?: string,
    staff: Staff = tj,
  ): Promise<Case> {
    const filing = { approvedBy: staff.head, ...changes };
    const reply = await Case.file(b, subject ?? (await b.institution()), filing, staff.jds);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return new Case(b, (reply.body as { file: string }).file, staff);
  }

  now = async (): Promise<string> => iso(await this.b.now(this.file));
  day = async (more = 0): Promise<string> =>
    addDays(civilDateOf(instant(await this.b.now(this.file))), more);

  async act(
    type: string,
    body: Body = {},
    by: string = this.by,
  ): Promise<[number, string?, string?]> {
    return told(await this.b.post(by, `/v1/files/${this.file}/acts/${type}`, body));
  }
  async accepted(type: string, body: Body = {}, by: string = this.by): Promise<void> {
    const reply = await this.b.post(by, `/v1/files/${this.file}/acts/${type}`, body);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
  }

  view = async (): Promise<View> =>
    (await this.b.get(this.staff.regulator, `/v1/files/${this.file}`)).body as View;
  async awaited(): Promise<string[]> {
    const types = (await this.view()).awaits.map((p) => p.act);
    return [...new Set(types)].filter((t) => !Object.hasOwn(commonForms, t)).toSorted();
  }
  async duty(name: string): Promise<View['duties'][number] | undefined> {
    return (await this.view()).duties.find((d) => d.duty === name);
  }
  async entries(type: string): Promise<Body[]> {
    const { items } = (
      await this.b.get(this.staff.regulator, `/v1/files/${this.file}/register?limit=1000`)
    ).body as { items: { type: string; body: Body }[] };
    return items.filter((e) => e.type === type).map((e) => e.body);
  }
  async breaches(): Promise<{ duty: string; clause: string }[]> {
    return (
      (await this.b.get(this.staff.regulator, `/v1/breaches?file=${this.file}`)).body as {
        items: { duty: string; clause: string }[];
      }
    ).items;
  }
  async row(by: string = this.staff.regulator): Promise<Body | undefined> {
    const { items } = (await this.b.get(by, '/v1/penalty-cases?limit=1000')).body as {
      items: ({ file: string } & Body)[];
    };
    return items.find((c) => c.file === this.file);
  }
  async closed(outcome: string): Promise<void> {
    await vi.waitFor(
      async () => expect(await this.view()).toMatchObject({ stage: 'closed', outcome }),
      { timeout: 10_000, interval: 50 },
    );
  }

  // ---- the acts as they should be --------------------------------------------------------------

  assign = (changes: Body = {}) =>
    this.accepted('investigator-assignment', {
      investigators: [this.staff.jds, this.staff.jds2],
      ...changes,
    });
  async evidence(changes: Body = {}): Promise<Body> {
    return {
      kind: 'documentary',
      description: '样例',
      collectors: [this.staff.jds, this.staff.jds2],
      collectedAt: await this.now(),
      document: document(2),
      ...changes,
    };
  }
  async report(changes: Body = {}): Promise<Body> {
    return {
      investigators: [this.staff.jds, this.staff.jds2],
      reportedAt: await this.now(),
      findings: '样例',
      proposal: '样例',
      document: document(3),
      ...changes,
    };
  }
  async review(changes: Body = {}): Promise<Body> {
    return { reviewedAt: await this.now(), outcome: 'passed', document: document(4), ...changes };
  }
  async discussion(changes: Body = {}): Promise<Body> {
    return {
      heldAt: await this.now(),
      participants: this.staff.discussants,
      conclusion: '样例',
      document: document(5),
      ...changes,
    };
  }
  async notice(changes: Body = {}): Promise<Body> {
    return {
      documentNo: documentNo(),
      document: document(6),
      method: 'direct',
      servedAt: await this.now(),
      proof: document(7),
      measures: [{ measure: 'fine', amountFen: 100_000 }],
      reasons: '样例',
      basis: ['条例第三十八条'],
      windowEndsOn: await this.day(25),
      ...changes,
    };
  }
  statement = (changes: Body = {}): Body => ({
    outcome: 'waived',
    document: document(8),
    ...changes,
  });
  async decision(changes: Body = {}): Promise<Body> {
    return {
      documentNo: documentNo(),
      document: document(9),
      decidedAt: await this.now(),
      outcome: 'penalty',
      measures: [{ measure: 'fine', amountFen: 100_000 }],
      discretion: 'normal',
      reasons: '样例',
      basis: ['条例第三十八条'],
      approvedBy: this.staff.head,
      ...changes,
    };
  }
  async service(changes: Body = {}): Promise<Body> {
    return {
      document: document(10),
      method: 'direct',
      servedAt: await this.now(),
      proof: document(11),
      remedies: { body: '市人民政府', period: '60日' },
      ...changes,
    };
  }
  async executed(item: string, changes: Body = {}): Promise<Body> {
    return { item, doneAt: await this.now(), document: document(12), ...changes };
  }
  async closure(changes: Body = {}): Promise<Body> {
    return {
      documentNo: documentNo(),
      document: document(13),
      closedAt: await this.now(),
      approvedBy: this.staff.head,
      ...changes,
    };
  }

  /** From the filing to the passed review. */
  async reviewed(): Promise<void> {
    await this.assign();
    await this.accepted('investigation-report', await this.report());
    await this.accepted('legal-review', await this.review(), this.staff.law);
  }
  /** Discussed, notified, and the party has waived. */
  async heard(changes: Body = {}): Promise<void> {
    await this.accepted('collective-discussion', await this.discussion());
    await this.accepted('facts-notice', await this.notice(changes));
    await this.accepted('party-statement', this.statement());
  }
  /** From the filing to the served decision. */
  async decided(changes: Body = {}, notice: Body = {}): Promise<void> {
    await this.reviewed();
    await this.heard(notice);
    await this.accepted('penalty-decision', await this.decision(changes));
    await this.accepted('decision-service', await this.service());
  }
}
