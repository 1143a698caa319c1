/** 双随机抽取的用语 What a dossier calls that of draws which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  draw: { zh: '抽取', en: 'Draw' },
  redraw: { zh: '重新抽取', en: 'Redraw' },
  drawn: { zh: '抽取结果', en: 'Outcome of the draw' },
  'given-up': { zh: '放弃抽取', en: 'Draw given up' },
  'draw-committed': { zh: '抽取承诺', en: 'Draw committed' },
  'draw-revealed': { zh: '抽取揭示', en: 'Draw revealed' },
  'draw-abandoned': { zh: '抽取放弃', en: 'Draw abandoned' },
  body: { zh: '抽取主体', en: 'Drawing body' },
  contributor: { zh: '参与方', en: 'Contributor' },
  superior: { zh: '上级', en: 'Superior' },
  committed: { zh: '已承诺', en: 'Committed' },
  contributed: { zh: '已参与', en: 'Contributed' },
  ending: { zh: '结束中', en: 'Ending' },
  revealed: { zh: '已揭示', en: 'Revealed' },
  abandoned: { zh: '已放弃', en: 'Abandoned' },
};
