/** Every documented GET, with hostile values in every place of its address: always an answer of ours, never a fault. */
import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officerRoles } from '../../domain/registry/roles.ts';
import { openA } from '../kit/support.ts';
import { Bureau } from '../setup/bureau.ts';
import { Wire } from '../setup/wire.ts';
import { given, person } from './harness.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: { enum?: string[]; type?: string; format?: string };
}
interface Get {
  path: string;
  parameters: Parameter[];
}

let bureau: Bureau;
let server: Server;
let wire: Wire;
let token: string;
let gets: Get[];
let known: Record<string, string>;

beforeAll(async () => {
  bureau = await Bureau.open({
    checkReplies: false,
    limits: { perAddress: 1e6, perCaller: 1e6, calculator: 1e6 },
  });
  // Every role a person can hold, so that nothing stops at the gate; but for the one by which other tests list the people of this bureau.
  await given(
    bureau.service.sql,
    'officers',
    person(
      'o-hostile',
      'tj.jds',
      officerRoles.filter((role) => role !== 'receiving-system' && role !== 'legal-reviewer'),
    ),
  );
  token = await bureau.token('o-hostile');
  const { file } = await openA(bureau);
  known = {
    bureau: 'tj',
    unit: 'tj.jds',
    file,
    officer: 'o-jds-1',
    institution: 'i-yy-1',
    year: '2026',
    day: '2026-03-02',
    version: '1',
    seq: '1',
    receiver: 'r-x',
    item: 'x',
  };
  server = bureau.service.app.listen(0, '127.0.0.1');
  // Never closed by the server while it rests: a request sent at that instant would be lost.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  wire = new Wire(server);
  const { text } = await wire.ask({ path: '/openapi.json', headers: {} });
  const { paths } = JSON.parse(text) as {
    paths: Record<string, { get?: { parameters?: Parameter[] } }>;
  };
  gets = Object.entries(paths).flatMap(([path, { get }]) =>
    get ? [{ path, parameters: get.parameters ?? [] }] : [],
  );
});
afterAll(async () => {
  wire.close();
  server.close();
  await bureau.close();
});

const hostile = [
  '-1',
  '1.5',
  '2147483648',
  '99999999999999999999',
  '%00',
  '%ED%A0%80',
  "'",
  'x'.repeat(3000),
  '0000-01-01',
  '0001-01-01T00:00:00Z',
];

/** Pieces that no place of ours is made of, and the shapes that places have. */
const pieces = ['a\u0000b', -9e15, 1.5, 1e308, 2 ** 31, '0000-01-01'];
const places = (piece: unknown): unknown[] => [
  piece,
  [piece, 'x'],
  [1, piece],
  [piece, 'x', 'x'],
  [1, 'x', piece],
  ['2026-03-02', piece],
  ['2026-03-02', 'x', piece],
  ['x', piece],
  { after: piece },
  { before: piece },
  { at: piece, id: 'x' },
  { at: 1, id: piece },
  { receiver: 'r-x', file: 'x', seq: piece },
];
const cursors = [
  ...pieces
    .flatMap(places)
    .map((place) => Buffer.from(JSON.stringify(place)).toString('base64url')),
  'x',
  Buffer.from('"\\ud800"').toString('base64url'),
];

const pathOf = ({ path }: Get, put: Record<string, string> = {}): string =>
  path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) =>
      put[name] ?? known[name === 'id' && path.startsWith('/v1/files') ? 'file' : name] ?? 'x',
  );
const valueOf = ({ name, schema }: Parameter): string =>
  schema.enum?.[0] ?? known[name] ?? (schema.format === 'date' ? '2026-03-02' : '1');

/** Of many cursors each list gets one in three, so that every one of them is tried at a third of the lists. */
const cursorsOf = (list: number): string[] => cursors.filter((_, i) => i % 3 === list % 3);

function addresses(get: Get, place: number): string[] {
  const query = get.parameters.filter((one) => one.in === 'query');
  const needed = query
    .filter(({ required }) => required)
    .map((one) => [one.name, valueOf(one)] as const);
  const with_ = (name: string, value: string): string =>
    `?${[...needed.filter(([other]) => other !== name).map(([n, v]) => `${n}=${v}`), `${name}=${value}`].join('&')}`;
  const asked = [
    pathOf(get) + (needed.length > 0 ? `?${needed.map((pair) => pair.join('=')).join('&')}` : ''),
  ];
  for (const { name } of get.parameters.filter((one) => one.in === 'path'))
    for (const value of hostile) asked.push(pathOf(get, { [name]: value }));
  for (const { name } of query)
    for (const value of name === 'cursor' ? cursorsOf(place) : hostile)
      asked.push(pathOf(get) + with_(name, value));
  return asked;
}

it('no address is a fault of ours', { timeout: 240_000 }, async () => {
  const asked = gets
    .filter(({ path }) => path.startsWith('/v1/'))
    .flatMap((get, place) => addresses(get, place).map((address) => ({ get, address })));
  const faults: string[] = [];
  const reached = new Set<string>();
  const next = asked[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      for (const { get, address } of next) {
        const { status, text } = await wire.ask({
          path: address,
          headers: { Authorization: `Bearer ${token}` },
        });
        if (status >= 500 || /\bat .*\.(ts|js):\d+/.test(text))
          faults.push(`${status} ${get.path} ${address.slice(0, 160)}`);
        if (text.includes('"bad-cursor"')) reached.add(get.path);
      }
    }),
  );
  expect(faults).toEqual([]);
  // Lists whose cursor has been looked at: the rest belong to what this test has not got (a draw, a receiver …).
  expect(reached.size).toBeGreaterThan(20);
  expect(asked.length).toBeGreaterThan(2_500);
});
