/** 清单的用语 What a dossier calls that of it which has no form: openings, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'service-catalogue-proposal': {
    zh: '政务服务事项清单的提出',
    en: 'Proposal of the lists of services',
  },
  'service-catalogue-in-force': {
    zh: '清单版本施行',
    en: 'The version is in force',
  },
  'service-catalogue-revocation': { zh: '清单版本的撤回', en: 'Revocation of a version' },
  'service-catalogue-revoked': { zh: '清单版本已撤回', en: 'The version was revoked' },
  revoked: { zh: '已撤回', en: 'Revoked' },
  proposing: { zh: '提出单位', en: 'Unit that proposes it' },
  confirming: { zh: '复核单位', en: 'Unit that confirms it' },
  proposed: { zh: '待复核', en: 'To be confirmed' },
  confirmed: { zh: '已复核', en: 'Confirmed' },
  rejected: { zh: '不予施行', en: 'Rejected' },
};
