/** A bureau of this run's own: two levels of bodies and their people are put there as its founders would; everything else is registered through the API. */
import { randomInt } from 'node:crypto';
import { connect } from '../../../db/client.ts';
import { writeRow } from '../../../db/queries/registry-writes.ts';
import { creditCheckCharacter } from '../../../domain/registry/codes.ts';
import type { RegistryName, RegistryRows, Unit } from '../../../domain/registry/shapes.ts';
import { pool } from '../../bench/meter.ts';
import { databasesFor } from '../../engine/details.ts';
import { namespace, type Place } from '../place.ts';
import { agreement, day, officer } from '../../../db/sample-rows.ts';
import { document, type Desk } from './desk.ts';
import { cappedItem, itemId, YEAR, type Script, type Visit } from './script.ts';

export interface Ground {
  bureau: string;
  u(name: string): string;
  o(name: string): string;
  i(id: string): string;
  today: string;
  campaign: string;
  programme: string;
}
const ENFORCERS = 12;
const url = 'https://ybj.example.org/jiancha';
export const localDay = (ms = Date.now()): string =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
const now = (): string =>
  `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** Who carries out a visit where nobody is drawn. */
export const teamOf = (g: Ground, { body, n }: Visit): [string, string] =>
  body === 'ju'
    ? [g.o(`e${1 + (n % ENFORCERS)}`), g.o(`e${1 + ((n + 1) % ENFORCERS)}`)]
    : [g.o(`${body}1`), g.o(`${body}2`)];
export const headOf = (g: Ground, { body }: Visit): string => g.o(`${body}-head`);

export async function layGround(place: Place, desk: Desk, script: Script): Promise<Ground> {
  const tag = randomInt(46_656).toString(36).padStart(3, '0');
  const bureau = `nian-${tag}`;
  const g: Ground = {
    bureau,
    u: (name) => `${bureau}.${name}`,
    o: (name) => `o-${bureau}-${name}`,
    i: (id) => `i-${bureau}-${id}`,
    today: localDay(),
    campaign: '',
    programme: '',
  };
  await found(place, g);
  await registries(desk, g, script);
  await institutions(desk, g, script, tag);
  return { ...g, campaign: await campaign(desk, g), programme: await programme(desk, g, script) };
}

async function found(place: Place, g: Ground): Promise<void> {
  const sql = connect(databasesFor(place.stack, namespace).databaseUrl, { max: 1 });
  const put = <N extends RegistryName>(name: N, row: RegistryRows[N]): Promise<unknown> =>
    sql.begin((tx) =>
      writeRow(tx, name, undefined, row, { by: 'demo', reason: '样例 fictitious' }),
    );
  const settings = {
    inspection: { specialsPerYear: 1 },
    draw: {
      rule: { version: 'year.1', weights: { A: 50, B: 100, C: 150, D: 200 }, team: 2, most: 1000 },
    },
  };
  await put('bureaus', {
    id: g.bureau,
    name: `一年（样例）医疗保障局`,
    area: '621000',
    receivingSystem: 'duban',
    adoptions: [],
    settings,
  });
  const units: [string, string | null, Unit['roles']][] = [
    ['ju', null, ['supervision-body']],
    ['xf', 'ju', ['supervision-body']],
    ['qc', 'ju', ['supervision-body']],
    ['jcs', 'ju', ['discipline-inspection']],
  ];
  for (const [name, superior, roles] of units)
    await put('units', {
      id: g.u(name),
      bureau: g.bureau,
      name: `${name}（样例）`,
      roles,
      superior: superior && g.u(superior),
      contacts: [],
    });
  const people = [
    ['reg', 'jcs', ['regulator']],
    ['admin', 'ju', ['registrar', 'administrator']],
    ['jc', 'jcs', ['handler']],
    ...['ju', 'xf', 'qc'].map((body) => [`${body}-head`, body, ['head']]),
    ...enforcers().map(([name, body]) => [name, body, ['handler']]),
  ] as [string, string, never[]][];
  for (const [name, at, roles] of people)
    await put(
      'officers',
      officer(g.o(name), g.u(at), name, roles, {
        commitmentSignedOn: day('2026-01-05'),
        commitmentValidUntil: day('2030-12-31'),
      }),
    );
  await sql.end({ timeout: 5 });
}

const enforcers = (): [name: string, body: string][] => [
  ...Array.from({ length: ENFORCERS }, (_, n): [string, string] => [`e${n + 1}`, 'ju']),
  ...['xf', 'qc'].flatMap((body) => [1, 2].map((n): [string, string] => [`${body}${n}`, body])),
];

async function registries(desk: Desk, g: Ground, { size }: Script): Promise<void> {
  const put = (path: string, body: object): Promise<unknown> =>
    desk.put(`/v1/${path}`, g.o('admin'), body);
  for (const [body, level, area] of [
    ['ju', 'prefecture', '621000'],
    ['xf', 'county', '621002'],
    ['qc', 'county', '621021'],
  ] as const) {
    await put(`inspection-bodies/${g.u(body)}`, {
      level,
      area,
      qualification: {
        basis: '医疗保障基金使用监督管理条例第六条',
        from: '2021-05-01',
        until: null,
        suspended: null,
        published: { on: '2021-05-01', url },
      },
    });
    await put(`inspection-bodies/${g.u(body)}/heads/${g.o(`${body}-head`)}`, {
      post: 'principal',
      from: '2021-05-01',
      until: null,
    });
  }
  for (const [name] of enforcers())
    await put(`inspection-officers/${g.o(name)}`, {
      roll: 'enforcement',
      listed: true,
      certificate: {
        number: `${g.bureau}-${name}`,
        kind: '行政执法证',
        holder: g.o(name),
        from: '2024-01-01',
        until: '2030-12-31',
        suspended: null,
      },
    });
  await put('inspection-bases/tl-27', {
    name: '医疗保障基金使用监督管理条例',
    article: '第二十七条',
    from: '2021-05-01',
  });
  for (let n = 1; n <= size.items; n += 1)
    await put(`inspection-items/${itemId(n)}`, {
      name: `样例事项${n}`,
      basis: 'tl-27',
      contents: ['费用明细'],
      methods: ['on-site', 'written'],
      standards: ['医保支付范围'],
      cap: itemId(n) === cappedItem(size) ? { perYear: 1, exempts: [] } : null,
      published: { on: '2026-01-01', url },
      withdrawnOn: null,
    });
  for (const list of ['objects', 'officers', 'assistants', 'items'])
    await put(`list-currency/${list}`, { on: g.today });
}

/** Those that wait have no place under the cap: nobody draws them. */
async function institutions(
  desk: Desk,
  g: Ground,
  { institutions: all, held, capped }: Script,
  tag: string,
): Promise<void> {
  const serial = String(randomInt(1_000_000)).padStart(6, '0');
  const rows = all.map(({ id, area }, n) => {
    const first17 = `91${area}${serial}${String(n).padStart(3, '0')}`;
    return {
      id: g.i(id),
      bureau: g.bureau,
      nhsaCode: `H${area}${tag.slice(0, 2).toUpperCase()}${String(n).padStart(3, '0')}`,
      creditCode: first17 + creditCheckCharacter(first17),
      name: `样例机构${id}`,
      kind: 'hospital',
      ownership: n % 9 === 0 ? 'unknown' : 'private',
      area,
      agreement: agreement(id, true),
      status: 'designated',
    };
  });
  for (let n = 0; n < rows.length; n += 200) {
    const report = await desk.expect('POST', '/v1/registry-imports', g.o('admin'), {
      registry: 'institutions',
      rows: rows.slice(n, n + 200),
      reason: '样例 fictitious',
    });
    if ((report['refused'] as unknown[]).length > 0)
      throw new Error(JSON.stringify(report['refused']).slice(0, 500));
  }
  const waiting = new Set([...held, ...capped.flat()].map(({ institution }) => institution));
  await pool(all.length, 4, async (n) => {
    await desk.put(`/v1/inspection-caps/${g.i(all[n]!.id)}`, g.o('admin'), {
      perYear: waiting.has(all[n]!.id) ? 0 : 4,
    });
  });
  await pool(all.length, 4, async (n) => {
    if (n % 5 < 4)
      await desk.put(`/v1/credit-classes/${g.i(all[n]!.id)}`, g.o('admin'), {
        class: 'ABCD'[n % 4]!,
        asOf: '2026-01-01',
      });
  });
  const past = held.map((v) => ({
    id: `before-${g.bureau}-${v.n}`,
    institution: g.i(v.institution),
    body: g.u('ju'),
    level: 'prefecture',
    kind: 'daily',
    onSite: true,
    items: v.items,
    startedOn: v.heldAfter,
    endedOn: v.heldAfter,
    found: 'violation',
    exempt: true,
    document: document(),
  }));
  const report = await desk.expect('POST', '/v1/past-inspections', g.o('admin'), {
    inspections: past,
  });
  if (report['accepted'] !== past.length) throw new Error(JSON.stringify(report));
}

/** 专项检查: plan, approval by the government, filing, publication. */
async function campaign(desk: Desk, g: Ground): Promise<string> {
  const by = g.o('e1');
  const items = Array.from({ length: 10 }, (_, n) => itemId(9 + n));
  const file = await desk.open('/v1/special-inspections', by, {
    body: g.u('ju'),
    title: '样例专项',
    madeOn: g.today,
    days: { from: `${YEAR}-01-01`, until: `${YEAR}-12-31` },
    items,
    scope: '样例',
    document: document(),
  });
  await desk.act(file, 'government-approval', by, {
    approvedAt: now(),
    approver: { name: '庆阳市人民政府', kind: 'government', level: 'prefecture', area: '621000' },
    document: document(),
  });
  await desk.act(file, 'justice-filing', by, {
    filedAt: now(),
    level: 'prefecture',
    area: '621000',
    department: '市司法局',
    receiptNo: '样例1',
    document: document(),
  });
  await desk.act(file, 'special-publication', by, { publishedAt: now(), url });
  return file;
}

/** 年度计划: announced before the year. */
async function programme(desk: Desk, g: Ground, { dailyEach }: Script): Promise<string> {
  const by = g.o('e1');
  const file = await desk.open('/v1/inspection-programmes', by, {
    body: g.u('ju'),
    year: YEAR,
    subjects: ['medical-insurance', 'health', 'market-regulation'].map((authority) => ({
      authority,
      name: `样例${authority}`,
    })),
    objects: [{ kind: '定点医药机构', area: '全市', count: 4 * dailyEach }],
    contents: Array.from({ length: 8 }, (_, n) => itemId(n + 1)),
    time: [1, 2, 3, 4].map((quarter) => ({ quarter, inspections: dailyEach })),
    document: document(),
  });
  await desk.act(file, 'programme-announcement', by, {
    announcedAt: now(),
    url,
    document: document(),
  });
  return file;
}
