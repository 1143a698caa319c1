/** A bureau of a test's own in the area of QY: bodies at two levels, a delegate, third parties, people for every post, nothing registered around inspections yet. */
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { creditCheckCharacter } from '../../domain/registry/codes.ts';
import type { Officer, Unit } from '../../domain/registry/shapes.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';
import { close, given, harness, person, type Harness } from '../api/harness.ts';
import { uniqueCode, uniqueDigits, uniqueHex } from '../setup/unique.ts';

export const paper = (id = 'doc-1') => ({ id, sha256: 'ab'.repeat(32), where: 'oa/2026' });
const reason = '测试';
export const today = civilDateOf(instant(Date.now()));

export interface Answer {
  status: number;
  body: Record<string, never> & { items?: never };
}
export interface Fixture {
  h: Harness;
  owner: Sql;
  bureau: string;
  u(name: string): string;
  o(name: string): string;
  i(name: string): string;
  put(path: string, body: object, by?: string): Promise<Answer>;
  post(path: string, body: object, by?: string, key?: string): Promise<Answer>;
  get(path: string, by?: string): Promise<Answer>;
  /** What the registries say of a plan, as the application asks it. */
  known(plan: object, on?: CivilDate): Promise<Record<string, never>>;
}

const units: [name: string, roles: Unit['roles'], superior: string | null][] = [
  ['ju', ['supervision-body'], null],
  ['xian', ['supervision-body'], 'ju'],
  ['zx', [], 'ju'],
  ['bx', ['third-party'], null],
  ['zf', ['government'], null],
  ['sfj', ['justice-department'], null],
];
const staff: [name: string, unit: string, roles: Officer['roles'], more?: Partial<Officer>][] = [
  ['reg', 'ju', ['registrar']],
  ['reghead', 'ju', ['registrar', 'head']],
  ['head', 'ju', ['head']],
  ['deputy', 'ju', ['head']],
  ['xhead', 'xian', ['head']],
  ['zhead', 'zx', ['head']],
  ['chief', 'ju', ['regulator']],
  ['a', 'ju', ['handler']],
  ['b', 'ju', ['handler']],
  ['x', 'xian', ['handler']],
  ['z', 'zx', ['handler']],
  ['bx', 'bx', []],
  ['gone', 'ju', ['handler', 'head'], { removedOn: '2026-01-02' as never }],
  ['sys', 'ju', ['receiving-system'], { kind: 'system' }],
];

export interface Server {
  h: Harness;
  owner: Sql;
}
export const startServer = async (): Promise<Server> => ({
  h: await harness(),
  owner: connect(inject('stack').ownerUrl, { max: 1 }),
});
export async function stopServer({ h, owner }: Server): Promise<void> {
  await owner.end({ timeout: 5 });
  await close(h);
}

export async function fixture({ h, owner }: Server, area = '621000'): Promise<Fixture> {
  const bureau = `qt-${uniqueHex()}`;
  const u = (name: string) => `${bureau}.${name}`;
  const o = (name: string) => `o-${bureau}-${name}`;
  const i = (name: string) => `i-${bureau}-${name}`;
  await given(h.sql, 'bureaus', {
    id: bureau,
    name: '测试局',
    area,
    receivingSystem: 'duban',
    adoptions: [],
    settings: {},
  });
  for (const [name, roles, superior] of units)
    await given(h.sql, 'units', {
      id: u(name),
      bureau,
      name,
      roles,
      superior: superior && u(superior),
      contacts: [],
    });
  for (const [name, unit, roles, more] of staff)
    await given(h.sql, 'officers', person(o(name), u(unit), roles, more));
  for (const [name, at] of [
    ['1', '621002'],
    ['2', '621021'],
    ['3', '621000'],
  ] as const)
    await institution(owner, bureau, i(name), at);
  const asked = async (
    by: string,
    method: 'get' | 'put' | 'post',
    path: string,
    body?: object,
    key?: string,
  ) =>
    (await h.ask(by.startsWith('o-') ? by : o(by), method, path, {
      body,
      ...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
    })) as unknown as Answer;
  return {
    h,
    owner,
    bureau,
    u,
    o,
    i,
    put: (path, body, by = 'reg') => asked(by, 'put', path, { reason, ...body }),
    post: (path, body, by = 'reg', key: string = randomUUID()) =>
      asked(by, 'post', path, body, key),
    get: (path, by = 'reg') => asked(by, 'get', path),
    known: async (plan, on = today) =>
      (
        await h.sql`select inspection_known(${h.sql.json({ plan, today: on } as never)}) as known`
      )[0]!['known'] as never,
  };
}

async function institution(owner: Sql, bureau: string, id: string, area: string): Promise<void> {
  const first17 = `91621000${uniqueDigits(9)}`;
  await owner`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, ownership, area, status)
    values (${id}, ${bureau}, ${`H${area}${uniqueCode(5)}`}, ${first17 + creditCheckCharacter(first17)}, '测试医院', 'hospital', 'private', ${area}, 'designated')`;
}

export const qualification = {
  basis: '医疗保障基金使用监督管理条例第六条',
  from: '2020-01-01',
  until: null,
  suspended: null,
  published: { on: '2020-01-02', url: 'https://ybj.example.org/zt' },
};
export const cityBody = { level: 'prefecture', area: '621000', qualification };
export const countyBody = { level: 'county', area: '621002', qualification };
export const basis = {
  name: '医疗保障基金使用监督管理条例',
  article: '第二十七条',
  from: '2021-05-01',
};
export const item = (changes: object = {}) => ({
  name: '医保基金使用',
  basis: 'b-1',
  contents: ['收费', '目录'],
  methods: ['on-site', 'written'],
  standards: ['标准一'],
  cap: { perYear: 2, exempts: ['specific-complaint'] },
  published: { on: '2025-07-01', url: 'https://ybj.example.org/qd' },
  withdrawnOn: null,
  ...changes,
});
export const certificate = (holder: string, number: string, changes: object = {}) => ({
  number,
  kind: '行政执法证',
  holder,
  from: '2024-01-01',
  until: '2029-12-31',
  suspended: null,
  ...changes,
});
/** A plan as far as the registries are asked. */
export const planOf = (g: Fixture, changes: object = {}) => ({
  id: 'pl-1',
  body: g.u('ju'),
  inNameOf: g.u('ju'),
  institution: g.i('1'),
  days: { from: '2026-12-01', until: '2026-12-02' },
  items: [{ item: 'xm-1' }],
  team: [{ officer: g.o('a'), role: 'lead', from: 'body' }],
  clues: [],
  ...changes,
});
