/** 公文核对 What of a bureau's papers is not as the register, the log and the series have it. */
import type { Querying } from '../client.ts';

export interface BrokenPaper {
  file: string | null;
  paper: string;
  why: 'differs' | 'no-entry' | 'no-paper' | 'gone' | 'withdrawal' | 'number';
}
/** `hashed`: whose bytes are hashed; without it, of all. */
export async function brokenPapers(
  sql: Querying,
  bureau: string,
  limit: number,
  hashed: readonly string[] | null = null,
): Promise<BrokenPaper[]> {
  return sql<
    BrokenPaper[]
  >`select file, paper, why from broken_papers(${bureau}, ${limit}, ${hashed as string[] | null})`;
}

/** Of which papers the bytes are hashed tonight. */
export async function papersOfNight(
  sql: Querying,
  bureau: string,
  most: number,
): Promise<string[]> {
  const [row] = await sql<{ ids: string[] }[]>`select papers_of_night(${bureau}, ${most}) as ids`;
  return row!.ids;
}
