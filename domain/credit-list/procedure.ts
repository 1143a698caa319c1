/** 信用监管事项清单的声明 What the system knows of an adoption of the list (QHD-2.1). */
import type { Procedure } from '../law/procedure.ts';
import { publication, superseded } from './acts.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { LIST, REPORT } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { creditListSettings } from './settings-form.ts';
import { defaultCreditListSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

const ofList: ReadonlySet<string> = new Set([
  'credit-list-adoption',
  publication.type,
  superseded.type,
]);

export const creditList = {
  id: 'credit-list',
  room: 'credit-list',
  title: { zh: '信用监管事项清单', en: 'List of credit supervision' },
  workflow: 'creditList',
  prefix: 'QD',
  instrument: 'QHD',
  opens: ['credit-list-adoption'],
  brought: ['credit-list-superseded'],
  codes,
  settings: { name: 'creditList', form: creditListSettings, defaults: defaultCreditListSettings },
  forms,
  clause: (act) => (ofList.has(act) ? LIST : REPORT),
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
