/** 协调事项的声明 What the system knows of the issues between two departments (TJ84-15.6). */
import type { Procedure } from '../law/procedure.ts';
import { commitmentSettingsOf } from '../commitment-case/declared.ts';
import { declared } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const coordinationIssue = {
  id: 'coordination-issue',
  room: 'coordination-issue',
  title: { zh: '审管联动协调事项', en: 'Coordination issue' },
  workflow: 'coordinationIssue',
  prefix: 'CI',
  instrument: 'TJ84',
  opens: ['issue-report'],
  codes,
  forms,
  clause: () => 'TJ84-15.6',
  duties: (settings) => declared(dutiesFor(commitmentSettingsOf(settings))),
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
