/** A bureau of a test's own with everything a round of revisits needs: 监督所 with a case team and others, 执法监督处, 监察室, and institutions that were inspected. */
import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import type { DrawRecord } from '../../domain/draw/record.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { staffed, told, type Body, type Staff } from '../penalty-case/acts.ts';
import { document, iso, type Bureau, type Reply } from '../setup/bureau.ts';
import { uniqueDigits } from '../setup/unique.ts';

export const today = (): string => civilDateOf(instant(Date.now()));
export const day = (more: number): string => addDays(civilDateOf(instant(Date.now())), more);

/** Who is of which unit, beside the staff of penalty cases. */
const people = {
  start: ['jds', 'handler'],
  v1: ['jds', 'handler'],
  v2: ['jds', 'handler'],
  v3: ['jds', 'handler'],
  boss: ['jds', 'head'],
  zf1: ['zfjd', 'handler'],
  zf2: ['zfjd', 'handler'],
  zfr: ['zfjd', 'regulator'],
  jc1: ['jcs', 'handler'],
  jc2: ['jcs', 'head'],
  co: ['ju', 'coordinator'],
  adm: ['ju', 'administrator'],
  out: ['fgk', 'handler'],
} as const;
export type Who = keyof typeof people;

export interface Seen {
  stage: string;
  population: number;
  grounds: { institution: string; kind: string; file: string; stands: boolean }[];
  places: {
    place: number;
    institution: string;
    state: string;
    revisitors: string[];
    offices: string[];
  }[];
  figures: null | {
    visited: number;
    unreachable: number;
    byTopic: Record<string, (number | null)[]>;
  };
  outcome: string | null;
}

export const answers = (changes: Body = {}): Body => ({
  fairness: { answer: 'yes' },
  justice: { answer: 'partly', words: '样例意见' },
  integrity: { answer: 'yes' },
  civility: { answer: 'unanswered' },
  ...changes,
});

export class Rounds {
  readonly b: Bureau;
  readonly staff: Staff;
  institutions: string[] = [];
  private constructor(b: Bureau, staff: Staff) {
    this.b = b;
    this.staff = staff;
  }
  u = (name: string): string => `${this.staff.bureau}.${name}`;
  o = (name: Who): string => `o-${this.staff.bureau}-${name}`;

  static async setUp(b: Bureau, institutions = 8, settings: object = {}): Promise<Rounds> {
    const g = new Rounds(b, await staffed(b, {}));
    const { owner } = b;
    const { bureau, jds } = g.staff;
    await owner`update bureau set settings = settings || ${owner.json({ revisit: settings } as never)} where id = ${bureau}`;
    for (const [unit, role] of [
      ['zfjd', 'enforcement-supervision'],
      ['jcs', 'discipline-inspection'],
    ] as const)
      await owner`insert into unit (id, bureau_id, name, roles) values (${g.u(unit)}, ${bureau}, ${unit}, ${[role]})`;
    for (const [name, [unit, role]] of Object.entries(people))
      await owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
        select ${g.o(name as Who)}, ${g.u(unit)}, ${name}, 'person', ${[role]}, jsonb_set(certificate, '{number}', to_jsonb(${g.o(name as Who)}::text)), commitment_signed_on, commitment_valid_until from officer where id = ${jds}`;
    for (let n = 0; n < institutions; n++) g.institutions.push(await g.inspected());
    return g;
  }

  /** An institution that was inspected on site; its team is v3 of 监督所. */
  async inspected(on: string = day(-10), team: string = this.o('v3')): Promise<string> {
    const id = await this.b.institution({ bureau: this.staff.bureau });
    const plan = this.b.owner.json({ team: [{ officer: team, role: 'officer' }] } as never);
    await this.b.owner`
      insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, on_site, plan, started_on, last_on_site_on, ended_on)
      values (${`past-${id}`}, ${this.staff.bureau}, ${id}, ${this.u('jds')}, ${this.u('jds')}, 'county', 'daily', 'ended', true, ${plan}, ${on}, ${on}, ${on})`;
    return id;
  }

  /** An inspection of the institution long before any period, from which its case came. */
  async origin(file: string, institution: string, team: string): Promise<void> {
    const { owner } = this.b;
    const plan = owner.json({ team: [{ officer: team, role: 'officer' }] } as never);
    const [id, on] = [`XJ.origin-${institution}`, day(-700)];
    await owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, closed_at) values (${id}, 'inspection', ${this.staff.bureau}, 'institution', ${institution}, '{"units": {}}', ${on}, ${on})`;
    await owner`
      insert into inspection_plan (id, file_id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, on_site, plan, started_on, last_on_site_on, ended_on)
      values (${`origin-${institution}`}, ${id}, ${this.staff.bureau}, ${institution}, ${this.u('jds')}, ${this.u('jds')}, 'county', 'daily', 'ended', true, ${plan}, ${on}, ${on}, ${on})`;
    await owner`insert into penalty_origin values (${file}, ${id}, 'origin')`;
  }

  /** An institution of whose rapid response the final decision stands in the inbox. */
  async decidedFinally(measure: string, accepted = true): Promise<string> {
    const id = await this.b.institution({ bureau: this.staff.bureau });
    const file = `RR-A.${id}`;
    const { owner } = this.b;
    const units = owner.json({ units: { 'supervision-body': this.u('jds') } } as never);
    await owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at) values (${file}, 'rapid-response', ${this.staff.bureau}, 'institution', ${id}, ${units}, now())`;
    await owner`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, signalled_at, verdict, settled_at)
      values (${`final-${id}`}, ${file}, 1, 'final-decision', ${this.u('jds')}, ${this.o('v3')}, ${owner.json({ facts: { measures: [{ measure }] } } as never)}, '{}', ${'ab'.repeat(32)}, now(), now(), ${id}, now(), ${owner.json({ accepted })}, now())`;
    return id;
  }

  body = (changes: Body = {}): Body => ({
    from: day(-40),
    until: today(),
    count: 3,
    contributor: this.u('jcs'),
    ...changes,
  });
  start = (changes: Body = {}, by: Who = 'start'): Promise<Reply> =>
    this.b.post(this.o(by), '/v1/revisits', this.body(changes));
  refused = async (changes: Body = {}, by: Who = 'start') => told(await this.start(changes, by));
  async committed(changes: Body = {}, by: Who = 'start'): Promise<Round> {
    const reply = await this.start(changes, by);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return new Round(this, (reply.body as { file: string }).file);
  }
  async drawn(changes: Body = {}): Promise<Round> {
    const round = await this.committed(changes);
    await round.accepted('jc1', 'contribution', { number: uniqueDigits(24) });
    await round.accepted('start', 'reveal', {});
    await round.at('revisiting');
    return round;
  }
}

export class Round {
  readonly g: Rounds;
  readonly file: string;
  constructor(g: Rounds, file: string) {
    this.g = g;
    this.file = file;
  }

  post = (by: Who, path: string, body: Body): Promise<Reply> =>
    this.g.b.post(this.g.o(by), `/v1/revisits/${this.file}${path}`, body);
  get = (by: Who, path = ''): Promise<Reply> =>
    this.g.b.get(this.g.o(by), `/v1/revisits/${this.file}${path}`);
  /** Asked again under its key until there is a verdict: on a busy machine the first answer may be that it is pending. */
  #judged(by: string, type: string, body: Body): Promise<Reply> {
    const key = randomUUID();
    const path = `/v1/files/${this.file}/acts/${type}`;
    return vi.waitFor(
      async () => {
        const reply = await this.g.b.post(by, path, body, key);
        expect(reply.status).not.toBe(202);
        return reply;
      },
      { timeout: 30_000, interval: 200 },
    );
  }
  actOf = async (by: string, type: string, body: Body) => told(await this.#judged(by, type, body));
  act = (by: Who, type: string, body: Body) => this.actOf(this.g.o(by), type, body);
  async accepted(by: Who, type: string, body: Body): Promise<void> {
    const reply = await this.#judged(this.g.o(by), type, body);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
  }
  now = async (): Promise<string> => iso(await this.g.b.now(this.file));
  seen = async (by: Who = 'jc1'): Promise<Seen> => (await this.get(by)).body as Seen;
  at = (stage: string): Promise<void> =>
    vi.waitFor(async () => expect((await this.seen()).stage).toBe(stage), {
      timeout: 20_000,
      interval: 100,
    });
  record = async (): Promise<DrawRecord> =>
    JSON.parse(
      (await this.g.b.get(this.g.o('jc1'), `/v1/draws/${this.file}/record`)).text,
    ) as DrawRecord;
  drawn = async (): Promise<string[]> =>
    (await this.seen()).places.filter((p) => p.state === 'drawn').map((p) => p.institution);

  name = (institution: string, officers: Who[] = ['v1', 'zf1'], changes: Body = {}): Body => ({
    institution,
    officers: officers.map(this.g.o),
    ...changes,
  });
  answersOf = (institution: string): string => `/institutions/${institution}/answers`;
  give = async (by: Who, institution: string, body: Body = answers()) =>
    told(await this.post(by, this.answersOf(institution), body));
  read = (by: Who, institution: string): Promise<Reply> =>
    this.get(by, `${this.answersOf(institution)}?reason=x`);
  visit = async (institution: string, changes: Body = {}): Promise<Body> => ({
    institution,
    visitedAt: await this.now(),
    document: document(),
    ...changes,
  });
  async visited(institution: string, body: Body = answers()): Promise<void> {
    await this.accepted('start', 'revisitors', this.name(institution));
    expect(await this.give('zf1', institution, body)).toEqual([200]);
    await this.accepted('v1', 'revisit-record', await this.visit(institution));
  }
}
