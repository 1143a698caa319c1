/** 专项检查 What the registries know when a plan is submitted; the yearly number; the campaigns with their papers. */
import type { TransactionSql } from 'postgres';
import type { Level } from '../../domain/inspection/terms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

interface BodyKnown {
  level: Level;
  area: string;
}
export interface SpecialKnowledge {
  body: BodyKnown | null;
  unpublished: string[];
  campaigns: { campaign: string; year: number }[];
}

export async function specialKnowledge(
  sql: Sql,
  q: { bureau: string; body: string; items: readonly string[]; today: string },
): Promise<SpecialKnowledge> {
  const [row] = await sql<SpecialKnowledge[]>`
    select (select jsonb_build_object('level', b.level, 'area', b.area) from inspection_body b where b.unit_id = ${q.body} and b.bureau_id = ${q.bureau}) as body,
      (select coalesce(array_agg(x order by x collate "C"), '{}') from unnest(${[...q.items]}::text[]) x where not exists (
        select 1 from inspection_item i where i.bureau_id = ${q.bureau} and i.id = x and i.published_on <= ${q.today}::date and coalesce(i.withdrawn_on, 'infinity') > ${q.today}::date)) as unpublished,
      campaigns_of(${q.body}) as campaigns`;
  return row!;
}

/** QY-7.2 Takes one of the yearly number, or the year in which none is left. */
export async function countSpecial(
  tx: TransactionSql,
  campaign: string,
): Promise<{ most: number | null; year?: number; others?: number }> {
  const [row] = await tx<
    { counted: { most: number | null; year?: number; others?: number } }[]
  >`select count_special(${campaign}) as counted`;
  return row!.counted;
}

export interface SpecialRow {
  file: string;
  body: string;
  from: CivilDate;
  until: CivilDate;
  items: string[];
  madeOn: CivilDate;
  government: { on: CivilDate; level: Level } | null;
  filedOn: CivilDate | null;
  publishedOn: CivilDate | null;
  url: string | null;
  emergency: string | null;
  headApprovedOn: CivilDate | null;
  counted: boolean;
  state: 'planned' | 'withdrawn' | 'ended';
  stage: string;
  visits: number;
}

export function specialsOf(
  sql: Sql,
  bureau: string,
  year: number | undefined,
  body: string | undefined,
): Promise<SpecialRow[]> {
  return sql<SpecialRow[]>`
    select s.id as file, s.body_unit as body, s.days_from::text as "from", s.days_until::text as until, s.items, s.made_on::text as "madeOn", s.government - 'document' as government, s.filed_on::text as "filedOn",
      s.published_on::text as "publishedOn", s.published_url as url, s.risk as emergency, s.head_approved_on::text as "headApprovedOn", s.counted, s.state, f.stage, (special_visits(s.id)->>'begun')::int as visits
    from special_inspection s join file f on f.id = s.id
    where s.bureau_id = ${bureau} and (${year ?? null}::int is null or ${year ?? null} between extract(year from s.days_from) and extract(year from s.days_until)) and (${body ?? null}::text is null or s.body_unit = ${body ?? null})
    order by s.made_on desc, s.id desc limit 500`;
}
