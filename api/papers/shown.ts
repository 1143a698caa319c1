/** Papers as they are shown, with what the registries of their bureau call whoever is named in them. */
import type { Querying } from '../../db/client.ts';
import { namesOfIds } from '../../db/queries/paper-names.ts';
import type { PaperRow } from '../../db/queries/papers.ts';
import type { AnySpec } from '../http/route.ts';
import { idsIn, paperShown } from './shapes.ts';

export async function papersShown(
  sql: Querying,
  specs: readonly AnySpec[],
  rows: readonly PaperRow[],
  words = false,
): Promise<ReturnType<typeof paperShown>[]> {
  const [first] = rows;
  if (!first) return [];
  const names = await namesOfIds(sql, first.bureau, [...new Set(rows.flatMap(idsIn))]);
  return rows.map((row) => paperShown(specs, row, names, words));
}

export const onePaperShown = async (
  sql: Querying,
  specs: readonly AnySpec[],
  row: PaperRow,
  words = false,
): Promise<ReturnType<typeof paperShown>> => (await papersShown(sql, specs, [row], words))[0]!;
