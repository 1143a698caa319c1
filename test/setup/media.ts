/** 表格、日历、网页 What a text must be to be of its medium: the document says no more of it. */

/** RFC 4180: as many cells in every row, and a byte-order mark for spreadsheets. */
function wrongTable(text: string): string | undefined {
  if (!text.startsWith('\ufeff')) return 'no byte-order mark';
  const rows = text
    .slice(1)
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split('\r\n');
  if (!text.endsWith('\r\n')) return 'a last row without an end';
  const cells = new Set(rows.slice(0, -1).map((row) => row.split(',').length));
  return cells.size > 1 ? 'rows of different length' : undefined;
}

/** RFC 5545: folded lines, each ended, and nothing beside the calendar. */
function wrongCalendar(text: string): string | undefined {
  if (!/^BEGIN:VCALENDAR\r\n[\s\S]*\r\nEND:VCALENDAR\r\n$/.test(text)) return 'no whole calendar';
  if (/[^\r]\n/.test(text)) return 'a line without CRLF';
  const long = text.split('\r\n').some((row) => Buffer.byteLength(row) > 75);
  return long ? 'a line of more than 75 octets' : undefined;
}

const isJson = (line: string): boolean => {
  try {
    return JSON.parse(line) !== undefined;
  } catch {
    return false;
  }
};

const forms: Readonly<Record<string, (text: string) => string | undefined>> = {
  'text/csv': wrongTable,
  'text/calendar': wrongCalendar,
  'text/html': (text) =>
    /^<!doctype html>[\s\S]*<html lang="[a-zA-Z-]+"[\s\S]*<\/html>\s*$/i.test(text)
      ? undefined
      : 'no whole page with its language',
  'application/x-ndjson': (text) =>
    text.split('\n').every((line) => line === '' || isJson(line))
      ? undefined
      : 'a line that is no JSON',
};

/** Undefined where it is in order, and where nothing is asked of the medium. */
export const wrongText = (media: string, text: string): string | undefined => forms[media]?.(text);
