/** 信用异议的声明 What the system knows of an objection to a record or a grade (QHD-2.5a). */
import type { Procedure } from '../law/procedure.ts';
import { recordFell } from './acts.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { CLAUSE } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { creditObjectionSettings } from './settings-form.ts';
import { defaultCreditObjectionSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const creditObjection = {
  id: 'credit-objection',
  room: 'credit-objection',
  title: { zh: '信用异议', en: 'Objection to credit' },
  workflow: 'creditObjection',
  prefix: 'YY',
  instrument: 'QHD',
  opens: ['credit-objection-letter'],
  brought: [recordFell.type],
  codes,
  settings: {
    name: 'creditObjection',
    form: creditObjectionSettings,
    defaults: defaultCreditObjectionSettings,
  },
  forms,
  clause: () => CLAUSE,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
