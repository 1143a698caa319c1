/** 流程历史 The history of a file through the API, while it is open as well as when it has ended: all runs, in the form in which they are exported. */
import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau, people } from '../setup/bureau.ts';
import { actPath, eventually, openA, openWith, payload, settle } from '../kit/support.ts';
import { declineAndEnd } from './ending.ts';

interface Event {
  eventId: string;
  eventType: string;
  eventTime: string;
  withheld?: true;
  principal?: { name: string };
}
interface Run {
  run: string | null;
  state: string;
  hash: string | null;
  events: number | null;
}
interface History {
  run: string;
  state: string;
  hash: string | null;
  history: { events: Event[] };
  next: string | null;
  runs: Run[];
  complete: boolean;
}

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const pathOf = (file: string, query = ''): string => `/v1/files/${file}/history${query}`;
async function historyOf(file: string, query = '', officer: string = people.regulator) {
  const reply = await bureau.get(officer, pathOf(file, query));
  expect(reply.status, reply.text).toBe(200);
  return reply.body as History;
}
const sha256 = (history: unknown): string =>
  createHash('sha256').update(canonicalize(history)).digest('hex');
const ended = (events: readonly Event[]): boolean =>
  /EXECUTION_(COMPLETED|CONTINUED_AS_NEW)$/.test(events.at(-1)!.eventType);

/** An act that comes too early: refused, and in the history all the same. */
const attempt = (file: string) =>
  bureau.post(people.payment, actPath(file, 'decision-reply'), payload['decision-reply']());

/** All pages of a run, this many events each. */
async function paged(file: string, run: string, limit: number): Promise<Event[]> {
  const events: Event[] = [];
  for (let query: string | undefined = `?run=${run}&limit=${limit}`; query;) {
    const page: History = await historyOf(file, query);
    expect(page.run).toBe(run);
    expect(page.history.events.length).toBeLessThanOrEqual(limit);
    events.push(...page.history.events);
    query = page.next ? `?cursor=${page.next}&limit=${limit}` : undefined;
  }
  return events;
}

/** What the stream says, line by line. */
async function streamed(file: string, officer: string = people.regulator) {
  const reply = await bureau.get(officer, pathOf(file, '?format=ndjson'));
  expect(reply.status).toBe(200);
  expect(reply.headers['content-type']).toContain('application/x-ndjson');
  // The test's client reads what it does not know as bytes.
  const bytes: unknown = reply.body;
  const text = Buffer.isBuffer(bytes) ? bytes.toString('utf8') : reply.text;
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { $: string; event?: Event } & Partial<Run>);
}

describe('the history of an open file', () => {
  it('is read by whoever may read the file: every act with its author, in the form in which it is kept later', async () => {
    const { file } = await openA(bureau);
    await attempt(file);
    await settle(bureau, file);
    const open = await historyOf(file);
    expect(open).toMatchObject({ state: 'running', hash: null, next: null, complete: true });
    expect(open.runs).toEqual([
      { run: open.run, state: 'running', hash: null, events: null, keptAt: null },
    ]);
    const { events } = open.history;
    expect(events.map(({ eventId }) => Number(eventId))).toEqual(events.map((_, n) => n + 1));
    expect(events[0]!.principal?.name).toBe(people.supervision);
    const signals = events.filter(({ eventType }) => eventType.endsWith('EXECUTION_SIGNALED'));
    expect(signals.map(({ principal }) => principal?.name)).toEqual([
      people.payment,
      people.coordinator,
    ]);
    // The party, and the coordinator: the same, no more and no less.
    for (const officer of [people.payment, people.coordinator])
      expect(
        (await historyOf(file, `?run=${open.run}`, officer)).history.events.slice(0, 5),
      ).toEqual(events.slice(0, 5));

    await declineAndEnd(bureau, file);
    const kept = await eventually('kept', async () => {
      await bureau.service.background.histories.keep(file);
      const now = await historyOf(file);
      return now.state === 'kept' && now;
    });
    expect(kept.run).toBe(open.run);
    expect(kept.history.events.slice(0, events.length)).toEqual(events);
    expect(sha256(kept.history)).toBe(kept.hash);
    expect(kept.runs).toMatchObject([{ run: open.run, events: kept.history.events.length }]);
  });

  it('is not for somebody who was removed, nor for another bureau', async () => {
    const { file } = await openA(bureau);
    for (const format of ['', '?format=ndjson']) {
      const answers = [people.removed, people.other].map((officer) =>
        bureau.get(officer, pathOf(file, format)),
      );
      expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([403, 403]);
    }
  });

  it('comes in pages that are the whole, before it is kept and after', async () => {
    const { file } = await openA(bureau);
    await attempt(file);
    await settle(bureau, file);
    const open = await historyOf(file);
    const pages = await paged(file, open.run, 4);
    expect(pages.slice(0, open.history.events.length)).toEqual(open.history.events);
    await declineAndEnd(bureau, file);
    await eventually('kept', async () => {
      await bureau.service.background.histories.keep(file);
      return (await historyOf(file)).state === 'kept';
    });
    const whole = await historyOf(file);
    expect(await paged(file, open.run, 7)).toEqual(whole.history.events);
    // The last page is full, and there is none behind it.
    const all = whole.history.events.length;
    expect((await historyOf(file, `?limit=${all}`)).next).toBeNull();
  });

  it('a cursor of another file, and one that is none, find nothing', async () => {
    const [one, other] = [await openA(bureau), await openA(bureau)];
    const { next } = await historyOf(one.file, '?limit=1');
    expect((await bureau.get(people.regulator, pathOf(other.file, `?cursor=${next}`))).status).toBe(
      404,
    );
    expect((await bureau.get(people.regulator, pathOf(one.file, '?cursor=x'))).status).toBe(400);
    expect((await bureau.get(people.regulator, pathOf(one.file, '?run=x'))).status).toBe(404);
  });
});

describe('a file of several runs', () => {
  /** A file that has gone on in a new run at least once, with all of those that have ended kept. */
  let file: string;
  beforeAll(async () => {
    ({ file } = await openWith(bureau, () => ({ runEvents: 25 })));
    for (let n = 0; n < 8; n++) await attempt(file);
    await settle(bureau, file);
    await eventually('a second run', async () => (await historyOf(file)).runs.length > 1);
    await bureau.service.background.histories.keepAll('tj');
  });

  it('has all of them, the first one first: those that have ended and the one under way', async () => {
    const { runs, run, state } = await historyOf(file);
    expect(runs.at(-1)).toMatchObject({ run, state: 'running' });
    expect(state).toBe('running');
    expect(runs.slice(0, -1).map((one) => one.state)).toEqual(runs.slice(1).map(() => 'kept'));
    let before: string | undefined;
    for (const one of runs) {
      const { history } = await historyOf(file, `?run=${one.run}`);
      const started = history.events[0] as unknown as {
        workflowExecutionStartedEventAttributes: { continuedExecutionRunId?: string };
      };
      expect(started.workflowExecutionStartedEventAttributes.continuedExecutionRunId ?? '').toBe(
        before ?? '',
      );
      if (one.state === 'kept') {
        expect(sha256(history)).toBe(one.hash);
        expect(ended(history.events)).toBe(true);
      }
      before = one.run!;
    }
  });

  it('is streamed whole, with a last line that says so', async () => {
    const lines = await streamed(file);
    const { runs } = await historyOf(file);
    expect(lines.filter(({ $ }) => $ === 'run').map(({ run }) => run)).toEqual(
      runs.map(({ run }) => run),
    );
    const events = lines.filter(({ $ }) => $ === 'event');
    expect(lines.at(-1)).toEqual({
      $: 'end',
      runs: runs.length,
      events: events.length,
      complete: true,
    });
    // Each kept run is rebuilt from its lines, and has the hash that the register has.
    const first = lines.findIndex(({ $ }, n) => n > 0 && $ === 'run');
    expect(sha256({ events: lines.slice(1, first).map(({ event }) => event) })).toBe(runs[0]!.hash);
  });

  // The last one: the file has lost runs from now on.
  it('a run that is lost is said to be lost, and hides no other', async () => {
    await bureau.owner`insert into ended_run (run_id, file_id, lost_at) values (${`unknown:${file}:1`}, ${file}, now())`;
    const { runs } = await historyOf(file);
    expect(runs.filter(({ state }) => state === 'lost')).toMatchObject([{ run: null, hash: null }]);
    const lines = await streamed(file);
    expect(lines.filter(({ $, state }) => $ === 'run' && state === 'lost')).toHaveLength(1);
    expect(lines.at(-1)).toMatchObject({ $: 'end', runs: runs.length });
    await bureau.owner`insert into ended_run (run_id, file_id, lost_at) values (${`lost-${file}`}, ${file}, now())`;
    const reply = await bureau.get(people.regulator, pathOf(file, `?run=lost-${file}`));
    expect([reply.status, (reply.body as { code: string }).code]).toEqual([410, 'history-lost']);
  });
});

it('while the engine is away, what is kept is read all the same, and nothing pretends to be whole', async () => {
  const { file } = await openA(bureau);
  await bureau.owner`insert into history_export (file_id, run_id, history, hash) values (${file}, ${`kept-${file}`}, '{"events": [{"eventId": "1"}]}', 'x')`;
  const away = await Bureau.open({}, { TEMPORAL_ADDRESS: '127.0.0.1:9' });
  // None of its loops may ask the engine still when it is closed.
  await Promise.all(away.service.background.loops.map((loop) => loop.stop()));
  try {
    const newest = await away.get(people.regulator, pathOf(file));
    expect([newest.status, (newest.body as { code: string }).code]).toEqual([503, 'engine-away']);
    const kept = (await away.get(people.regulator, pathOf(file, `?run=kept-${file}`)))
      .body as History;
    expect(kept).toMatchObject({ complete: false, history: { events: [{ eventId: '1' }] } });
  } finally {
    await away.close();
  }
});
