/** 登记的前提 What the registries know when something around inspections is registered, and how it is refused. */
import type { Sentence } from '../law/refusal.ts';
import type { RowRefusal } from '../registry/subject-rules.ts';
import type { CivilDate } from '../time/instant.ts';

export interface KnownUnit {
  id: string;
  bureau: string;
  roles: readonly string[];
}
export interface KnownOfficer {
  id: string;
  unit: string;
  bureau: string;
  kind: string;
  roles: readonly string[];
  removed: boolean;
  unitRoles: readonly string[];
}
export interface Ground {
  today: CivilDate;
  bureau: string;
  area: string;
  certificateKinds: readonly string[];
}

export const refuse = (
  code: string,
  clause: string,
  field: string,
  say: readonly [string, string],
  lawful: readonly [string, string],
): RowRefusal => {
  const pair = ([zh, en]: readonly [string, string]): Sentence => ({ zh, en });
  return { code, clause, field, say: pair(say), lawful: pair(lawful) };
};
export const unknown = (clause: string, field: string): RowRefusal =>
  refuse(
    'unknown-reference',
    clause,
    field,
    ['本局没有该登记', 'The bureau has no such registration'],
    ['先登记', 'Register it first'],
  );
/** A registry holds what has happened. */
export const ahead = (
  today: CivilDate,
  clause: string,
  dates: Readonly<Record<string, CivilDate | null | undefined>>,
): RowRefusal | undefined => {
  const field = Object.keys(dates).find((name) => (dates[name] ?? today) > today);
  return field === undefined
    ? undefined
    : refuse(
        'in-the-future',
        clause,
        field,
        ['所写日期在将来', 'The stated date is in the future'],
        ['发生之后登记', 'Register it once it has happened'],
      );
};
