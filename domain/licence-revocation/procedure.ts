/** 吊销联动撤销的声明 What the system knows of revoked licences (TJ84-11). */
import type { Procedure } from '../law/procedure.ts';
import { atOnceSaid, commitmentSettingsOf } from '../commitment-case/declared.ts';
import { confirmResults } from './duties.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const licenceRevocation = {
  id: 'licence-revocation',
  room: 'licence-revocation',
  title: { zh: '吊销联动撤销', en: 'Licence revocation' },
  workflow: 'licenceRevocation',
  prefix: 'LR',
  instrument: 'TJ84',
  opens: ['licence-report'],
  brought: ['newcomer', 'results-revoked'],
  codes,
  forms,
  clause: () => 'TJ84-11',
  duties: (settings) => [
    { duty: confirmResults, dated: atOnceSaid(commitmentSettingsOf(settings)) },
  ],
  names,
  papers,
  values: { 'not-dependent': { zh: '不相关', en: 'Not dependent' } },
  summary: summaryOf,
} as const satisfies Procedure;
