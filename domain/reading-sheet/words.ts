/** 口径用语 What the codes of a reading sheet are called. */
import type { Sentence } from '../law/refusal.ts';

const say = (zh: string, en: string): Sentence => ({ zh, en });

export const kindWords = {
  text: say('条文', 'Text'),
  reading: say('解释', 'Reading'),
  management: say('管理要求', 'Management'),
} as const;
export const judgedWords = {
  receipt: say('以收到为准', 'By receipt'),
  occurrence: say('以作出为准', 'By occurrence'),
  service: say('以送达为准', 'By service'),
} as const;
export const stateWords = {
  confirmed: say('已确认', 'Confirmed'),
  default: say('未确认（系统默认值）', "Not confirmed: the system's own value"),
  reading: say('未确认（系统的理解）', "Not confirmed: the system's reading"),
  registered: say('已登记，登记人不详', 'Registered, it is not on record by whom'),
  text: say('条文，无须设定', 'Text: nothing to be set'),
  file: say('由案卷确定', 'Set by the file'),
} as const;
export type ConfirmedState = keyof typeof stateWords;
