/** 年度计划 The programmes of a bureau with what became of them; overlapping levels; the merged checklist. */
import type { Figures } from '../../domain/inspection-programme/acts.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';
import { attentionOf } from '../queries/files.ts';

interface Overlap {
  upper: string;
  lower: string;
  item: string;
  acting: 'upper' | 'lower' | 'joint' | null;
}
export interface ProgrammeRow {
  file: string;
  body: string;
  year: number;
  items: string[];
  announcedOn: CivilDate | null;
  state: 'open' | 'closed';
  stage: string;
  attention: string;
  subjects: { authority: string; name: string }[];
  objects: { kind: string; area: string; count: number }[];
  figures: Figures;
  overlaps: Overlap[];
}

/** `today`: until when what was begun is counted. */
export function programmesOf(
  sql: Sql,
  q: { bureau: string; year?: number | undefined; file?: string; today: string },
): Promise<ProgrammeRow[]> {
  return sql<ProgrammeRow[]>`
    select p.id as file, p.body_unit as body, p.year, p.items, p.announced_on::text as "announcedOn", p.state, f.stage, ${attentionOf(sql)} as attention, i.payload->'subjects' as subjects, i.payload->'objects' as objects,
      coalesce(p.report, programme_figures(p.id, ${q.today}::date)) as figures,
      (select coalesce(jsonb_agg(jsonb_build_object('upper', o.upper_id, 'lower', o.lower_id, 'item', o.item_id, 'acting', o.acting)), '[]') from programme_overlaps(p.id) o) as overlaps
    from inspection_programme p join file f on f.id = p.id join inbox i on i.file_id = p.id and i.number = 1
    where p.bureau_id = ${q.bureau} and (${q.year ?? null}::int is null or p.year = ${q.year ?? null}) and (${q.file ?? null}::text is null or p.id = ${q.file ?? null})
    order by p.year desc, p.body_unit collate "C" limit 500`;
}

export interface ChecklistRow {
  content: string;
  items: string[];
  methods: string[];
  standards: string[];
}
/** QY-5.4 一表通查: every content once, with the items it serves. Published items only. */
export function checklist(
  sql: Sql,
  bureau: string,
  items: readonly string[],
  today: string,
): Promise<(ChecklistRow & { known: string[] })[]> {
  return sql<(ChecklistRow & { known: string[] })[]>`
    with listed as (select * from inspection_item i where i.bureau_id = ${bureau} and i.id = any (${[...items]}) and i.published_on <= ${today}::date and coalesce(i.withdrawn_on, 'infinity') > ${today}::date)
    select c as content, array_agg(distinct l.id) as items, (select array_agg(distinct m) from listed x, unnest(x.methods) m where c = any (x.contents)) as methods,
      (select array_agg(distinct s) from listed x, unnest(x.standards) s where c = any (x.contents)) as standards, (select array_agg(id) from listed) as known
    from listed l, unnest(l.contents) c group by c order by c collate "C"`;
}
