/** 市区协同的文书 The acts of what city and districts have done together (TJ51-8.2), and what the engine is told of each: codes, dates and hashes only. */
import { act } from '../law/acts.ts';

/** 培训、指导、信息共享、联合检查、案件会商. */
export const cooperationKinds = [
  'training',
  'guidance',
  'information-sharing',
  'joint-check',
  'case-consultation',
] as const;
export type CooperationKind = (typeof cooperationKinds)[number];

/** `officers`: how many people who took part the registry knows of the side that answers. */
export const answer = act<{ agrees: boolean; reasonGiven: boolean }, { registered: number }>()(
  'cooperation-answer',
  '协同记录确认',
  'Answer to the record',
);
export const correction = act<{ documentHash: string; reasonGiven: boolean }>()(
  'cooperation-correction',
  '协同记录更正',
  'Correction of the record',
);
export const withdrawal = act<{ reasonGiven: boolean }>()(
  'cooperation-withdrawal',
  '协同记录撤回',
  'Withdrawal of the record',
);

export type Acts = typeof answer | typeof correction | typeof withdrawal;

/** 现状 What the guards look at. */
export interface State {
  /** Who filed the record that stands. */
  recordedBy: string;
  rounds: number;
}
