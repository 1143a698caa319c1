/** 会商的用语 What a dossier calls that of consultations which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'consultation-call': { zh: '会商召集', en: 'Call of the consultation' },
  'next-term': { zh: '下一期', en: 'Next term' },
  'figures-presented': { zh: '数据通报', en: 'Figures presented' },
  'side-invited': { zh: '邀请一方', en: 'Side invited' },
  'consultation-missed': { zh: '未按期会商', en: 'Consultation missed' },
  convener: { zh: '召集部门', en: 'Convener' },
  counterpart: { zh: '对方部门', en: 'Counterpart' },
  accepting: { zh: '受理部门', en: 'Accepting department' },
  supervising: { zh: '监管部门', en: 'Supervising department' },
  called: { zh: '已召集', en: 'Called' },
  postponed: { zh: '延期', en: 'Postponed' },
  missed: { zh: '未召开', en: 'Missed' },
  held: { zh: '已召开', en: 'Held' },
  closing: { zh: '办结中', en: 'Closing' },
};
