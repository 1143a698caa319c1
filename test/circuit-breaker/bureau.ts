/** A bureau of a test's own with its offices, a settlement system, and an indicator in force; and what the tests of breakers do in it. */
import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { Bureau, document, iso, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export type Body = Record<string, unknown>;
type Entry = { type: string; clause: string; body: Body };
export const indicatorRow = (changes: Body = {}): Body => ({
  title: '样例指标',
  unit: '人次/日',
  warnAt: 100,
  trip: { at: 120, touches: 3, withinMinutes: 60 },
  agreementClause: '第33条',
  cut: 'settlement',
  subjects: ['institution'],
  validFrom: null,
  validUntil: null,
  adopted: { by: '样例局务会', document: document() },
  ...changes,
});

export class Office {
  readonly b: Bureau;
  readonly id = `cb-${uniqueHex()}`;

  private constructor(b: Bureau) {
    this.b = b;
  }

  static async open(
    b: Bureau,
    {
      settings = {},
      without = [],
      indicator = {},
    }: { settings?: object; without?: readonly string[]; indicator?: Body | null } = {},
  ): Promise<Office> {
    const office = new Office(b);
    const { id } = office;
    const { owner } = b;
    await owner`insert into bureau (id, name, area, settings) values (${id}, '测试局', '120000', ${owner.json({ circuitBreaker: settings } as never)})`;
    for (const [unit, roles] of [
      ['jds', ['supervision-body']],
      ['zfc', ['payment-division']],
      ['zdc', ['system-division']],
      ['sbzx', ['insurance-centre']],
      ['sup', ['enforcement-supervision']],
    ] as const)
      await owner`insert into unit (id, bureau_id, name, roles) values (${`${id}.${unit}`}, ${id}, ${unit}, ${without.includes(unit) ? [] : [...roles]})`;
    for (const [name, unit, kind, roles] of [
      ['jds', 'jds', 'person', ['handler']],
      ['jds2', 'jds', 'person', ['handler']],
      ['jds3', 'jds', 'person', ['handler', 'legal-reviewer']],
      ['zfc', 'zfc', 'person', ['handler']],
      ['zdc', 'zdc', 'person', ['handler']],
      ['sbzx', 'sbzx', 'person', ['handler', 'registrar']],
      ['reg', 'sup', 'person', ['regulator', 'coordinator']],
      ['js', 'sbzx', 'system', ['receiving-system']],
      ['ywt', 'sup', 'system', ['receiving-system']],
    ] as const)
      await owner`insert into officer (id, unit_id, name, kind, roles, commitment_signed_on, commitment_valid_until)
        values (${office.o(name)}, ${`${id}.${unit}`}, ${name}, ${kind}, ${[...roles]}, '2026-01-05', '2099-12-31')`;
    if (indicator !== null) {
      await office.institution();
      const put = await office.put('cards', 1, indicator);
      expect([put.status, put.status === 200 ? '' : put.text]).toEqual([200, '']);
    }
    return office;
  }

  o(name: string): string {
    return `o-${this.id}-${name}`;
  }
  put(indicator: string, version: number, changes: Body = {}, by = 'sbzx'): Promise<Reply> {
    const path = `/v1/indicators/${indicator}/versions/${version}`;
    return this.b.put(this.o(by), path, indicatorRow(changes));
  }
  institution(changes: object = {}): Promise<string> {
    return this.b.institution({ bureau: this.id, ...changes });
  }

  touch(subject: string, changes: Body = {}): Body {
    return {
      event: `e-${uniqueHex()}`,
      subject: { kind: 'institution', id: subject },
      indicator: 'cards',
      value: 130,
      measuredAt: iso(Date.now()),
      ...changes,
    };
  }
  async touches(touches: readonly Body[], by = 'js'): Promise<Body[]> {
    const reply = await this.b.post(this.o(by), '/v1/touches', { touches });
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
    return (reply.body as { items: Body[] }).items;
  }
  async acknowledge(file: string, item: string, changes: Body = {}): Promise<Body> {
    const one = { event: `a-${uniqueHex()}`, file, item, at: iso(Date.now()), ...changes };
    const reply = await this.b.post(this.o('js'), '/v1/breaker-acknowledgements', {
      acknowledgements: [one],
    });
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
    return (reply.body as { items: Body[] }).items[0]!;
  }
  async act(by: string, file: string, type: string, body: Body = {}): Promise<Reply> {
    return this.b.post(this.o(by), `/v1/files/${file}/acts/${type}`, body, randomUUID());
  }
  async accepted(by: string, file: string, type: string, body: Body = {}): Promise<void> {
    const reply = await this.act(by, file, type, body);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
  }

  async view(file: string): Promise<{ stage: string; outcome: string | null } & Body> {
    return (await this.b.get(this.o('reg'), `/v1/files/${file}`)).body;
  }
  async entries(file: string): Promise<Entry[]> {
    const reply = await this.b.get(this.o('reg'), `/v1/files/${file}/register?limit=1000`);
    return (reply.body as { items: Entry[] }).items;
  }
  async entry(file: string, type: string): Promise<Entry> {
    return vi.waitFor(
      async () => {
        const all = await this.entries(file);
        const found = all.findLast((e) => e.type === type);
        expect(found ? [type] : all.map((e) => e.type)).toEqual([type]);
        return found!;
      },
      { timeout: 20_000, interval: 50 },
    );
  }
  async stage(file: string, stage: string): Promise<void> {
    await vi.waitFor(async () => expect((await this.view(file)).stage).toBe(stage), {
      timeout: 20_000,
      interval: 50,
    });
  }
  async breakers(of: string): Promise<Body[]> {
    const reply = await this.b.get(this.o('reg'), '/v1/circuit-breakers?limit=1000');
    return (reply.body as { items: ({ subject: { id: string } } & Body)[] }).items.filter(
      ({ subject }) => subject.id === of,
    );
  }
  async breaker(of: string): Promise<string> {
    return vi.waitFor(
      async () => {
        const open = (await this.breakers(of)).find((one) => one['closedAt'] === null);
        expect(open).toBeDefined();
        return String(open!['file']);
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  /** Warned and delivered; the instant of the delivery. */
  async warned(subject: string): Promise<{ file: string; deliveredAt: number }> {
    const [answer] = await this.touches([this.touch(subject)]);
    expect(answer).toMatchObject({ state: 'accepted', outcome: 'warned' });
    const file = await this.breaker(subject);
    await this.entry(file, 'indicator-warned');
    const deliveredAt = Date.now();
    expect(await this.acknowledge(file, 'cards@1', { at: iso(deliveredAt) })).toMatchObject({
      state: 'accepted',
    });
    await this.entry(file, 'warning-delivered');
    return { file, deliveredAt };
  }
  /** Tripped: the breaker, and the response that it has opened or joined. */
  async tripped(subject: string): Promise<{ file: string; response: string }> {
    const { file } = await this.warned(subject);
    await this.touches([this.touch(subject), this.touch(subject), this.touch(subject)]);
    const { body } = await this.entry(file, 'stop-ordered');
    return { file, response: String(body['response']) };
  }
}
