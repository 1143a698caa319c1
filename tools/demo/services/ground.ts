/** 布置 A bureau of the place of the plan: its sections by their printed names, the office of the leading group, a body that handles cases; and the calls of their people. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../../../db/client.ts';
import { mintOfficerToken } from '../../token.ts';
import type { Harness } from '../harness.ts';

export const document = (n: number) => ({
  id: `yl-${n}`,
  sha256: n.toString(16).padStart(64, '0'),
  where: 'oa/yl',
});

const SECTIONS = [
  '局基金监管科',
  '参保管理科',
  '职工、居民医保待遇科',
  '医疗救助科',
  '医疗服务管理科',
  '信息科',
  '中心办公室',
  '局党组',
  '中心班子',
];

/** Registered and read by these; each section by one of its own, `s1` to `s9`. */
const people = [
  ['head', 'ju', 'head'],
  ['deputy', 'ju', 'handler'],
  ['registrar', 'ju', 'registrar'],
  ['reg', 'ju', 'regulator'],
  ['off1', 'bgs', 'handler'],
  ['off2', 'bgs', 'handler'],
  ['h', 'zx', 'handler'],
  ...SECTIONS.map((_, n) => [`s${n + 1}`, `s${n + 1}`, 'handler']),
] as [string, string, string][];

export async function founded(sql: Sql, bureau: string): Promise<void> {
  await sql`insert into bureau (id, name, area) values (${bureau}, '黔江样例医保局', '500114')`;
  for (const [unit, name, roles] of [
    ['ju', '样例区医保局', []],
    ['bgs', '样例办公室', []],
    ['zx', '样例医保事务中心', ['insurance-centre']],
    ...SECTIONS.map((name, n) => [`s${n + 1}`, name, []]),
  ] as [string, string, string[]][])
    await sql`insert into unit (id, bureau_id, name, roles, superior_id) values (${`${bureau}.${unit}`}, ${bureau}, ${name}, ${roles}, ${unit === 'ju' ? null : `${bureau}.ju`})`;
  for (const [name, unit, role] of people)
    await sql`insert into officer (id, unit_id, name, roles) values (${`o-${bureau}-${name}`}, ${`${bureau}.${unit}`}, ${`样例${name}`}, ${[role]})`;
}

export const groupOf = (bureau: string) => ({
  head: `o-${bureau}-head`,
  deputies: [`o-${bureau}-deputy`],
  members: [`o-${bureau}-s1`, `o-${bureau}-s7`],
  office: `${bureau}.bgs`,
  sections: SECTIONS.map((name, n) => ({ name, unit: `${bureau}.s${n + 1}` })),
  matters: [],
  document: document(1),
});

export interface Ask {
  <T>(by: string, method: string, path: string, body?: object): Promise<T>;
  text(by: string, path: string): Promise<string>;
}

export const act = (ask: Ask, by: string, file: string, type: string, body: object) =>
  ask(by, 'POST', `/v1/files/${file}/acts/${type}`, body);

/** An answer that is not there yet is asked for again under the same key. */
export function askerOf({ api, stack, bureau }: Harness): Ask {
  const call = async (by: string, method: string, path: string, body?: object): Promise<string> => {
    const key = randomUUID();
    const token = await mintOfficerToken(stack, `o-${bureau}-${by}`, 8);
    for (let tries = 0; tries < 60; tries++) {
      const reply = await fetch(`${api}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': key,
          'Duban-Purpose': 'demo',
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      if (reply.status !== 202) {
        if (reply.ok) return text;
        throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 300)}`);
      }
      await sleep(200);
    }
    throw new Error(`${method} ${path}: no answer`);
  };
  const ask = async <T>(by: string, method: string, path: string, body?: object): Promise<T> =>
    JSON.parse(await call(by, method, path, body)) as T;
  return Object.assign(ask, { text: (by: string, path: string) => call(by, 'GET', path) });
}

export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return;
    await sleep(250);
  }
  throw new Error(`${what}: not within 100 s`);
}
