/** 案件回访 The forms as they are submitted, and what of them the engine is told. What an institution answers comes by a route of its own and is sealed. */
import { z } from 'zod';
import { forms as drawForms } from '../draw/forms.ts';
import { at } from '../law/form-fields.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { day, document, instantText, line, officerId, subjectId, unitId } from '../law/shapes.ts';
import { fileId } from '../penalty-case/form-fields.ts';
import { above, closure, revisitors, summary, unreachable, visit, type Acts } from './acts.ts';
import { hindrances, scale, topics } from './terms.ts';

/** How many institutions a round has at most. */
export const MOST = 200;

const remarks = line(2000).optional();
const reason = line(1000).optional();
const institution = subjectId.meta({ description: '被回访机构 The institution that was drawn' });

/** 启动回访 What POST /v1/revisits takes. Whom it is about is not asked: the registers say. */
export const roundShape = z.strictObject({
  from: day.meta({ description: '期间首日 The first day of the period' }),
  until: day.meta({ description: '期间末日，不晚于今日 Its last day, not later than today' }),
  count: z.int().min(1).max(MOST).meta({ description: '样本数 How many are drawn' }),
  contributor: unitId.meta({
    description: '给出第二个数的监察机构 Who gives the second number: discipline inspection',
  }),
  follows: fileId.optional().meta({
    description: '期间重叠的上一轮 The round of the unit over some of these days',
  }),
  reason: line(1000).optional().meta({
    description:
      '本单位或者本局其他单位已对部分日期抽取的，再抽取的理由 Why it is drawn again over days over which this or another unit has drawn',
  }),
  institutions: z
    .array(subjectId)
    .max(MOST)
    .optional()
    .meta({ description: '不得指定；写明的予以拒绝 Nobody is picked by hand: refused' }),
  remarks,
});
export type RoundPayload = z.output<typeof roundShape>;

const namingShape = z.strictObject({
  institution,
  officers: z.array(officerId).min(1).max(20).meta({
    description: '回访人员，首位牵头 Who revisits; the first one leads and records it',
  }),
  reason: reason.meta({ description: '更换的理由 Why they are others than before' }),
  remarks,
});
const namedIn = (p: z.output<typeof namingShape>) => ({
  facts: { item: p.institution, officers: p.officers, reasonGiven: p.reason !== undefined },
});

export const forms = {
  ...drawForms,
  revisitors: formFor(revisitors, namingShape, namedIn),
  'superior-revisitors': formFor(above, namingShape, namedIn),
  'revisit-record': formFor(
    visit,
    // No words: what was said belongs to the answers, and a file is read by more people than they are.
    z.strictObject({ institution, visitedAt: instantText, document }),
    (p) => ({ facts: { item: p.institution }, occurredAt: at(p.visitedAt) }),
  ),
  'revisit-unreachable': formFor(
    unreachable,
    z.strictObject({
      institution,
      why: z.enum(hindrances).meta({
        description: '未能接触、拒绝回访、已不在名录 Why nobody could be asked',
      }),
      tries: z
        .array(z.strictObject({ at: instantText, how: z.enum(['visit', 'telephone', 'letter']) }))
        .max(20)
        .default([])
        .meta({ description: '各次联系 When and how it was tried' }),
      reason,
    }),
    (p) => ({
      facts: {
        item: p.institution,
        why: p.why,
        tries: p.tries.map((one) => at(one.at)),
        reasonGiven: p.reason !== undefined,
      },
    }),
  ),
  'revisit-closure': formFor(
    closure,
    z.strictObject({
      institution,
      reason: line(1000).meta({
        description: '无人可以提交记录的理由 Why nobody can file the record',
      }),
    }),
    (p) => ({ facts: { item: p.institution } }),
  ),
  'revisit-summary': formFor(summary, z.strictObject({ document, remarks }), (p) => ({
    facts: { documentHash: p.document.sha256 },
  })),
} satisfies Forms<Acts>;

const one = z.strictObject({
  answer: z.enum(scale).meta({ description: '是、部分是、否、未作回答' }),
  words: line(2000).optional(),
});
/** 回访答复 What the institution answered, topic by topic: 公平、公正、廉洁、文明. */
export const answersShape = z.strictObject({
  fairness: one,
  justice: one,
  integrity: one,
  civility: one,
} satisfies Record<(typeof topics)[number], z.ZodType>);
