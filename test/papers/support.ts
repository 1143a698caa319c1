/** A bureau of the test's own that issues papers: two registrars, the four offices of the rapid response, a number of marks. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Querying } from '../../db/client.ts';
import { Bureau, document, documentNo, iso, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

const units: [name: string, role: string | null][] = [
  ['ju', null],
  ['jds', 'supervision-body'],
  ['zfc', 'payment-division'],
  ['zdc', 'system-division'],
  ['sbzx', 'insurance-centre'],
  // Over nobody and under nobody.
  ['far', null],
];
const officers: [name: string, unit: string, roles: string[]][] = [
  ['one', 'ju', ['registrar', 'administrator']],
  ['two', 'ju', ['registrar', 'administrator']],
  ['sup', 'jds', ['handler']],
  ['sup2', 'jds', ['handler']],
  ['pay', 'zfc', ['handler']],
  ['pay2', 'zfc', ['handler']],
  ['chief', 'ju', ['head']],
  ['coord', 'far', ['coordinator']],
  ['reg', 'ju', ['regulator']],
];

/** One of them for each file of tests, which share this module. */
export function issuingBureau() {
  const id = `gw-${uniqueHex()}`;
  const o = (name: string): string => `${id}-${name}`;
  const issuing = { id, mark: `样医保函${uniqueHex()}`, other: `样医保决${uniqueHex()}` };

  async function founded(
    bureau: Bureau,
    { area = '120000', adoptions = [] }: { area?: string; adoptions?: object[] } = {},
  ): Promise<void> {
    const { owner } = bureau;
    await owner`insert into bureau (id, name, area, adoptions) values (${id}, '样例市医疗保障局', ${area}, ${owner.json(adoptions as never)})`;
    for (const [name, role] of units)
      await owner`insert into unit (id, bureau_id, name, superior_id, roles) values (${`${id}.${name}`}, ${id}, ${`样例${name}`}, ${['ju', 'far'].includes(name) ? null : `${id}.ju`}, ${role ? [role] : []})`;
    for (const [name, unit, roles] of officers)
      await owner`insert into officer (id, unit_id, kind, name, roles, commitment_signed_on, commitment_valid_until)
        values (${o(name)}, ${`${id}.${unit}`}, 'person', ${`样例${name}`}, ${roles}, '2026-01-05', '2099-12-31')`;
  }

  /** Proposed by one and confirmed by the other. */
  async function ground(bureau: Bureau, path: string, body: object): Promise<Reply> {
    const once = async (more: object): Promise<Reply> => {
      const reply = await bureau.put(o('one'), path, { reason: '局务会决定', ...body, ...more });
      return reply.status === 202 ? bureau.confirm(o('two'), reply) : reply;
    };
    const from = today();
    const reply = await once({});
    // Midnight of Beijing has come between, and nothing can be in force from yesterday.
    return reply.status === 400 && from !== today() ? once({ inForceFrom: today() }) : reply;
  }
  /** A rapid response about one institution, opened by a letter that was numbered elsewhere; its file. */
  async function opened(bureau: Bureau, subject?: string): Promise<string> {
    const reply = await bureau.post(o('sup'), '/v1/rapid-responses', {
      direction: 'A',
      subject: {
        kind: 'institution',
        id: subject ?? (await bureau.institution({ bureau: id })),
      },
      documentNo: documentNo(),
      document: document(),
      grounds: ['suspected-violation'],
      investigation: document(2),
    });
    expect([reply.status, reply.text]).toEqual([201, reply.text]);
    return (reply.body as { file: string }).file;
  }
  return { issuing, o, founded, ground, opened };
}

export const today = (): string => iso(Date.now()).slice(0, 10);

export interface PaperShown {
  id: string;
  kind: string;
  act: string | null;
  states: Record<string, unknown> | null;
  number: string;
  version: number;
  issuedAt: string;
  state: string;
  html: string;
  docx: string;
  replaces: string | null;
  replacedBy: string | null;
  entered: boolean;
  erased: boolean;
  template: number | null;
  title: string;
  withdrawn: { by: string; confirmedBy: string | null; reason: string | null } | null;
  withdrawalProposed: { by: string; sha256: string; reason: string | null } | null;
  names: Record<string, string>;
  filed: { act: string; same: boolean; differs: string[] }[];
  document: { id: string; sha256: string; where: string };
}
export const papersPath = (file: string): string => `/v1/files/${file}/papers`;
export const paperIn = (reply: Reply): PaperShown => reply.body as PaperShown;
export const numberOf = ({ number }: Pick<PaperShown, 'number'>): number =>
  Number(/〕(\d+)号$/.exec(number)![1]);
/** Until somebody waits for what this transaction holds. */
export async function waitsFor(tx: Querying): Promise<void> {
  const waits = async (): Promise<readonly unknown[]> =>
    tx`select 1 from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`;
  while ((await waits()).length === 0) await pause(20);
}
