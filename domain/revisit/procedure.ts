/** 案件回访的声明 What the system knows of rounds of revisits (TJ51-18). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { defaultRevisitSettings } from './settings.ts';
import { revisitSettings } from './settings-form.ts';
import { summaryOf } from './summary.ts';

export const revisit = {
  id: 'revisit',
  room: 'revisit',
  title: { zh: '案件回访', en: 'Round of revisits' },
  workflow: 'revisit',
  prefix: 'HF',
  instrument: 'TJ51',
  opens: ['revisit-round'],
  brought: ['drawn', 'given-up', 'revisit-order', 'revisit-figures'],
  codes,
  borrows: ['object-hand-picked'],
  settings: { name: 'revisit', form: revisitSettings, defaults: defaultRevisitSettings },
  forms,
  clause: () => 'TJ51-18',
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
