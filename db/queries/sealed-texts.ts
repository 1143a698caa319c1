/** 密封的话 What was said in confidence, sealed before it is stored. */
import type { Sql } from '../client.ts';

export async function sealText(sql: Sql, id: string, sealed: string): Promise<void> {
  await sql`select seal_text(${id}, ${sealed})`;
}
