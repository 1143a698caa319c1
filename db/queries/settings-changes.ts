/** 设定的变更 Every change of a bureau's settings, with who registered it; the oldest first. */
import type { BureauSettings } from '../../domain/law/declared.ts';
import type { Sql } from '../client.ts';

export interface SettingsChangeRow {
  by: string;
  name: string | null;
  at: number;
  /** 复核 Who has confirmed it; null where one did it alone, or before that was asked. */
  second: { by: string; name: string | null } | null;
  before: BureauSettings | null;
  after: BureauSettings | null;
}

export async function settingsChanges(sql: Sql, bureau: string): Promise<SettingsChangeRow[]> {
  return sql<SettingsChangeRow[]>`select c.changed_by as by, o.name,
      case when p.decided_by <> p.proposed_by then jsonb_build_object('by', p.decided_by, 'name', s.name) end as second, at_ms(c.changed_at)::float8 as at, c.before->'settings' as before, c.after->'settings' as after
    from registry_change c left join officer o on o.id = c.changed_by
      left join proposal p on p.change_id = c.id left join officer s on s.id = p.decided_by
    where c.registry = 'bureau' and c.entity_id = ${bureau} and c.before->'settings' is distinct from c.after->'settings' order by c.id`;
}
