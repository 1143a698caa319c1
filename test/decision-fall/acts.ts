/** 决定不再成立 acted out: a bureau with heads, a response that was decided and is over, and records that its decision fell. */
import { expect, vi } from 'vitest';
import { Case, told, type Body, type Staff as Officers, type View } from '../penalty-case/acts.ts';
import { Matter, newBureau, type Staff } from '../rapid-response/acts.ts';
import { document, documentNo, iso, type Bureau, type Reply } from '../setup/bureau.ts';

const within = { timeout: 30_000, interval: 50 };

export interface Bodies {
  staff: Staff;
  officers: Officers;
  head2: string;
  /** Who is not concerned. */
  other: string;
}

/** A bureau of the test's own whose bodies have a unit with two heads over them. */
export async function bodies(
  b: Bureau,
  more: Parameters<typeof newBureau>[1] = {},
): Promise<Bodies> {
  const staff = await newBureau(b, more);
  const { bureau } = staff;
  const o = (name: string) => `${bureau}.o-${name}`;
  await b.owner`update unit set superior_id = ${`${bureau}.ju`} where bureau_id = ${bureau} and id <> ${`${bureau}.ju`}`;
  for (const [name, unit, role] of [
    ['head', 'ju', 'head'],
    ['head2', 'ju', 'head'],
    ['jds2', 'jds', 'handler'],
  ] as const)
    await b.owner`insert into officer (id, unit_id, kind, name, roles, commitment_signed_on, commitment_valid_until) values (${o(name)}, ${`${bureau}.${unit}`}, 'person', ${name}, ${[role]}, '2026-01-05', '2190-12-31')`;
  // Each a person of its own, who may be put on a case.
  await b.owner`update officer set certificate = jsonb_build_object('number', 'YB-' || left(md5(id), 12), 'kind', '行政执法证', 'validFrom', '2026-01-01', 'validUntil', '2190-12-31'), commitment_signed_on = '2026-01-05', commitment_valid_until = '2190-12-31' where kind = 'person' and unit_id in (select id from unit where bureau_id = ${bureau})`;
  const officers = {
    bureau,
    jds: staff.supervision,
    jds2: o('jds2'),
    law: staff.reviewer,
    head: o('head'),
    regulator: staff.regulator,
    // Beside whoever investigates.
    discussants: [...staff.discussion.filter((one) => one !== staff.supervision), o('head')],
  };
  return { staff, officers, head2: o('head2'), other: staff.system };
}

const ended = [{ measure: 'terminate' }, { measure: 'recover', amountFen: 100_000 }];

/** A response that was decided and served, closed unless a suspension stands. */
export async function decided(
  b: Bureau,
  { staff }: Pick<Bodies, 'staff'>,
  measures: Body[] = ended,
): Promise<{ m: Matter; number: number }> {
  const m = await Matter.open(b, { direction: 'A', kind: 'institution', staff });
  await m.quickAction();
  await m.investigate();
  await m.hear({
    confirmed: true,
    ...(measures === ended && { recommended: ['terminate', 'recover'] }),
  });
  await m.decide(...measures);
  await m.conclude();
  if (measures === ended) await m.closed('terminate+recover');
  return { m, number: await numberOf(b, m) };
}

/** A response that was closed by the end of its penalty case, with its final decision. */
export async function onCase(
  b: Bureau,
  { staff, officers }: Pick<Bodies, 'staff' | 'officers'>,
): Promise<{ m: Matter; c: Case; number: number }> {
  const m = await Matter.open(b, { direction: 'A', kind: 'institution', staff });
  await m.quickAction();
  const c = await Case.open(b, { origins: [m.file] }, m.id, officers);
  await vi.waitFor(async () => expect((await m.view()).notes.join()).toContain(c.file), within);
  const { caseNo } = Case.body(m.id);
  await m.accept('filing-decision', { caseNo });
  await m.accept('case-reply', { caseNo });
  await penalised(c);
  await vi.waitFor(async () => expect((await m.view()).stage).toBe('closed-case'), within);
  await m.hear({ confirmed: true, recommended: ['recover'] });
  await m.decide({ measure: 'recover', amountFen: 100 }, { measure: 'restore' });
  await m.conclude();
  await m.closed('recover+restore');
  return { m, c, number: await numberOf(b, m) };
}

/** Decided, carried out and closed. */
async function penalised(c: Case): Promise<void> {
  await c.decided();
  await c.accepted('execution-record', await c.executed('fine', { paidFen: 100_000 }));
  await c.accepted('penalty-closure', await c.closure());
  await c.closed('penalty');
}

/** A case in the place of one that has ended. */
export async function superseded(b: Bureau, c: Case, outcome: string): Promise<Case> {
  const { subject } = (await c.row())! as unknown as { subject: { id: string } };
  const decidedOn = await c.day();
  const supersedes = { file: c.file, by: 'court', outcome, decidedOn, document: document() };
  return Case.open(b, { supersedes }, subject.id, c.staff);
}

async function numberOf(b: Bureau, m: Matter): Promise<number> {
  const { items } = (await b.get(m.staff.regulator, `/v1/files/${m.file}/acts?limit=1000`))
    .body as { items: { type: string; number: number }[] };
  return items.find(({ type }) => type === 'final-decision')!.number;
}

export const fallBody = async (
  b: Bureau,
  decision: { file: string; number: number },
  approver: string,
  changes: Body = {},
): Promise<Body> => {
  const at = iso(await b.now(decision.file));
  return {
    decision,
    by: 'court',
    outcome: 'annulled',
    documentNo: documentNo(),
    document: document(21),
    decidedAt: at,
    effectiveAt: at,
    approver,
    ...changes,
  };
};

/** One record, and who confirms it. */
export class Fall {
  readonly b: Bureau;
  readonly file: string;
  readonly who: Bodies;
  /** The head who confirms: whoever confirmed a change has decided what is left. */
  readonly head: string;
  constructor(b: Bureau, who: Bodies, file: string, head: string) {
    this.b = b;
    this.who = who;
    this.file = file;
    this.head = head;
  }

  static async record(
    b: Bureau,
    who: Bodies,
    decision: { file: string; number: number },
    changes: Body = {},
    head = who.officers.head,
  ): Promise<Fall> {
    const body = await fallBody(b, decision, head, changes);
    const reply = await b.post(who.officers.jds, '/v1/decision-falls', body);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return new Fall(b, who, (reply.body as { file: string }).file, head);
  }
  /** Recorded and confirmed. */
  static async of(
    b: Bureau,
    who: Bodies,
    decision: { file: string; number: number },
    changes: Body = {},
    head = who.officers.head,
  ): Promise<Fall> {
    const fall = await Fall.record(b, who, decision, changes, head);
    await fall.confirmed(changes['outcome'] === 'changed' ? 'changed' : 'annulled');
    return fall;
  }

  act = async (type: string, body: Body = {}, by = this.head) =>
    told(await this.b.post(by, `/v1/files/${this.file}/acts/${type}`, body));
  async confirmed(outcome: string): Promise<void> {
    expect(await this.act('fall-confirmation', { outcome: 'confirmed' })).toEqual([200]);
    await this.until({ stage: 'closed', outcome });
  }
  retraction = (changes: Body = {}): Promise<Reply> =>
    this.b.post(this.who.officers.jds, '/v1/decision-retractions', {
      fall: this.file,
      document: document(22),
      reason: '登记的是另一件',
      approver: this.head,
      ...changes,
    });
  /** Taken back, by two persons again. */
  async takenBack(): Promise<Fall> {
    const reply = await this.retraction();
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    const back = new Fall(this.b, this.who, (reply.body as { file: string }).file, this.head);
    await back.confirmed('stands');
    return back;
  }
  view = async (): Promise<View> =>
    (await this.b.get(this.who.officers.regulator, `/v1/files/${this.file}`)).body as View;
  until = (expected: object): Promise<void> =>
    vi.waitFor(async () => expect(await this.view()).toMatchObject(expected), {
      timeout: 10_000,
      interval: 50,
    });
}
