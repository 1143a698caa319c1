/** A revoked licence acted out: results that depend on it, open and closed long ago, the report, who confirms, and what can be read. */
import { expect, vi } from 'vitest';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type Instant } from '../../domain/time/instant.ts';
import { Bureau, document, documentNo, iso, people, type Reply } from '../setup/bureau.ts';
import { answerOf, told, type Answer, type Duty, type Entry } from '../rapid-response/acts.ts';
import { uniqueHex } from '../setup/unique.ts';

export { answerOf, Bureau, document, documentNo, iso, people, told };
type Body = Record<string, unknown>;

/** Three departments of the sample's list that accept xy-02 (drug-business-licence); whom they are supervised by, and who works there. */
export const city = {
  unit: 'tj.jjzx',
  supervising: 'tj.jgc',
  officer: 'o-jjzx-1',
  officer2: 'o-jjzx-2',
  coordinator: 'o-jjzx-c',
} as const;
export const first = {
  unit: 'tj.q1.jjzx',
  supervising: 'tj.q1.ju',
  officer: 'o-q1jj-1',
  officer2: 'o-q1jj-1',
  coordinator: 'o-q1jj-c',
} as const;
export const second = {
  unit: 'tj.q2.jjzx',
  supervising: 'tj.q2.jjzx',
  officer: 'o-q2jj-1',
  officer2: 'o-q2jj-2',
  coordinator: 'o-q2jj-c',
} as const;
export type Department = typeof city | typeof first | typeof second;
export const reporter = 'o-jgc-1';

export const licenceNo = () => `津药${uniqueHex().toUpperCase()}`;
const paper = () => ({ documentNo: documentNo(), document: document() });
const remedies = { body: '样例复议机关', period: '60日' };
const today = () => civilDateOf(instant(Date.now()));

export interface Past {
  licences: string[];
  department?: Department;
  item?: string;
  state?: 'live' | 'stopped' | 'revoked';
  approvedOn?: string;
  withoutCase?: boolean;
}

/** A result of a case that closed years ago; by SQL, for no case of ours is so old. */
export async function closed(
  bureau: Bureau,
  {
    licences,
    department = city,
    item = 'xy-02',
    state = 'live',
    approvedOn = '2022-03-01',
    withoutCase = false,
  }: Past,
): Promise<string> {
  const result = `R-${uniqueHex()}`;
  const file = withoutCase ? null : `CC-XY.tj.2022-${uniqueHex()}`;
  const type = item.startsWith('zm') ? 'certification' : 'credit';
  const opening = {
    type,
    item,
    listVersion: 1,
    approvedOn,
    basis: {
      instrument: 'TJ84',
      number: '津医保局发〔2021〕84号',
      version: '2021-09-22',
      force: 'binding',
    },
    units: { accepting: department.unit, supervising: department.supervising },
  };
  await bureau.owner.begin(async (sql) => {
    if (file) {
      await sql`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, closed_at, exported_at, stage, outcome)
        values (${file}, 'commitment-case', 'tj', 'result', ${result}, ${sql.json(opening)}, '2022-03-01', '2022-03-01', '2022-04-01', '2022-04-01', 'closed', 'received')`;
    }
    await sql`insert into result (id, bureau_id, item_id, list_version, type, party_code, licences, accepting_unit, supervising_unit, approved_on, state, file_id, revoked_at)
      values (${result}, 'tj', ${item}, 1, ${type}, '911201011234567890', ${licences}, ${department.unit}, ${department.supervising}, ${approvedOn}, ${state}, ${file}, ${state === 'revoked' ? '2023-01-01' : null})`;
  });
  return result;
}

export async function several(bureau: Bureau, count: number, past: Past): Promise<string[]> {
  const made: string[] = [];
  for (let i = 0; i < count; i++) made.push(await closed(bureau, past));
  return made.toSorted();
}

export interface OpenCase {
  result: string;
  file: string;
}
/** An approval on the licence: its case is open. */
export async function approved(
  bureau: Bureau,
  licences: string[],
  department: Department = city,
  changes: Body = {},
): Promise<OpenCase> {
  const result = `R-${uniqueHex()}`;
  const body = {
    result,
    item: 'xy-02',
    type: 'credit',
    approvedOn: today(),
    party: '911201011234567890',
    explanation: '样例：无暂缺材料',
    licences,
    ...changes,
  };
  const reply = await bureau.post(department.officer, '/v1/commitment-cases', body);
  expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
  return { result, file: (reply.body as { file: string }).file };
}

export interface Listed {
  result: string;
  item: string;
  department: string;
  state: string;
  case: string | null;
  flagged: boolean;
  decision: string | null;
  decidedBy: string | null;
  revocationFile: string | null;
  revokedByFile: string | null;
}
export interface View {
  stage: string;
  attention: string;
  notes: string[];
  outcome: string | null;
  duties: Duty[];
  possible: { act: string; by: string[]; clause: string }[];
  awaits: { act: string; by: string[]; clause: string }[];
  parties: Record<string, string>;
}

export const report = (number: string, changes: Body = {}): Body => ({
  licence: { kind: 'drug-business-licence', number },
  event: 'revoked',
  decidedOn: '2026-01-05',
  authority: '样例药监局',
  ...paper(),
  ...changes,
});

export const wait = <T>(look: () => Promise<T>, timeout = 25_000): Promise<T> =>
  vi.waitFor(look, { timeout, interval: 50 });

/** The file of a revoked licence, or of one result that is revoked. */
export class File {
  readonly bureau: Bureau;
  readonly file: string;
  receivedAt = 0 as Instant;
  #ahead = 0;

  constructor(bureau: Bureau, file: string) {
    this.bureau = bureau;
    this.file = file;
  }

  now(): Instant {
    return instant(Date.now() + this.#ahead);
  }
  async skipTo(at: number): Promise<void> {
    await this.bureau.skipTo(this.file, instant(at));
    this.#ahead = (await this.bureau.now(this.file)) - Date.now();
  }
  async submit(by: string, type: string, body: Body, key?: string): Promise<Reply> {
    return this.bureau.post(by, `/v1/files/${this.file}/acts/${type}`, body, key);
  }
  async refuse(by: string, type: string, body: Body): Promise<[number, string, string]> {
    return told(answerOf(await this.submit(by, type, body)));
  }
  async view(): Promise<View> {
    return (await this.bureau.get(people.regulator, `/v1/files/${this.file}`)).body;
  }
  async register(): Promise<Entry[]> {
    return (
      (await this.bureau.get(people.regulator, `/v1/files/${this.file}/register`)).body as {
        items: Entry[];
      }
    ).items;
  }
  async deadlines(): Promise<Duty[]> {
    return (
      (await this.bureau.get(people.regulator, `/v1/files/${this.file}/deadlines`)).body as {
        items: Duty[];
      }
    ).items;
  }
  async closed(outcome: string, timeout?: number): Promise<void> {
    await wait(async () => {
      expect(await this.view()).toMatchObject({ stage: 'closed', outcome });
    }, timeout);
  }

  /** The result is revoked here, with everything that belongs to it. */
  async revoke(by: string, changes: Body = {}): Promise<Reply> {
    const now = iso(this.now());
    return this.submit(by, 'revocation', {
      ...paper(),
      decidedAt: now,
      service: { method: 'direct', servedAt: now, proof: document(4) },
      reasons: '样例理由',
      remedies,
      ...changes,
    });
  }
  async revoked(by: string): Promise<void> {
    const reply = await this.revoke(by);
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
  }
}

export class Cascade extends File {
  static async open(
    bureau: Bureau,
    number: string,
    changes: Body = {},
    by: string = reporter,
  ): Promise<Cascade> {
    const reply = await bureau.post(by, '/v1/licence-revocations', report(number, changes));
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    const { file, act } = reply.body as { file: string; act: string };
    const cascade = new Cascade(bureau, file);
    cascade.receivedAt = instant(
      Date.parse(
        (
          (await bureau.get(people.regulator, `/v1/files/${file}/acts/${act}`)).body as {
            receivedAt: string;
          }
        ).receivedAt,
      ),
    );
    return cascade;
  }

  static async refused(
    bureau: Bureau,
    number: string,
    changes: Body = {},
    by: string = reporter,
  ): Promise<[number, string, string]> {
    return told(
      answerOf(await bureau.post(by, '/v1/licence-revocations', report(number, changes))),
    );
  }

  confirm(by: string, results: string[], changes: Body = {}, key?: string): Promise<Reply> {
    return this.submit(by, 'confirmation', { decision: 'revoke', results, ...changes }, key);
  }
  async confirmed(by: string, results: string[], changes: Body = {}): Promise<Answer> {
    const reply = await this.confirm(by, results, changes);
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
    return reply.body as unknown as Answer;
  }
  async cannot(
    by: string,
    results: string[],
    changes: Body = {},
  ): Promise<[number, string, string]> {
    return told(answerOf(await this.confirm(by, results, changes)));
  }

  async list(by: string = people.regulator): Promise<Listed[]> {
    const reply = await this.bureau.get(
      by,
      `/v1/licence-revocations/${this.file}/results?limit=1000`,
    );
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
    return (reply.body as { items: Listed[] }).items;
  }
  async on(result: string): Promise<Listed> {
    return (await this.list()).find((l) => l.result === result)!;
  }

  /** Where a confirmed result is to be revoked, as soon as that is known; opened and awaiting its revocation. */
  async place(result: string): Promise<File> {
    return wait(async () => {
      const { revocationFile } = await this.on(result);
      expect(revocationFile).not.toBeNull();
      const file = new File(this.bureau, revocationFile!);
      expect((await file.view()).awaits.map((p) => p.act)).toContain('revocation');
      return file;
    });
  }
}

export const hours = (n: number): number => n * HOUR;
/** State of a result in the registry. */
export async function stateOf(bureau: Bureau, result: string): Promise<string> {
  const [row] = await bureau.owner<
    { state: string }[]
  >`select state from result where id = ${result}`;
  return row!.state;
}
