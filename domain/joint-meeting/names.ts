/** 联席会议的用语 What a dossier calls that of joint meetings which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'meeting-call': { zh: '会议召集', en: 'Call of the meeting' },
  'side-invited': { zh: '邀请一方', en: 'Side invited' },
  convener: { zh: '召集方', en: 'Convener' },
  counterpart: { zh: '对方', en: 'Counterpart' },
  called: { zh: '已召集', en: 'Called' },
  postponed: { zh: '延期', en: 'Postponed' },
  confirming: { zh: '确认中', en: 'Confirming' },
  disputed: { zh: '有异议', en: 'Disputed' },
  undertakings: { zh: '落实中', en: 'Undertakings' },
  closing: { zh: '办结中', en: 'Closing' },
  held: { zh: '已召开', en: 'Held' },
  'not-held': { zh: '未召开', en: 'Not held' },
};
