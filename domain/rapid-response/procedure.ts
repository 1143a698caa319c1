/** 快速反应的声明 What the system knows of the rapid response (TJ51, annex 1). */
import type { Procedure } from '../law/procedure.ts';
import { defaultSettings } from './settings.ts';
import { declareDuties } from './declared.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { clauseOf } from './not-awaited.ts';
import { rapidResponseSettings } from './settings-form.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const rapidResponse = {
  id: 'rapid-response',
  room: 'rapid-response',
  title: { zh: '快速反应', en: 'Rapid response' },
  workflow: 'rapidResponse',
  prefix: 'RR',
  instrument: 'TJ51',
  opens: ['referral-letter'],
  brought: ['penalty-case-joined', 'penalty-case-ended'],
  codes,
  settings: { name: 'rapidResponse', form: rapidResponseSettings, defaults: defaultSettings },
  forms,
  clause: (act, file) =>
    clauseOf(act, file.subjectKind === 'institution' ? 'institution' : 'practitioner'),
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
} as const satisfies Procedure;
