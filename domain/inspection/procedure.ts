/** 行政检查的声明 What the system knows of inspections (QY-1 to 16). */
import { z } from 'zod';
import type { Procedure } from '../law/procedure.ts';
import { defaultInspectionSettings } from './settings.ts';
import { declareDuties } from './declared.ts';
import { conductForms } from './conduct/forms.ts';
import { clauseOf } from './conduct/guards.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { findingShape, findingsOf } from './finding-form.ts';
import { inspectionSettings } from './settings-form.ts';
import { gateWords } from './gate-words.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';
import { inspectionKindLabels } from './terms.ts';

/** 检查种类 As papers print it. */
const kindWords = {
  daily: { zh: inspectionKindLabels.daily, en: 'Daily inspection' },
  special: { zh: inspectionKindLabels.special, en: 'Special inspection' },
  case: { zh: inspectionKindLabels.case, en: 'Inspection after a clue' },
};

export const inspection = {
  id: 'inspection',
  room: 'inspection',
  title: { zh: '行政检查', en: 'Inspection' },
  workflow: 'inspection',
  prefix: 'XJ',
  instrument: 'QY',
  opens: ['plan'],
  brought: ['waking', 'history-corrected'],
  codes,
  settings: { name: 'inspection', form: inspectionSettings, defaults: defaultInspectionSettings },
  forms: { ...forms, ...conductForms },
  clause: (act) => clauseOf(act) ?? (act === 'notice' ? 'QY-10.3' : 'QY-10.1'),
  duties: declareDuties,
  names,
  values: {
    ...gateWords,
    ...kindWords,
    // Of a method; the stage of the same name is called otherwise.
    'on-site': { zh: '现场检查', en: 'On site' },
    'investigation-report': { zh: '调查报告', en: 'Report of the investigation' },
  },
  papers,
  unannounced: 'QY-10.3',
  summary: summaryOf,
  manages: true,
  cites: 'QY',
  refusalSays: {
    findings: {
      shape: z
        .array(findingShape)
        .optional()
        .meta({ description: '检查方案各关口的回答 What each gate answers of an inspection plan' }),
      shown: findingsOf,
    },
  },
} as const satisfies Procedure;
