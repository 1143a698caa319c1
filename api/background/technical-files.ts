/**
 * 技术异常 A file that cannot write marks itself so in the database, if the database is up. If it was not, only the engine shows the fault, and the file is
 * marked here. Once the file can write, what it shows counts again. Lists, desk and alarms read the database.
 */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { technicalFiles } from '../../db/queries/reconciliation.ts';
import { markAttention } from '../../db/queries/turns.ts';
import type { Engine } from '../intake/engine.ts';
import { performEach } from './each.ts';
import { Loop } from './loop.ts';

const NAME = 'technical-files';

export class TechnicalFiles {
  readonly loop: Loop;
  readonly #options: { sql: Sql; engine: Engine; log: Logger };

  constructor(options: { sql: Sql; engine: Engine; log: Logger; every: number }) {
    this.#options = options;
    const { log, every } = options;
    this.loop = new Loop({
      name: NAME,
      log,
      every,
      perform: (stopping) => this.look(stopping),
    });
  }

  async look(stopping?: AbortSignal): Promise<void> {
    const { sql, engine, log } = this.#options;
    const marked = new Set(await technicalFiles(sql, 1000));
    const all = new Set([...marked, ...(await engine.lists.technicalFiles())]);
    await performEach([...all], {
      loop: NAME,
      log,
      stopping,
      called: (file) => ({ file }),
      perform: async (file) => {
        const shown = await engine.attentionOf(file);
        if (shown && (shown === 'technical') !== marked.has(file))
          await markAttention(sql, file, shown);
      },
    });
  }
}
