/** 历史检查 An inspection of before this system, as the register of before has it. */
import { z } from 'zod';
import { day, document, subjectId, unitId } from '../law/shapes.ts';
import { findingsOfViolation, inspectionKinds, levels } from './terms.ts';
import { code, someId, distinct } from './plan-shape.ts';

export const pastShape = z
  .strictObject({
    id: someId,
    institution: subjectId,
    body: unitId
      .optional()
      .meta({ description: '本系统登记的检查主体 The body, where it is registered here' }),
    level: z.enum(levels),
    kind: z.enum(inspectionKinds),
    onSite: z.boolean(),
    items: z
      .array(code)
      .min(1)
      .max(100)
      .refine((all) => new Set(all).size === all.length, distinct),
    startedOn: day,
    endedOn: day,
    found: z.enum(findingsOfViolation),
    recheck: z.boolean().default(false),
    rechecks: someId
      .optional()
      .meta({ description: '整改复查：原检查 The inspection that was re-checked' }),
    exempt: z
      .boolean()
      .default(false)
      .meta({ description: '因线索等不占年度名额 It used no place: led by a clue' }),
    document,
  })
  .refine((p) => p.startedOn <= p.endedOn, {
    error: '结束日期不得早于开始日期 | The end must not lie before the beginning',
    path: ['endedOn'],
  })
  .refine((p) => p.recheck === (p.rechecks !== undefined), {
    error:
      '整改复查须写明原检查，其他检查不填 | A re-check names the inspection it re-checked; no other names one',
    path: ['rechecks'],
  });
export type PastPayload = z.output<typeof pastShape>;
