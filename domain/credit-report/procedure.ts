/** 信用信息报告的声明 What the system knows of the report of a period to the credit office (QHD-2.3, 2.5c). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { CLAUSE } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { creditReportSettings } from './settings-form.ts';
import { defaultCreditReportSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const creditReport = {
  id: 'credit-report',
  room: 'credit-report',
  title: { zh: '信用信息报告', en: 'Report of credit records' },
  workflow: 'creditReport',
  prefix: 'XB',
  instrument: 'QHD',
  opens: ['credit-report-period'],
  codes,
  settings: {
    name: 'creditReport',
    form: creditReportSettings,
    defaults: defaultCreditReportSettings,
  },
  forms,
  clause: () => CLAUSE,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
