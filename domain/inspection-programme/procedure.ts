/** 年度联合检查计划的声明 What the system knows of the yearly programmes (QY-5). */
import type { Procedure } from '../law/procedure.ts';
import { declareDuties } from './declared.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const inspectionProgramme = {
  id: 'inspection-programme',
  room: 'inspection-programme',
  title: { zh: '年度联合检查计划', en: 'Yearly programme of inspections' },
  workflow: 'inspectionProgramme',
  prefix: 'JH',
  instrument: 'QY',
  opens: ['programme'],
  codes,
  forms,
  clause: (act) => (act === 'level-settlement' ? 'QY-5.2' : 'QY-5.3'),
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
  cites: 'QY',
} as const satisfies Procedure;
