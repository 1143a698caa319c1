/** A duty as it is shown: by whom, under which clause, until when, and how that was counted. */
import { z } from 'zod';
import type { DutyRow } from '../../db/queries/duties.ts';
import { when } from '../http/when.ts';
import { time } from './file-shape.ts';

export const dutyShape = z
  .object({
    file: z.string(),
    key: z.string(),
    duty: z.string(),
    item: time,
    act: z.string(),
    action: z.object({ zh: z.string(), en: z.string() }),
    owedBy: z.string(),
    owedTo: z.string(),
    clause: z.string(),
    article: z.string(),
    force: z.enum(['text', 'reading', 'management']),
    from: z.string(),
    due: z.string(),
    inclusive: z.boolean(),
    lastDay: z.string().optional(),
    secondReading: z.string().nullable(),
    status: z.enum(['firm', 'provisional']),
    earliest: z.string().optional(),
    state: z.string(),
    doneAt: time,
    chases: z.int(),
    unanswered: z.int(),
    assignee: time.meta({
      description:
        '承办人，由本单位分派；义务仍由单位负有 Who of the unit has it in hand; the unit owes it',
    }),
    deputy: time.meta({ description: '今日代办的人员 Who stands in for the assignee today' }),
    possiblyOverdue: z.boolean().meta({
      description:
        '可能逾期（日历未定） The expected instant has passed, but the arrangement of that year is not published',
    }),
    explanation: z.array(z.object({ zh: z.string(), en: z.string() })),
    calendarVersions: z.array(z.string()),
  })
  .meta({ id: 'Duty' });

export function dutyOf(d: DutyRow) {
  const b = d.body as {
    action: { zh: string; en: string };
    article: string;
    inclusive: boolean;
    lastDay?: string;
    earliest?: string;
    explanation: { zh: string; en: string }[];
    calendarVersions: string[];
    possiblyOverdue?: boolean;
  };
  return {
    file: d.file,
    key: d.key,
    duty: d.duty,
    item: d.item,
    act: d.act,
    action: b.action,
    owedBy: d.owedBy,
    owedTo: d.owedTo,
    clause: d.clause,
    article: b.article,
    force: d.force as 'text',
    from: when(d.from)!,
    due: when(d.due)!,
    inclusive: b.inclusive,
    ...(b.lastDay && { lastDay: b.lastDay }),
    secondReading: when(d.altDue),
    status: d.status as 'firm',
    ...(b.earliest && { earliest: b.earliest }),
    state: d.state,
    doneAt: when(d.doneAt),
    chases: d.chases,
    unanswered: d.unanswered,
    assignee: d.assignee,
    deputy: d.deputy,
    possiblyOverdue: b.possiblyOverdue === true,
    explanation: b.explanation,
    calendarVersions: b.calendarVersions,
  };
}
