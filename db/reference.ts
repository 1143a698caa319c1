/** What an installation starts with: the published calendars always; invented calendars and the invented bureau only when asked for. */
import { fileURLToPath } from 'node:url';
import { registryNames, type RegistryName } from '../domain/registry/shapes.ts';
import { fictitiousYear, publishedYears } from '../domain/time/calendars.ts';
import type { CalendarYear } from '../domain/time/limit.ts';
import { connect, type Sql } from './client.ts';
import { addCalendar, currentCalendars } from './queries/calendar.ts';
import { lockRows } from './queries/registry.ts';
import { writeRow } from './queries/registry-writes.ts';
import { sample } from './sample.ts';

export interface ReferenceOptions {
  /** The invented bureau, its officers, institutions and practitioners: embedded mode and tests. */
  sample: boolean;
  /** Invented arrangements for 2027–2030: demo and tests. */
  fictitiousCalendars: boolean;
}

const BY = 'reference';

/** Idempotent: what is there already stays as it is, also where somebody has changed it since. */
export async function loadReference(url: string, options: ReferenceOptions): Promise<void> {
  const sql = connect(url, { max: 1, name: 'duban-reference' });
  try {
    const invented = options.fictitiousCalendars ? [2027, 2028, 2029, 2030].map((year) => fictitiousYear(year)) : [];
    await loadCalendars(sql, [...publishedYears, ...invented]);
    if (options.sample) for (const name of registryNames) await loadRows(sql, name);
  } finally {
    await sql.end();
  }
}

async function loadCalendars(sql: Sql, years: readonly CalendarYear[]): Promise<void> {
  const known = new Set((await currentCalendars(sql)).map(({ year }) => year));
  for (const year of years) {
    if (!known.has(year.year)) await addCalendar(sql, { ...year, fictitious: year.fictitious ?? false, document: null, loadedBy: BY });
  }
}

async function loadRows<N extends RegistryName>(sql: Sql, name: N): Promise<void> {
  await sql.begin(async (tx) => {
    const known = await lockRows(tx, name, sample[name].map(({ id }) => id));
    for (const row of sample[name]) {
      if (!known.has(row.id)) await writeRow(tx, name, undefined, row, { by: BY, reason: '样例 fictitious sample' });
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('DATABASE_URL: the address of the database');
  await loadReference(url, { sample: process.argv.includes('--sample'), fictitiousCalendars: process.argv.includes('--fictitious-calendars') });
}
