/** 纸面 The blocks that a paper is made of, and how it writes instants, units and people. */
import type { Who } from './parts.ts';
import type { Dates } from './shapes.ts';
import { wordOf } from './titles.ts';

/** `widths`: of the columns, in hundredths of the page. A cell may have several lines. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'lines'; lines: readonly string[] }
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: string])[] }
  | {
      kind: 'table';
      head: readonly string[];
      widths: readonly number[];
      rows: readonly (readonly string[])[];
    };

/** `2026-03-02 09:30:00`; instants of a dossier are in UTC+8. */
export const at = (instant: string | null): string =>
  instant === null ? '—' : instant.slice(0, 19).replace('T', ' ');

export const orDash = (text: string | null | undefined): string => text || '—';

export const unitOf = ({ unit, name }: { unit: string; name: string | null }): string =>
  name === null ? unit : `${name}（${unit}）`;

export const personOf = ({ officer, name, unit, unitName }: Who): string =>
  [name === null ? officer : `${name}（${officer}）`, unitName ?? unit].join('\n');

export const word = (code: string): string => wordOf('', code).zh;

/** When something happened, as its act states it. */
export const statedOf = ({ occurred, served }: Dates): string[] => [
  ...(occurred ? [`作出 ${at(occurred)}`] : []),
  ...(served ? [`送达 ${at(served)}`] : []),
];
