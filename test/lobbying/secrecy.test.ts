/**
 * TJ51-A2-8 Secret by construction: whatever each principal can read in the API, whatever stands in the engine, and the database as its owner dumps it are the same after an
 * encounter was recorded, reported, read, refused and decided on as after a span in which nothing happened. Planted leaks are found.
 */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { searchBehind } from '../../db/queries/search.ts';
import type { Answer } from '../../domain/lobbying/shown.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { Matter } from '../rapid-response/acts.ts';
import { iso, type Bureau } from '../setup/bureau.ts';
import { ownPlace, type OwnPlace } from '../setup/own-place.ts';
import { addresses, api, changes, database, engine, metrics, type Seen } from './seen.ts';

const PATH = '/v1/sealed-register';
/** The case's own team, the lobbyist, a colleague, whoever may do anything else in the bureau, and outsiders. */
const principals = [
  'o-jds-1',
  'o-jds-2',
  'o-jds-h',
  'o-head',
  'o-coord',
  'o-reg-2',
  'o-admin',
  'o-zfjd-1',
  's-oa',
  'o-qy-1',
];

let place: OwnPlace;
let b: Bureau;
let file: string;
let paths: string[];
let places: string[];
const lines: string[] = [];
const log = pino(
  { level: 'info', base: null, timestamp: false },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);

beforeAll(async () => {
  place = await ownPlace({ named: 'sealed' });
  b = await place.open({}, { log });
  await b.owner`insert into officer (id, unit_id, name, roles) values ('o-jds-h', 'tj.jds', '所长', '{head}'), ('o-reg-2', 'tj.fgk', '样例', '{regulator}')`;
  await b.owner`update bureau set settings = '{"lobbying": {"beatHours": 6, "places": 4, "placeKilobytes": 16}}' where id = 'tj'`;
  await place.ready(b);
  const matter = await Matter.open(b, { direction: 'A', kind: 'institution' });
  ({ file } = matter);
  expect((await b.post('o-zfjd-1', PATH, { do: 'open' })).status).toBe(200);
  places = (await b.owner<{ place: string }[]>`select place from sealed_place`).map((p) => p.place);
  paths = await addresses(b, file, matter.act);
  await metrics(b);
  await day();
}, 240_000);
afterAll(async () => {
  await b.close();
  await place.close();
});

let now = 0;
/** All watches go through a day, with its beats and its one commitment in the log, which takes that in, as the search does then; the register's clock is that of the last beat. */
async function day(): Promise<void> {
  // Half an hour past a beat, so that no beat falls on the end of the day itself.
  const to = instant(Math.max(now, Date.now()) + 24.5 * HOUR);
  for (const one of places) await b.skipTo(one, to);
  await atRest();
  await vi.waitFor(
    async () => {
      expect(await b.owner`select 1 from leaf_staged`).toHaveLength(0);
      expect(await searchBehind(b.owner)).toMatchObject({ waiting: 0 });
    },
    { timeout: 60_000, interval: 100 },
  );
  const [row] = await b.owner<{ at: number }[]>`select beat as at from sealed_register`;
  now = row!.at;
}

/** The last beat of a watch may be under way when its time has come to the instant. */
const atRest = (): Promise<void> =>
  vi.waitFor(
    async () => {
      const { engine: of } = b.service;
      for (const one of places) {
        const { raw } = await of.as('test', () => of.client.workflow.getHandle(one).describe());
        expect([raw.pendingActivities ?? [], raw.pendingWorkflowTask ?? null]).toEqual([[], null]);
      }
    },
    { timeout: 60_000, interval: 100 },
  );

const ask = async (by: string, asked: object): Promise<Answer & { code?: string }> =>
  (await b.post(by, PATH, asked)).body;

let spans = 0;
/** An encounter with everything that can come of it: recorded, sent again, refused, reported, read, decided on, and somebody who looks for it. */
async function encounter(): Promise<void> {
  const form = {
    do: 'register',
    encounter: `e-${++spans}`,
    at: iso(now),
    case: file,
    stage: 'investigation',
    acts: ['2.1', '2.7'],
    lobbyist: { name: '局长', unit: '市医保局', post: '局长', officer: 'o-head' },
    content: '要求从轻处理'.repeat(100),
    refused: true,
    informed: true,
    dissuaded: false,
  };
  const { receipt } = await ask('o-jds-1', form);
  const record = receipt!.record;
  expect(receipt).toMatchObject({ mark: 'handler', next: { to: ['o-jds-h'] } });
  await ask('o-jds-1', form);
  expect((await ask('o-jds-1', { ...form, content: '别的' })).code).toBe('encounter-repeated');
  expect((await ask('o-jds-1', { do: 'report', record, key: 'r0', to: 'o-head' })).code).toBe(
    'reported-to-lobbyist',
  );
  await ask('o-jds-1', { do: 'report', record, key: `r${spans}`, to: 'o-jds-h' });
  for (const by of ['o-jds-h', 'o-zfjd-1', 'o-jds-2', 'o-head', 'o-admin', 'o-qy-1'])
    await ask(by, { do: 'read', record, purpose: '样例' });
  const decided = { record, reason: '样例', key: `f${spans}` };
  await ask('o-zfjd-1', { do: 'find', ...decided, confirmed: true, grounds: ['unfair-demand'] });
  expect((await ask('o-jds-2', { do: 'summary', month: '2026-01', purpose: '样例' })).code).toBe(
    'offices-only',
  );
  await ask('o-jds-1', { do: 'nothing' });
  await ask('s-oa', { do: 'list' });
  await ask('o-jds-1', {
    do: 'retaliation',
    key: `t${spans}`,
    accused: { name: '局长', unit: '市医保局', post: '局长', officer: 'o-head' },
    forAnother: false,
    content: '样例',
  });
}
const nothing = (): Promise<void> => Promise.resolve();

/** What a span has changed, in each of the places where something could be seen; nobody else does anything meanwhile. */
async function span(happens: () => Promise<void>): Promise<Record<string, object>> {
  const look = async (): Promise<Record<string, Seen>> => ({
    database: await database(b.owner),
    engine: await engine(b, places),
  });
  const [before, measured, said] = [await look(), await metrics(b), lines.length];
  await happens();
  await day();
  const after = await look();
  return {
    database: changes(before['database']!, after['database']!),
    engine: changes(before['engine']!, after['engine']!),
    metrics: changes(measured, await metrics(b)),
    log: lines.slice(said).filter((line) => !line.includes('/metrics')),
  };
}

describe('无痕 TJ51-A2-8', { timeout: 240_000 }, () => {
  let control: Record<string, object>;
  beforeAll(async () => {
    control = await span(nothing);
  }, 120_000);

  it('engine, database, metrics and log show the same after an encounter as after nothing', async () => {
    expect(await span(encounter)).toEqual(control);
    // Not even for its owner is there anything in clear.
    expect([...(await database(b.owner)).values()].join()).not.toMatch(/从轻处理|o-head.*遇有/);
  });

  it('the histories of all places are the same, whether something lies there or not', async () => {
    const seen = await engine(b, places);
    const histories = places.map((one) => seen.get(`history ${one}`));
    expect(new Set(histories).size).toBe(1);
  });

  it('nobody reads a trace of it by any route of the API', async () => {
    const before = await api(b, principals, paths);
    await encounter();
    await day();
    const after = await api(b, principals, paths);
    expect(changes(before, after)).toEqual({});
    expect(before.size).toBeGreaterThan(800);
  });

  it('planted leaks are found, each where it was planted: a row, a column elsewhere, a sequence, a log line, a metric, a place more, a signal', async () => {
    const [watched] = places as [string];
    const leaks: [seen: keyof typeof control, name: string, leak: () => Promise<unknown>][] = [
      [
        'database',
        'refused_access',
        () =>
          b.owner`insert into refused_access (subject, route, code) values ('x', 'POST /', 'x')`,
      ],
      ['database', 'file', () => b.owner`update file set version = version + 1 where id = ${file}`],
      [
        'database',
        'sequence sealed_reading_id_seq',
        () => b.owner`select nextval(pg_get_serial_sequence('sealed_reading', 'id'))`,
      ],
      // By a request of another room.
      ['metrics', '/v1/calendars', () => b.get('o-jds-1', '/v1/calendars')],
      [
        'database',
        'sealed_place',
        () => b.owner`insert into sealed_place values (gen_random_uuid()::text, 'tj')`,
      ],
      [
        'engine',
        `history ${watched}`,
        () =>
          b.service.engine.as('test', () =>
            b.service.engine.client.workflow.getHandle(watched).signal('filed'),
          ),
      ],
      [
        'log',
        'somebody recorded something',
        () => Promise.resolve(log.info('somebody recorded something')),
      ],
    ];
    const found = await span(async () => {
      await encounter();
      for (const [, , leak] of leaks) await leak();
    });
    /** What is said of it: the metric of a route has more in its name, and a log has lines. */
    const told = (all: typeof control, seen: string, name: string) =>
      JSON.stringify(Object.entries(all[seen]!).filter((one) => one.join(' ').includes(name)));
    expect(
      leaks
        .filter(([seen, name]) => told(found, seen, name) === told(control, seen, name))
        .map(([, name]) => name),
    ).toEqual([]);
  });
});
