/** 黑名单的声明 What the system knows of a listing (QHD-2.4d). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { CLAUSE } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { creditBlacklistSettings } from './settings-form.ts';
import { defaultCreditBlacklistSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const creditBlacklist = {
  id: 'credit-blacklist',
  room: 'credit-blacklist',
  title: { zh: '黑名单', en: 'Blacklist' },
  workflow: 'creditBlacklist',
  prefix: 'HM',
  instrument: 'QHD',
  opens: ['blacklist-proposal'],
  brought: ['blacklist-regraded'],
  codes,
  settings: {
    name: 'creditBlacklist',
    form: creditBlacklistSettings,
    defaults: defaultCreditBlacklistSettings,
  },
  forms,
  clause: () => CLAUSE,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
