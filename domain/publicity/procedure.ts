/** 曝光的声明 What the system knows of publicity (TJ51-7). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { CLAUSE } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { publicitySettings } from './settings-form.ts';
import { defaultPublicitySettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const publicity = {
  id: 'publicity',
  room: 'publicity',
  title: { zh: '曝光', en: 'Publicity' },
  workflow: 'publicity',
  prefix: 'BG',
  instrument: 'TJ51',
  opens: ['publicity-draft'],
  brought: ['decision-fell', 'decision-stands'],
  codes,
  settings: { name: 'publicity', form: publicitySettings, defaults: defaultPublicitySettings },
  forms,
  clause: () => CLAUSE,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
