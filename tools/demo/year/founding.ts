/** 样例医保局 The bureau of the year: its units and people, its bodies with their certificates, its list of items. */
import { connect } from '../../../db/client.ts';
import { writeRow } from '../../../db/queries/registry-writes.ts';
import type { RegistryName, RegistryRows, Unit } from '../../../domain/registry/shapes.ts';
import { databasesFor } from '../../engine/details.ts';
import { namespace, type Harness } from '../harness.ts';
import { day, officer } from '../../../db/sample-rows.ts';
import { type YearClient } from './client.ts';
import { cappedItem, itemId, type Script, type Size } from './script.ts';
import { type Fixtures, ENFORCERS, url } from './fixtures.ts';

export async function found(harness: Harness, g: Fixtures): Promise<void> {
  const sql = connect(databasesFor(harness.stack, namespace).databaseUrl, { max: 1 });
  const put = <N extends RegistryName>(name: N, row: RegistryRows[N]): Promise<unknown> =>
    sql.begin((tx) =>
      writeRow(tx, name, undefined, row, { by: 'demo', reason: '样例 fictitious' }),
    );
  await put('bureaus', {
    id: g.bureau,
    name: `一年（样例）医疗保障局`,
    area: '621000',
    receivingSystem: 'duban',
    adoptions: [],
    settings: {
      inspection: { specialsPerYear: 1 },
      draw: {
        rule: {
          version: 'year.1',
          weights: { A: 50, B: 100, C: 150, D: 200 },
          team: 2,
          most: 1000,
        },
      },
    },
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
  for (const [name, at, roles] of people())
    await put(
      'officers',
      officer(g.o(name), g.u(at), name, roles, {
        commitmentSignedOn: day('2026-01-05'),
        commitmentValidUntil: day('2030-12-31'),
      }),
    );
  await sql.end({ timeout: 5 });
}

const people = () =>
  [
    ['reg', 'jcs', ['regulator']],
    ['admin', 'ju', ['registrar', 'administrator']],
    ['admin2', 'jcs', ['administrator']],
    ['jc', 'jcs', ['handler']],
    ...['ju', 'xf', 'qc'].map((body) => [`${body}-head`, body, ['head']]),
    ...enforcers().map(([name, body]) => [name, body, ['handler']]),
  ] as [string, string, never[]][];

const enforcers = (): [name: string, body: string][] => [
  ...Array.from({ length: ENFORCERS }, (_, n): [string, string] => [`e${n + 1}`, 'ju']),
  ...['xf', 'qc'].flatMap((body) => [1, 2].map((n): [string, string] => [`${body}${n}`, body])),
];

export async function registries(client: YearClient, g: Fixtures, { size }: Script): Promise<void> {
  const put: Put = (path, body) => client.put(`/v1/${path}`, g.o('admin'), body);
  await bodies(put, g);
  await certificates(put, g);
  await itemList(put, size);
  for (const list of ['objects', 'officers', 'assistants', 'items'])
    await put(`list-currency/${list}`, { on: g.today });
}

type Put = (path: string, body: object) => Promise<unknown>;

async function bodies(put: Put, g: Fixtures): Promise<void> {
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
}

async function certificates(put: Put, g: Fixtures): Promise<void> {
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
}

async function itemList(put: Put, size: Size): Promise<void> {
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
}
