/** A rapid response acted out: default letters and acts, who files them, and what can be read of the file. */
import { expect, vi } from 'vitest';
import { addDays, civilDateOf, parseInstant, weekday } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type Instant } from '../../domain/time/instant.ts';
import { Bureau, document, documentNo, iso, people, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export type Kind = 'institution' | 'practitioner';
export type Direction = 'A' | 'B';
type Body = Record<string, unknown>;

/** Who files for which body. */
export interface Staff {
  bureau: string;
  supervision: string;
  payment: string;
  centre: string;
  system: string;
  coordinator: string;
  regulator: string;
  reviewer: string;
  discussion: string[];
}
const tj: Staff = {
  bureau: 'tj',
  supervision: people.supervision,
  payment: people.payment,
  centre: people.centre,
  system: people.system,
  coordinator: people.coordinator,
  regulator: people.regulator,
  reviewer: 'o-law-1',
  discussion: ['o-jds-1', 'o-jds-2', 'o-head'],
};
export const units = {
  supervision: 'tj.jds',
  payment: 'tj.zfc',
  system: 'tj.zdc',
  centre: 'tj.sbzx',
} as const;

/** Acts that every file takes at any time. */
const standing = new Set([
  'chase',
  'chase-answer',
  'evidence-confirmation',
  'receipt-correction',
  'calendar-revision',
  'retry',
]);
const bySupervision = new Set(['filing-decision', 'case-reply', 'case-closure', 'opinion']);

export interface Breach {
  key: string;
  duty: string;
  clause: string;
  owedBy: string;
  owedTo: string;
  due: string;
  secondReading: string | null;
  doneAt: string | null;
  overrunMs: number | null;
  state: string;
}
export interface Duty {
  key: string;
  duty: string;
  item: string | null;
  clause: string;
  force: string;
  from: string;
  due: string;
  inclusive: boolean;
  lastDay?: string;
  secondReading: string | null;
  state: string;
  status: string;
  doneAt: string | null;
  owedBy: string;
  owedTo: string;
}
export interface Entry {
  seq: number;
  key: string;
  type: string;
  clause: string | null;
  act: string | null;
  body: Body;
  bodyHash: string;
  salt: string | null;
  recordedAt: string;
  prev: string;
  hash: string;
}
export interface Answer {
  status: number;
  code: string;
  clause: string;
  lawful: { zh: string; en: string; earliest?: string };
  timing?: string;
  id: string;
  duty?: string;
}
export interface Opening {
  direction: Direction;
  kind: Kind;
  subject?: string;
  staff?: Staff;
  letter?: Body;
  by?: string;
  heads?: number;
  agreement?: object;
}

/** The letter of a direction as it should be: A after an investigation, B after the suspension, one hour ago unless said otherwise. */
export function letter(direction: Direction, kind: Kind, id: string, changes: Body = {}): Body {
  const common = {
    direction,
    subject: { kind, id },
    documentNo: documentNo(),
    document: document(),
    phone: { calledAt: iso(Date.now()), person: '样例', number: '022-1' },
  };
  if (direction === 'A')
    return { ...common, grounds: ['suspected-violation'], investigation: document(2), ...changes };
  return {
    ...common,
    grounds: ['suspected-violation', 'refusal'],
    suspension: suspension(kind),
    ...changes,
  };
}

export function suspension(kind: Kind, changes: Body = {}): Body {
  const decidedAt = iso(Date.now() - HOUR);
  return {
    decidedAt,
    startsAt: decidedAt,
    agreementClause: clauseOf(kind),
    document: document(3),
    ...changes,
  };
}

export const clauseOf = (kind: Kind): string => (kind === 'institution' ? '第32条' : '第8条');

/** Every form filled in as it should be, dated now. */
function forms(m: Matter, now: Instant): Record<string, Body> {
  const doc = { documentNo: documentNo(), document: document() };
  const served = { method: 'direct', servedAt: iso(now), proof: document(4) };
  const day = civilDateOf(now);
  return {
    'suspension-decision': {
      ...doc,
      decidedAt: iso(now),
      outcome: 'suspend',
      agreementClause: clauseOf(m.kind),
    },
    'filing-decision': { ...doc, decidedAt: iso(now), outcome: 'filed', caseNo: 'JYJ-2026-1' },
    'suspension-notice': {
      ...doc,
      ...served,
      recipient: m.id,
      startsAt: iso(now + HOUR),
      patientsInformedBy: addDays(day, 2),
    },
    'patient-notice-proof': { recipient: m.id, document: document(5), informedOn: day },
    'decision-reply': doc,
    'decision-filing': doc,
    'final-reply': doc,
    'final-filing': doc,
    'case-reply': { ...doc, caseNo: 'JYJ-2026-1' },
    'case-closure': {
      ...doc,
      closedAt: iso(now),
      caseNo: 'JYJ-2026-1',
      investigators: [m.staff.supervision],
      legalReview: { document: document(6), reviewer: m.staff.reviewer },
      discussion: { document: document(7), participants: m.staff.discussion },
    },
    opinion: { ...doc, confirmed: true, keyViolations: [] },
    'statement-offer': { ...doc, ...served, windowEndsOn: day },
    statement: { outcome: 'waived', document: document(8) },
    'final-decision': {
      ...doc,
      decidedAt: iso(now),
      measures: [{ measure: 'restore' }],
      reasons: '样例理由',
    },
    'final-service': { recipient: m.id, ...served, remedies: { body: '样例机关', period: '60日' } },
    'suspension-review': { document: document(9), outcome: 'lift' },
    'further-letter': { ...doc, newFacts: true },
    'further-answer': { ...doc, decidedAt: iso(now), letter: '0'.repeat(16), outcome: 'no-change' },
    'phone-record': { calledAt: iso(now), person: '样例', number: '022-1' },
  };
}

/** One file and everybody who works on it. */
export class Matter {
  readonly bureau: Bureau;
  readonly kind: Kind;
  readonly direction: Direction;
  readonly id: string;
  readonly heads: string[];
  readonly staff: Staff;
  file = '';
  /** When the letter was received: what the 24 hours run from. */
  receivedAt = 0 as Instant;
  act = '';
  #ahead = 0;

  constructor(bureau: Bureau, opening: Opening, id: string, heads: string[]) {
    this.bureau = bureau;
    this.kind = opening.kind;
    this.direction = opening.direction;
    this.staff = opening.staff ?? tj;
    this.id = id;
    this.heads = heads;
  }

  /** A subject of its own and the letter that opens its file. */
  static async open(bureau: Bureau, opening: Opening): Promise<Matter> {
    const matter = await Matter.subject(bureau, opening);
    const reply = await matter.refer(opening.letter, opening.by);
    expect([reply.status, reply.body]).toEqual([
      201,
      {
        file: expect.any(String),
        act: expect.any(String),
        joined: false,
        status: 'opened',
        receipt: expect.any(Object),
        started: expect.any(Array),
        warnings: expect.any(Array),
      },
    ]);
    const { file, act } = reply.body as { file: string; act: string };
    matter.file = file;
    matter.act = act;
    matter.receivedAt = parseInstant(
      (
        (await bureau.get(matter.staff.regulator, `/v1/files/${file}/acts/${act}`)).body as {
          receivedAt: string;
        }
      ).receivedAt,
    )!;
    return matter;
  }

  static async subject(
    bureau: Bureau,
    { direction, kind, subject, staff = tj, heads = 1, agreement }: Opening,
  ): Promise<Matter> {
    const places =
      kind === 'institution' || subject
        ? []
        : await Promise.all(
            Array.from({ length: heads }, () => bureau.institution({ bureau: staff.bureau })),
          );
    const id =
      subject ??
      (kind === 'institution'
        ? await bureau.institution({ agreement, bureau: staff.bureau })
        : await bureau.practitioner(places, staff.bureau));
    return new Matter(bureau, { direction, kind, staff }, id, places.toSorted());
  }

  /** Who sends the letter of this direction. */
  get sender(): string {
    return this.direction === 'A' ? this.staff.supervision : this.staff.centre;
  }

  refer(changes: Body = {}, by = this.sender, key?: string): Promise<Reply> {
    return this.bureau.post(
      by,
      '/v1/rapid-responses',
      letter(this.direction, this.kind, this.id, changes),
      key,
    );
  }

  /** The letter refused: code and clause, with what would be lawful. */
  async refused(changes: Body = {}, by?: string): Promise<Answer> {
    return answerOf(await this.refer(changes, by));
  }

  /** The file's own clock: ours until its time is skipped, then as far ahead as it was (a little less, never more). */
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

  /** Files an act, well filled in but for the changes, for the body that owes it unless somebody else is named. */
  async submit(type: string, changes: Body = {}, by?: string, key?: string): Promise<Reply> {
    const now = await this.now();
    return this.bureau.post(
      by ?? this.officer(type),
      `/v1/files/${this.file}/acts/${type}`,
      { ...forms(this, now)[type], ...changes },
      key,
    );
  }

  /** Files an act that came through the bureau's designated office system, which stamped its receipt. */
  async stamp(type: string, receivedAt: number, changes: Body = {}): Promise<Reply> {
    const body = {
      ...forms(this, await this.now())[type],
      ...changes,
      receivedAt: iso(receivedAt),
    };
    return this.bureau.post(
      this.officer(type),
      `/v1/files/${this.file}/acts/${type}`,
      body,
      undefined,
      { act: { sub: `${this.staff.bureau}.oa` } },
    );
  }

  officer(type: string): string {
    return bySupervision.has(type) ? this.staff.supervision : this.staff.payment;
  }

  async accept(type: string, changes: Body = {}, by?: string): Promise<Answer> {
    const reply = await this.submit(type, changes, by);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
    return reply.body as unknown as Answer;
  }

  async refuse(type: string, changes: Body = {}, by?: string): Promise<Answer> {
    return answerOf(await this.submit(type, changes, by));
  }

  async view(): Promise<{
    stage: string;
    attention: string;
    notes: string[];
    outcome: string | null;
    closedAt: string | null;
    duties: Duty[];
    possible: { act: string; by: string[]; clause: string; item?: string }[];
    awaits: { act: string; by: string[]; clause: string; item?: string }[];
    parties: Record<string, string>;
  }> {
    const reply = await this.bureau.get(this.staff.regulator, `/v1/files/${this.file}`);
    return reply.body;
  }

  /** Every act that somebody can file now, but for those that any file takes at any time; recipients by what they are. */
  async possible(): Promise<string[]> {
    const { awaits: possible } = await this.view();
    return possible
      .filter((p) => !standing.has(p.act))
      .map((p) => (p.item ? `${p.act} ${this.name(p.item)}` : p.act))
      .toSorted();
  }

  /** Names of acts; one that ends in `*` stands for one a recipient. */
  set(...names: string[]): string[] {
    const each = (name: string) => this.recipients.map((item) => `${name} ${this.name(item)}`);
    return names
      .flatMap((name) => (name.endsWith('*') ? each(name.slice(0, -1)) : [name]))
      .toSorted();
  }

  name(item: string): string {
    if (item === this.id) return 'subject';
    const head = this.heads.indexOf(item);
    return head < 0 ? 'letter' : `head${head + 1}`;
  }

  async breaches(): Promise<Breach[]> {
    const { items } = (
      await this.bureau.get(this.staff.regulator, `/v1/breaches?file=${this.file}`)
    ).body as { items: Breach[] };
    return items.toSorted((a, b) => (a.clause + a.key < b.clause + b.key ? -1 : 1));
  }

  async deadline(key: string): Promise<Duty> {
    const { items } = (
      await this.bureau.get(this.staff.regulator, `/v1/files/${this.file}/deadlines`)
    ).body as { items: Duty[] };
    const found = items.find((d) => d.key === key);
    expect(found, `duty ${key} among ${items.map((d) => d.key).join(', ')}`).toBeDefined();
    return found!;
  }

  async register(): Promise<Entry[]> {
    return (
      (await this.bureau.get(this.staff.regulator, `/v1/files/${this.file}/register`)).body as {
        items: Entry[];
      }
    ).items;
  }

  async status(): Promise<{
    registered: string;
    suspended: boolean;
    ordered: boolean;
    current: Body | null;
    history: Body[];
  }> {
    const { body } = await this.bureau.get(
      this.staff.regulator,
      `/v1/subjects/${this.id}/status?kind=${this.kind}`,
    );
    const { registered, suspended, ordered, current, history } = body as never as Awaited<
      ReturnType<Matter['status']>
    >;
    return { registered, suspended, ordered, current, history };
  }

  get recipients(): string[] {
    return [this.id, ...this.heads];
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

  // ---- stretches of the procedure that many tests begin with ------------------------------------------------------

  /** Everybody is told of the start; the patients too. */
  async tell(changes: Body = {}): Promise<void> {
    for (const recipient of this.recipients)
      await this.accept('suspension-notice', { recipient, ...changes });
  }

  async informPatients(): Promise<void> {
    for (const recipient of this.recipients)
      await this.accept('patient-notice-proof', { recipient });
  }

  /** A: suspended, told, answered and filed. B: told and filed. */
  async quickAction(): Promise<void> {
    if (this.direction === 'A') {
      await this.accept('suspension-decision');
      await this.accept('decision-reply');
    }
    await this.accept('decision-filing');
    await this.tell();
    if (this.kind === 'institution' || this.direction === 'B') await this.informPatients();
  }

  /** Filed, answered and closed: 监督所's part. */
  async investigate(): Promise<void> {
    await this.accept('filing-decision');
    await this.accept('case-reply');
    await this.accept('case-closure');
  }

  /** The opinion is in, and the subject has said that it has nothing to say. */
  async hear(opinion: Body = {}): Promise<void> {
    await this.accept('opinion', opinion);
    await this.accept('statement-offer');
    await this.accept('statement');
  }

  async decide(...measures: Body[]): Promise<Answer> {
    return this.accept('final-decision', { measures });
  }

  async conclude(): Promise<void> {
    for (const recipient of this.recipients) await this.accept('final-service', { recipient });
    await this.accept('final-reply');
    await this.accept('final-filing');
  }
}

/** A refusal (or an acceptance, which then shows as such). */
export function answerOf(reply: Reply): Answer {
  const body = reply.body as unknown as Answer & { state?: string };
  return {
    ...body,
    status: reply.status,
    code: body.code ?? body.state ?? '',
    lawful: body.lawful,
  };
}

/** Code and clause of a refusal that also says what would be lawful, in both languages. */
export function told(answer: Answer): [number, string, string] {
  if (answer.status >= 400)
    expect(answer.lawful).toMatchObject({
      zh: expect.stringMatching(/\p{Script=Han}|[a-z]/u),
      en: expect.stringMatching(/\w/),
    });
  return [answer.status, answer.code, answer.clause];
}

/** What was wrong with the form: paths of the fields. */
export function fields(reply: Reply): [number, string, string[]] {
  const { code, fields: wrong } = reply.body as unknown as {
    code: string;
    fields: { path: string }[];
  };
  return [reply.status, code, (wrong ?? []).map((f) => f.path)];
}

/** 10:00 on the first Thursday on whose week after no holiday and no make-up day falls: three days end on the Sunday and roll to Monday. */
export async function plainThursday(bureau: Bureau, from: Instant): Promise<Instant> {
  const years = await bureau.owner<
    { days: string[] }[]
  >`select array_cat("off", work)::text[] as days from calendar_year`;
  const marked = new Set(years.flatMap((y) => y.days));
  let day = addDays(civilDateOf(from), 1);
  const plain = () =>
    weekday(day) === 4 &&
    Array.from({ length: 8 }, (_, i) => addDays(day, i)).every((d) => !marked.has(d));
  while (!plain()) day = addDays(day, 1);
  return parseInstant(`${day}T10:00:00+08:00`)!;
}

/** 00:00 so many days after the day of an instant. */
export const midnight = (at: Instant, days: number): Instant =>
  parseInstant(`${addDays(civilDateOf(at), days)}T00:00:00+08:00`)!;

/** A bureau of its own with all the bodies, for settings that others must not share. */
export async function newBureau(
  bureau: Bureau,
  more: { area?: string; adoptions?: Body[]; receivingSystem?: string; settings?: Body } = {},
): Promise<Staff & { system2: string }> {
  const id = `t-${uniqueHex()}`;
  const { owner } = bureau;
  const of = (what: string) => `${id}.${what}`;
  await owner`insert into bureau (id, name, area, receiving_system, adoptions, settings) values (${id}, '样例局', ${more.area ?? '120000'}, ${(more.receivingSystem ?? 'duban').replace('#', of('oa'))}, ${owner.json((more.adoptions ?? []) as never)}, ${owner.json((more.settings ?? {}) as never)})`;
  const bodies = [
    ['jds', 'supervision-body'],
    ['zfc', 'payment-division'],
    ['sbzx', 'insurance-centre'],
    ['zdc', 'system-division'],
    ['ju', ''],
  ] as const;
  for (const [unit, role] of bodies) {
    await owner`insert into unit (id, bureau_id, name, roles, contacts) values (${of(unit)}, ${id}, '样例单位', ${role ? [role] : []}, '[]')`;
    await owner`insert into officer (id, unit_id, kind, name, roles, commitment_signed_on, commitment_valid_until) values (${of(`o-${unit}`)}, ${of(unit)}, 'person', '样例', ${unit === 'ju' ? ['regulator', 'coordinator'] : ['handler']}, '2026-01-05', '2190-12-31')`;
  }
  await owner`insert into officer (id, unit_id, kind, name, roles) values (${of('oa')}, ${of('ju')}, 'system', '样例系统', ${['receiving-system']})`;
  await owner`insert into officer (id, unit_id, kind, name, roles) values (${of('o-law')}, ${of('ju')}, 'person', '样例', ${['legal-reviewer']})`;
  return {
    reviewer: of('o-law'),
    discussion: [of('o-jds'), of('o-zdc'), of('o-ju')],
    bureau: id,
    supervision: of('o-jds'),
    payment: of('o-zfc'),
    centre: of('o-sbzx'),
    system: of('o-zdc'),
    coordinator: of('o-ju'),
    regulator: of('o-ju'),
    system2: of('oa'),
  };
}

/** Exactly so many hours, in milliseconds. */
export const hours = (n: number): number => n * HOUR;
export { Bureau, document, documentNo, iso, people };
