/** 登记的前提 What the registries know when something around inspections is registered, and how it is refused. */
import { refuseRow, type KnownOfficer as RegisteredOfficer } from '../registry/known.ts';
import type { RowRefusal } from '../registry/subject-rules.ts';
import type { CivilDate } from '../time/instant.ts';

export interface KnownOfficer extends RegisteredOfficer {
  unitRoles: readonly string[];
}
export interface RegisteringContext {
  today: CivilDate;
  bureau: string;
  area: string;
  certificateKinds: readonly string[];
}

/** A registry holds what has happened. */
export const ahead = (
  today: CivilDate,
  clause: string,
  dates: Readonly<Record<string, CivilDate | null | undefined>>,
): RowRefusal | undefined => {
  const field = Object.keys(dates).find((name) => (dates[name] ?? today) > today);
  return field === undefined
    ? undefined
    : refuseRow(
        'in-the-future',
        clause,
        field,
        ['所写日期在将来', 'The stated date is in the future'],
        ['发生之后登记', 'Register it once it has happened'],
      );
};
