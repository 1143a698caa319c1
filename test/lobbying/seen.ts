/** What everybody can see: the API by every GET route and every principal, the engine with all histories, the database as its owner dumps it, metrics and log lines. */
import { type Sql } from '../../db/client.ts';
import type { Bureau } from '../setup/bureau.ts';

/** By what it is called: what it says. */
export type Seen = ReadonlyMap<string, string>;

/**
 * 规则 What may differ without telling anything, and is made alike before anything is compared: the ciphertext, of which the length is compared, and the instant
 * of the beat, which comes at fixed instants whatever has happened.
 */
const alike = (table: string, row: string): string =>
  table === 'sealed_register'
    ? row
        .replace(/"sealed": "\\\\x([0-9a-f]+)"/, (_all, hex: string) => `"sealed": ${hex.length}`)
        .replace(/"beat": "[^"]+"/, '"beat": "at its instant"')
    : row;

/**
 * Every row of every table, and every sequence. Left out are the heartbeats of the processes, which beat every few seconds in any case, and the inner nodes of the
 * log's tree: how many there are follows from how many leaves there are.
 */
export async function database(owner: Sql): Promise<Seen> {
  const seen = new Map<string, string>();
  const tables = await owner<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('heartbeat', 'tree_node') order by 1`;
  for (const { name } of tables) {
    const rows = await owner<
      { row: string }[]
    >`select to_jsonb(t)::text as row from ${owner(name)} t`;
    seen.set(
      name,
      rows
        .map(({ row }) => alike(name, row))
        .toSorted()
        .join('\n'),
    );
  }
  const sequences = await owner<
    { name: string; at: string | null }[]
  >`select sequencename as name, last_value::text as at from pg_sequences where schemaname = 'public' order by 1`;
  for (const { name, at } of sequences) seen.set(`sequence ${name}`, String(at));
  return seen;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}
interface Document {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>;
}

/** The ids that stand in the addresses, by the beginning of the address; everything else is asked with a made-up one. */
const known = (file: string, act: string): [begins: string, values: Record<string, string>][] => [
  ['/v1/files', { id: file, file, act, seq: '1' }],
  ['/v1/rapid-responses', { id: file, file }],
  ['/v1/log', { bureau: 'tj', place: '0/000.p/1' }],
  ['/v1/bureaus', { id: 'tj' }],
  ['/v1/units', { id: 'tj.jds' }],
  ['/v1/officers', { id: 'o-jds-1' }],
  ['/v1/calendars', { year: '2026' }],
  ['', { id: file, file, bureau: 'tj', unit: 'tj.jds', officer: 'o-jds-1' }],
];
const queries: Record<string, string> = {
  from: '2026-01-01',
  to: '2030-01-01',
  bureau: 'tj',
  reason: 'test',
  month: '2026-11',
  year: '2026',
};

/**
 * What shows the looking itself: every look is a reading that the next one shows, and an export says when it was made. What they are made of (readings, register,
 * histories) is compared in the database and in the engine.
 */
const itself = /^\/(metrics|ready|v1\/reads|v1\/files\/\{\w+\}\/(dossier|history))/;

/** Every GET route of the documentation, with the ids filled in. */
export async function addresses(bureau: Bureau, file: string, act: string): Promise<string[]> {
  const document = (await bureau.get('o-admin', '/openapi.json')).body as Document;
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    if (!get || itself.test(path)) return [];
    const values = known(file, act).find(([begins]) => path.startsWith(begins))![1];
    const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? 'x-1');
    const asked = (get.parameters ?? [])
      .filter((one) => one.in === 'query' && one.required)
      .map(({ name }) => `${name}=${queries[name] ?? 'x-1'}`);
    return [asked.length > 0 ? `${filled}?${asked.join('&')}` : filled];
  });
}

/** What is drawn or dated anew for every answer. */
const dated = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(\+08:00|Z)?/g, 'AT')
    .replaceAll(/urn:uuid:[0-9a-f-]{36}/g, 'ID');

export async function api(
  bureau: Bureau,
  principals: readonly string[],
  paths: readonly string[],
): Promise<Seen> {
  const seen = new Map<string, string>();
  for (const path of paths)
    await Promise.all(
      principals.map(async (officer) => {
        const { status, text } = await bureau.get(officer, path);
        seen.set(`${officer} GET ${path}`, `${status} ${dated(text ?? '')}`);
      }),
    );
  return seen;
}

/** Lines of measurement that count something; what is left out says how long something took or how long ago it was, and how full memory and disk are. */
export async function metrics(bureau: Bureau): Promise<Seen> {
  const { text } = await bureau.get('o-admin', '/metrics');
  return new Map(
    text
      .split('\n')
      .filter(
        (line) =>
          !/^(#|process_|nodejs_|$)/.test(line) && !/_(bucket|sum|seconds|bytes)[{ ]/.test(line),
      )
      .map((line): [string, string] => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), line.slice(at + 1)];
      }),
  );
}

/** All runs of the namespace with what the engine shows of them, and of each place its history without its own id and its instants. */
export async function engine(bureau: Bureau, places: readonly string[]): Promise<Seen> {
  const seen = new Map<string, string>();
  const { client } = bureau.service.engine;
  await bureau.service.engine.as('test', async () => {
    for await (const { workflowId, type, memo, status, searchAttributes } of client.workflow.list())
      seen.set(
        `run ${workflowId} ${status.name}`,
        JSON.stringify([type, memo, Object.keys(searchAttributes)]),
      );
    for (const place of places) {
      const { events } = await client.workflow.getHandle(place).fetchHistory();
      // Where time is skipped the engine notes that too, now before and now after a task begins.
      const lived = (events ?? []).filter(
        (event) => !event.workflowExecutionTimeSkippingTransitionedEventAttributes,
      );
      const told = lived.map(({ eventType, ...event }) => [
        eventType,
        Object.keys(event).filter((name) => name.endsWith('Attributes')),
        payloads(event),
      ]);
      seen.set(
        `history ${place}`,
        told.map((event) => JSON.stringify(event).replaceAll(place, 'PLACE')).join('\n'),
      );
    }
  });
  return seen;
}

/** Everything that was said to or by a run, as text; numbers are instants there. */
function payloads(event: object): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (value instanceof Uint8Array)
      found.push(
        Buffer.from(value)
          .toString('utf8')
          .replaceAll(/\d{13}/g, 'AT'),
      );
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(event);
  return found;
}

/** Lines, and what is in them: of a history equal lines count each. */
const pieces = (text: string): number => text.split(/[{\n]/).length;

/** What has changed between two looks: per name, how many lines more and fewer. */
export function changes(before: Seen, after: Seen): Record<string, string> {
  const names = new Set([...before.keys(), ...after.keys()]);
  return Object.fromEntries(
    [...names].toSorted().flatMap((name) => {
      const [old, now] = [before.get(name), after.get(name)];
      if (old === now) return [];
      if (old === undefined || now === undefined)
        return [[name, now === undefined ? 'gone' : 'new']];
      if (/^-?[\d.]+$/.test(old) && /^-?[\d.]+$/.test(now))
        return [[name, `by ${Number(now) - Number(old)}`]];
      const [was, is] = [old, now].map((text) => new Set(text.split('\n')));
      const more = [...is!].filter((line) => !was!.has(line)).length;
      const fewer = [...was!].filter((line) => !is!.has(line)).length;
      return [[name, `+${more} -${fewer} ${pieces(now) - pieces(old)}`]];
    }),
  );
}
