/** 联席会议的声明 What the system knows of joint meetings (TJ51-5.0). */
import type { Procedure } from '../law/procedure.ts';
import { papers } from './papers.ts';
import { defaultJointMeetingSettings } from './settings.ts';
import { declareDuties } from './declared.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { jointMeetingSettings } from './settings-form.ts';
import { names } from './names.ts';
import { summaryOf } from './summary.ts';

export const jointMeeting = {
  id: 'joint-meeting',
  room: 'joint-meeting',
  title: { zh: '联席会议', en: 'Joint meeting' },
  workflow: 'jointMeeting',
  prefix: 'LX',
  instrument: 'TJ51',
  opens: ['meeting-call'],
  codes,
  settings: {
    name: 'jointMeeting',
    form: jointMeetingSettings,
    defaults: defaultJointMeetingSettings,
  },
  forms,
  clause: () => 'TJ51-5.0',
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
