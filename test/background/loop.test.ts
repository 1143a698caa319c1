/** The frame of the background work, by a clock that is turned by hand. */
import { pino, type Logger } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Loop, type LoopOptions } from '../../api/background/loop.ts';
import { answering, idsOfNow } from '../../api/http/request-ids.ts';

interface Line {
  level: number;
  msg: string;
  loop?: string;
  failures?: number;
  code?: string;
}
let lines: Line[];
let log: Logger;
const WARN = 40;
const ERROR = 50;
beforeEach(() => {
  vi.useFakeTimers();
  // Chance shortens no wait.
  vi.spyOn(Math, 'random').mockReturnValue(1);
  lines = [];
  log = pino({ level: 'info' }, { write: (text: string) => void lines.push(JSON.parse(text)) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A loop with what is known of its rounds; `finish` ends the one under way. */
function loopOf(more: Partial<LoopOptions> = {}) {
  const seen = { begun: 0, under: 0, most: 0, stopping: undefined as AbortSignal | undefined };
  let finish = (): void => {};
  const loop = new Loop({
    name: 'one',
    log,
    every: 1_000,
    perform: async (stopping) => {
      seen.begun++;
      seen.stopping = stopping;
      seen.most = Math.max(seen.most, ++seen.under);
      await new Promise<void>((resolve) => (finish = resolve));
      seen.under--;
    },
    ...more,
  });
  return { loop, seen, finish: () => finish() };
}

/** A loop whose rounds fail as long as `away` says so, and when they began. */
function failing(more: Partial<LoopOptions> = {}) {
  const state = { away: true, at: [] as number[] };
  const began = Date.now();
  const loop = new Loop({
    name: 'one',
    log,
    every: 1_000,
    first: 0,
    perform: async () => {
      state.at.push(Date.now() - began);
      if (state.away) throw Object.assign(new Error('away'), { code: 14 });
    },
    ...more,
  });
  return { loop, state };
}
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

it('performs the first round after its time, and every other one so long after the one before', async () => {
  const { loop, seen, finish } = loopOf({ first: 200 });
  await loop.start();
  await pass(199);
  expect(seen.begun).toBe(0);
  await pass(1);
  expect(seen.begun).toBe(1);
  await pass(60_000);
  expect(seen.begun).toBe(1);
  finish();
  await pass(999);
  expect(seen.begun).toBe(1);
  await pass(1);
  expect(seen.begun).toBe(2);
  expect(loop.state).toMatchObject({ name: 'one', failures: 0, inARow: 0 });
  finish();
  await loop.stop();
});

it('waits longer after every failure, ten seconds at most, and as long as before after a success', async () => {
  const { loop, state } = failing();
  await loop.start();
  await pass(30_000);
  expect(state.at).toEqual([0, 1_000, 3_500, 9_750, 19_750, 29_750]);
  expect(loop.state).toMatchObject({ failures: 6, inARow: 6, lastSuccess: undefined });
  state.away = false;
  await pass(11_750);
  expect(state.at.slice(6)).toEqual([39_750, 40_750, 41_750]);
  expect(loop.state).toMatchObject({ failures: 6, inARow: 0, lastSuccess: Date.now() });
  await loop.stop();
});

it('never waits less after a failure than it waits anyway', async () => {
  const { loop, state } = failing({ every: 30_000 });
  await loop.start();
  await pass(90_000);
  expect(state.at).toEqual([0, 30_000, 60_000, 90_000]);
  await loop.stop();
});

it('says once that its work stands still, goes on trying, and says once that it goes on', async () => {
  const { loop, state } = failing();
  await loop.start();
  await pass(60_000);
  const failed = lines.filter(({ level }) => level === WARN);
  expect(failed.slice(0, 2)).toMatchObject([
    { loop: 'one', msg: 'background: failed', failures: 1, code: '14' },
    { loop: 'one', failures: 2 },
  ]);
  expect(failed.length).toBe(state.at.length);
  expect(lines.filter(({ level }) => level === ERROR)).toMatchObject([
    { loop: 'one', msg: 'background: stands still' },
  ]);
  state.away = false;
  await pass(60_000);
  expect(lines.slice(failed.length + 1)).toMatchObject([
    { loop: 'one', msg: 'background: goes on again' },
  ]);
  await loop.stop();
});

it('says nothing of going on again after a failure or two', async () => {
  const { loop, state } = failing();
  await loop.start();
  await pass(1_000);
  state.away = false;
  await pass(10_000);
  expect(lines.map(({ msg }) => msg)).toEqual(['background: failed', 'background: failed']);
  await loop.stop();
});

it('is woken early, out of its pause and out of its backoff', async () => {
  let wake = (): void => {};
  const { loop, state } = failing({
    every: 600_000,
    listen: async (listener) => {
      wake = listener;
      return { unlisten: async () => {} };
    },
  });
  await loop.start();
  await pass(0);
  expect(state.at).toEqual([0]);
  await pass(500);
  wake();
  await pass(0);
  expect(state.at).toEqual([0, 500]);
  state.away = false;
  await pass(500);
  wake();
  await pass(500);
  wake();
  await pass(0);
  expect(state.at).toEqual([0, 500, 1_000, 1_500]);
  // The pause counts from the last round, and no earlier timer is left.
  await pass(599_999);
  expect(state.at).toHaveLength(4);
  await pass(1);
  expect(state.at).toHaveLength(5);
  await loop.stop();
});

it('is never at two rounds at once: woken during one, it performs one more after it, however often it was woken', async () => {
  const { loop, seen, finish } = loopOf({ first: 0 });
  await loop.start();
  await pass(0);
  for (let n = 0; n < 10; n++) loop.wake();
  await pass(5_000);
  expect(seen).toMatchObject({ begun: 1, most: 1 });
  finish();
  await pass(0);
  expect(seen).toMatchObject({ begun: 2, most: 1 });
  finish();
  await pass(999);
  expect(seen).toMatchObject({ begun: 2, most: 1 });
  await loop.stop();
});

it('woken while it still subscribes, it does not begin a second time by its first timer', async () => {
  const { loop, seen } = loopOf({
    listen: async (wake) => {
      wake();
      return { unlisten: async () => {} };
    },
  });
  await loop.start();
  await pass(60_000);
  expect(seen).toMatchObject({ begun: 1, most: 1 });
});

it('stopped during a round, it tells the round, waits for it, and begins no other', async () => {
  const unlisten = vi.fn(async () => {});
  const { loop, seen, finish } = loopOf({ first: 0, listen: async () => ({ unlisten }) });
  await loop.start();
  await pass(0);
  loop.wake();
  let stopped = false;
  const stopping = loop.stop().then(() => (stopped = true));
  await pass(5_000);
  expect([stopped, seen.stopping?.aborted, unlisten.mock.calls.length]).toEqual([false, true, 1]);
  finish();
  await stopping;
  loop.wake();
  await pass(60_000);
  expect([seen.begun, vi.getTimerCount(), lines]).toEqual([1, 0, []]);
});

it('stopped during a round that does not end, it leaves it after its grace, and says so', async () => {
  const { loop } = loopOf({ first: 0, grace: 2_000 });
  await loop.start();
  await pass(0);
  const stopping = loop.stop();
  await pass(2_000);
  await stopping;
  expect(lines).toMatchObject([
    { loop: 'one', level: WARN, msg: 'background: stopped before its round was finished' },
  ]);
});

it('stopped in its pause, or before it was started, it is at its end at once', async () => {
  const { loop, state } = failing({ first: 100 });
  await loop.start();
  await loop.stop();
  await pass(60_000);
  expect(state.at).toEqual([]);
  await failing().loop.stop();
});

it('woken by a request, neither that round nor a later one is of the request', async () => {
  const rounds: object[] = [];
  const loop = new Loop({
    name: 'one',
    log,
    every: 1_000,
    perform: async () => {
      await Promise.resolve();
      rounds.push(idsOfNow({}));
    },
  });
  await loop.start();
  const request = { reqId: 'r-1', unrecorded: () => false };
  answering(request, () => {
    expect(idsOfNow({})).toEqual({ reqId: 'r-1' });
    loop.wake();
  });
  await pass(1_500);
  expect(rounds).toEqual([{}, {}]);
  await loop.stop();
});
