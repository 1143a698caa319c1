/** 承诺制事项的声明 What the system knows of the cases on commitment (TJ84-3 to 11). */
import type { Procedure } from '../law/procedure.ts';
import { defaultCommitmentSettings } from './settings.ts';
import { declareDuties } from './declared.ts';
import { clauseUnder } from './basis.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { clauseOf } from './not-awaited.ts';
import { commitmentSettings } from './settings-form.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const commitmentCase = {
  id: 'commitment-case',
  room: 'commitment-case',
  title: { zh: '承诺制事项', en: 'Commitment case' },
  workflow: 'commitmentCase',
  prefix: 'CC',
  instrument: 'TJ84',
  opens: ['approval'],
  brought: ['licence-revoked', 'revoked-elsewhere'],
  codes,
  settings: { name: 'commitment', form: commitmentSettings, defaults: defaultCommitmentSettings },
  forms,
  clause: (act, { opening }) =>
    clauseUnder(
      opening.instrument ?? 'TJ84',
      clauseOf(act, opening.type === 'certification' ? 'certification' : 'credit'),
    ),
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
} as const satisfies Procedure;
