/** 定期会商 The forms as they are submitted, and what of them the engine is told. What was said stays in the payload. */
import { z } from 'zod';
import { dayText, document, instantText, line, officerId, unitId } from '../law/shapes.ts';
import { parseInstant } from '../time/civil-date.ts';
import { rhythms } from './schedule.ts';
import { formFor, type Forms } from '../law/forms.ts';
import { attendance, closure, meetingRecord, postponement, workRecord, type Acts } from './acts.ts';
import type { CivilDate } from '../time/instant.ts';

const remarks = line(2000).optional();
const problem = z.strictObject({
  problem: line(1000),
  measure: line(1000).optional().meta({ description: '对策措施 The measure' }),
  owner: unitId.optional().meta({ description: '责任单位 Who carries it out' }),
  until: dayText.optional().meta({ description: '完成期限 Until when' }),
});

export const forms = {
  attendance: formFor(
    attendance,
    z.strictObject({ department: unitId, attends: z.boolean(), remarks }),
    (p) => ({ facts: { item: p.department, attends: p.attends } }),
  ),
  postponement: formFor(
    postponement,
    z.strictObject({ newDate: dayText, reason: line(1000).optional(), remarks }),
    (p) => ({ facts: { newDate: p.newDate as CivilDate, reasonGiven: p.reason !== undefined } }),
  ),
  'meeting-record': formFor(
    meetingRecord,
    z.strictObject({
      heldAt: instantText,
      attendees: z
        .array(officerId)
        .min(1)
        .max(60)
        .meta({ description: '到会人员 Who attended, as registered' }),
      summary: line(4000),
      problems: z.array(problem).max(50),
      noProblems: z.boolean().optional(),
      document,
      remarks,
    }),
    (p) => ({
      occurredAt: parseInstant(p.heldAt)!,
      facts: {
        attendees: new Set(p.attendees).size,
        noProblems: p.noProblems === true,
        documentHash: p.document.sha256,
        problems: p.problems.map(({ measure, owner, until }) => ({
          measure: measure !== undefined,
          ...(owner && { owner }),
          ...(until && { until: until as CivilDate }),
        })),
      },
    }),
  ),
  'work-record': formFor(workRecord, z.strictObject({ document, remarks }), (p) => ({
    facts: { documentHash: p.document.sha256 },
  })),
  closure: formFor(closure, z.strictObject({ remarks }), () => ({ facts: {} })),
} satisfies Forms<Acts>;

/** 召集会商 What POST /v1/consultations takes: outside of the rhythm. */
export const callShape = z.strictObject({
  accepting: unitId,
  supervising: unitId,
  from: instantText.optional().meta({
    description:
      '数据期间起，默认上次会商以来 The period of the figures; since the last consultation by default',
  }),
  remarks,
});

/** 会商周期 What PUT /v1/consultation-schedules/{accepting}/{supervising} takes. */
export const scheduleShape = z.strictObject({
  months: z
    .union(rhythms.map((n) => z.literal(n)))
    .optional()
    .meta({
      description:
        '每几个月一次，默认按管理设定（每季度） Every so many months; by default as the bureau has set (quarterly)',
    }),
  day: z.int().min(1).max(28).default(15),
  hour: z.int().min(8).max(20).default(9).meta({ description: '北京时间 Beijing time' }),
  paused: z.boolean().default(false),
  reason: line(500),
});
