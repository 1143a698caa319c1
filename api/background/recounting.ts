/** 重算 The recount as it was built with the workflows (tools/bundle.ts), for a file of this database. Without its bundle nothing is counted again, and that is said. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Sql } from '../../db/client.ts';
import { snapshot } from '../../db/queries/dossier.ts';
import { lifeOf } from '../../db/queries/lives.ts';
import type { Recount, Recounted } from '../../domain/recount/compare.ts';

const built = fileURLToPath(new URL('../../.build/recount.mjs', import.meta.url));

export class Recounting {
  readonly #sql: Sql;
  readonly #bundle: string;
  #loaded: Promise<Recount> | undefined;

  constructor(sql: Sql, bundle = built) {
    this.#sql = sql;
    this.#bundle = bundle;
  }

  /**
   * What today's code makes of a file's life, beside what stands. `none`: nothing has been judged in it yet; `no-bundle`: the recount was not
   * built here. When it was recorded is not asked: that says nothing of the code.
   */
  async of(file: string): Promise<Recounted | 'none' | 'no-bundle'> {
    if (!this.#loaded && !existsSync(this.#bundle)) return 'no-bundle';
    this.#loaded ??= this.#load();
    const recount = await this.#loaded;
    const found = await snapshot(this.#sql, (tx) => lifeOf(tx, file));
    if (!found) return 'none';
    const { differences, ...more } = await recount(found.life, found.stood);
    return { ...more, differences: differences.filter(({ kind }) => kind !== 'early') };
  }

  async #load(): Promise<Recount> {
    const { recount } = (await import(pathToFileURL(this.#bundle).href)) as { recount: Recount };
    return recount;
  }
}
