/**
 * Decision 0009: when a file hands over follows from what it has lived alone, so that every run replays, also one with a slow question to the database at
 * the crossing; and an outage of the database costs its history little. The worker is one of the test's own: its database answers when the test says so.
 */
import { ApplicationFailure } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { connect, type Sql } from '../../db/client.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { keepToken, readSigningKey } from '../../engine-token.ts';
import { RunLength } from '../../workflows/kit/run-length.ts';
import { Bureau, people } from '../setup/bureau.ts';
import {
  chainFault,
  decide,
  eventually,
  openWith,
  payload,
  registerOf,
  signalAct,
  store,
  typesOf,
  verdictOf,
  type Opened,
} from './support.ts';
import { quietRuntime } from '../setup/quiet-runtime.ts';

type Event = temporal.api.history.v1.IHistoryEvent;
const own = 'duban-hand-over';
/** How many events a run may hold here. */
const RUN = 38;

let bureau: Bureau;
let sql: Sql;
let stop: () => Promise<void>;
/** What the database waits for before it enters a turn; how often it is away when it is asked for acts. */
const database: { slow: Promise<void>; away: number } = { slow: Promise.resolve(), away: 0 };

beforeAll(async () => {
  quietRuntime();
  const { temporalAddress, namespace, databaseUrl, signingKeyFile, bundle } = inject('stack');
  const connection = await NativeConnection.connect({ address: temporalAddress });
  const stopRenewing = await keepToken(connection, await readSigningKey(signingKeyFile), {
    sub: 'duban-worker',
    permissions: [`${namespace}:worker`, `${namespace}:write`],
  });
  sql = connect(databaseUrl, { max: 4 });
  const real = createActivities({ sql });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: own,
    workflowBundle: { codePath: bundle! },
    activities: {
      ...real,
      enterTurn: async (turn: Parameters<typeof real.enterTurn>[0]) => {
        await database.slow;
        return real.enterTurn(turn);
      },
      takeActs: async (query: Parameters<typeof real.takeActs>[0]) => {
        if (database.away === 0) return real.takeActs(query);
        database.away -= 1;
        throw ApplicationFailure.create({ message: 'the database: 57P01', type: '57P01' });
      },
    },
  });
  const running = worker.run();
  stop = async () => {
    worker.shutdown();
    await running;
    stopRenewing();
    await connection.close();
  };
  bureau = await Bureau.open({ background: false }, { TEMPORAL_TASK_QUEUE: own });
});
afterAll(async () => {
  await bureau?.close();
  await stop?.();
  await sql?.end({ timeout: 5 });
});

/** All runs of a file, the first one first. */
async function runsOf(file: string): Promise<Event[][]> {
  const { engine } = bureau.service;
  const runs: Event[][] = [];
  for (let run: string | undefined = (await engine.newestRun(file)).run; run;) {
    const { history, before }: Awaited<ReturnType<typeof engine.historyOf>> =
      await engine.historyOf(file, run);
    runs.unshift(history.events ?? []);
    run = before;
  }
  return runs;
}
const lastRun = async (file: string): Promise<Event[]> => (await runsOf(file)).at(-1)!;

async function replays(file: string): Promise<void> {
  const histories = (await runsOf(file)).map((events) => ({
    workflowId: file,
    history: { events },
  }));
  for await (const { error } of Worker.runReplayHistories(
    { workflowBundle: { codePath: inject('stack').bundle! } },
    histories,
  ))
    expect(error).toBeUndefined();
}

const ms = (at: { seconds?: unknown; nanos?: number | null } | null | undefined): number =>
  Number(at?.seconds ?? 0) * 1000 + Math.floor((at?.nanos ?? 0) / 1e6);
/** A file whose first task is over: the alarm is set, for this instant. The verdict is told before that. */
async function openAlarmed(runEvents?: number): Promise<Opened & { alarm: Instant }> {
  const opened = await openWith(bureau, () => ({ runEvents }));
  const timer = await eventually('the alarm is set', async () =>
    (await lastRun(opened.file)).find(
      ({ timerStartedEventAttributes }) => timerStartedEventAttributes,
    ),
  );
  return {
    ...opened,
    alarm: (ms(timer.eventTime) +
      ms(timer.timerStartedEventAttributes!.startToFireTimeout)) as Instant,
  };
}

it('a run with a slow question at the crossing replays: where it hands over follows from nothing that a replay is told otherwise', async () => {
  const { file, letter, alarm } = await openAlarmed(RUN);
  await bureau.skipTo(file, (alarm - 8_000) as Instant);
  // The same letter again is nothing new: a task that commands nothing, four events. After such a one a replay takes the heartbeats of the next question for one task.
  for (let { length } = await lastRun(file); length < RUN - 12;) {
    await signalAct(bureau, file, letter, letter.officer);
    const more = length + 4;
    length = await eventually('the task is over', async () => {
      const { length: now } = await lastRun(file);
      return now >= more && now;
    });
  }
  let answer = (): void => {};
  database.slow = new Promise<void>((resolve) => {
    answer = resolve;
  });
  // The alarm comes; the reminder that it enters takes longer than a task may.
  await eventually(
    'heartbeats',
    async () => {
      const events = await lastRun(file);
      return (
        events
          .slice(events.findLastIndex(({ timerFiredEventAttributes }) => timerFiredEventAttributes))
          .filter(
            ({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes,
          ).length >= 3
      );
    },
    25_000,
  );
  answer();
  await eventually('the reminder is entered', async () =>
    (await typesOf(bureau, file)).includes('duty-reminded'),
  );
  expect((await decide(bureau, file)).status).toBe(200);
  await eventually('it has handed over', async () => (await runsOf(file)).length > 1);
  await replays(file);
  expect(await chainFault(bureau, file)).toBeUndefined();
}, 60_000);

it('while the database is away the file pauses between its questions, which costs few events, and goes on by itself', async () => {
  const { file, receivedAt } = await openAlarmed();
  const decision = await store(
    bureau,
    file,
    people.payment,
    'suspension-decision',
    payload['suspension-decision'](receivedAt + 999),
    { arrivedAt: receivedAt + 1_000 },
  );
  const before = (await lastRun(file)).length;
  // Twice three tries in vain, and one more.
  database.away = 7;
  await signalAct(bureau, file, decision, decision.officer);
  expect(await verdictOf(bureau, decision.id)).toMatchObject({ accepted: true });
  expect(database.away).toBe(0);
  const since = (await lastRun(file)).slice(before);
  const pauses = since.flatMap(({ timerStartedEventAttributes: timer }) =>
    timer && ms(timer.startToFireTimeout) <= 2_000 ? [ms(timer.startToFireTimeout)] : [],
  );
  expect(pauses).toEqual([1_000, 2_000]);
  expect(since.length).toBeLessThan(35);
  expect((await registerOf(bureau, file)).filter(({ act }) => act === decision.id)).toHaveLength(1);
  await replays(file);
}, 30_000);

it('a run is full after four thousand events by its own count, or eight million characters; what living through the past took is no reason', () => {
  const signals = (length: RunLength): number => {
    for (let n = 0; ; n++) {
      if (length.isFull()) return n;
      length.signalled({ id: 'x' });
    }
  };
  expect(signals(new RunLength({}))).toBe(998);
  const long = new RunLength({});
  for (let n = 0; n < 2_000; n++) long.answered({});
  long.relived();
  expect(long.isFull()).toBe(false);
  expect(signals(long)).toBe(1_000);
  const large = new RunLength({});
  for (let n = 0; n < 8; n++) {
    expect(large.isFull()).toBe(false);
    large.answered('x'.repeat(1_000_000));
  }
  expect(large.isFull()).toBe(true);
  // A signal may be nested deeper than any stack bears.
  const deep = new RunLength({});
  deep.signalled(JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`));
  expect(deep.isFull()).toBe(false);
});
