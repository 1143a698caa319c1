/** The chains of all files, checked from the stored rows alone. */
import { createHash } from 'node:crypto';
import type { Sql } from '../../db/client.ts';
import { hashOf } from '../../db/queries/turns.ts';

interface Row {
  file: string;
  seq: number;
  key: string;
  body: unknown;
  bodyHash: string;
  at: number;
  prev: string;
  hash: string;
}

export async function chainFaultOf(sql: Sql): Promise<string[]> {
  const faults: string[] = [];
  let [file, seq, head] = ['', 0, ''];
  await sql<
    Row[]
  >`select file_id as file, seq, key, body, body_hash as "bodyHash", at_ms(recorded_at)::float8 as at, prev, hash from register order by file_id collate "C", seq`.cursor(
    2_000,
    (rows) => {
      for (const row of rows) {
        if (row.file !== file) [file, seq, head] = [row.file, 0, ''];
        const hash = createHash('sha256')
          .update(`${head}|${row.seq}|${row.key}|${row.at}|${row.bodyHash}`)
          .digest('hex');
        if (
          row.seq !== seq + 1 ||
          row.prev !== head ||
          row.hash !== hash ||
          row.bodyHash !== hashOf(row.body)
        )
          faults.push(`${row.file}: the chain breaks at ${row.seq}`);
        [seq, head] = [row.seq, row.hash];
      }
    },
  );
  const heads = await sql<
    { id: string }[]
  >`select f.id from file f where f.register_seq > 0 and f.head <> (select hash from register r where r.file_id = f.id and r.seq = f.register_seq)`;
  return [...faults, ...heads.map(({ id }) => `${id}: the head is not the last entry`)];
}
