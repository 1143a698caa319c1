/** 预约上门服务的声明 What the system knows of a visit at home (QJ-2.4b). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { VISITS } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { homeVisitSettings } from './settings-form.ts';
import { defaultHomeVisitSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const homeVisit = {
  id: 'home-visit',
  room: 'home-visit',
  title: { zh: '预约上门服务', en: 'Visit at home' },
  workflow: 'homeVisit',
  prefix: 'SM',
  instrument: 'QJ',
  opens: ['visit-booking'],
  codes,
  settings: { name: 'homeVisit', form: homeVisitSettings, defaults: defaultHomeVisitSettings },
  forms,
  clause: () => VISITS,
  duties: declareDuties,
  names,
  papers,
  sealed: {
    'visit-booking': {
      clause: VISITS,
      say: {
        zh: '服务对象、地址和理由密封，依规不予显示',
        en: 'Who is visited, where and why is sealed and not shown',
      },
    },
  },
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
