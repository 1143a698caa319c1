/** Acts that every file takes, whatever its procedure: their forms. Their rules are in workflows/kit/common-acts.ts. */
import { z } from 'zod';
import { parseInstant } from '../time/civil-date.ts';
import { document, instantText, line, unitId } from './shapes.ts';
import type { Told } from './forms.ts';

const duty = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9:._-]+$/, {
    error: '义务键，见案卷的 duties | The key of a duty, as the file lists it',
  });
export const commonForms = {
  chase: {
    label: { zh: '督办', en: 'Chase' },
    shape: z.strictObject({
      duty,
      to: unitId,
      channel: z.enum(['phone', 'system', 'letter', 'in-person']),
      at: instantText,
      remarks: line(1000).optional(),
    }),
    tell: (p: { duty: string; to: string; channel: string }): Told => ({
      facts: { duty: p.duty, to: p.to, channel: p.channel },
    }),
  },
  'chase-answer': {
    label: { zh: '督办答复', en: 'Answer to a chase' },
    shape: z.strictObject({ duty, answer: line(1000) }),
    tell: (p: { duty: string }): Told => ({ facts: { duty: p.duty } }),
  },
  'evidence-confirmation': {
    label: { zh: '补录确认', en: 'Confirmation of a late entry' },
    shape: z.strictObject({
      duty,
      confirmed: z.boolean(),
      evidence: document,
      remarks: line(1000).optional(),
    }),
    tell: (p: { duty: string; confirmed: boolean }): Told => ({
      facts: { duty: p.duty, confirmed: p.confirmed },
    }),
  },
  'receipt-correction': {
    label: { zh: '收到更正', en: 'Correction of a receipt' },
    shape: z.strictObject({
      duty,
      correctedTo: instantText,
      evidence: document,
      remarks: line(1000).optional(),
    }),
    tell: (p: { duty: string; correctedTo: string }): Told => ({
      facts: { duty: p.duty, correctedTo: parseInstant(p.correctedTo)! },
    }),
  },
  retry: {
    label: { zh: '重试', en: 'Retry' },
    shape: z.strictObject({ remarks: line(500).optional() }),
    tell: (): Told => ({ facts: {} }),
  },
} as const;
