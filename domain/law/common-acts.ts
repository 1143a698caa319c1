/** Acts that every file takes, whatever its procedure: their forms. Their rules are in workflows/kit/common-acts.ts. */
import { z } from 'zod';
import { parseInstant } from '../time/civil-date.ts';
import { document, instantText, line, unitId } from './shapes.ts';
import {
  chase,
  chaseAnswer,
  evidenceConfirmation,
  receiptCorrection,
  retry,
  type CommonActs,
} from './common-act-types.ts';
import { formFor, type Forms } from './forms.ts';

const duty = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9:._-]+$/, {
    error: '义务键，见案卷的 duties | The key of a duty, as the file lists it',
  });
export const commonForms = {
  chase: formFor(
    chase,
    z.strictObject({
      duty,
      to: unitId,
      channel: z.enum(['phone', 'system', 'letter', 'in-person']),
      at: instantText,
      remarks: line(1000).optional(),
    }),
    (p) => ({ facts: { duty: p.duty, to: p.to, channel: p.channel } }),
  ),
  'chase-answer': formFor(chaseAnswer, z.strictObject({ duty, answer: line(1000) }), (p) => ({
    facts: { duty: p.duty },
  })),
  'evidence-confirmation': formFor(
    evidenceConfirmation,
    z.strictObject({
      duty,
      confirmed: z.boolean(),
      evidence: document,
      remarks: line(1000).optional(),
    }),
    (p) => ({ facts: { duty: p.duty, confirmed: p.confirmed } }),
  ),
  'receipt-correction': formFor(
    receiptCorrection,
    z.strictObject({
      duty,
      correctedTo: instantText,
      evidence: document,
      remarks: line(1000).optional(),
    }),
    (p) => ({ facts: { duty: p.duty, correctedTo: parseInstant(p.correctedTo)! } }),
  ),
  retry: formFor(retry, z.strictObject({ remarks: line(500).optional() }), () => ({ facts: {} })),
} satisfies Forms<CommonActs>;
