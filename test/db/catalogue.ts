/** What PostgreSQL's catalogue says of our functions: all that decides what a call does, and who may make it. */
import type { Sql } from '../../db/client.ts';

export interface CatalogueRow {
  name: string;
  signature: string;
  /** Without comments and layout. */
  definition: string;
  rights: Record<string, unknown>;
}

export async function functionsOf(sql: Sql): Promise<Map<string, CatalogueRow>> {
  const rows = await sql<(Omit<CatalogueRow, 'rights'> & Record<string, unknown>)[]>`
    select p.proname as name, p.oid::regprocedure::text as signature, coalesce(p.prosrc, '') || coalesce(pg_get_function_sqlbody(p.oid), '') as definition,
      pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result, l.lanname as language, p.proowner::regrole::text as owner,
      p.prosecdef as definer, array(select c from unnest(p.proconfig) c order by c) as config, array(select a::text from unnest(p.proacl) a order by 1) as grants,
      p.provolatile as volatility, p.proisstrict as strict, p.proparallel as parallel, p.proleakproof as leakproof, p.procost as cost, p.prorows as rows
    from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = 'public'::regnamespace and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;
  return new Map(
    rows.map(({ name, signature, definition, ...rights }) => [
      signature,
      { name, signature, definition: words(definition).join(' '), rights },
    ]),
  );
}

/** The words of a body: strings stay as they are, comments and what is between words count for nothing. */
const words = (text: string): string[] =>
  [...text.matchAll(/--[^\n]*|'(?:[^']|'')*'|"[^"]*"|\w+|[^\s\w]/g)]
    .map(([word]) => word)
    .filter((word) => !word.startsWith('--'));
