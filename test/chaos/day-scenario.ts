/**
 * 一天 A day in the life of commitment cases: approvals imported in batches through the event endpoint, what was not pushed with them pushed in one call, some checked through the API,
 * a licence revoked on which results depend (half of them in closed files, one approved meanwhile); what happens to the worker is for the caller to say.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { document, documentNo, iso } from '../setup/bureau.ts';
import { chance } from './seeded.ts';
import type { Harness } from './harness.ts';

export interface Size {
  approvals: number;
  checked: number;
  dependents: number;
  batch: number;
}
export interface Answer {
  key: string;
  state: string;
  file: string | null;
  code?: string;
}
/** What the day is to leave behind. */
export interface DayResult {
  licence: string;
  cascade: string;
  cases: Map<string, string>;
  checked: string[];
  dependents: { open: string[]; closed: string[]; newcomer: string };
  first: { events: object[]; answers: Answer[] };
}

const platform = 's-ywt';
const city = { unit: 'tj.jjzx', supervising: 'tj.jgc', officer: 'o-jjzx-1' };
const district = { unit: 'tj.q1.jjzx', supervising: 'tj.q1.ju', officer: 'o-q1jj-1' };
const officers: Record<string, string> = {
  [city.unit]: city.officer,
  [district.unit]: district.officer,
};
const sha = (n: number) => n.toString(16).padStart(64, '0');
const archive = (n: number) => ({
  application: { ...document(1), sha256: sha(3 * n + 1) },
  commitment: { ...document(2), sha256: sha(3 * n + 2) },
  result: { ...document(3), sha256: sha(3 * n + 3) },
});
const paper = () => ({ documentNo: documentNo(), document: document() });

export class DayScenario {
  readonly harness: Harness;
  readonly size: Size;
  readonly #draw: () => number;
  readonly #tag = randomUUID().slice(0, 6);
  readonly day: DayResult;

  constructor(harness: Harness, size: Size, seed: number) {
    this.harness = harness;
    this.size = size;
    this.#draw = chance(seed);
    this.day = {
      licence: `津药${this.#tag.toUpperCase()}`,
      cascade: '',
      cases: new Map(),
      checked: [],
      dependents: { open: [], closed: [], newcomer: '' },
      first: { events: [], answers: [] },
    };
  }

  /** Results of cases that closed years ago: by SQL, for no case of ours is so old. Half of those who depend on the licence. */
  async past(): Promise<void> {
    const { owner } = this.harness;
    const { closed } = this.day.dependents;
    for (let i = 0; i < Math.floor(this.size.dependents / 2); i++)
      closed.push(`R-${this.#tag}-old-${i}`);
    const opening = owner.json({ units: { accepting: city.unit, supervising: city.supervising } });
    await owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, closed_at, exported_at, stage, outcome)
      select 'CC-XY.tj.2022-' || r, 'commitment-case', 'tj', 'result', r, ${opening}, '2022-03-01', '2022-03-01', '2022-04-01', '2022-04-01', 'closed', 'conforming' from unnest(${closed}::text[]) r`;
    await owner`insert into result (id, bureau_id, item_id, list_version, type, party_code, licences, accepting_unit, supervising_unit, approved_on, state, file_id)
      select r, 'tj', 'xy-02', 1, 'credit', '911201011234567890', ${[this.day.licence]}, ${city.unit}, ${city.supervising}, '2022-03-01', 'live', 'CC-XY.tj.2022-' || r from unnest(${closed}::text[]) r`;
  }

  /** Approvals of every kind, shuffled; those who depend on the licence among them. */
  #approvals(): { result: string; event: object }[] {
    const { approvals, dependents } = this.size;
    const open = Math.ceil(dependents / 2);
    const plan = Array.from({ length: approvals }, (_, n) => ({
      n,
      at: this.#draw(),
      depends: n < open,
    }));
    return plan
      .toSorted((a, b) => a.at - b.at)
      .map(({ n, depends }) => {
        const result = `R-${this.#tag}-${n}`;
        if (depends) this.day.dependents.open.push(result);
        return {
          result,
          event:
            depends || n % 10 === 0
              ? this.#credit(result, n, depends ? this.day.licence : `${this.day.licence}-${n}`)
              : this.#certification(result, n),
        };
      });
  }

  #certification(result: string, n: number): object {
    return {
      key: `${this.#tag}-${n}`,
      type: 'approval',
      body: {
        ...this.#approval(result, n),
        push: n % 20 !== 7,
        item: 'zm-01',
        type: 'certification',
        accepting: city.unit,
      },
    };
  }

  #credit(result: string, n: number, licence: string): object {
    const { unit } = n % 2 === 0 ? city : district;
    return {
      key: `${this.#tag}-${n}`,
      type: 'approval',
      body: {
        ...this.#approval(result, n),
        item: 'xy-02',
        type: 'credit',
        accepting: unit,
        licences: [licence],
        missing: [{ material: 'm-1', promise: '样例承诺', promisedOn: '2027-01-29' }],
      },
    };
  }

  #approval(result: string, n: number): object {
    return {
      result,
      approvedOn: civilDateOf(instant(Date.now())),
      party: '911201011234567890',
      archive: archive(n),
      push: true,
    };
  }

  /** In batches, each sent again until every event has its verdict; `lanes` batches at once. `after` hears how far it is. */
  async import(after: (share: number) => void = () => {}, lanes = 2): Promise<void> {
    const all = this.#approvals();
    const batches = Array.from({ length: Math.ceil(all.length / this.size.batch) }, (_, i) =>
      all.slice(i * this.size.batch, (i + 1) * this.size.batch),
    );
    const queue = batches.entries();
    let done = 0;
    const lane = async (): Promise<void> => {
      for (const [i, batch] of queue) {
        const answers = await this.send(batch.map(({ event }) => event));
        answers.forEach(({ file, state, code }, at) => {
          if (state !== 'accepted') throw new Error(`${batch[at]!.result}: ${state} ${code}`);
          this.day.cases.set(batch[at]!.result, file!);
        });
        if (i === 0) this.day.first = { events: batch.map(({ event }) => event), answers };
        after(++done / batches.length);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  async send(events: object[]): Promise<Answer[]> {
    return this.harness.patiently(
      'every event has its verdict',
      async () => {
        const { status, body } = await this.harness.insist(platform, '/v1/events', { events });
        if (status !== 200) throw new Error(JSON.stringify(body).slice(0, 500));
        const items = body['items'] as Answer[];
        return items.some(({ state }) => state === 'pending' || state === 'fault')
          ? undefined
          : items;
      },
      600_000,
    );
  }

  /** 定期推送 Every twentieth was only archived: the daily push takes them all, until nothing is due. */
  async push(): Promise<void> {
    for (;;) {
      const key = randomUUID();
      const items = await this.harness.patiently(
        'the daily push',
        async () => {
          const found = (
            await this.harness.insist(city.officer, '/v1/commitment-cases/pushes', {}, key)
          ).body['items'] as { state: string; code: string | null }[];
          return found.some(({ state }) => state === 'pending') ? undefined : found;
        },
        600_000,
      );
      const refused = items.find(({ state }) => state === 'refused');
      if (refused) throw new Error(`the daily push: ${refused.code}`);
      if (items.length === 0) return;
    }
  }

  /** Distributed, checked, fed back and received; so the case ends. */
  async check(): Promise<void> {
    const certified = [...this.day.cases]
      .filter(([, file]) => file.startsWith('CC-ZM'))
      .slice(0, this.size.checked);
    for (const [result, file] of certified) {
      await this.#act('o-jgc-1', file, 'distribution', () => ({ assignee: 'o-jgc-2' }));
      await this.#act('o-jgc-2', file, 'check-record', (now) => ({
        document: document(5),
        checkedAt: iso(now),
        method: '现场核查',
        findings: '样例情况',
        result: 'conforming',
      }));
      await this.#act('o-jgc-2', file, 'supervision-result', () => ({
        to: city.unit,
        document: document(6),
        result: 'conforming',
        findings: '样例情况',
      }));
      await this.#act(city.officer, file, 'feedback-receipt', () => ({ handling: '已阅处' }));
      this.day.checked.push(result);
    }
  }

  async #act(
    officer: string,
    file: string,
    type: string,
    body: (now: number) => object,
  ): Promise<void> {
    const { status, body: said } = await this.harness.insist(
      officer,
      `/v1/files/${file}/acts/${type}`,
      body(await this.harness.now(file)),
    );
    if (status !== 200)
      throw new Error(`${type} in ${file}: ${JSON.stringify(said).slice(0, 500)}`);
  }

  /** The licence is revoked: reported, confirmed by a person of each department, each result revoked where it has to be; one more is approved meanwhile. */
  async revokeLicence(): Promise<void> {
    const report = {
      licence: { kind: 'drug-business-licence', number: this.day.licence },
      event: 'revoked',
      decidedOn: civilDateOf(instant(Date.now())),
      authority: '样例药监局',
      ...paper(),
    };
    const { status, body } = await this.harness.insist(
      'o-jgc-1',
      '/v1/licence-revocations',
      report,
    );
    if (status >= 300) throw new Error(JSON.stringify(body));
    this.day.cascade = body['file'] as string;
    const newcomer = (this.day.dependents.newcomer = `R-${this.#tag}-new`);
    const [late] = await this.send([this.#credit(newcomer, this.size.approvals, this.day.licence)]);
    if (late!.state !== 'accepted') throw new Error(`the newcomer: ${late!.code}`);
    this.day.cases.set(newcomer, late!.file!);
    await this.#untilRevoked();
  }

  async #untilRevoked(): Promise<void> {
    const { owner } = this.harness;
    const done = new Set<string>();
    await this.harness.patiently(
      'the cascade ends',
      async () => {
        const open = await owner<
          { department: string; results: string[] }[]
        >`select department, array_agg(result_id order by result_id) as results from licence_revocation_result where file_id = ${this.day.cascade} and decision is null group by 1`;
        for (const { department, results } of open)
          await this.#act(officers[department]!, this.day.cascade, 'confirmation', () => ({
            decision: 'revoke',
            results: results.slice(0, 1000),
          }));
        const placed = await owner<
          { result: string; department: string; file: string }[]
        >`select l.result_id as result, l.department, l.revocation_file as file from licence_revocation_result l join result r on r.id = l.result_id
        join duty d on d.file_id = l.revocation_file and d.act = 'revocation' and d.state in ('open', 'due-soon', 'overdue') where l.file_id = ${this.day.cascade} and r.state <> 'revoked'`;
        const todo = placed.filter(({ result }) => !done.has(result));
        for (const { result, department, file } of todo) {
          await this.#act(officers[department]!, file, 'revocation', (now) => ({
            ...paper(),
            decidedAt: iso(now),
            service: { method: 'direct', servedAt: iso(now), proof: document(4) },
            reasons: '样例理由',
            remedies: { body: '样例复议机关', period: '60日' },
          }));
          done.add(result);
        }
        if (todo.length === 0) await pause(100);
        return (
          await owner`select 1 from file where id = ${this.day.cascade} and closed_at is not null`
        )[0];
      },
      1_800_000,
    );
  }
}
