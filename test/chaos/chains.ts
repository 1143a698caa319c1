/** The chains of all files, checked from the stored rows alone. */
import type { Sql } from '../../db/client.ts';
import { type Hashed, faultIn } from '../setup/chain.ts';

export async function chainFaultOf(sql: Sql): Promise<string[]> {
  const faults: string[] = [];
  let entries: Hashed[] = [];
  const check = (): void => {
    const fault = faultIn(entries);
    if (fault) faults.push(`${entries[0]!.file}: ${fault}`);
    entries = [];
  };
  await sql<
    Hashed[]
  >`select file_id as file, seq, key, type, clause, act_id as act, body, body_hash as "bodyHash", encode(salt, 'hex') as salt, recorded_at as "recordedAt", prev, hash
    from register order by file_id collate "C", seq`.cursor(2_000, (rows) => {
    for (const row of rows) {
      if (entries.length > 0 && row.file !== entries[0]!.file) check();
      entries.push(row);
    }
  });
  check();
  const heads = await sql<
    { id: string }[]
  >`select f.id from file f where f.register_seq > 0 and f.head <> (select hash from register r where r.file_id = f.id and r.seq = f.register_seq)`;
  return [...faults, ...heads.map(({ id }) => `${id}: the head is not the last entry`)];
}
