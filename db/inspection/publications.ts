/** 公开 What anybody may read of inspections (QY-6.3, 13.4): rows that the database made when a publication was accepted. */
import type { Sql } from '../client.ts';

interface PublishedBody {
  body: string | null;
  inNameOf: string | null;
  level: string;
  kind: string;
  onSite: boolean;
  institution: { name: string; code: string; area: string };
  items: { item: string; name: string | null }[];
  officers: string[];
  startedOn: string;
  endedOn: string | null;
  toldOn: string;
  found: string;
  outcomes: string[];
}
export interface PublishedRow {
  id: string;
  publishedOn: string;
  url: string | null;
  body: PublishedBody;
}
export interface PublishedFilter {
  bureau?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  found?: string | undefined;
  area?: string | undefined;
}

export function publishedInspections(
  sql: Sql,
  f: PublishedFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<PublishedRow[]> {
  return sql<PublishedRow[]>`
    select id, published_on::text as "publishedOn", url, body from inspection_publication
    where not withheld and (${f.bureau ?? null}::text is null or bureau_id = ${f.bureau ?? null}) and (${f.from ?? null}::date is null or published_on >= ${f.from ?? null}::date) and (${f.until ?? null}::date is null or published_on <= ${f.until ?? null}::date)
      and (${f.found ?? null}::text is null or body->>'found' = ${f.found ?? null}) and (${f.area ?? null}::text is null or body->'institution'->>'area' = ${f.area ?? null})
      and (${after?.[0] ?? null}::date is null or (published_on, id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}))
    order by published_on desc, id desc limit ${limit}`;
}

export interface ProminentRow {
  id: string;
  title: string;
  summary: string;
  publishedOn: string;
  url: string;
}
export function prominentCases(
  sql: Sql,
  bureau: string | undefined,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<ProminentRow[]> {
  return sql<ProminentRow[]>`
    select id, title, summary, published_on::text as "publishedOn", url from prominent_case
    where (${bureau ?? null}::text is null or bureau_id = ${bureau ?? null}) and (${after?.[0] ?? null}::date is null or (published_on, id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}))
    order by published_on desc, id desc limit ${limit}`;
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
