/** What a row refers to and does not find: as JSON pointers into the row. */
import type { Querying } from '../client.ts';
import type {
  Bureau,
  Department,
  Officer,
  Practitioner,
  RegistryName,
  RegistryRow,
  Unit,
} from '../../domain/registry/shapes.ts';

type Lookup = (sql: Querying, row: RegistryRow) => Promise<string[]>;

const lookups: Record<RegistryName, Lookup> = {
  bureaus: (sql, row) => receivingSystem(sql, row as Bureau),
  units: (sql, row) => ofUnit(sql, row as Unit),
  officers: async (sql, row) =>
    absent(await known(sql, 'unit', [(row as Officer).unit]), [['/unit', (row as Officer).unit]]),
  institutions: (sql, row) => bureau(sql, row as { bureau: string }),
  departments: async (sql, row) =>
    absent(await known(sql, 'institution', [(row as Department).institution]), [
      ['/institution', (row as Department).institution],
    ]),
  practitioners: (sql, row) => ofPractitioner(sql, row as Practitioner),
};

export const missingReferences: (
  sql: Querying,
  name: RegistryName,
  row: RegistryRow,
) => Promise<string[]> = (sql, name, row) => lookups[name](sql, row);

type Named = readonly (readonly [pointer: string, id: string])[];

const absent = (found: ReadonlySet<string>, named: Named): string[] =>
  named.filter(([, id]) => !found.has(id)).map(([pointer]) => pointer);

async function known(sql: Querying, table: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const found = await sql<
    { id: string }[]
  >`select id from ${sql(table)} where id = any(${ids as string[]})`;
  return new Set(found.map(({ id }) => id));
}

async function bureau(sql: Querying, row: { bureau: string }): Promise<string[]> {
  return absent(await known(sql, 'bureau', [row.bureau]), [['/bureau', row.bureau]]);
}

/** TJ51-A1-X1: the designated office system is registered, as a system that stamps receipt. */
async function receivingSystem(
  sql: Querying,
  { receivingSystem: designated }: Bureau,
): Promise<string[]> {
  if (designated === 'duban') return [];
  const found =
    await sql`select 1 from officer where id = ${designated.slice('oa:'.length)} and kind = 'system' and 'receiving-system' = any(roles) and removed_on is null`;
  return found.length > 0 ? [] : ['/receivingSystem'];
}

async function ofUnit(sql: Querying, row: Unit): Promise<string[]> {
  const contacts: Named = row.contacts.map(({ officer }, i) => [`/contacts/${i}/officer`, officer]);
  const superior: Named = row.superior === null ? [] : [['/superior', row.superior]];
  return [
    ...(await bureau(sql, row)),
    ...absent(
      await known(
        sql,
        'unit',
        superior.map(([, id]) => id),
      ),
      superior,
    ),
    ...absent(
      await known(
        sql,
        'officer',
        contacts.map(([, id]) => id),
      ),
      contacts,
    ),
  ];
}

async function ofPractitioner(sql: Querying, row: Practitioner): Promise<string[]> {
  const institutions: Named = row.institutions.map((id, i) => [`/institutions/${i}`, id]);
  return [
    ...(await bureau(sql, row)),
    ...absent(await known(sql, 'institution', row.institutions), institutions),
  ];
}
