/** 参保人员信用记录的声明 What the system knows of the credit records of the insured (QJ-2.7). They have no files: they are a registry beside those of institutions. */
import { declared } from '../law/declared.ts';
import type { Declared } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { decideInsuredCredit } from './duties.ts';
import { insuredCreditSettings, insuredCreditSettingsOf } from './settings-form.ts';
import { defaultInsuredCreditSettings } from './settings.ts';

export const insuredCredit = {
  id: 'insured-credit',
  title: { zh: '参保人员信用记录', en: 'Credit records of the insured' },
  codes,
  settings: {
    name: 'insuredCredit',
    form: insuredCreditSettings,
    defaults: defaultInsuredCreditSettings,
  },
  duties: (all) => declared({ decide: decideInsuredCredit(insuredCreditSettingsOf(all)) }),
  names: {
    'insured-credit-decision': {
      zh: '决定参保人员信用记录',
      en: 'Decision on a record of the insured',
    },
    proposer: { zh: '提出人', en: 'Whoever proposes' },
  },
  forms: {},
} as const satisfies Declared;
