/** 谁可以 How a unit stands to a file: what the rule of domain/law/authority.ts is asked with. */
import type { Sql } from '../client.ts';

/** Whether the unit, or one under it, is a party of the file or was reported to. */
export async function isNear(sql: Sql, file: string, unit: string): Promise<boolean> {
  const [row] = await sql<{ near: boolean | null }[]>`select near_file(${file}, ${unit}) as near`;
  return row?.near === true;
}

/** Whether the unit, or one under it, has or may have something to do with the file: also while the file has not judged everything it was sent. */
export async function fileNames(sql: Sql, file: string, unit: string): Promise<boolean> {
  const [row] = await sql<{ named: boolean }[]>`select file_names(${file}, ${unit}) as named`;
  return row!.named;
}

export async function isKnownAct(
  sql: Sql,
  file: string,
  officer: string,
  key: string,
): Promise<boolean> {
  return (
    (
      await sql`select 1 from inbox where file_id = ${file} and officer_id = ${officer} and key = ${key}`
    ).length > 0
  );
}
