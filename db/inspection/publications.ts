/** 公开 What anybody may read of inspections (QY-6.3, 13.4): rows that the database made when a publication was accepted. */
import { and, desc, eq, sql as part } from 'drizzle-orm';
import type { Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { beyond, given, typed } from '../typed.ts';

export type PublishedRow = Awaited<ReturnType<typeof publishedInspections>>[number];
export interface PublishedFilter {
  bureau?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  found?: string | undefined;
  area?: string | undefined;
}

export async function publishedInspections(
  sql: Sql,
  f: PublishedFilter,
  after: readonly [string, string] | undefined,
  limit: number,
) {
  const { id, publishedOn, url, body, bureau, withheld } = t.inspectionPublication;
  return typed(sql)
    .select({ id, publishedOn, url, body })
    .from(t.inspectionPublication)
    .where(
      and(
        part`not ${withheld}`,
        given(f.bureau, (one) => eq(bureau, one)),
        given(f.from, (one) => part`${publishedOn} >= ${one}::date`),
        given(f.until, (one) => part`${publishedOn} <= ${one}::date`),
        given(f.found, (one) => part`${body}->>'found' = ${one}`),
        given(f.area, (one) => part`${body}->'institution'->>'area' = ${one}`),
        given(after, (place) => beyond([publishedOn, id], '<', place)),
      ),
    )
    .orderBy(desc(publishedOn), desc(id))
    .limit(limit);
}

export async function prominentCases(
  sql: Sql,
  of: string | undefined,
  after: readonly [string, string] | undefined,
  limit: number,
) {
  const { id, title, summary, publishedOn, url, bureau } = t.prominentCase;
  return typed(sql)
    .select({ id, title, summary, publishedOn, url })
    .from(t.prominentCase)
    .where(
      and(
        given(of, (one) => eq(bureau, one)),
        given(after, (place) => beyond([publishedOn, id], '<', place)),
      ),
    )
    .orderBy(desc(publishedOn), desc(id))
    .limit(limit);
}

export interface ProminentKnowledge {
  plan: string;
  bureau: string;
  body: string;
  found: string;
  published: boolean;
  named: boolean;
}
export async function prominentKnowledge(
  sql: Sql,
  file: string,
  text: string,
): Promise<ProminentKnowledge | undefined> {
  const [row] = await sql<
    { known: ProminentKnowledge | null }[]
  >`select prominent_known(${file}, ${text}) as known`;
  return row?.known ?? undefined;
}
export async function isHeadOf(
  sql: Sql,
  officer: string,
  body: string,
  day: string,
): Promise<boolean> {
  const [row] = await sql<
    { head: boolean }[]
  >`select is_body_head(${officer}, ${body}, ${day}) as head`;
  return row!.head;
}
export async function publishProminent(sql: Sql, p: object): Promise<string | undefined> {
  const [row] = await sql<
    { id: string | null }[]
  >`select publish_prominent_case(${sql.json(p as never)}) as id`;
  return row?.id ?? undefined;
}
