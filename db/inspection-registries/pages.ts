/** Pages of a registry around an inspection: by a key, whatever is listed. */
import { and, type Column, type SQL, sql as part } from 'drizzle-orm';
import { given } from '../typed.ts';

export interface ListFilter {
  id?: string | undefined;
  unit?: string | undefined;
  officer?: string | undefined;
  institution?: string | undefined;
  roll?: string | undefined;
  class?: string | undefined;
  basis?: string | undefined;
}
export interface Page {
  of: string;
  filter: ListFilter;
  after: string;
  limit: number;
}
export const beginning = (key: Column | SQL, { filter, after }: Page): SQL | undefined =>
  and(
    part`${key} collate "C" > ${after}`,
    given(filter.id, (id) => part`${key} = ${id}`),
  );
export const inOrder = (key: Column | SQL) => part`${key} collate "C"`;
