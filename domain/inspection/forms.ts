/** 批准、变更、开始 The forms before the door, and what of them the engine is told: never the target, never the days. */
import { z } from 'zod';
import { document, line, officerId } from '../law/shapes.ts';
import { clauseOf } from './findings.ts';
import {
  approval,
  cancellation,
  notice,
  onSiteStart,
  planChange,
  urgentReport,
  type Acts,
} from './acts.ts';
import { endOfMonth } from './waits.ts';
import { formFor, type Forms } from '../law/forms.ts';
import {
  code,
  someId,
  different,
  days,
  team,
  said,
  naming,
  named,
  nameOne,
  jointWith,
} from './plan-shape.ts';

/** Whether a text was given: a blank is none. */
export const given = (text: string | undefined): boolean => text !== undefined && text !== '';

const override = z
  .strictObject({ ...naming, item: code.optional(), reason: said(2000) })
  .refine(named, nameOne);
const approvalShape = z.strictObject({
  overrides: z.array(override).max(20).default([]).meta({
    description:
      '突破：仅限 5.1、15.1、15.2，须说明理由 Overrides: 5.1, 15.1 and 15.2 only, with a reason (X-3)',
  }),
  remarks: line(2000).optional(),
});
const change = z
  .strictObject({
    team: team.optional(),
    draw: someId.optional(),
    days: days.optional(),
    jointWith: jointWith.optional(),
    reason: said(2000),
  })
  .refine(
    (c) =>
      c.team !== undefined ||
      c.draw !== undefined ||
      c.days !== undefined ||
      c.jointWith !== undefined,
    { error: '没有变更内容 | Nothing is changed' },
  );
const start = z.strictObject({
  present: z.array(officerId).max(50).meta({ description: '到场人员 Who is there' }),
  shown: z
    .array(z.strictObject({ officer: officerId, document: z.enum(['certificate', 'other']) }))
    .max(50)
    .meta({ description: '出示的证件 What each showed' }),
  noticeServed: z.boolean().meta({ description: '已出具检查通知书 The notice was handed over' }),
  noticeDocument: document.optional(),
  remarks: line(2000).optional(),
});

export const forms = {
  approval: formFor(approval, approvalShape, (p) => ({
    facts: { overrides: p.overrides.map((o) => o.clause ?? clauseOf[o.gate!]) },
  })),
  'plan-change': formFor(planChange, change, (p) => ({
    facts: {
      team: p.team !== undefined || p.draw !== undefined,
      reasonGiven: given(p.reason),
      ...(p.team && !different<{ officer: string }>((m) => m.officer)(p.team) && { twice: true }),
      ...(p.days && { expiresOn: endOfMonth(p.days.until) }),
    },
  })),
  cancellation: formFor(cancellation, z.strictObject({ reason: said(2000) }), (p) => ({
    facts: { reasonGiven: given(p.reason) },
  })),
  notice: formFor(notice, z.strictObject({ document, remarks: line(2000).optional() }), (p) => ({
    facts: { documentHash: p.document.sha256 },
  })),
  'on-site-start': formFor(onSiteStart, start, (p) => ({
    facts: { present: p.present.length, shown: p.shown.length, noticeServed: p.noticeServed },
  })),
  'urgent-report': formFor(
    urgentReport,
    z.strictObject({ document, formalities: line(2000) }),
    (p) => ({ facts: { documentHash: p.document.sha256 } }),
  ),
} satisfies Forms<Acts>;
