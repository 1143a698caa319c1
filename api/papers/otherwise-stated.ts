/** 与公文不同的提交 The acts of a bureau that say otherwise than the papers that they state, for the comparison that a person asks for. */
import type { Sql } from '../../db/client.ts';
import { namesOfIds } from '../../db/queries/paper-names.ts';
import { papersWithActs } from '../../db/queries/papers.ts';
import { idsIn, paperShown } from './shapes.ts';

export interface OtherwiseStated {
  file: string;
  paper: string;
  act: string;
  /** By their places in the form: what stands there is told by paper and act alone. */
  differs: string[];
}

const PAGE = 500;

export async function otherwiseStated(
  sql: Sql,
  bureau: string,
  most: number,
): Promise<OtherwiseStated[]> {
  const found: OtherwiseStated[] = [];
  let after = '';
  while (found.length < most) {
    const rows = await papersWithActs(sql, bureau, { after, limit: PAGE });
    const names = await namesOfIds(sql, bureau, [...new Set(rows.flatMap(idsIn))]);
    for (const row of rows) {
      const { file, id: paper, filed, usedUpBy } = paperShown([], row, names);
      for (const { act, differs } of [...filed, ...(usedUpBy ? [usedUpBy] : [])])
        if (differs.length > 0) found.push({ file, paper, act, differs });
    }
    if (rows.length < PAGE) break;
    after = rows.at(-1)!.id;
  }
  return found.slice(0, most);
}
