/** 普查 Counts every file of a database again, closed and open, and says of each how it differs from what stands. */
import type { Sql } from '../../db/client.ts';
import { snapshot } from '../../db/queries/dossier.ts';
import { begunFiles, lifeOf } from '../../db/queries/lives.ts';
import type { Recount, Recounted } from '../../domain/recount/compare.ts';
import type { Life, Stood } from '../../domain/recount/life.ts';

const PAGE = 200;

export interface Swept {
  file: string;
  life: Life;
  stood: Stood;
  recounted: Recounted;
}

export async function* sweep(sql: Sql, recount: Recount): AsyncGenerator<Swept> {
  for (let after = ''; ;) {
    const files = await begunFiles(sql, after, PAGE);
    for (const file of files) {
      const found = await snapshot(sql, (tx) => lifeOf(tx, file));
      if (found) yield { file, ...found, recounted: await recount(found.life, found.stood) };
    }
    if (files.length < PAGE) return;
    after = files.at(-1)!;
  }
}
