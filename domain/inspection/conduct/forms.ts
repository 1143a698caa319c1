/** 检查实施的表单 All forms of an inspection from the start on, in the order of the notice. */
import { handlingForms } from './forms-handling.ts';
import { measureForms } from './forms-measures.ts';
import { endForms, onSiteForms } from './forms-on-site.ts';
import { resultForms } from './forms-result.ts';
import { crimeForms, transferForms } from './forms-transfers.ts';

export const conductForms = {
  ...onSiteForms,
  ...measureForms,
  ...endForms,
  ...resultForms,
  ...handlingForms,
  ...transferForms,
  ...crimeForms,
} as const;
