/** 逐局巡看 A loop that looks at every bureau in turn: what fails of one is logged, and is no other's matter. */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { bureauIds } from '../../db/queries/registry.ts';
import { performEach } from './each.ts';
import { Loop } from './loop.ts';

interface BureauWork {
  /** As the log names the loop. */
  name: string;
  perform: (bureau: string) => Promise<unknown>;
  /** Milliseconds between two looks, where what is looked for does not begin or end with a day. */
  every?: number;
}

/** Milliseconds between two looks. What is looked for begins or ends with a day. */
const EVERY = 600_000;

export const bureauLoop = (
  { sql, log }: { sql: Sql; log: Logger },
  { name, perform, every = EVERY }: BureauWork,
): Loop =>
  new Loop({
    name,
    log,
    every,
    perform: async (stopping) =>
      performEach(await bureauIds(sql), {
        loop: name,
        log,
        stopping,
        called: (bureau) => ({ bureau }),
        perform: async (bureau) => void (await perform(bureau)),
      }),
  });
