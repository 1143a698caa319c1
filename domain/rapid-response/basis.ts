/** 条款 How a duty of the rapid response cites its paragraph of Annex 1: paragraph 一 for institutions, 二 for practitioners. */
import type { LegalBasis } from '../law/basis.ts';
import type { TimeLimit } from '../time/limit.ts';
import type { Settings } from './settings.ts';
import { paragraphOf, type SubjectKind } from './terms.ts';

export type Party =
  | 'supervision-body'
  | 'payment-division'
  | 'system-division'
  | 'insurance-centre'
  | 'subject';

export const H24: TimeLimit = { unit: 'hours', count: 24 };
export const days = (count: number): TimeLimit => ({ unit: 'calendar-days', count });

/** 3日: both readings of the three days, the one the bureau has chosen first. */
export function threeDays(settings: Settings): { limit: TimeLimit; altLimit: TimeLimit } {
  const calendar = days(3);
  const working: TimeLimit = { unit: 'working-days', count: 3 };
  return settings.threeDays === 'calendar'
    ? { limit: calendar, altLimit: working }
    : { limit: working, altLimit: calendar };
}

/** The citations of one kind of subject. */
export function annexOf(subject: SubjectKind) {
  const paragraph = paragraphOf(subject);
  const part = subject === 'institution' ? '一' : '二';
  return {
    paragraph,
    basis: (step: string, section: string, force: LegalBasis['force'] = 'text'): LegalBasis => ({
      clause: `TJ51-A1-${paragraph}.${step}`,
      instrument: 'TJ51',
      article: `附件1 ${part}（${section}）`,
      force,
    }),
    management: (clause: string, section: string): LegalBasis => ({
      clause,
      instrument: 'TJ51',
      article: `附件1 ${part}（${section}）`,
      force: 'management',
    }),
  };
}
export type Annex = ReturnType<typeof annexOf>;
