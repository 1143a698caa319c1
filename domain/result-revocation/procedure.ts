/** 撤销办理结果的声明 What the system knows of the revocation of results whose case is closed (TJ84-10.1, 11). */
import type { Procedure } from '../law/procedure.ts';
import { declareRevocations } from '../commitment-case/declared.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const resultRevocation = {
  id: 'result-revocation',
  room: 'result-revocation',
  title: { zh: '撤销办理结果', en: 'Revocation of a result' },
  workflow: 'resultRevocation',
  prefix: 'RV',
  instrument: 'TJ84',
  opens: ['revocation-suggestion', 'licence-order'],
  brought: ['licence-revoked', 'revoked-elsewhere'],
  codes,
  forms,
  clause: (act) => (act === 'not-dependent' ? 'TJ84-11' : 'TJ84-10.1'),
  duties: declareRevocations,
  names,
  papers,
  summary: summaryOf,
} as const satisfies Procedure;
