/** 请托说情登记的义务 Who owes what under annex 2, for the reading sheet; the register itself counts them in standing.ts and lapses.ts. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import type { Duty } from '../law/duty.ts';
import { lobbyingSettingsOf } from './settings-form.ts';

const article = { instrument: 'TJ51' } as const;

export const declareDuties: DeclareDuties = (all) => {
  const { nextLevelHours, retaliationDays } = lobbyingSettingsOf(all);
  const duties = {
    register: {
      id: 'register',
      owedBy: 'registrant',
      owedTo: 'supervision-body',
      act: 'lobbying-register',
      action: { zh: '登记请托说情', en: 'Record the encounter' },
      limit: { unit: 'hours', count: 24 },
      judgedBy: 'receipt',
      basis: { ...article, clause: 'TJ51-A2-3.3', article: '附件2 三', force: 'text' },
    },
    report: {
      id: 'report',
      owedBy: 'registrant',
      owedTo: 'next-level',
      act: 'lobbying-report',
      action: { zh: '逐级报告', en: 'Report to the next level' },
      limit: { unit: 'hours', count: 48 },
      judgedBy: 'receipt',
      basis: { ...article, clause: 'TJ51-A2-4', article: '附件2 四', force: 'text' },
    },
    nextLevel: {
      id: 'nextLevel',
      owedBy: 'recipient',
      owedTo: 'next-level',
      act: 'lobbying-report',
      action: { zh: '向再上一级报告', en: 'Report to the level above' },
      limit: { unit: 'hours', count: nextLevelHours },
      judgedBy: 'receipt',
      basis: { ...article, clause: 'TJ51-A2-4', article: '附件2 四', force: 'management' },
    },
    takeUpRetaliation: {
      id: 'takeUpRetaliation',
      owedBy: 'enforcement-supervision',
      owedTo: 'registrant',
      act: 'lobbying-take-up',
      action: { zh: '受理打击报复的报告', en: 'Take up a report of retaliation' },
      limit: { unit: 'hours', count: retaliationDays * 24 },
      judgedBy: 'receipt',
      basis: { ...article, clause: 'TJ51-A2-8', article: '附件2 八', force: 'management' },
    },
  } as const satisfies Record<string, Duty>;
  return declared(duties);
};
