/** 快速反应 The forms of Annex 1 as they are submitted, and what of them the engine is told. Narrative and names stay in the payload. */
import type { Forms } from '../law/forms.ts';
import type { Acts } from './acts.ts';
import { decisionForms } from './decision-forms.ts';
import { recurringForms } from './recurring-forms.ts';
import { suspensionForms } from './suspension-forms.ts';

export const forms = {
  ...suspensionForms,
  ...decisionForms,
  ...recurringForms,
} satisfies Forms<Acts>;
