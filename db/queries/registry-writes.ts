/** How each registry's row is written. `create` inserts and so fails on a taken id; otherwise the row exists and is locked. */
import type { Querying } from '../client.ts';
import type { RegistryName, RegistryRows } from '../../domain/registry/shapes.ts';
import { tableOf } from './registry.ts';

type Columns = Record<string, unknown>;

const columnsOf: { [N in RegistryName]: (row: RegistryRows[N]) => Columns } = {
  bureaus: (row) => ({
    id: row.id,
    name: row.name,
    area: row.area,
    receiving_system: row.receivingSystem,
    adoptions: row.adoptions,
    settings: row.settings,
  }),
  units: (row) => ({
    id: row.id,
    bureau_id: row.bureau,
    name: row.name,
    roles: row.roles,
    superior_id: row.superior,
    contacts: row.contacts,
  }),
  officers: (row) => ({
    id: row.id,
    unit_id: row.unit,
    kind: row.kind,
    name: row.name,
    phone: row.phone,
    roles: row.roles,
    certificate: row.certificate,
    commitment_signed_on: row.commitmentSignedOn,
    commitment_valid_until: row.commitmentValidUntil,
    removed_on: row.removedOn,
    new_record: row.newRecord,
  }),
  institutions: (row) => ({
    id: row.id,
    bureau_id: row.bureau,
    nhsa_code: row.nhsaCode,
    credit_code: row.creditCode,
    name: row.name,
    kind: row.kind,
    ownership: row.ownership,
    area: row.area,
    agreement: row.agreement,
    status: row.status,
  }),
  departments: (row) => ({
    id: row.id,
    institution_id: row.institution,
    code: row.code,
    name: row.name,
    status: row.status,
  }),
  practitioners: (row) => ({
    id: row.id,
    bureau_id: row.bureau,
    nhsa_code: row.nhsaCode,
    name: row.name,
    kind: row.kind,
    agreement: row.agreement,
    status: row.status,
  }),
};

/** Who changes a row, and why: somebody registered, or `reference` and `demo`, which load what an installation begins with. */
export interface ChangeNote {
  by: string;
  reason: string | null;
}

/** Writes a row and, in the same function of the database, its dated change; `before` absent creates. */
export async function writeRow<N extends RegistryName>(
  sql: Querying,
  name: N,
  before: RegistryRows[N] | undefined,
  after: RegistryRows[N],
  { by, reason }: ChangeNote,
): Promise<void> {
  // 多点执业: a practitioner's institutions of registration are rows of their own.
  const institutions = 'institutions' in after ? { institutions: after.institutions } : {};
  await sql`select change_registry(${sql.json({ registry: tableOf(name), create: before === undefined, row: columnsOf[name](after), ...institutions, by, reason } as never)})`;
}
