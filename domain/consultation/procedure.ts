/** 定期会商的声明 What the system knows of consultations (TJ84-16). */
import type { Procedure } from '../law/procedure.ts';
import { commitmentSettingsOf } from '../commitment-case/declared.ts';
import { declared } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const consultation = {
  id: 'consultation',
  room: 'consultation',
  title: { zh: '审管联动定期会商', en: 'Consultation' },
  workflow: 'consultation',
  prefix: 'HS',
  instrument: 'TJ84',
  opens: ['consultation-call'],
  brought: ['next-term'],
  codes,
  forms,
  clause: () => 'TJ84-16',
  duties: (settings) => declared(dutiesFor(commitmentSettingsOf(settings))),
  names,
  papers,
  summary: summaryOf,
  manages: true,
  besides: ['consultationCall'],
} as const satisfies Procedure;
