/** 信用信息 Who records, who reads, and how what stands in the way is told. */
import type { Bar } from '../../db/credit-record/records.ts';
import { findBureau, type BureauRow } from '../../db/queries/subjects.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { SUBJECTS } from '../../domain/credit-record/recording.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { requireOffice } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';

export const tag = '企业信用信息 Credit records';

/** The bureau, which 秦医保〔2022〕23号 binds or which has adopted it (X-11). */
export async function creditBureau(sql: ActDeps['sql'], bureau: string): Promise<BureauRow> {
  const row = (await findBureau(sql, bureau))!;
  const basis = bindingInstruments(row, 'QHD', databaseToday());
  if (isRefusal(basis)) throw Problem.refused(basis);
  return row;
}

/** A person of 基金监管科, who gathers what is recorded. */
export const isOfSection = ({ kind, unitRoles }: Caller): boolean =>
  kind === 'person' && unitRoles.includes('fund-supervision');

export function requireSection(caller: Caller, clause: string): void {
  requireOffice(caller, clause);
  if (isOfSection(caller)) return;
  throw new Problem('not-owed-by-you', {
    clause,
    say: {
      zh: '信用信息由基金监管科的人员归集登记。',
      en: 'Credit records are gathered and entered by the section of fund supervision.',
    },
    lawful: { zh: '由基金监管科登记。', en: 'Let that section enter it.' },
  });
}

const lawful: Readonly<Record<string, { zh: string; en: string }>> = {
  'act-recorded': {
    zh: '已有的记录有误的，更正该记录。',
    en: 'Where the record that is there is wrong, correct it.',
  },
  'act-of-source': {
    zh: '依该来源登记；已经登记的，更正该记录。',
    en: 'Record it from its source; where that is done, correct that record.',
  },
  'act-objected': {
    zh: '只有与该记录不同的事实可以登记：日期、类别、考核结果。',
    en: 'Only what differs from that record may be recorded: another day, another class, another result.',
  },
  'act-day-differs': {
    zh: '同一行为只有一个日期：核对编号，或者先更正已有的记录。',
    en: 'One act has one day: look at the number, or correct the record that is there.',
  },
};

/** 409 with the record that stands in the way, where there is one. */
export function barred(bar: Bar, clause: string): Problem {
  const code = bar.code as ProblemCode;
  if (bar.id === undefined)
    return new Problem(code, { clause, ...(lawful[bar.code] && { lawful: lawful[bar.code] }) });
  return new Problem(code, {
    clause,
    say: {
      zh: `已有记录 ${bar.id}${bar.actOn ? `（行为日期 ${bar.actOn}）` : ''}。`,
      en: `There is the record ${bar.id}${bar.actOn ? ` (day of the act ${bar.actOn})` : ''}.`,
    },
    lawful: lawful[bar.code] ?? { zh: '更正该记录。', en: 'Correct that record.' },
  });
}

export const notRegistered = (): Problem =>
  new Problem('subject-not-registered', {
    clause: SUBJECTS,
    lawful: { zh: '先登记信用主体。', en: 'Register the subject first.' },
  });
