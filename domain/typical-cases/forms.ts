/** 典型案例 The forms as they are submitted, and what of them the engine is told. */
import { z } from 'zod';
import { reason, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { publication, removal, selection, type Acts } from './acts.ts';

const caseFile = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' })
  .meta({ description: '曝光案卷 The file of the publicity' });

export const forms = {
  'typical-selection': formFor(
    selection,
    z.strictObject({
      cases: z
        .array(caseFile)
        .max(20)
        .refine((all) => new Set(all).size === all.length, { error: '不得重复 | No duplicates' })
        .default([]),
      none: z.boolean().default(false).meta({ description: '本期没有典型案例 There is none' }),
      reason,
      remarks,
    }),
    (p) => ({
      facts: { cases: p.cases, none: p.none, reasonGiven: p.reason !== undefined },
    }),
  ),
  'typical-publication': formFor(publication, z.strictObject({ case: caseFile, remarks }), (p) => ({
    facts: { item: p.case },
  })),
  'typical-removal': formFor(removal, z.strictObject({ case: caseFile, reason, remarks }), (p) => ({
    facts: { item: p.case, reasonGiven: p.reason !== undefined },
  })),
} satisfies Forms<Acts>;
