/** What lists of the registries may be narrowed by, and what that asks of each. */
import { eq, inArray, or, type SQL, sql as part } from 'drizzle-orm';
import type { RegistryName } from '../../domain/registry/shapes.ts';
import * as t from '../schema/index.ts';

/** What a list may be narrowed by. Absent means all. */
export interface RowFilter {
  bureau?: string | undefined;
  unit?: string | undefined;
  role?: string | undefined;
  status?: string | undefined;
  ownership?: string | undefined;
  area?: string | undefined;
  institution?: string | undefined;
  code?: string | undefined;
  /** Divided by commas. */
  ids?: string | undefined;
}

/** A filter that a registry does not have finds nothing in it. */
const nowhere = part`false`;
const conditions: Record<keyof RowFilter, (value: string) => { [N in RegistryName]?: SQL }> = {
  bureau: (value) => ({
    bureaus: eq(t.bureau.id, value),
    units: eq(t.unit.bureau, value),
    officers: part`${t.officer.unit} in (select ${t.unit.id} from ${t.unit} where ${eq(t.unit.bureau, value)})`,
    institutions: eq(t.institution.bureau, value),
    departments: part`${t.department.institution} in (select ${t.institution.id} from ${t.institution} where ${eq(t.institution.bureau, value)})`,
    practitioners: eq(t.practitioner.bureau, value),
  }),
  unit: (value) => ({ officers: eq(t.officer.unit, value) }),
  role: (value) => ({
    units: part`${t.unit.roles} @> array[${value}]`,
    officers: part`${t.officer.roles} @> array[${value}]`,
  }),
  status: (value) => ({
    institutions: part`${t.institution.status} = ${value}`,
    departments: part`${t.department.status} = ${value}`,
    practitioners: part`${t.practitioner.status} = ${value}`,
  }),
  ownership: (value) => ({ institutions: part`${t.institution.ownership} = ${value}` }),
  area: (value) => ({
    bureaus: eq(t.bureau.area, value),
    institutions: eq(t.institution.area, value),
  }),
  institution: (value) => ({
    departments: eq(t.department.institution, value),
    practitioners: part`${t.practitioner.id} in (select ${t.practitionerRegistration.practitioner} from ${t.practitionerRegistration}
      where ${eq(t.practitionerRegistration.institution, value)})`,
  }),
  code: (value) => ({
    institutions: or(eq(t.institution.nhsaCode, value), eq(t.institution.creditCode, value)),
    departments: eq(t.department.code, value),
    practitioners: eq(t.practitioner.nhsaCode, value),
  }),
  ids: (value) => ({
    units: inArray(t.unit.id, value.split(',')),
    officers: inArray(t.officer.id, value.split(',')),
    institutions: inArray(t.institution.id, value.split(',')),
    practitioners: inArray(t.practitioner.id, value.split(',')),
  }),
};

/** The conditions of a filter on the rows of a registry. */
export const narrowed = (name: RegistryName, filter: RowFilter): SQL[] =>
  (Object.entries(filter) as [keyof RowFilter, string | undefined][]).flatMap(([key, value]) =>
    value === undefined ? [] : [conditions[key](value)[name] ?? nowhere],
  );
