/** 年终报告 What the product says of the year, through its API: every breach, override and window; beside it what was counted independently. */
import { pool } from '../../bench/meter.ts';
import type { Counted } from './count.ts';
import type { YearClient } from './client.ts';
import type { Fixtures } from './fixtures.ts';
import type { Done } from './done.ts';
import { YEAR } from './script.ts';

interface Row {
  file: string;
  kind: string;
  state: string;
  endedOn: string | null;
  wokenOn: string | null;
  window: string | null;
  place: { state: string } | null;
  institution: string | null;
}
interface Breach {
  file: string;
  clause: string;
  duty: string;
  due: string;
}
export interface Reported extends Counted {
  breaches: Breach[];
  kinds: Record<string, number>;
  places: { consumed: number; most: number };
  programme: { planned: number; begun: number; unused: number; overrun: number };
  told: {
    overrides: { file: string; gate: string; item: string | null; needed: boolean; on: string }[];
  };
}

/** `files`: those of this year; the windows are asked one by one for the day to which they run. */
export async function report(
  client: YearClient,
  g: Fixtures,
  done: readonly Done[],
): Promise<Reported> {
  const by = g.o('reg');
  const all = async (): Promise<Row[]> => await client.all<Row>('/v1/inspections', by);
  const rows = await client.until('every window', async () => {
    const now = await all();
    return now.some((r) => r.endedOn !== null && r.window === null) ? undefined : now;
  });
  const ended = rows.filter(({ endedOn }) => endedOn !== null);
  const breaches = await client.all<Breach>('/v1/breaches', by);
  const overrides = (
    await client.get(
      `/v1/reports/inspection-overrides?from=${YEAR}-01-01&until=${YEAR + 1}-01-31`,
      by,
    )
  )['overrides'] as Reported['told']['overrides'];
  const figures = (await client.get(`/v1/inspection-programmes/${g.programme}`, g.o('e1')))[
    'figures'
  ] as Reported['programme'];
  return {
    complaints: await complaintsOf(client, by),
    inspections: ended.length,
    breaches,
    kinds: Object.fromEntries(
      ['daily', 'special', 'case'].map((kind) => [
        kind,
        ended.filter((r) => r.kind === kind).length,
      ]),
    ),
    late: breaches
      .filter(({ clause }) => clause === 'QY-12.1')
      .map(({ file }) => file)
      .sort(),
    overrides: overrides.map(({ file, item }) => `${file} ${item}`).sort(),
    told: { overrides },
    windows: await windowsOf(client, by, ended),
    woken: Object.fromEntries(
      rows.filter((r) => r.wokenOn !== null).map((r) => [r.file, r.wokenOn!]),
    ),
    refused: done
      .filter((d) => d.refused)
      .map((d) => ({ n: d.n, earliest: d.refused!.earliest ?? 'none' }))
      .sort((a, b) => a.n - b.n),
    places: placesOf(rows),
    programme: figures,
  };
}

async function complaintsOf(client: YearClient, by: string): Promise<string[]> {
  const complaints = (await client.get('/v1/enforcement-complaints', by))['items'] as {
    file: string;
    founded: string | null;
    answeredAt: string | null;
  }[];
  return complaints
    .map(
      ({ file, founded, answeredAt }) =>
        `${file} ${answeredAt === null ? 'not answered' : founded}`,
    )
    .sort();
}

/** The places used up under the caps: all of them, and the most of one institution. */
function placesOf(rows: readonly Row[]): Reported['places'] {
  const taken = new Map<string, number>();
  for (const { place, institution } of rows)
    if (place?.state === 'consumed' && institution)
      taken.set(institution, (taken.get(institution) ?? 0) + 1);
  return {
    consumed: [...taken.values()].reduce((sum, n) => sum + n, 0),
    most: Math.max(0, ...taken.values()),
  };
}

/** Each window is a file that waits for its day; it ends with that day. */
async function windowsOf(
  client: YearClient,
  by: string,
  ended: readonly Row[],
): Promise<Record<string, string>> {
  const until: Record<string, string> = {};
  await pool(ended.length, 8, async (n) => {
    const { nextDue } = (await client.get(`/v1/files/${ended[n]!.window!}`, by)) as {
      nextDue?: string;
    };
    until[ended[n]!.file] = new Date(Date.parse(nextDue!) + 8 * 3_600_000 - 1)
      .toISOString()
      .slice(0, 10);
  });
  return until;
}

/** Where the two differ; nothing when they agree. */
export function differences(reported: Reported, counted: Counted): string[] {
  const differ = (what: string, a: unknown, b: unknown): string[] => {
    const [one, other] = [JSON.stringify(sorted(a)), JSON.stringify(sorted(b))];
    return one === other
      ? []
      : [`${what}: reported ${one.slice(0, 400)} · counted ${other.slice(0, 400)}`];
  };
  return (
    ['inspections', 'late', 'overrides', 'windows', 'woken', 'refused', 'complaints'] as const
  ).flatMap((what) => differ(what, reported[what], counted[what]));
}
const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
    : value;

export function print(
  r: Reported,
  done: readonly Done[],
  drawn: readonly { draw: string; objects: number; holds: boolean }[],
): void {
  console.log(`\n${YEAR} 年 · the year ${YEAR}`);
  line(
    '检查',
    'inspections',
    `${r.inspections}（${Object.entries(r.kinds)
      .map(([kind, n]) => `${kind} ${n}`)
      .join('，')}）`,
  );
  line(
    '抽取',
    'draws',
    drawn
      .map(
        ({ draw, objects, holds }) =>
          `${draw} ${objects} ${holds ? '核验一致 verified' : '核验不符 NOT VERIFIED'}`,
      )
      .join('；'),
  );
  line(
    '频次名额',
    'places under the cap',
    `${r.places.consumed}；一家机构最多 most of one institution ${r.places.most}`,
  );
  line(
    '年度计划',
    'programme',
    `计划 planned ${r.programme.planned}，实施 begun ${r.programme.begun}，未用 unused ${r.programme.unused}，超出 overrun ${r.programme.overrun}`,
  );
  line('暂缓后唤醒', 'woken from hold', `${Object.keys(r.woken).length}`);
  line(
    '被拒方案',
    'plans refused',
    `${r.refused.length}${r.refused[0] ? `（如 e.g. QY-15.1，最早 earliest ${r.refused[0].earliest}）` : ''}`,
  );
  printExceptions(r, done);
}

const line = (zh: string, en: string, value: string): void =>
  console.log(`  ${zh} ${en}: ${value}`);

/** What was lifted, complained of, overridden or late. */
function printExceptions(r: Reported, done: readonly Done[]): void {
  line(
    '因投诉线索例外',
    'lifted by a complaint',
    `${done.filter(({ excepted }) => excepted).length}`,
  );
  line(
    '执法扰企',
    'complaints about enforcement',
    `${r.complaints.length}（${r.complaints.filter((c) => !c.endsWith('unfounded')).length} 属实或部分属实 founded or partly）`,
  );
  line(
    '窗口',
    'windows',
    `${Object.keys(r.windows).length}，${Object.values(r.windows).toSorted()[0] ?? ''} — ${Object.values(r.windows).toSorted().at(-1) ?? ''}`,
  );
  line('突破', 'overrides [QY-19]', `${r.told.overrides.length}`);
  for (const o of r.told.overrides)
    console.log(
      `      ${o.on}  ${o.file}  ${o.gate} ${o.item ?? ''} ${o.needed ? '必要 needed' : '非必要 not needed'}`,
    );
  line('违期', 'breaches', `${r.breaches.length}`);
  for (const b of r.breaches.toSorted((a, c) => (a.due < c.due ? -1 : 1)))
    console.log(`      ${b.due.slice(0, 10)}  ${b.file}  ${b.clause} ${b.duty}`);
}
