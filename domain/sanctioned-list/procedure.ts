/** 处罚名单通报的声明 What the system knows of the lists of those sanctioned (TJ51-15). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { CLAUSE } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { sanctionedListSettings } from './settings-form.ts';
import { defaultSanctionedListSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const sanctionedList = {
  id: 'sanctioned-list',
  room: 'sanctioned-list',
  title: { zh: '处罚名单通报', en: 'List of those sanctioned' },
  workflow: 'sanctionedList',
  prefix: 'MD',
  instrument: 'TJ51',
  opens: ['list-period', 'list-correction'],
  codes,
  settings: {
    name: 'sanctionedList',
    form: sanctionedListSettings,
    defaults: defaultSanctionedListSettings,
  },
  forms,
  clause: () => CLAUSE,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
