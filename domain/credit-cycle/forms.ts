/** 评价周期 The form that is filed in a cycle, and what of it the engine is told. */
import { z } from 'zod';
import { at, remarks } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { document, instantText, line } from '../law/shapes.ts';
import { results, type Acts } from './acts.ts';

export const forms = {
  'credit-results': formFor(
    results,
    z.strictObject({
      toldAt: instantText.meta({ description: '告知时间 When the subjects were told' }),
      method: line(500).meta({
        description: '告知方式：平台查询、书面、公告 How: platform, letters, public notice',
      }),
      document: document.meta({ description: '告知书或者公告 The notice' }),
      remarks,
    }),
    (p) => ({ occurredAt: at(p.toldAt), facts: { documentHash: p.document.sha256 } }),
  ),
} satisfies Forms<Acts>;
