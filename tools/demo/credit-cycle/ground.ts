/** 布置 A bureau of Qinhuangdao that has adopted the notice of Qingyang, with its section, its people, the list in use, its subjects, and what is recorded of them. */
import { connect, type Sql } from '../../../db/client.ts';
import { sampleRule } from '../../../domain/credit-cycle/sample.ts';
import { databasesFor } from '../../engine/details.ts';
import type { Harness } from '../harness.ts';
import { namespace } from '../harness.ts';
import type { Subject } from './script.ts';

export const document = { id: 'yl', sha256: 'ab'.repeat(32), where: 'oa/yl' };
export const ownerOf = ({ stack }: Harness): Sql =>
  connect(databasesFor(stack, namespace).ownerUrl, { max: 2 });

const people = [
  ['h', 'jjk', ['handler']],
  ['reg', 'ju', ['regulator']],
  ['boss', 'ju', ['head']],
  ['e1', 'ju', ['handler']],
  ['e2', 'ju', ['handler']],
  ['e3', 'ju', ['handler']],
  ['e4', 'ju', ['handler']],
  ['jc', 'jcs', ['handler']],
] as const;

export async function founded(sql: Sql, bureau: string): Promise<void> {
  const adoptions = [{ instrument: 'QY', decidedOn: '2026-01-01', document }];
  await sql`insert into bureau (id, name, area, adoptions) values (${bureau}, '秦皇岛样例医保局', '130300', ${sql.json(adoptions)})`;
  for (const [unit, roles, over] of [
    ['ju', [], null],
    ['jjk', ['fund-supervision'], 'ju'],
    ['jcs', ['discipline-inspection'], null],
  ] as [string, string[], string | null][])
    await sql`insert into unit (id, bureau_id, name, roles, superior_id) values (${`${bureau}.${unit}`}, ${bureau}, ${`样例${unit}`}, ${roles}, ${over && `${bureau}.${over}`})`;
  for (const [name, unit, roles] of people)
    await sql`insert into officer (id, unit_id, name, roles) values (${`o-${bureau}-${name}`}, ${`${bureau}.${unit}`}, ${`样例${name}`}, ${[...roles]})`;
  const enter = (registry: string, row: object) =>
    sql`select enter_inspection(${sql.json({ bureau, registry, entity: 'x', row: { bureau_id: bureau, ...row }, reason: '样例', by: 'demo' } as never)})`;
  const unit = { unit_id: `${bureau}.ju` };
  await enter('body', {
    ...unit,
    level: 'prefecture',
    area: '130300',
    basis: '样例',
    valid_from: '2020-01-01',
    published_on: '2020-01-02',
    published_url: 'https://example.org/',
  });
  for (const name of ['e1', 'e2', 'e3', 'e4'])
    await enter('officer', {
      ...unit,
      officer_id: `o-${bureau}-${name}`,
      roll: 'enforcement',
      listed: true,
      certificate_number: `${bureau}-${name}`,
      certificate_kind: '行政执法证',
      certificate_holder: `o-${bureau}-${name}`,
      certificate_from: '2020-01-01',
      certificate_until: '2090-12-31',
    });
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const list of ['objects', 'officers']) await enter('currency', { list, declared_on: today });
}

/** 规则两版 The second one comes into force within the first cycle, and so binds the second. */
export async function ruled(sql: Sql, bureau: string, year: number): Promise<void> {
  const stricter = sampleRule.lines.map((line, n) => (n === 1 ? { ...line, grade: 'C' } : line));
  for (const [version, from, lines] of [
    [1, `${year - 1}-01-01`, sampleRule.lines],
    [2, `${year - 1}-07-01`, stricter],
  ] as const)
    await sql`insert into credit_rule (bureau_id, version, title, document, in_force_from, sample, columns, lines, entered_by)
      values (${bureau}, ${version}, ${sampleRule.title}, ${sql.json(document)}, ${from}, true, ${sql.json(sampleRule.columns as never)}, ${sql.json(lines as never)}, ${`o-${bureau}-h`})`;
}

export async function recorded(
  sql: Sql,
  bureau: string,
  tag: string,
  subjects: readonly Subject[],
): Promise<void> {
  const agreement = { number: 'XY-1', startsOn: '2020-01-01', endsOn: '2040-12-31', clauses: [] };
  const ids = subjects.map(({ id }) => id);
  await sql`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, ownership, area, agreement, status)
    select id, ${bureau}, ${`H130300${tag}-`} || n, ${`${tag}-`} || n, '样例机构', 'pharmacy', 'private', '130300', ${sql.json({ ...agreement, faceRecognitionReady: true })}, 'designated' from unnest(${ids}::text[]) with ordinality x(id, n)`;
  await sql`insert into inspection_cap (institution_id, bureau_id, per_year) select id, ${bureau}, 2 from unnest(${ids}::text[]) id`;
  await sql`select register_credit_institutions(${bureau}, null, 'demo')`;
  // As the database does by itself a minute later: without it every record looks for its subject by the wrong index.
  await sql`analyze institution, credit_subject`;
  const rows = subjects.flatMap(({ id, records }) =>
    records.map((r) => ({ ...r, subject: id, gravity: r.grave ? 'grave' : null })),
  );
  await sql`insert into credit_entry (id, bureau_id, subject_kind, subject_id, polarity, class, item_id, list_version, power_type, act_no, act_key, act_on, gravity, words, evidence, source_kind, recorded_by, unit_id)
    select r->>'id', ${bureau}, 'institution', r->>'subject', 'bad', r->>'cls', 'A5', 1, 'penalty', r->>'act', credit_act_key(r->>'act'), (r->>'on')::date, r->>'gravity', '样例', ${sql.json(document)}, 'by-hand', ${`o-${bureau}-h`}, ${`${bureau}.jjk`}
    from jsonb_array_elements(${sql.json(rows as never)}) r`;
}

export const fall = (sql: Sql, ids: readonly string[], why: string) =>
  sql`select credit_record_falls(id, ${why}, null, 'demo') from unnest(${[...ids]}::text[]) id`;
