/** 专项检查的声明 What the system knows of special inspections (QY-7). */
import type { Procedure } from '../law/procedure.ts';
import { inspectionSettingsOf } from '../inspection/settings-form.ts';
import { declared } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const specialInspection = {
  id: 'special-inspection',
  room: 'special-inspection',
  title: { zh: '专项检查', en: 'Special inspection' },
  workflow: 'specialInspection',
  prefix: 'ZX',
  instrument: 'QY',
  opens: ['special-plan'],
  codes,
  forms,
  clause: (act) => (act === 'emergency-approval' ? 'QY-7.3' : 'QY-7.1'),
  duties: (settings) => declared(dutiesFor(inspectionSettingsOf(settings))),
  names,
  papers,
  summary: summaryOf,
  manages: true,
  cites: 'QY',
} as const satisfies Procedure;
