/** 期限 A duty in a dossier with its counting, and what came of it: breach, late entry, reversal. */
import { z } from 'zod';
import { instant, maybe, sentence, who } from './parts.ts';

const secondReading = z.strictObject({
  due: instant,
  inclusive: z.boolean(),
  lastDay: maybe,
  status: z.enum(['firm', 'provisional']),
  calendarVersions: z.array(z.string()),
});

const counted = z.strictObject({
  due: instant,
  inclusive: z.boolean(),
  lastDay: maybe,
  status: z.enum(['firm', 'provisional']),
  earliest: maybe,
  explanation: z.array(sentence),
  calendarVersions: z.array(z.string()),
  notices: z
    .array(z.string())
    .meta({ description: '所依放假通知 The holiday notices it rests on' }),
  secondReading: secondReading.nullable(),
});

export const dutyPart = z.strictObject({
  key: z.string(),
  duty: z.string(),
  item: maybe,
  kind: z.enum(['within', 'until']),
  act: z.string(),
  actTitle: sentence,
  action: sentence,
  owedBy: z.strictObject({ unit: z.string(), name: maybe }),
  owedTo: z.strictObject({ unit: z.string(), name: maybe }),
  clause: z.string(),
  article: z.string(),
  instrument: z.string(),
  force: z.enum(['text', 'reading', 'management']),
  judgedBy: z.enum(['receipt', 'occurrence', 'service']),
  limit: z.unknown(),
  from: instant,
  ...counted.shape,
  state: z.enum(['open', 'due-soon', 'overdue', 'done', 'lapsed', 'void']),
  doneAt: maybe,
  chases: z.int(),
  unanswered: z.int(),
  possiblyOverdue: z.boolean(),
  armed: z.int().meta({ description: '起算的台账条目 The entry with which it began' }),
  revisions: z.array(
    z.strictObject({
      seq: z.int(),
      before: instant,
      after: instant,
      moved: z.boolean(),
      notice: maybe,
      version: maybe,
    }),
  ),
});

const dispute = z.strictObject({
  seq: z.int(),
  recordedAt: instant,
  outages: z.array(z.strictObject({ part: z.string(), from: instant, until: instant })),
  decision: z
    .strictObject({
      seq: z.int(),
      recordedAt: instant,
      decision: z.enum(['upheld', 'excused']),
      reason: z.string(),
      by: who,
    })
    .nullable(),
});

export const breachPart = z.strictObject({
  key: z.string(),
  seq: z.int(),
  clause: z.string(),
  article: sentence.nullable(),
  action: sentence,
  owedBy: z.strictObject({ unit: z.string(), name: maybe }),
  force: z.enum(['text', 'reading']),
  due: instant,
  secondReading: maybe,
  recordedAt: instant,
  doneAt: maybe,
  overrunMs: z.int().nullable(),
  state: z.enum(['standing', 'claimed-in-time', 'reversed']),
  outage: dispute.nullable().meta({
    description: '系统中断争议及决定 Disputed because of an outage, and what was decided',
  }),
});

const lateConfirmation = z.strictObject({
  act: z.string(),
  by: who,
  confirmed: z.boolean(),
  recordedAt: instant,
});

export const lateEntryPart = z.strictObject({
  act: z.string(),
  duty: z.string(),
  claims: instant,
  receivedAt: instant,
  confirmation: lateConfirmation.nullable(),
});

export const reversalPart = z.strictObject({
  seq: z.int(),
  key: z.string(),
  act: z.string(),
  reason: z.string(),
  recordedAt: instant,
});

export type DossierDuty = z.infer<typeof dutyPart>;
export type DossierBreach = z.infer<typeof breachPart>;
export type DossierLateEntry = z.infer<typeof lateEntryPart>;
export type DossierReversal = z.infer<typeof reversalPart>;
export type LateConfirmation = z.infer<typeof lateConfirmation>;
