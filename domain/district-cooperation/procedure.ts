/** 市区协同的声明 What the system knows of cooperation between city and districts (TJ51-8.2). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { defaultDistrictCooperationSettings } from './settings.ts';
import { districtCooperationSettings } from './settings-form.ts';
import { summaryOf } from './summary.ts';

export const districtCooperation = {
  id: 'district-cooperation',
  room: 'district-cooperation',
  title: { zh: '市区协同', en: 'Cooperation of city and districts' },
  workflow: 'districtCooperation',
  prefix: 'XT',
  instrument: 'TJ51',
  opens: ['cooperation-record'],
  codes,
  settings: {
    name: 'districtCooperation',
    form: districtCooperationSettings,
    defaults: defaultDistrictCooperationSettings,
  },
  forms,
  clause: () => 'TJ51-8.2',
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
