/** 登记簿所知的单位和人员 What the registries know of a unit and of an officer, whatever is registered of them. */
import type { RowRefusal } from './subject-rules.ts';

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
}

export const refuseRow = (
  code: string,
  clause: string,
  field: string,
  [zh, en]: readonly [string, string],
  [lawfulZh, lawfulEn]: readonly [string, string],
): RowRefusal => ({
  code,
  clause,
  field,
  say: { zh, en },
  lawful: { zh: lawfulZh, en: lawfulEn },
});

/** The bureau has no such unit, officer or row. */
export const unknownReference = (clause: string, field: string): RowRefusal =>
  refuseRow(
    'unknown-reference',
    clause,
    field,
    ['本局没有该登记', 'The bureau has no such registration'],
    ['先登记', 'Register it first'],
  );
