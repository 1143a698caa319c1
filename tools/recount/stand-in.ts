/**
 * 替身 Stands in for `@temporalio/workflow` while a file's life is counted again: the handful of functions that workflows/kit uses, with the time
 * of the life and no engine. tools/recount/bundle.ts puts it in the SDK's place, and `Date.now` of the kit becomes `now` here.
 *
 * It keeps what the kit rests on: a condition that is false when it is made is looked at only when all microtasks have run, a local activity
 * answers in a task of its own, and one thing at a time comes in. One life at a time is lived here.
 */
import type { Instant } from '../../domain/time/instant.ts';

interface Blocked {
  looks: () => boolean;
  done: () => void;
}
interface Timer {
  at: number;
  goesOff: () => void;
}
type Activity = (argument: never) => unknown;

/** What one life has in the place of an engine. */
export interface World {
  now: number;
  changes: ReadonlySet<string>;
  activities: Readonly<Record<string, Activity>>;
  blocked: Set<Blocked>;
  timers: Set<Timer>;
  /** Answers on their way. */
  answers: (() => void)[];
  signal: ((argument: unknown) => void) | undefined;
}

let world: World | undefined;
const scopes: CancellationScope[] = [];

export const newWorld = (of: Pick<World, 'now' | 'changes' | 'activities'>): World => ({
  ...of,
  blocked: new Set(),
  timers: new Set(),
  answers: [],
  signal: undefined,
});

/** From here on this life is lived; nothing of another one is. */
export function enterWorld(of: World | undefined): void {
  world = of;
}

const here = (): World => {
  if (!world) throw new Error('nothing is lived here');
  return world;
};

/** Resolves when all microtasks have run. */
const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets the life run until it waits for something from outside; answers come one after the other. */
export async function settle(of: World): Promise<void> {
  for (;;) {
    await drained();
    let released = false;
    for (const one of of.blocked) {
      if (!one.looks()) continue;
      of.blocked.delete(one);
      one.done();
      released = true;
    }
    if (released) continue;
    const answer = of.answers.shift();
    if (!answer) return;
    answer();
  }
}

// ---- what the kit calls --------------------------------------------------------------------------------------------

/** In the place of `Date.now`. */
export const now = (): number => here().now;

export function condition(looks: () => boolean): Promise<void> {
  if (looks()) return Promise.resolve();
  const { blocked } = here();
  return new Promise((done) => blocked.add({ looks, done }));
}

export class TemporalFailure extends Error {}
export class ApplicationFailure extends TemporalFailure {
  readonly nonRetryable: boolean = false;
  readonly type: string | undefined = undefined;
}
class CancelledFailure extends TemporalFailure {}
export const isCancellation = (error: unknown): boolean => error instanceof CancelledFailure;

export class CancellationScope {
  #cancels: (() => void)[] = [];

  static nonCancellable<T>(run: () => Promise<T>): Promise<T> {
    return run();
  }
  run<T>(work: () => Promise<T>): Promise<T> {
    scopes.push(this);
    try {
      return work();
    } finally {
      scopes.pop();
    }
  }
  cancel(): void {
    for (const cancel of this.#cancels.splice(0)) cancel();
  }
  onCancel(cancel: () => void): void {
    this.#cancels.push(cancel);
  }
}

export function sleep(ms: number): Promise<void> {
  const { timers, now } = here();
  const within = scopes.at(-1);
  return new Promise((goesOff, fail) => {
    const timer = { at: now + ms, goesOff };
    timers.add(timer);
    within?.onCancel(() => {
      if (timers.delete(timer)) fail(new CancelledFailure('cancelled'));
    });
  });
}

interface Definition {
  type: 'signal' | 'query';
  name: string;
}
export const defineSignal = (name: string): Definition => ({ type: 'signal', name });
export const defineQuery = (name: string): Definition => ({ type: 'query', name });

export function setHandler({ type }: Definition, handler: (argument: unknown) => void): void {
  if (type === 'signal') here().signal = handler;
}

/** Each answers in a task of its own, and what goes in and comes out is as JSON leaves it, as it is over the engine. */
export function proxyLocalActivities(): unknown {
  const call = (name: string, argument: unknown): Promise<unknown> => {
    const { activities, answers } = here();
    return new Promise((resolve, reject) => {
      const told = plain(argument) as never;
      answers.push(() => {
        try {
          const activity = activities[name];
          if (!activity) throw new Error(`nobody answers ${name}`);
          resolve(plain(activity(told)));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  };
  return new Proxy(
    {},
    {
      get: (_, name: string) =>
        Object.assign((argument: unknown) => call(name, argument), {
          executeWithOptions: (_options: unknown, [argument]: unknown[]) => call(name, argument),
        }),
    },
  );
}

/** A thing that is no file calls others: nothing of it is counted again. */
export const proxyActivities = (): unknown => proxyLocalActivities();

export const plain = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

/** Only what came into this life was in force in it; what changes nothing but what a run commands is not asked for here. */
export const patched = (id: string): boolean => here().changes.has(id);

export const workflowInfo = (): object => ({});
export const upsertSearchAttributes = (): void => {};
export const setCurrentDetails = (): void => {};
/** Of `@temporalio/common`. */
export const defineSearchAttributeKey = (name: string, type: string): object => ({ name, type });

/** A life has no length here, so it is never handed over. */
export const makeContinueAsNewFunc = (): (() => Promise<never>) => () =>
  Promise.reject(new Error('handed over'));

export const instantOf = (of: World): Instant => of.now as Instant;
