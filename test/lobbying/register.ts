/** A bureau of its own with a register, a clue, and everybody around it. */
import { expect, vi } from 'vitest';
import type { Answer } from '../../domain/lobbying/shown.ts';
import { nextBeat } from '../../domain/lobbying/beats.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { Bureau, iso, type Reply } from '../setup/bureau.ts';
import { unique, uniqueHex } from '../setup/unique.ts';

const PATH = '/v1/sealed-register';
/** 局 over its offices and 监督所. */
const units: [name: string, superior: string | null, roles: string][] = [
  ['ju', null, '{}'],
  ['zf', 'ju', '{enforcement-supervision}'],
  ['jc', 'ju', '{discipline-inspection}'],
  ['jds', 'ju', '{supervision-body}'],
];
const officers: [name: string, unit: string, roles: string][] = [
  ['handler', 'jds', '{handler}'],
  ['colleague', 'jds', '{handler}'],
  ['coordinator', 'jds', '{coordinator}'],
  ['chief', 'jds', '{head}'],
  ['leader', 'ju', '{head}'],
  ['administrator', 'ju', '{administrator}'],
  ['office', 'zf', '{handler,regulator}'],
  ['discipline', 'jc', '{handler}'],
];

export class Sealed {
  readonly bureau: Bureau;
  readonly id = `sr-${uniqueHex()}`;
  readonly clue = `clue-${uniqueHex()}`;
  /** Hours between two beats. */
  beatHours = 6;
  #beat = 0;

  private constructor(bureau: Bureau) {
    this.bureau = bureau;
  }

  o = (name: string): string => `${this.id}-${name}`;
  u = (name: string): string => `${this.id}.${name}`;

  static async open(options: Parameters<typeof Bureau.open>[0] = {}): Promise<Sealed> {
    const sealed = new Sealed(await Bureau.open(options));
    await sealed.#found();
    expect(await sealed.told('office', { do: 'open' })).toEqual([200]);
    return sealed;
  }

  async #found(): Promise<void> {
    const { owner } = this.bureau;
    await owner`insert into bureau (id, name, area, settings) values (${this.id}, '样例局', '120000', '{"lobbying": {"beatHours": 6, "places": 4, "placeKilobytes": 8}}')`;
    for (const [name, superior, roles] of units)
      await owner`insert into unit (id, bureau_id, name, superior_id, roles) values (${this.u(name)}, ${this.id}, ${`样例${name}`}, ${superior && this.u(superior)}, ${roles}::text[])`;
    for (const [name, unit, roles] of officers)
      await owner`insert into officer (id, unit_id, name, roles) values (${this.o(name)}, ${this.u(unit)}, ${`样例${name}`}, ${roles}::text[])`;
    const institution = await this.bureau.institution({ bureau: this.id });
    await owner`insert into clue (id, bureau_id, kind, institution_id, registered_by, registered_at) values (${this.clue}, ${this.id}, 'other', ${institution}, ${this.o('handler')}, now() - interval '90 days')`;
  }

  /** Whatever a test has started ends with it. */
  async close(): Promise<void> {
    const { engine } = this.bureau.service;
    for (const place of await this.places())
      await engine.as('test', () => engine.client.workflow.getHandle(place).terminate());
    await this.bureau.close();
  }

  /** The register's clock: ours, until a watch has been taken further. */
  get now(): number {
    return Math.max(Date.now(), this.#beat);
  }

  ask(by: string, asked: object): Promise<Reply> {
    return this.bureau.post(this.o(by), PATH, asked);
  }
  async told(by: string, asked: object): Promise<[number, string?, string?]> {
    const { status, body } = await this.ask(by, asked);
    const { code, clause } = body as { code?: string; clause?: string };
    if (status < 300) return [status];
    return clause ? [status, code, clause] : [status, code];
  }
  async answer(by: string, asked: object): Promise<Answer> {
    const { status, body, text } = await this.ask(by, asked);
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    return body as Answer;
  }

  form(changes: object = {}): object {
    return {
      do: 'register',
      encounter: `e-${unique()}`,
      at: iso(this.now - HOUR),
      case: this.clue,
      stage: 'investigation',
      acts: ['2.1'],
      lobbyist: { name: '某某', unit: '某单位', post: '某职务' },
      content: '样例：要求从轻处理',
      refused: true,
      informed: true,
      dissuaded: false,
      ...changes,
    };
  }
  async register(changes: object = {}, by = 'handler'): Promise<string> {
    return (await this.answer(by, this.form(changes))).receipt!.record;
  }
  report(by: string, record: string, to: string): Promise<[number, string?, string?]> {
    return this.told(by, { do: 'report', record, key: `k-${unique()}`, to: this.o(to) });
  }
  async read(by: string, record: string): Promise<NonNullable<Answer['records']>[0]> {
    return (await this.answer(by, { do: 'read', record, purpose: '样例' })).records![0]!;
  }
  maybe(by: string, record: string): Promise<[number, string?, string?]> {
    return this.told(by, { do: 'read', record, purpose: '样例' });
  }

  async places(): Promise<string[]> {
    return (
      await this.bureau.owner<
        { place: string }[]
      >`select place from sealed_place where bureau_id = ${this.id} order by place`
    ).map(({ place }) => place);
  }

  /** The watch of one place, begun anew with this beat as its next: as after an outage, which has swallowed those before it. */
  async begun(place: string, next: number, more: { beats?: number } = {}): Promise<void> {
    const { engine } = this.bureau.service;
    await engine.as('test', () =>
      engine.client.workflow.start('sealedWatch', {
        workflowId: place,
        taskQueue: engine.options.taskQueue,
        args: [{ place, next, ...more }],
        workflowTaskTimeout: '3s',
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      }),
    );
  }

  /** So many hours pass in which nobody watches, until the last beat of them. */
  async passUnwatched(hours: number): Promise<void> {
    const [first] = await this.places();
    const last = this.now + (hours - this.beatHours) * HOUR;
    await this.begun(first!, nextBeat(instant(last), this.beatHours));
    await this.pass(hours);
  }

  /** One watch goes through so many hours: what is due is entered by whichever comes first. */
  async pass(hours: number): Promise<void> {
    const [first] = await this.places();
    const to = this.now + hours * HOUR;
    await this.bureau.skipTo(first!, instant(to));
    // Its last beat may still be under way.
    await vi.waitFor(
      async () => {
        const [row] = await this.bureau.owner<
          { at: number }[]
        >`select beat as at from sealed_register where bureau_id = ${this.id}`;
        expect(row!.at).toBeGreaterThan(to - this.beatHours * HOUR);
        this.#beat = row!.at;
      },
      { timeout: 90_000, interval: 50 },
    );
  }
}
