/** How each registry's row is written. `create` inserts and so fails on a taken id; otherwise the row exists and is locked. */
import type { Parameter, SerializableParameter } from 'postgres';
import type { Bureau, Department, Institution, Officer, Practitioner, RegistryName, RegistryRow, RegistryRows, Unit } from '../../domain/registry/shapes.ts';
import { tableOf, type Querying } from './registry.ts';

type Value = SerializableParameter<never> | Parameter;
type Columns = Record<string, Value>;

function bureauColumns(sql: Querying, row: Bureau): Columns {
  return { id: row.id, name: row.name, area: row.area, receiving_system: row.receivingSystem, adoptions: json(sql, row.adoptions), settings: json(sql, row.settings) };
}

function unitColumns(sql: Querying, row: Unit): Columns {
  return { id: row.id, bureau_id: row.bureau, name: row.name, roles: row.roles, superior_id: row.superior, contacts: json(sql, row.contacts) };
}

function officerColumns(sql: Querying, row: Officer): Columns {
  return {
    id: row.id, unit_id: row.unit, kind: row.kind, name: row.name, phone: row.phone, roles: row.roles, certificate: json(sql, row.certificate),
    commitment_signed_on: row.commitmentSignedOn, commitment_valid_until: row.commitmentValidUntil, removed_on: row.removedOn, new_record: json(sql, row.newRecord),
  };
}

function institutionColumns(sql: Querying, row: Institution): Columns {
  return {
    id: row.id, bureau_id: row.bureau, nhsa_code: row.nhsaCode, credit_code: row.creditCode, name: row.name, kind: row.kind,
    ownership: row.ownership, area: row.area, agreement: json(sql, row.agreement), status: row.status,
  };
}

function departmentColumns(_sql: Querying, row: Department): Columns {
  return { id: row.id, institution_id: row.institution, code: row.code, name: row.name, status: row.status };
}

function practitionerColumns(sql: Querying, row: Practitioner): Columns {
  return { id: row.id, bureau_id: row.bureau, nhsa_code: row.nhsaCode, name: row.name, kind: row.kind, agreement: json(sql, row.agreement), status: row.status };
}

const json = (sql: Querying, value: object | null): Value => (value === null ? null : sql.json(value as never));

const columnsOf: { [N in RegistryName]: (sql: Querying, row: RegistryRows[N]) => Columns } = {
  bureaus: bureauColumns, units: unitColumns, officers: officerColumns, institutions: institutionColumns, departments: departmentColumns, practitioners: practitionerColumns,
};

/** Who changes a row, and why. */
export interface ChangeNote { by: string; reason: string | null }

/** Writes a row and its dated change; `before` absent creates. */
export async function writeRow<N extends RegistryName>(sql: Querying, name: N, before: RegistryRows[N] | undefined, after: RegistryRows[N], note: ChangeNote): Promise<void> {
  const columns = columnsOf[name](sql, after);
  if (before) await sql`update ${sql(tableOf(name))} set ${sql(columns)} where id = ${after.id}`;
  else await sql`insert into ${sql(tableOf(name))} ${sql(columns)}`;
  if ('institutions' in after) await writeRegistrations(sql, after);
  await recordChange(sql, name, before, after, note);
}

/** 多点执业: the institutions of registration as they now are. */
async function writeRegistrations(sql: Querying, { id, institutions }: Practitioner): Promise<void> {
  await sql`delete from practitioner_registration where practitioner_id = ${id} and institution_id <> all(${institutions})`;
  await sql`insert into practitioner_registration select ${id}, unnest(${institutions}::text[]) on conflict do nothing`;
}

async function recordChange(sql: Querying, name: RegistryName, before: RegistryRow | undefined, after: RegistryRow, { by, reason }: ChangeNote): Promise<void> {
  await sql`insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values (${tableOf(name)}, ${after.id}, ${by}, ${reason}, ${json(sql, before ?? null)}, ${json(sql, after)})`;
}
