/** 市区协同 The forms as they are submitted, and what of them the engine is told. What was said and taught stays in the payload. */
import { z } from 'zod';
import { formFor, type Forms } from '../law/forms.ts';
import { areaCode, day, document, line, officerId, unitId } from '../law/shapes.ts';
import { answer, cooperationKinds, correction, withdrawal, type Acts } from './acts.ts';
import { MOST_SIDES } from './names.ts';

const remarks = line(2000).optional();
const reason = line(1000).optional();
const officers = z
  .array(officerId)
  .min(1)
  .max(200)
  .meta({ description: '参加人员 Who took part, as registered' });

export const forms = {
  'cooperation-answer': formFor(
    answer,
    z
      .strictObject({
        agrees: z.boolean(),
        officers: officers.optional().meta({
          description: '本方参加人员；确认的须填写 Who took part of this side; needed to agree',
        }),
        reason,
        remarks,
      })
      .refine((p) => !p.agrees || p.officers !== undefined, {
        error: '确认的须写明本方参加人员 | Name who took part of this side',
        path: ['officers'],
      }),
    (p) => ({ facts: { agrees: p.agrees, reasonGiven: p.reason !== undefined } }),
  ),
  'cooperation-correction': formFor(
    correction,
    z.strictObject({ record: line(8000), document, reason, remarks }),
    (p) => ({
      facts: { documentHash: p.document.sha256, reasonGiven: p.reason !== undefined },
    }),
  ),
  'cooperation-withdrawal': formFor(withdrawal, z.strictObject({ reason, remarks }), (p) => ({
    facts: { reasonGiven: p.reason !== undefined },
  })),
} satisfies Forms<Acts>;

/** 协同记录 What POST /v1/district-cooperations takes. */
export const recordShape = z.strictObject({
  kind: z.enum(cooperationKinds).meta({
    description: '培训、指导、信息共享、联合检查、案件会商 Which of the five it was',
  }),
  on: day.meta({ description: '日期 The day on which it was' }),
  with: z
    .array(unitId)
    .min(1)
    .max(MOST_SIDES)
    .meta({ description: '参加的其他单位：市级对各区，或者区对市级 The other sides' }),
  officers,
  subject: line(200).meta({ description: '主题 What it was about' }),
  record: line(8000).meta({ description: '内容记录 What was done' }),
  files: z
    .array(
      z
        .string()
        .max(200)
        .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' }),
    )
    .max(50)
    .default([])
    .meta({ description: '涉及的案卷 The files it is about' }),
  document,
  remarks,
});
export type RecordPayload = z.output<typeof recordShape>;

/** 区级监督机构 What PUT /v1/district-bodies/{unit} takes: its areas from a day on; none: it is no district's any more. */
export const districtBodyShape = z.strictObject({
  areas: z
    .array(areaCode)
    .max(20)
    .refine((all) => new Set(all).size === all.length, { error: '不得重复 | No duplicates' })
    .meta({
      description: '辖区；为空即不再是区级机构 Its areas; empty: no district body any more',
    }),
  validFrom: day,
  document,
  reason: line(500),
});

/** 指定办理 With which a district body takes up a subject outside its area (TJ51-8.1). */
export const assignmentShape = z
  .strictObject({
    by: unitId.meta({ description: '作出指定的市级监督机构 The city body that assigns it' }),
    document,
  })
  .meta({
    description:
      '区级监督机构办理辖区外主体的指定（TJ51-8.1） With which a district body acts outside its area',
  });
