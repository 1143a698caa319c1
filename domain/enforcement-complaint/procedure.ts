/** 执法扰企线索的声明 What the system knows of complaints about enforcement (QY-17.1). */
import type { Procedure } from '../law/procedure.ts';
import { inspectionSettingsOf } from '../inspection/settings-form.ts';
import { declared } from '../law/declared.ts';
import { answerComplaint } from './duties.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const enforcementComplaint = {
  id: 'enforcement-complaint',
  room: 'enforcement-complaint',
  title: { zh: '执法扰企线索', en: 'Complaint about enforcement' },
  workflow: 'enforcementComplaint',
  prefix: 'RQ',
  instrument: 'QY',
  opens: ['complaint'],
  codes,
  forms,
  clause: () => 'QY-17.1',
  duties: (settings) =>
    declared({ answerComplaint: answerComplaint(inspectionSettingsOf(settings)) }),
  names,
  papers,
  sealed: {
    complaint: {
      clause: 'QY-17.1',
      say: {
        zh: '反映人和内容密封，依规不予显示',
        en: 'Who complained and how is sealed and not shown',
      },
    },
  },
  summary: summaryOf,
  manages: true,
  cites: 'QY',
  hiddenFromInvolved: true,
} as const satisfies Procedure;
