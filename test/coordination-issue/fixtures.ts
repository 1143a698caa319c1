/** A bureau of a test's own under TJ84: one accepting and one supervising department with their people, its list, and files acted out in it. */
import { expect, vi } from 'vitest';
import { commonForms } from '../../domain/law/common-acts.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type CivilDate } from '../../domain/time/instant.ts';
import { Bureau, document, iso, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export { Bureau, document, iso };
export type Body = Record<string, unknown>;
export const today = (): CivilDate => civilDateOf(instant(Date.now()));
export interface Problem {
  status: number;
  code: string;
  clause?: string;
  lawful?: { zh: string };
}
export const problemOf = ({ status, body }: Reply): Problem => ({
  status,
  ...(({ code, clause }) => ({ code, clause }))(body as Problem),
});
export interface Duty {
  key: string;
  duty: string;
  state: string;
  due: string;
  force: string;
  clause: string;
  owedBy: string;
}
export interface View {
  stage: string;
  attention: string;
  notes: string[];
  outcome: string | null;
  duties: Duty[];
  possible: { act: string; by: string[] }[];
  awaits: { act: string; by: string[] }[];
}

export class Fixture {
  readonly b: Bureau;
  readonly id: string;
  constructor(b: Bureau, id: string) {
    this.b = b;
    this.id = id;
  }

  /** Units by their short names: acc, sup, other (a second supervising department), city (over them), ju. */
  u = (name: string): string => `${this.id}.${name}`;
  /** Officers: acc, sup, other: coordinators; acc-h, sup-h, sup-h2: handlers; ju: nobody special; reg: regulator; rar: registrar. */
  o = (name: string): string => `o-${this.id}-${name}`;

  static async setUp(b: Bureau, settings: object = {}): Promise<Fixture> {
    const g = new Fixture(b, `co-${uniqueHex()}`);
    const { owner } = b;
    await owner`insert into bureau (id, name, area, settings) values (${g.id}, '测试局', '120000', ${owner.json({ commitment: settings } as never)})`;
    const units: [string, string[], string | null][] = [
      ['ju', [], null],
      ['city', [], 'ju'],
      ['acc', ['city-fund-centre'], 'ju'],
      ['sup', ['supervising-department'], 'ju'],
      ['other', ['supervising-department'], 'ju'],
      ['far', [], null],
    ];
    for (const [name, roles, over] of units)
      await owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${g.u(name)}, ${g.id}, ${name}, ${roles}, ${over && g.u(over)})`;
    const people: [string, string, string[]][] = [
      ['acc', 'acc', ['coordinator']],
      ['sup', 'sup', ['coordinator']],
      ['other', 'other', ['coordinator']],
      ['acc-h', 'acc', ['handler']],
      ['sup-d', 'sup', ['handler']],
      ['sup-h', 'sup', ['handler']],
      ['sup-h2', 'sup', ['handler']],
      ['city', 'city', ['handler']],
      ['far', 'far', ['handler']],
      ['reg', 'ju', ['regulator']],
      ['rar', 'ju', ['registrar']],
      ['head', 'ju', ['head']],
    ];
    for (const [name, unit, roles] of people)
      await owner`insert into officer (id, unit_id, name, roles) values (${g.o(name)}, ${g.u(unit)}, ${name}, ${roles})`;
    const items = ['zm-01', 'zm-02'].map((id) => ({
      id,
      name: id,
      types: ['certification', 'credit'],
      licenceKind: null,
      materials: [{ id: 'm-1', name: '材料' }],
      departments: [{ accepting: g.u('acc'), supervising: g.u('sup') }],
    }));
    await owner`select register_service_list(${owner.json({ bureau: g.id, effectiveFrom: '2020-01-01', document: document(), reason: '测试', by: g.o('rar'), items } as never)})`;
    for (const [unit, side] of [
      ['acc', 'accepting'],
      ['sup', 'supervising'],
    ] as const) {
      await owner`insert into coordinator (unit_id, side, officer_id, from_on, reason, registered_by) values (${g.u(unit)}, ${side}, ${g.o(unit)}, '2020-01-01', '测试', ${g.o('rar')})`;
    }
    for (const [officer, duty] of [
      ['sup-d', 'distribute'],
      ['sup-h', 'supervise'],
      ['sup-h2', 'supervise'],
    ] as const) {
      await owner`insert into roster (unit_id, officer_id, duty, from_on, reason, registered_by) values (${g.u('sup')}, ${g.o(officer)}, ${duty}, '2020-01-01', '测试', ${g.o('rar')})`;
    }
    return g;
  }

  get = (by: string, path: string, headers?: Record<string, string>): Promise<Reply> =>
    this.b.get(this.o(by), path, headers);
  post = (by: string, path: string, body: unknown, key?: string): Promise<Reply> =>
    this.b.post(this.o(by), path, body, key);
  put = (by: string, path: string, body: unknown): Promise<Reply> =>
    this.b.put(this.o(by), path, body);

  act = (by: string, file: string, type: string, body: Body, key?: string): Promise<Reply> =>
    this.post(by, `/v1/files/${file}/acts/${type}`, body, key);
  async accept(by: string, file: string, type: string, body: Body): Promise<void> {
    const reply = await this.act(by, file, type, body);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
  }
  refuse = async (by: string, file: string, type: string, body: Body): Promise<Problem> =>
    problemOf(await this.act(by, file, type, body));

  /** An approval, pushed in the same call unless said otherwise; its file. */
  async approve(changes: Body = {}): Promise<string> {
    const paper = (n: number) => ({ ...document(n), sha256: n.toString(16).padStart(64, '0') });
    const body = {
      result: `R-${uniqueHex()}`,
      item: 'zm-01',
      type: 'certification',
      approvedOn: today(),
      party: '911201011234567890',
      archive: { application: paper(1), commitment: paper(2), result: paper(3) },
      push: true,
      ...changes,
    };
    const reply = await this.post('acc-h', '/v1/commitment-cases', body);
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    return (reply.body as { file: string }).file;
  }

  /** Distributed, checked and fed back: 相符 unless said otherwise. */
  async feedBack(file: string, result: Body = {}): Promise<void> {
    await this.accept('sup-d', file, 'distribution', { assignee: this.o('sup-h') });
    await this.feedBackOnly(file, result);
  }

  /** Checked and fed back by whom it was distributed to: 相符. */
  async feedBackOnly(file: string, result: Body = {}): Promise<void> {
    const now = instant(await this.b.now(file));
    await this.accept('sup-h', file, 'check-record', {
      document: document(5),
      checkedAt: iso(now),
      method: '现场核查',
      findings: '样例',
      result: result['result'] ?? 'conforming',
    });
    await this.accept('sup-h', file, 'supervision-result', {
      to: this.u('acc'),
      document: document(6),
      result: 'conforming',
      findings: '样例',
      ...result,
    });
  }

  view = async (file: string): Promise<View> => (await this.get('reg', `/v1/files/${file}`)).body;
  possible = async (file: string): Promise<string[]> =>
    (await this.view(file)).awaits
      .map((p) => p.act)
      .filter((a) => !Object.hasOwn(commonForms, a))
      .toSorted();
  async entries(
    file: string,
    type: string,
  ): Promise<{ type: string; clause: string; body: Body }[]> {
    const { items } = (await this.get('reg', `/v1/files/${file}/register?limit=1000`)).body as {
      items: { type: string; clause: string; body: Body }[];
    };
    return items.filter((e) => e.type === type);
  }
  async deadlines(file: string): Promise<Duty[]> {
    return ((await this.get('reg', `/v1/files/${file}/deadlines`)).body as { items: Duty[] }).items;
  }
  async deadline(file: string, key: string): Promise<Duty> {
    return (await this.deadlines(file)).find((d) => d.key === key)!;
  }
  /** To an hour after this duty is over. */
  async overrun(file: string, key: string): Promise<void> {
    await this.b.skipTo(file, instant(Date.parse((await this.deadline(file, key)).due) + HOUR));
  }
  breaches = async (file: string): Promise<unknown[]> =>
    ((await this.get('reg', `/v1/breaches?file=${file}`)).body as { items: unknown[] }).items;
  async closed(file: string, outcome: string): Promise<void> {
    await vi.waitFor(
      async () => {
        expect(await this.view(file)).toMatchObject({
          stage: 'closed',
          outcome,
          duties: [],
          possible: [],
        });
      },
      { timeout: 5_000, interval: 20 },
    );
  }
  async stage(file: string, stage: string): Promise<void> {
    await vi.waitFor(
      async () => {
        expect((await this.view(file)).stage).toBe(stage);
      },
      { timeout: 5_000, interval: 20 },
    );
  }
}
export { addDays };
