/** A bureau of a test's own, under TJ84: departments on both sides, people for every post, nothing registered yet. */
import { inject } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import type { Officer, Unit } from '../../domain/registry/shapes.ts';
import { close, given, harness, person, type Harness } from '../api/harness.ts';
import { uniqueHex } from '../setup/unique.ts';

export const paper = (id = 'doc-1') => ({ id, sha256: 'ab'.repeat(32), where: 'oa/2026' });
export const reason = '测试';

export interface Fixture extends Server {
  bureau: string;
  /** The unit or officer of this bureau by its short name. */
  u(name: string): string;
  o(name: string): string;
  put(by: string, day: string, items: object[], query?: string): Promise<Answer>;
  post(by: string, path: string, body: object): Promise<Answer>;
  get(by: string, path: string): Promise<Answer>;
  /** What a function of the schema answers, asked as the application. */
  ask<T>(call: string): Promise<T>;
}
export interface Answer {
  status: number;
  body: never & Record<string, never>;
}

const unitsOfBureau: [name: string, roles: Unit['roles'], superior: string | null][] = [
  ['ju', [], null],
  ['jjzx', ['city-fund-centre'], 'ju'],
  ['jszx', ['settlement-centre'], 'ju'],
  ['cgzx', ['procurement-centre'], 'ju'],
  ['qjj', ['district-fund-centre'], 'ju'],
  ['jd', ['street-service-office'], 'ju'],
  ['jgc', ['supervising-department'], 'ju'],
  ['fwc', ['supervising-department'], 'ju'],
  ['both', ['district-fund-centre', 'supervising-department'], 'ju'],
  ['ke', ['payment-division'], 'ju'],
];
const staff: [name: string, unit: string, roles: Officer['roles'], more?: Partial<Officer>][] = [
  ['reg', 'ju', ['registrar']],
  ['head', 'jgc', ['head']],
  ['chief', 'ju', ['regulator']],
  ['h1', 'jgc', ['handler']],
  ['h2', 'jgc', ['handler']],
  ['h3', 'fwc', ['handler']],
  ['a1', 'jjzx', ['handler']],
  ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((name): [string, string, Officer['roles']] => [
    name,
    'ke',
    ['coordinator'],
  ]),
  ['gone', 'jgc', ['handler', 'coordinator'], { removedOn: '2026-01-02' as never }],
  ['sys', 'jgc', ['receiving-system'], { kind: 'system' }],
  ['regc', 'ju', ['registrar', 'coordinator']],
];

export interface Server {
  h: Harness;
  owner: Sql;
}
/** The application and the owner's connection, for all tests of a file. */
export async function startServer(): Promise<Server> {
  return { h: await harness(), owner: connect(inject('stack').ownerUrl, { max: 1 }) };
}

export async function stopServer({ h, owner }: Server): Promise<void> {
  await owner.end({ timeout: 5 });
  await close(h);
}

export async function fixture({ h, owner }: Server): Promise<Fixture> {
  const bureau = `ct-${uniqueHex()}`;
  const u = (name: string) => `${bureau}.${name}`;
  const o = (name: string) => `o-${bureau}-${name}`;
  await given(h.sql, 'bureaus', {
    id: bureau,
    name: '测试局',
    area: '120000',
    receivingSystem: 'duban',
    adoptions: [],
    settings: {},
  });
  for (const [name, roles, superior] of unitsOfBureau)
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
  return {
    h,
    owner,
    bureau,
    u,
    o,
    put: (by, day, items, query = '') =>
      h.ask(o(by), 'put', `/v1/service-lists/${day}${query}`, {
        body: { document: paper(), reason, items },
      }) as never,
    post: (by, path, body) => h.ask(o(by), 'post', path, { body }) as never,
    get: (by, path) => h.ask(by.startsWith('o-') ? by : o(by), 'get', path) as never,
    ask: async <T>(call: string) =>
      (await h.sql.unsafe(`select ${call} as answer`))[0]!['answer'] as T,
  };
}

/** An item on commitment, of the city fund centre, supervised by 监管处 unless said otherwise. */
export function itemOf(
  { u }: Pick<Fixture, 'u'>,
  id: string,
  changes: object = {},
): Record<string, unknown> {
  return {
    id,
    name: `事项 ${id}`,
    types: ['certification'],
    licenceKind: null,
    materials: [{ id: 'm-1', name: '材料' }],
    departments: [{ accepting: u('jjzx'), supervising: u('jgc') }],
    ...changes,
  };
}
