/** 巡查 acted out: default acts of a patrol, who files them, and what can be read of it. */
import { expect, vi } from 'vitest';
import { Case, type Body, type Staff } from '../penalty-case/acts.ts';
import { document, iso, people, type Bureau, type Reply } from '../setup/bureau.ts';

export { told, type Body } from '../penalty-case/acts.ts';
export const { supervision: jds, supervision2: jds2 } = people;

export class Patrol extends Case {
  subject = '';

  static opening(subject: string, changes: Body = {}): Body {
    return {
      subject: { kind: 'institution', id: subject },
      matter: 'fund-use',
      foundAt: iso(Date.now() - 1000),
      facts: '样例发现',
      document: document(),
      ...changes,
    };
  }
  static post(b: Bureau, subject: string, changes: Body = {}, by: string = jds): Promise<Reply> {
    return b.post(by, '/v1/patrols', Patrol.opening(subject, changes));
  }
  static async begin(
    b: Bureau,
    changes: Body = {},
    subject?: string,
    staff?: Staff,
  ): Promise<Patrol> {
    const of = subject ?? (await b.institution());
    const reply = await Patrol.post(b, of, changes, staff?.jds);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return Patrol.of(b, (reply.body as { file: string }).file, of, staff);
  }
  static of(b: Bureau, file: string, subject: string, staff?: Staff): Patrol {
    const p = new Patrol(b, file, staff);
    p.subject = subject;
    return p;
  }

  override async row(by: string = this.staff.regulator): Promise<Body | undefined> {
    const { items } = (await this.b.get(by, `/v1/patrols?limit=1000&subject=${this.subject}`))
      .body as { items: ({ file: string } & Body)[] };
    return items.find((p) => p.file === this.file);
  }
  stages = async (): Promise<string[]> =>
    ((await this.row())!['stages'] as { stage: string }[]).map(({ stage }) => stage);
  at = (stage: string): Promise<void> =>
    vi.waitFor(async () => expect((await this.view()).stage).toBe(stage), {
      timeout: 15_000,
      interval: 50,
    });

  owes = (key: string): Promise<void> =>
    vi.waitFor(
      async () => expect((await this.view()).duties.map((duty) => duty.key)).toContain(key),
      { timeout: 15_000, interval: 50 },
    );

  // ---- the acts as they should be --------------------------------------------------------------

  async talk(changes: Body = {}): Promise<Body> {
    return {
      heldAt: await this.now(),
      officers: [this.staff.jds, this.staff.jds2],
      party: { role: 'person-in-charge' },
      summary: '样例',
      minutes: document(2),
      ...changes,
    };
  }
  async demand(days: number): Promise<Body> {
    return this.talk({ demand: { what: '样例', by: await this.day(days) } });
  }
  async outcome(outcome: string, changes: Body = {}): Promise<Body> {
    return { item: '1', outcome, on: await this.day(), document: document(3), ...changes };
  }
  async filing(changes: Body = {}, more: Body = {}): Promise<Body> {
    return {
      filing: {
        caseNo: 'JYJ-2026-009',
        document: document(4),
        filedAt: await this.now(),
        approvedBy: this.staff.head,
        facts: '样例事实',
        basis: ['医疗保障基金使用监督管理条例'],
        ...changes,
      },
      ...more,
    };
  }
  async lookBack(outcome: string, changes: Body = {}): Promise<Body> {
    return {
      checkedAt: await this.now(),
      officers: [this.staff.jds, this.staff.jds2],
      outcome,
      findings: '样例',
      document: document(5),
      ...changes,
    };
  }
  ending = (outcome: string, changes: Body = {}): Body => ({
    outcome,
    reason: '样例',
    document: document(6),
    ...changes,
  });

  /** Files the case from here, and answers it as soon as it stands. */
  async filed(more: Body = {}, changes: Body = {}): Promise<Case> {
    await this.accepted('patrol-case-filing', await this.filing(changes, more));
    await this.at('case');
    const [file] = (await this.row())!['cases'] as string[];
    return new Case(this.b, file!, this.staff);
  }
}

/** The case is withdrawn after its review, and closed. */
export async function withdrawn(c: Case): Promise<void> {
  await c.reviewed();
  await c.accepted('collective-discussion', await c.discussion());
  const outcome = { outcome: 'withdrawn', measures: [], discretionReason: '样例' };
  await c.accepted('penalty-decision', await c.decision(outcome));
  await c.accepted('penalty-closure', await c.closure());
  await c.closed('withdrawn');
}
