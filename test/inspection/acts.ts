/** Inspections acted out: a bureau of this test file alone, with a prefecture body and a county body, their people, items, a draw for every plan that needs one; plans, approvals, starts. */
import { expect, vi } from 'vitest';
import { addDays, civilDateOf, startOfDay } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type CivilDate, type Instant } from '../../domain/time/instant.ts';
import { Bureau, document, type Reply } from '../setup/bureau.ts';
import { answerOf, told, type Answer, type Entry } from '../rapid-response/acts.ts';
import { unique, uniqueHex } from '../setup/unique.ts';

export { addDays, answerOf, document, HOUR, instant, startOfDay, told, type CivilDate };
export type Body = Record<string, unknown>;
/** An accepted act without a duty. */
export const ok = [200, 'accepted', undefined];
export const on = (text: string): CivilDate => text as CivilDate;
export const today = (): CivilDate => civilDateOf(instant(Date.now()));
export const yearOf = (day: string): number => Number(day.slice(0, 4));

export interface Finding {
  gate: string;
  clause: string;
  code?: string;
  outcome: string;
  item?: string;
  earliest?: string;
  by?: string;
  missing?: string[];
  owed?: string[];
}
export interface Assessment {
  lawful: boolean;
  mayFile: boolean;
  judged: boolean;
  day: string;
  earliest: string | null;
  mayHold: boolean;
  wakesOn: string | null;
  usesPlace: boolean;
  owed: string[];
  findings: Finding[];
}
interface Place {
  plan_id: string;
  year: number;
  state: string;
}
export interface PlanRow {
  id: string;
  file_id: string;
  state: string;
  plan: { days: { from: string; until: string }; wokenOn?: string };
  wakes_on: string | null;
  woken_on: string | null;
  wake_requested: boolean;
  approved_by: string | null;
  started_on: string | null;
  ended_on: string | null;
  last_on_site_on: string | null;
  uses_place: boolean;
  recheck: boolean;
  assessment: { findings: Finding[] } | null;
}
export interface Opened {
  file: string;
  act: string;
  status: string;
}
export interface Problem {
  code: string;
  clause: string;
  status: number;
  lawful: { zh: string; earliest?: string };
  findings?: Finding[];
}
export const opened = (reply: Reply): Opened => {
  expect(reply.status, reply.text).toBe(201);
  return reply.body as unknown as Opened;
};
export const problem = (reply: Reply): Problem => reply.body as unknown as Problem;

/** What is not simply in order, as `outcome gate code clause earliest`. */
export const toldOf = (findings: readonly Finding[]): string[] =>
  findings
    .filter((f) => !['passed', 'pending'].includes(f.outcome))
    .map((f) =>
      [f.outcome, f.gate, f.code, f.clause, f.earliest].filter((x) => x !== undefined).join(' '),
    );

export class Fixture {
  readonly bureau: Bureau;
  readonly id: string;
  readonly prefecture: string;
  readonly county: string;
  readonly province: string;
  readonly outside: string;

  private constructor(bureau: Bureau, id: string) {
    this.bureau = bureau;
    this.id = id;
    [this.province, this.prefecture, this.county, this.outside] = [
      'sheng',
      'ju',
      'xian',
      'jcs',
    ].map((name) => `${id}.${name}`) as [string, string, string, string];
  }

  static async open(settings: object = {}): Promise<Fixture> {
    const g = new Fixture(await Bureau.open(), `q${uniqueHex()}`);
    const { owner } = g.bureau;
    await owner`insert into bureau (id, name, area, settings) values (${g.id}, '样例局', '621000', ${owner.json({ inspection: { specialsPerYear: 2, ...settings } })})`;
    for (const [unit, superior, area, level] of [
      [g.province, null, '620000', 'province'],
      [g.prefecture, g.province, '621000', 'prefecture'],
      [g.county, g.prefecture, '621002', 'county'],
      [g.outside, null, '620100', 'prefecture'],
    ] as const) {
      await owner`insert into unit (id, bureau_id, name, superior_id) values (${unit}, ${g.id}, '样例单位', ${superior})`;
      await owner`insert into inspection_body (unit_id, bureau_id, level, area, basis, valid_from, published_on, published_url) values (${unit}, ${g.id}, ${level}, ${area}, '样例依据', '2020-01-01', '2025-07-01', 'https://example.invalid/')`;
      await g.officer(unit, 'head', ['head']);
      await owner`insert into body_head (unit_id, officer_id, from_on, post) values (${unit}, ${g.of(unit, 'head')}, '2020-01-01', 'principal')`;
      for (const name of ['1', '2', '3', '4']) await g.enforcer(unit, name);
    }
    await g.officer(g.prefecture, 'reg', ['regulator']);
    await g.officer(g.prefecture, 'coord', ['coordinator']);
    await g.officer(g.prefecture, 'admin', ['registrar']);
    for (const item of ['i-1', 'i-2', 'i-3', 'i-4']) await g.item(item);
    for (const list of ['objects', 'officers', 'assistants', 'items'])
      await owner`insert into list_currency (bureau_id, list, declared_on) values (${g.id}, ${list}, ${today()})`;
    return g;
  }

  close(): Promise<void> {
    return this.bureau.close();
  }

  of(unit: string, name: string): string {
    return `o-${unit.replaceAll('.', '-')}-${name}`;
  }
  get head(): string {
    return this.of(this.county, 'head');
  }
  get handler(): string {
    return this.of(this.county, '1');
  }
  get second(): string {
    return this.of(this.county, '2');
  }
  get registrar(): string {
    return this.of(this.prefecture, 'admin');
  }

  async officer(unit: string, name: string, roles: string[]): Promise<string> {
    await this.bureau
      .owner`insert into officer (id, unit_id, name, roles) values (${this.of(unit, name)}, ${unit}, '样例人员', ${roles})`;
    return this.of(unit, name);
  }

  async enforcer(
    unit: string,
    name: string,
    certificate: { kind?: string; from?: string; until?: string } = {},
    listed = true,
  ): Promise<string> {
    const id = await this.officer(unit, name, ['handler']);
    await this.bureau
      .owner`insert into inspection_officer (officer_id, bureau_id, unit_id, roll, listed, certificate_number, certificate_kind, certificate_holder, certificate_from, certificate_until)
      values (${id}, ${this.id}, ${unit}, 'enforcement', ${listed}, ${`N-${id}`}, ${certificate.kind ?? '行政执法证'}, ${id}, ${certificate.from ?? '2024-01-01'}, ${certificate.until ?? '2035-12-31'})`;
    return id;
  }

  async item(
    id: string,
    change: {
      cap?: number | null;
      publishedOn?: string | null;
      basis?: boolean;
      repealedOn?: string;
      withdrawnOn?: string;
      methods?: string[];
      exempts?: string[];
    } = {},
  ): Promise<string> {
    const { owner } = this.bureau;
    const { cap = null, publishedOn = '2025-08-01' } = change;
    if (change.basis !== false)
      await owner`insert into inspection_basis (bureau_id, id, name, article, in_force_from, repealed_on) values (${this.id}, ${`y-${id}`}, '样例依据', '第一条', '2020-01-01', ${change.repealedOn ?? null})`;
    await owner`insert into inspection_item (bureau_id, id, name, basis_id, contents, methods, standards, cap_per_year, cap_exempts, published_on, published_url, withdrawn_on)
      values (${this.id}, ${id}, '样例事项', ${change.basis === false ? null : `y-${id}`}, '{a,b}', ${change.methods ?? ['on-site', 'written']}, '{s1}', ${cap}, ${change.exempts ?? []}, ${publishedOn}, ${publishedOn && 'https://example.invalid/'}, ${change.withdrawnOn ?? null})`;
    return id;
  }

  /** A designated private institution of the county, with a yearly cap. */
  async institution(
    change: { cap?: number | null; ownership?: string; status?: string; area?: string } = {},
  ): Promise<string> {
    const id = await this.bureau.institution({
      bureau: this.id,
      ownership: change.ownership ?? 'private',
      status: change.status ?? 'designated',
    });
    await this.bureau
      .owner`update institution set area = ${change.area ?? '621002'} where id = ${id}`;
    if (change.cap !== null)
      await this.bureau
        .owner`insert into inspection_cap (institution_id, bureau_id, per_year) values (${id}, ${this.id}, ${change.cap ?? 5})`;
    return id;
  }

  /** With everything that its kind rests on; `grounded: false` leaves that out. */
  async clue(
    kind: string,
    institution: string,
    change: {
      items?: string[] | null;
      orderedBy?: string;
      evidence?: boolean;
      at?: Instant;
      by?: string;
      grounded?: boolean;
      rechecks?: string;
    } = {},
  ): Promise<string> {
    const id = `C-${uniqueHex()}`;
    const { owner } = this.bureau;
    const has = (of: string) => kind === of && change.grounded !== false;
    const row = {
      id,
      bureau_id: this.id,
      kind,
      institution_id: institution,
      items: change.items === undefined ? ['i-1'] : change.items,
      ordered_by: change.orderedBy ?? (kind === 'superior-order' ? this.prefecture : null),
      evidence: change.evidence === false ? null : document(),
      registered_by: change.by ?? this.head,
      registered_at: new Date(change.at ?? Date.now() - HOUR),
      transferred_by: has('transferred') ? '样例单位' : null,
      hit: has('data-monitoring') ? 'JC-1' : null,
      signature: has('own-request') ? document(2) : null,
      rechecks: change.rechecks ?? null,
    };
    await owner`insert into clue select * from jsonb_populate_record(null::clue, ${owner.json(row as never)})`;
    return id;
  }

  /** A revealed draw that hit this institution with these officers; by SQL, for how draws are made is told elsewhere. */
  async draw(
    institution: string,
    officers: string[] = [this.handler, this.second],
    change: { body?: string; objectOn?: string; officersOn?: string; revealed?: boolean } = {},
  ): Promise<string> {
    const id = `CQ.${this.id}.2026-${unique()}`;
    const { owner } = this.bureau;
    const revealed = change.revealed !== false;
    await owner`insert into draw (id, bureau_id, clause, body_unit, contributor_unit, state, statement, statement_hash, secret, committed_at, reveal_by, root_id, record, ended_at)
      values (${id}, ${this.id}, 'QY-6.2', ${change.body ?? this.county}, ${this.outside}, ${revealed ? 'revealed' : 'committed'}, '{}', ${'ab'.repeat(32)}, 'x', now(), now() + interval '1 day', ${id}, ${revealed ? owner.json({}) : null}, ${revealed ? new Date() : null})`;
    if (revealed)
      await owner`insert into draw_pick values (${id}, ${institution}, ${officers}, ${change.objectOn ?? today()}, ${change.officersOn ?? today()})`;
    return id;
  }

  // ---- plans ---------------------------------------------------------------------------------------------------------

  /** A lawful daily inspection of one item, from tomorrow; each test spoils one thing. `draw: null` leaves the draw out. */
  async plan(institution: string, change: Body = {}): Promise<Body> {
    const team = [
      { officer: this.handler, role: 'lead', from: 'body' },
      { officer: this.second, role: 'officer', from: 'body' },
    ];
    const from = addDays(today(), 1);
    const given = {
      kind: 'daily',
      institution,
      days: { from, until: addDays(from, 2) },
      items: [this.planned('i-1')],
      purpose: 'supervision',
      onSiteReason: '须查看现场',
      team,
      ...change,
    };
    const drawn =
      given.kind === 'daily' && !('draw' in change)
        ? {
            draw: await this.draw(
              institution,
              (given.team as { officer: string }[]).map((m) => m.officer),
              { objectOn: today(), officersOn: today() },
            ),
          }
        : {};
    const { draw, ...rest } = { ...given, ...drawn } as Body;
    return draw ? { ...rest, draw } : rest;
  }
  planned(item: string, change: Body = {}): Body {
    return { item, method: 'on-site', contents: ['a'], standard: 's1', ...change };
  }

  async assess(body: Body, officer = this.handler): Promise<Assessment> {
    const reply = await this.bureau.post(officer, '/v1/inspections/assess', body);
    expect(reply.status, reply.text).toBe(200);
    return reply.body as unknown as Assessment;
  }
  file(body: Body, officer = this.handler): Promise<Reply> {
    return this.bureau.post(officer, '/v1/inspections', body);
  }
  async filed(body: Body, officer = this.handler): Promise<string> {
    return opened(await this.file(body, officer)).file;
  }

  async act(file: string, type: string, body: Body = {}, officer = this.handler): Promise<Answer> {
    return answerOf(await this.bureau.post(officer, `/v1/files/${file}/acts/${type}`, body));
  }
  approve(file: string, body: Body = {}, officer = this.head): Promise<Answer> {
    return this.act(file, 'approval', body, officer);
  }
  /** On the planned day by the file's own clock, everybody there, everything shown. */
  async start(file: string, change: Body = {}, officer = this.handler): Promise<Answer> {
    const team = (await this.row(file)).plan as unknown as { team: { officer: string }[] };
    const present = team.team.map((m) => m.officer);
    return this.act(
      file,
      'on-site-start',
      {
        present,
        shown: present.map((o) => ({ officer: o, document: 'certificate' })),
        noticeServed: true,
        ...change,
      },
      officer,
    );
  }
  async toDay(file: string, day: string): Promise<void> {
    await this.bureau.skipTo(file, instant(startOfDay(on(day)) + 9 * HOUR));
  }
  /** Filed, approved, begun on its first day. */
  async begun(institution: string, change: Body = {}): Promise<string> {
    const body = await this.plan(institution, change);
    const file = await this.filed(body);
    expect(told(await this.approve(file))).toEqual(ok);
    await this.toDay(file, (body['days'] as { from: string }).from);
    expect(told(await this.start(file))).toEqual(ok);
    return file;
  }

  // ---- what stands ---------------------------------------------------------------------------------------------------

  async row(file: string): Promise<PlanRow> {
    const [row] = await this.bureau.owner<
      PlanRow[]
    >`select id, file_id, state, plan, wakes_on::text, woken_on::text, wake_requested, approved_by, started_on::text, ended_on::text, last_on_site_on::text, uses_place, recheck, assessment from inspection_plan where file_id = ${file}`;
    return row!;
  }
  async place(file: string): Promise<string | undefined> {
    const [row] = await this.bureau.owner<
      Place[]
    >`select l.* from inspection_place l join inspection_plan p on p.id = l.plan_id where p.file_id = ${file}`;
    return row && `${row.state} ${row.year}`;
  }
  async view(file: string): Promise<{
    stage: string;
    nextDue: string | null;
    closedAt: string | null;
    outcome: string | null;
    possible: { act: string }[];
    awaits: { act: string }[];
    notes: string[];
  }> {
    return (await this.bureau.get(this.head, `/v1/files/${file}`)).body;
  }
  /** What can be filed now, without what every file takes. */
  async possible(file: string): Promise<string[]> {
    const common = [
      'chase',
      'chase-answer',
      'evidence-confirmation',
      'receipt-correction',
      'retry',
    ];
    return (await this.view(file)).awaits
      .map((p) => p.act)
      .filter((act) => !common.includes(act))
      .toSorted();
  }
  async register(file: string): Promise<Entry[]> {
    return (
      (await this.bureau.get(this.head, `/v1/files/${file}/register?limit=1000`))
        .body as unknown as { items: Entry[] }
    ).items;
  }
  async becomes(file: string, state: string): Promise<PlanRow> {
    await vi.waitFor(async () => expect((await this.row(file)).state).toBe(state), {
      timeout: 15_000,
      interval: 50,
    });
    return this.row(file);
  }

  /** An inspection of before, by SQL through the door that imports use. */
  async past(institution: string, change: Body = {}): Promise<string> {
    const id = `past-${uniqueHex()}`;
    const endedOn = (change['endedOn'] as string | undefined) ?? addDays(today(), -30);
    const row = {
      id,
      institution,
      body: this.county,
      level: 'county',
      kind: 'daily',
      onSite: true,
      items: ['i-1'],
      startedOn: change['startedOn'] ?? endedOn,
      endedOn,
      found: 'violation',
      document: document(),
      ...change,
    };
    const reply = await this.bureau.post(this.registrar, '/v1/past-inspections', {
      inspections: [row],
    });
    expect(reply.body, reply.text).toEqual({ accepted: 1, unchanged: 0, refused: [] });
    return id;
  }

  /** The end of an inspection, as its own file enters it with a turn. */
  async ended(file: string, day: string, more: Body = {}): Promise<void> {
    await this.bureau
      .owner`select effect_inspection_ended(f, ${this.bureau.owner.json({ on: day, ...more } as never)}) from file f where f.id = ${file}`;
  }
  async windowOf(file: string): Promise<string> {
    return vi.waitFor(
      async () => {
        const [row] = await this.bureau.owner<
          { file_id: string }[]
        >`select w.file_id from inspection_window w join inspection_plan p on p.id = w.plan_id join file f on f.id = w.file_id where p.file_id = ${file} and f.started_at is not null`;
        expect(row).toBeDefined();
        return row!.file_id;
      },
      { timeout: 15_000, interval: 50 },
    );
  }
}
