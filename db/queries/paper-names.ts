/** 称谓 What the registries call whoever a paper names. */
import type { Querying } from '../client.ts';

/** What the registries call them today. */
export interface PaperNames {
  bureau: string;
  unit: string;
  officer: string;
  certificate: string | null;
  subject: string | null;
  creditCode: string | null;
  /** Units by their ids. */
  units: Readonly<Record<string, string>>;
}

export async function namesForPaper(
  sql: Querying,
  of: {
    officer: string;
    bureau: string;
    subjectKind: string;
    subject: string;
    units: readonly string[];
  },
): Promise<PaperNames> {
  const [row] = await sql<PaperNames[]>`
    select b.name as bureau, u.name as unit, o.name as officer, o.certificate->>'number' as certificate, coalesce(i.name, p.name, c.name) as subject, coalesce(i.credit_code, c.credit_code) as "creditCode",
      (select coalesce(jsonb_object_agg(id, name), '{}') from unit where id = any(${of.units as string[]})) as units
    from officer o join unit u on u.id = o.unit_id join bureau b on b.id = ${of.bureau}
      left join institution i on ${of.subjectKind} = 'institution' and i.id = ${of.subject} left join practitioner p on ${of.subjectKind} = 'practitioner' and p.id = ${of.subject}
      left join credit_subject c on c.bureau_id = b.id and c.kind = ${of.subjectKind} and ${of.subject} in (c.id, c.bureau_id || ':' || c.id)
    where o.id = ${of.officer}`;
  return row!;
}

/** Officers and units of a bureau among these ids, by their names. */
export async function namesOfIds(
  sql: Querying,
  bureau: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; name: string }[]>`
    select o.id, o.name from officer o join unit u on u.id = o.unit_id where o.id = any(${ids as string[]}) and u.bureau_id = ${bureau}
    union all select id, name from unit where id = any(${ids as string[]}) and bureau_id = ${bureau}`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
