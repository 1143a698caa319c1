/** What an installation starts with: the published calendars always; invented calendars and the invented bureau only when asked for. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  bureau,
  officer,
  registryNames,
  unit,
  type RegistryName,
} from '../domain/registry/shapes.ts';
import { fictitiousYear, publishedYears } from '../domain/time/calendars.ts';
import type { CalendarYear } from '../domain/time/limit.ts';
import { connect, type Sql } from './client.ts';
import { absences, appointments, roster, serviceLists } from './commitment-sample.ts';
import { loadInspectionSample } from './inspection-reference.ts';
import { addCalendar, currentCalendars } from './queries/calendar.ts';
import { addAbsence, addAppointment, addRosterRow } from './commitment-registries/coordinators.ts';
import { lockRegistry, lockRows } from './queries/registry.ts';
import { writeRow } from './queries/registry-writes.ts';
import { listVersions, registerList } from './commitment-registries/service-lists.ts';
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
    const invented = options.fictitiousCalendars
      ? [2027, 2028, 2029, 2030].map((year) => fictitiousYear(year))
      : [];
    await loadCalendars(sql, [...publishedYears, ...invented]);
    if (!options.sample) return;
    for (const name of registryNames) await loadRows(sql, name);
    await loadCommitment(sql);
    await loadInspectionSample(sql, BY);
  } finally {
    await sql.end();
  }
}

async function loadCalendars(sql: Sql, years: readonly CalendarYear[]): Promise<void> {
  const known = new Set((await currentCalendars(sql)).map(({ year }) => year));
  for (const year of years) {
    if (!known.has(year.year))
      await sql.begin((tx) =>
        addCalendar(tx, {
          ...year,
          fictitious: year.fictitious ?? false,
          document: null,
          loadedBy: BY,
        }),
      );
  }
}

async function loadRows<N extends RegistryName>(sql: Sql, name: N): Promise<void> {
  await sql.begin(async (tx) => {
    const known = await lockRows(
      tx,
      name,
      sample[name].map(({ id }) => id),
    );
    for (const row of sample[name]) {
      if (!known.has(row.id))
        await writeRow(tx, name, undefined, row, { by: BY, reason: '样例 fictitious sample' });
    }
  });
}

/** 承诺制事项, once: a bureau that has a list already keeps what it has. */
async function loadCommitment(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await lockRegistry(tx, 'units');
    if ((await listVersions(tx, 'tj')).length > 0) return;
    for (const list of serviceLists) await registerList(tx, 'tj', list, BY);
    for (const one of appointments) await addAppointment(tx, one, BY);
    for (const one of roster) await addRosterRow(tx, one, BY);
    for (const one of absences) await addAbsence(tx, one, BY);
  });
}

const foundation = z.strictObject({ bureau, unit, officer });

/**
 * 首任登记员 Every registration needs a registrar, so the first one comes from the operator: a bureau, a unit of it and an officer of that unit
 * with the role of registrar. Refused once anybody is registered; everything after that goes through the API.
 */
export async function registerFirst(url: string, given: unknown): Promise<void> {
  const first = foundation.parse(given);
  if (
    first.unit.bureau !== first.bureau.id ||
    first.officer.unit !== first.unit.id ||
    !first.officer.roles.includes('registrar')
  ) {
    throw new Error('first: an officer with the role of registrar, in a unit of the bureau');
  }
  const sql = connect(url, { max: 1, name: 'duban-reference' });
  try {
    await sql.begin(async (tx) => {
      await lockRegistry(tx, 'officers');
      if ((await tx`select 1 from officer limit 1`).length > 0)
        throw new Error('first: somebody is registered already; go on through the API');
      const note = { by: BY, reason: '首任登记员 first registrar' };
      await writeRow(tx, 'bureaus', undefined, first.bureau, note);
      await writeRow(tx, 'units', undefined, first.unit, note);
      await writeRow(tx, 'officers', undefined, first.officer, note);
    });
  } finally {
    await sql.end();
  }
}

/** `[--sample] [--fictitious-calendars]`, or `--first FILE.json` with {bureau, unit, officer}. */
async function main(args: readonly string[]): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('DATABASE_URL: the address of the database');
  await loadReference(url, {
    sample: args.includes('--sample'),
    fictitiousCalendars: args.includes('--fictitious-calendars'),
  });
  const file = args.includes('--first') ? args[args.indexOf('--first') + 1] : undefined;
  if (file !== undefined) await registerFirst(url, JSON.parse(await readFile(file, 'utf8')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
