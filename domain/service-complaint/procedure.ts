/** 投诉的声明 What the system knows of a complaint about a service (QJ-2.6c, service no. 37). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { RESPONSES } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { serviceComplaintSettings } from './settings-form.ts';
import { defaultServiceComplaintSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const serviceComplaint = {
  id: 'service-complaint',
  room: 'service-complaint',
  title: { zh: '政务服务投诉', en: 'Complaint about a service' },
  workflow: 'serviceComplaint',
  prefix: 'TS',
  instrument: 'QJ',
  opens: ['service-complaint'],
  codes,
  settings: {
    name: 'serviceComplaint',
    form: serviceComplaintSettings,
    defaults: defaultServiceComplaintSettings,
  },
  forms,
  clause: () => RESPONSES,
  duties: declareDuties,
  names,
  papers,
  sealed: {
    'service-complaint': {
      clause: RESPONSES,
      say: {
        zh: '投诉人和投诉内容密封，依规不予显示',
        en: 'Who complained and how is sealed and not shown',
      },
    },
  },
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
