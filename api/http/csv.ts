/** Lists as tables that a person opens in a spreadsheet. */
import { stringify } from 'csv-stringify/sync';
import type { Request, Response } from 'express';
import { setHeaders } from './deprecation.ts';

/** One column: its heading and what stands in it. */
export type Column<T> = readonly [
  heading: string,
  value: (row: T) => string | number | boolean | null | undefined,
];

/** By `?format=csv`, else by Accept. */
export function wantsCsv(req: Request, format: 'json' | 'csv' | undefined): boolean {
  return format === undefined
    ? req.accepts(['application/json', 'text/csv']) === 'text/csv'
    : format === 'csv';
}

/** A cell that a spreadsheet would take for a formula (= + - @ tab CR, also in full width) begins with an apostrophe instead. */
export const escapedCell = (text: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;

/** RFC 4180 with a byte-order mark, without which spreadsheets misread Chinese; text is always quoted, whatever separates cells where it is opened. */
export function csv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const cell = (value: string | number | boolean | null | undefined): string | number =>
    typeof value === 'number'
      ? value
      : escapedCell(value === null || value === undefined ? '' : String(value));
  const table = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, value]) => cell(value(row)))),
  ];
  return stringify(table, { bom: true, record_delimiter: 'windows', quoted_string: true });
}

export function sendCsv(
  res: Response,
  name: string,
  text: string,
  headers: Record<string, string> = {},
): void {
  setHeaders(res, {
    ...headers,
    'Content-Disposition': `attachment; filename="${name}.csv"`,
    'Cache-Control': 'no-store',
  }).vary('Accept');
  res.type('text/csv; charset=utf-8').send(text);
}
