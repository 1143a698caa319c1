/** 立案查处管理设置 What TJ51-14.1 gives no number for is the bureau's. The periods of 局令4号 become breaches only where the bureau has decided to follow it. */
import type { CivilDate } from '../time/instant.ts';

export interface PenaltySettings {
  /** 采用 Since when the periods of 局令4号 and of the law on administrative penalties are followed by decision; null: shown only, as management. */
  order4AdoptedOn: CivilDate | null;
  /** TJ51-14.3: how many take part in 集体讨论, at least; and whether every decision needs one, or only a grave one. */
  discussionParticipants: number;
  discussionFor: 'all' | 'grave';
  /** From which fine on a decision is a grave one. In fen. */
  graveFineFen: number;
  /** Working days until investigators are named. */
  assignDays: number;
  /** Days for the report of the investigation. */
  reportDays: number;
  /** Working days for which the window of a statement is open at least; and until a hearing that was asked for is held. */
  statementDays: number;
  hearingDays: number;
  /** Days in which a fine, or the fund, is paid; per mille a day of what is late (加处罚款). */
  payDays: number;
  surchargePerMille: number;
  /** Working days in which the handling body carries out a step of the ladder; and from the end of the execution to the closure. */
  carryOutDays: number;
  closeDays: number;
  /** Days after which whoever has begun an interval that does not count is reminded of its end. */
  intervalDays: number;
  /** Working days until the answer of the police to a suspected crime is recorded. */
  policeDays: number;
  /** Working days between two reminders of what is late. */
  againDays: number;
}

export const defaultPenaltySettings: PenaltySettings = {
  order4AdoptedOn: null,
  discussionParticipants: 3,
  discussionFor: 'all',
  graveFineFen: 10_000_000,
  assignDays: 2,
  reportDays: 60,
  statementDays: 3,
  hearingDays: 20,
  payDays: 15,
  surchargePerMille: 30,
  carryOutDays: 3,
  closeDays: 10,
  intervalDays: 30,
  policeDays: 5,
  againDays: 5,
};
