/**
 * 表格 Tables that are written while they are read, whatever their length: CSV (RFC 4180, with a byte-order mark) and workbooks (.xlsx). In a workbook instants are
 * typed dates of local time (UTC+8), numbers are numbers and every text is a text, so that nothing is taken for a formula.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Response } from 'express';
import { writeXlsxStream, type CellValue } from 'hucre/xlsx';
import { parseInstant } from '../../domain/time/civil-date.ts';
import { escapedCell } from './csv.ts';

type Value = string | number | boolean | null;
export interface SheetColumn<T> {
  heading: string;
  /** In characters. */
  width: number;
  /** An instant as RFC 3339. */
  type?: 'instant';
  /** On paper a name stands without its code. */
  printed?: false;
  value: (row: T) => Value;
}
export interface Sheet<T> {
  /** Of the file that a person saves. */
  name: string;
  /** Of the sheet within the workbook. */
  title: string;
  columns: readonly SheetColumn<T>[];
  rows: AsyncIterable<T> | Iterable<T>;
}

/** What the answers of a route that gives tables are described with, beside CSV. */
export const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: workbook,
};

export async function sendSheet<T>(
  res: Response,
  format: 'csv' | 'xlsx',
  sheet: Sheet<T>,
): Promise<void> {
  res.attachment(`${sheet.name}.${format}`).vary('Accept');
  res.set({ 'Content-Type': types[format], 'Cache-Control': 'no-store' });
  const source = format === 'csv' ? csvOf(sheet) : xlsxOf(sheet);
  // Whoever goes away before the end has what they have; nobody is left to be told.
  await pipeline(source, res).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

async function* csvRows<T>({ columns, rows }: Sheet<T>): AsyncGenerator<(string | number)[]> {
  yield columns.map(({ heading }) => heading);
  for await (const row of rows)
    yield columns.map(({ value }) => {
      const cell = value(row);
      return typeof cell === 'number' ? cell : escapedCell(cell === null ? '' : String(cell));
    });
}

const csvOf = <T>(sheet: Sheet<T>): Readable =>
  Readable.from(csvRows(sheet)).compose(
    stringify({ bom: true, record_delimiter: 'windows', quoted_string: true }),
  ) as Readable;

/** Spreadsheets know no time zones: the wall clock of UTC+8 is written as if it were UTC. */
const UTC8 = 8 * 3_600_000;

async function* xlsxRows<T>({ columns, rows }: Sheet<T>): AsyncGenerator<CellValue[]> {
  yield columns.map(({ heading }) => heading);
  for await (const row of rows)
    yield columns.map(({ value, type }) => {
      const cell = value(row);
      if (type !== 'instant' || typeof cell !== 'string') return cell;
      const at = parseInstant(cell);
      return at === undefined ? cell : new Date(at + UTC8);
    });
}

const xlsxOf = <T>(sheet: Sheet<T>): Readable =>
  Readable.fromWeb(
    writeXlsxStream(xlsxRows(sheet), {
      name: sheet.title,
      columns: sheet.columns.map(({ width, type }) => ({
        width,
        ...(type && { numFmt: 'yyyy-mm-dd hh:mm:ss' }),
      })),
      freezePane: { rows: 1 },
    }) as never,
  );
