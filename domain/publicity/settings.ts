/** 曝光的管理设置 TJ51-7 gives no number: these are the bureau's, in working days where nothing else is said. */
import type { CivilDate } from '../time/instant.ts';

export interface PublicitySettings {
  /** Days after the service for which a bureau waits until review and suit are over; 0: what is served is effective (处罚法 73). */
  waitDays: number;
  approveDays: number;
  /** 同步 From the approval until it stands on all four channels. */
  publishDays: number;
  /** Until a text that was returned is there anew. */
  redraftDays: number;
  /** 采用 Since when the three days of 处罚法 48 for the withdrawal are followed by decision; null: shown only, as management. */
  withdrawalAdoptedOn: CivilDate | null;
  /** Working days between two reminders of what is late. */
  againDays: number;
}

export const defaultPublicitySettings: PublicitySettings = {
  waitDays: 0,
  approveDays: 3,
  publishDays: 1,
  redraftDays: 3,
  withdrawalAdoptedOn: null,
  againDays: 5,
};
