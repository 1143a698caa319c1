/** 差评的声明 What the system knows of a bad evaluation (QJ-2.2). */
import type { Procedure } from '../law/procedure.ts';
import { mistake, rectification, revisit } from './acts.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { CHAIN, RATES } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { serviceEvaluationSettings } from './settings-form.ts';
import { defaultServiceEvaluationSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

const counted: ReadonlySet<string> = new Set([rectification.type, mistake.type, revisit.type]);

export const serviceEvaluation = {
  id: 'service-evaluation',
  room: 'service-evaluation',
  title: { zh: '好差评', en: 'Service evaluation' },
  workflow: 'serviceEvaluation',
  prefix: 'HP',
  instrument: 'QJ',
  opens: ['bad-evaluation'],
  codes,
  settings: {
    name: 'serviceEvaluation',
    form: serviceEvaluationSettings,
    defaults: defaultServiceEvaluationSettings,
  },
  forms,
  clause: (act) => (counted.has(act) ? RATES : CHAIN),
  duties: declareDuties,
  names,
  papers,
  sealed: {
    'bad-evaluation': {
      clause: CHAIN,
      say: {
        zh: '评价人和评价内容密封，依规不予显示',
        en: 'Who evaluated and in which words is sealed and not shown',
      },
    },
  },
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
