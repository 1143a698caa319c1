/** 样例 A bureau of this run's own, how its units and people are called, and who goes where nobody is drawn. */

import { type Visit } from './script.ts';

export interface Fixtures {
  bureau: string;
  u(name: string): string;
  o(name: string): string;
  i(id: string): string;
  today: string;
  campaign: string;
  programme: string;
}
export const officerOf = (bureau: string, name: string): string => `o-${bureau}-${name}`;
export const ENFORCERS = 12;
export const url = 'https://ybj.example.org/jiancha';
export const localDay = (ms = Date.now()): string =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
export const now = (): string =>
  `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** Who carries out a visit where nobody is drawn. */
export const teamOf = (g: Fixtures, { body, n }: Visit): [string, string] =>
  body === 'ju'
    ? [g.o(`e${1 + (n % ENFORCERS)}`), g.o(`e${1 + ((n + 1) % ENFORCERS)}`)]
    : [g.o(`${body}1`), g.o(`${body}2`)];
export const headOf = (g: Fixtures, { body }: Visit): string => g.o(`${body}-head`);
