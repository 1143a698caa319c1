/** 市区协同的用语 What a dossier calls that of cooperation with districts which has no form: openings, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

/** How many other sides one record may have. */
export const MOST_SIDES = 20;

const places = Array.from({ length: MOST_SIDES }, (_, n) => n + 1);

export const names: Readonly<Record<string, Sentence>> = {
  'cooperation-record': { zh: '协同记录', en: 'Record of cooperation' },
  recorder: { zh: '记录方', en: 'Recording side' },
  ...Object.fromEntries(
    places.map((n) => [`side-${n}`, { zh: `参加方 ${n}`, en: `Other side ${n}` }]),
  ),
  confirming: { zh: '确认中', en: 'Confirming' },
  disputed: { zh: '有异议', en: 'Disputed' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};
