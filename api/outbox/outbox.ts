/** The outbox as the settings want it. */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import type { Settings } from '../../settings.ts';
import type { Loop } from '../background/loop.ts';
import { readSeal, type Seal } from '../intake/sealing.ts';
import { addressPolicy, type AddressPolicy } from './addresses.ts';
import { HeadDispatcher } from './head-dispatcher.ts';
import { Dispatcher, type DispatcherOptions } from './dispatcher.ts';

export interface Outbox {
  seal: Seal | undefined;
  policy: AddressPolicy;
  /** What tests change; the same for what is sent to people. */
  changes: OutboxChanges;
  /** None where nothing is delivered. */
  loops: readonly Loop[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export type OutboxChanges = Partial<Pick<DispatcherOptions, 'bureaus' | 'resolve'>>;

export async function createOutbox(
  settings: Settings,
  sql: Sql,
  log: Logger,
  changes: OutboxChanges = {},
): Promise<Outbox> {
  const seal = await readSeal(settings);
  const policy = addressPolicy(
    settings.OUTBOX_ALLOWED_HOSTS,
    settings.OUTBOX_ALLOW_PRIVATE,
    settings.SMTP_RECIPIENT_DOMAINS,
  );
  const {
    OUTBOX_TIMEOUT: timeout,
    OUTBOX_TRIES: tries,
    OUTBOX_FIRST_DELAY: firstDelay,
    OUTBOX_POLL: poll,
    OUTBOX_CONCURRENCY: concurrency,
  } = settings;
  // Without a key no receiver can be registered, and nothing waits.
  const base = { sql, log, policy, timeout, tries, firstDelay, poll, concurrency, ...changes };
  const dispatchers =
    seal && settings.OUTBOX_DISPATCH
      ? [new Dispatcher({ ...base, seal }), new HeadDispatcher({ ...base, seal })]
      : [];
  return {
    seal,
    policy,
    changes,
    loops: dispatchers.map(({ loop }) => loop),
    start: async () => {
      for (const dispatcher of dispatchers) await dispatcher.start();
    },
    stop: async () => {
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
    },
  };
}
