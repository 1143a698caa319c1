/** 典型案例的声明 What the system knows of typical cases (TJ51-7). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { CLAUSE } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { typicalCasesSettings } from './settings-form.ts';
import { defaultTypicalCasesSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const typicalCases = {
  id: 'typical-cases',
  room: 'typical-cases',
  title: { zh: '典型案例', en: 'Typical cases' },
  workflow: 'typicalCases',
  prefix: 'DX',
  instrument: 'TJ51',
  opens: ['typical-period'],
  codes,
  settings: {
    name: 'typicalCases',
    form: typicalCasesSettings,
    defaults: defaultTypicalCasesSettings,
  },
  forms,
  clause: () => CLAUSE,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
