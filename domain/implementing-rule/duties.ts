/**
 * 实施细则 Who owes what. Data only. The 30 days of the notice of issue are law and run once, from the day of the issuing;
 * for what is first done on commitment later there is no number: a management setting, and never a breach.
 */
import type { CommitmentSettings } from '../commitment-case/settings.ts';
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import { due } from '../time/due.ts';
import { civilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { TimeLimit, WorkCalendar } from '../time/limit.ts';
import { portalUpdate, rulePublication, ruleReview } from './acts.ts';

/** 印发 The date of the document, not of its publication on the web. */
export const issuedOn = civilDate('2021-09-22');

type Party = 'author' | 'authority';
export interface DutyContext {
  ofIssuing: boolean;
  settings: Pick<CommitmentSettings, 'ruleDays' | 'ruleReviewMonths'>;
}

export function dutiesFor({ ofIssuing, settings }: DutyContext) {
  const days = (count: number): TimeLimit => ({ unit: 'calendar-days', count });
  const basis: LegalBasis = {
    clause: 'TJ84-0.1',
    instrument: 'TJ84',
    article: '印发通知',
    force: ofIssuing ? 'text' : 'management',
  };
  // A rule may be ready before its item is first allowed; nothing can have been done before the issuing.
  const deliverable = {
    owedBy: 'author',
    owedTo: 'authority',
    judgedBy: 'occurrence',
    limit: days(ofIssuing ? 30 : settings.ruleDays),
    basis,
    ...(!ofIssuing && { mayPrecede: true as const }),
  } as const;
  const review: TimeLimit = { unit: 'months', count: settings.ruleReviewMonths, roll: false };
  return {
    compileRule: {
      ...deliverable,
      id: 'compileRule',
      act: rulePublication.type,
      action: { zh: '编制该事项的实施细则', en: 'Compile the implementing rule of the item' },
    },
    updatePortal: {
      ...deliverable,
      id: 'updatePortal',
      act: portalUpdate.type,
      action: { zh: '完成天津网上办事大厅的更新', en: 'Complete the update of the portal' },
    },
    reviewRule: {
      id: 'reviewRule',
      act: ruleReview.type,
      owedBy: 'author',
      owedTo: 'authority',
      judgedBy: 'receipt',
      limit: review,
      again: review,
      basis: { clause: 'TJ84-14', instrument: 'TJ84', article: '第十四条', force: 'management' },
      action: { zh: '复核实施细则', en: 'Look at the rule again' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
export type Duties = ReturnType<typeof dutiesFor>;

/** Nobody is warned of a period that was over when the file was opened. */
export function warnedAhead<D extends Duty>(
  duty: D,
  from: Instant,
  openedAt: Instant,
  calendar: WorkCalendar,
): D {
  return due(from, duty.limit, calendar).at > openedAt ? duty : { ...duty, remindAt: [] };
}
