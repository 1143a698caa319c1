/** 抽查的表单 The forms as they are submitted, and what of them the engine is told. Never imported by workflows. */
import { z } from 'zod';
import { areaCode, day, document, line, officerId, subjectId, unitId } from '../law/shapes.ts';
import { clauses, redrawReasons } from './record.ts';
import { ruleShape } from './record-shape.ts';
import { weightsAscend } from './weights.ts';
import { defaultDrawSettings, type DrawSettings } from './settings.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { abandonment, contribution, reveal, type Acts } from './acts.ts';

const remarks = line(2000).optional();
/** What goes into the public record: one sentence, nobody's name. */
const why = line(500).meta({
  description: '公布于抽查记录；不写姓名 Published with the record: no names',
});
const count = z.int().min(0).max(1_000_000);

/** What POST /v1/draws takes. Who and what can be drawn is not asked: the registries say. */
export const requestShape = z.strictObject({
  // TJ51-18 is drawn by a round of revisits (POST /v1/revisits), which states its period and goes on to the revisits.
  clause: z.enum(clauses).exclude(['TJ51-18']).default('QY-6.2'),
  contributor: unitId.meta({
    description:
      '给出第二个数的单位（监察室） Who gives the second number: a unit of discipline inspection',
  }),
  count: z.int().min(1).max(1_000_000),
  quotas: z
    .array(
      z.strictObject({
        territory: areaCode,
        class: z.enum(['A', 'B', 'C', 'D', 'unknown']).nullable().default(null),
        least: count.default(0),
        most: count,
      }),
    )
    .max(500)
    .default([]),
  items: z
    .array(z.string().regex(/^[A-Za-z0-9.-]{1,64}$/))
    .max(100)
    .default([])
    .meta({
      description:
        '拟检查的事项：在窗口期内的对象不抽 The items that will be inspected: whom a window bars is not drawn',
    }),
  from: day.optional().meta({
    description: '拟检查之日，默认今日 The day from which it will be carried out; today by default',
  }),
  officers: z.boolean().optional().meta({
    description: '是否抽取人员：检查必抽 Whether officers are drawn: always for inspections',
  }),
  remarks,
});
export type DrawRequest = z.output<typeof requestShape>;

/** What POST /v1/draws/{id}/redraws takes: what fell out, why, and the evidence. */
export const redrawShape = z.strictObject({
  reason: z.enum(redrawReasons).exclude(['abandonment']),
  why: why.min(2),
  evidence: document,
  contributor: unitId.optional(),
  objects: z.array(subjectId).max(1000).default([]),
  teams: z
    .array(z.strictObject({ officer: officerId, institution: subjectId }))
    .max(1000)
    .default([]),
  remarks,
});
export type RedrawRequest = z.output<typeof redrawShape>;

const number = z.strictObject({
  number: z
    .string()
    .regex(/^[0-9]{1,200}$/, { error: '只写十进制数字 | Decimal digits only' })
    .meta({ description: '20 至 80 位，现场掷骰或者摇号 20 to 80 digits, by dice or lots' }),
  remarks,
});
const plain = z.strictObject({ remarks });
const givingUp = z.strictObject({ why: why.optional(), remarks });

export const forms = {
  contribution: formFor(contribution, number, (p) => ({ facts: { number: p.number } })),
  reveal: formFor(reveal, plain, () => ({ facts: {} })),
  abandonment: formFor(abandonment, givingUp, (p) => ({
    facts: { reasonGiven: (p.why?.length ?? 0) >= 2 },
  })),
} satisfies Forms<Acts>;

const days = z.int().min(1).max(365);
/** 登记的规则和期限 The bureau's settings of its draws; what is absent has the default of settings.ts. */
export const drawSettings = z
  .strictObject({
    rule: ruleShape
      .refine(({ team }) => team > 0, { error: '检查组至少一人 | A team has somebody' })
      // QHD-3.2  What stands in statements of before stays as it was drawn; no bureau can register such a rule any more.
      .refine(({ weights }) => weightsAscend(weights), {
        error: '权重须逐级加重：A < B < C < D，各级都有 | Weights: A < B < C < D, each of them',
      }),
    numberDays: days,
    revealDays: days,
    againDays: days,
    withheldDays: days,
  })
  .partial() satisfies z.ZodType<Partial<DrawSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export function drawSettingsOf(settings: Readonly<Record<string, unknown>>): DrawSettings {
  return settingsRead<DrawSettings>(settings['draw'], drawSettings, defaultDrawSettings).settings;
}
