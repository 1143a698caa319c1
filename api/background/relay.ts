/**
 * 转交 Sends acts again that the engine has not acknowledged or that a file has not judged, and starts files whose start was lost.
 * The database says whose turn it is, for all APIs together and fairly for each file. What the engine has acknowledged is in the
 * history already, so it is sent again ever more seldom: a run takes no more than ten thousand signals.
 */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import {
  actSignalled,
  fileStarted,
  giveBack,
  takeUnsettled,
  takeUnstarted,
} from '../../db/queries/inbox.ts';
import { noteRunFault } from '../../db/queries/runs.ts';
import type { Act } from '../../domain/law/act.ts';
import { AnotherFilesRun, type Engine } from '../intake/engine.ts';
import type { FileToStart } from '../intake/file-to-start.ts';
import { performEach } from './each.ts';
import { Loop } from './loop.ts';
import { signalMissed } from './missed-signals.ts';

export interface RelayOptions {
  sql: Sql;
  engine: Engine;
  log: Logger;
  describe: (opening: unknown) => FileToStart;
  /** Milliseconds between two looks, and how long something must have waited. */
  every?: number;
  olderThan?: number;
}

/** One thing to send, with the act whose turn it takes. */
interface Sending {
  file: string;
  act: string;
  send: () => Promise<void>;
}

export class Relay {
  readonly loop: Loop;
  readonly #options: Required<RelayOptions>;

  constructor(options: RelayOptions) {
    this.#options = { every: 1_000, olderThan: 2_000, ...options };
    const { log, every } = this.#options;
    this.loop = new Loop({
      name: 'relay',
      log,
      every,
      perform: (stopping) => this.once(stopping),
    });
  }

  /** Looks once, and answers how much was sent. */
  async once(stopping?: AbortSignal): Promise<number> {
    const started = await this.#sendAll(await this.#starts(), stopping);
    return started + (await this.#sendAll(await this.#signals(), stopping));
  }

  async #starts(): Promise<Sending[]> {
    const { sql, engine, describe, olderThan } = this.#options;
    return (await takeUnstarted(sql, olderThan, 100)).map(({ id, act, opening, officer }) => ({
      file: id,
      act,
      send: async () => {
        await engine.start(describe(opening), officer);
        await fileStarted(sql, id);
      },
    }));
  }

  async #signals(): Promise<Sending[]> {
    const { sql, engine, olderThan } = this.#options;
    return (await takeUnsettled(sql, olderThan, 200)).map(
      ({ file, act, message, officer, number, signalled, verdict }) => ({
        file,
        act,
        send: async () => {
          // The act has been signalled and is not judged. The run may have lost acts before it, and waits for those.
          if (signalled && !verdict) await signalMissed(sql, engine, file, number);
          if (await engine.signal(file, message as Act, officer)) await actSignalled(sql, act);
        },
      }),
    );
  }

  #sendAll(all: readonly Sending[], stopping?: AbortSignal): Promise<number> {
    const { sql, log } = this.#options;
    return performEach(all, {
      loop: 'relay',
      log,
      stopping,
      called: ({ file }) => ({ file }),
      perform: ({ send }) => send(),
      failed: async ({ file }, error) => {
        if (error instanceof AnotherFilesRun) await noteRunFault(sql, file, 'ANOTHER-FILE');
      },
      restsOnEngine: true,
      giveBack: (untried) =>
        giveBack(
          sql,
          untried.map(({ act }) => act),
        ),
    });
  }
}
