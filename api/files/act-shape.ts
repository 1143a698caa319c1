/** An act as it is shown: accepted, refused or pending, and what of it before an inspection is on site. */
import { z } from 'zod';
import type { Verdict } from '../../domain/law/verdict.ts';
import type { StoredAct } from '../../db/queries/inbox.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { consequences, consequencesOf, receiptShape } from '../intake/answers.ts';
import type { Scope } from '../intake/authority.ts';
import { when } from '../http/when.ts';

const refusalShape = z.object({
  code: z.string(),
  clause: z.string(),
  say: z.object({ zh: z.string(), en: z.string() }),
  lawful: z.object({ zh: z.string(), en: z.string() }),
  earliest: z.string().optional(),
});

export const actShape = z
  .object({
    id: z.string(),
    file: z.string(),
    number: z.int(),
    type: z.string(),
    unit: z.string(),
    officer: z.string(),
    hash: z.string(),
    receivedAt: z.string(),
    arrivedAt: z.string(),
    state: z.enum(['pending', 'accepted', 'refused']),
    timing: z.enum(['in-time', 'late', 'claimed-in-time', 'undetermined']).optional(),
    force: z.enum(['text', 'reading', 'management']).optional().meta({
      description:
        '时限的性质；超过管理时限不是违期 Of the period; late by a management period is no breach',
    }),
    duty: z.string().optional(),
    refusal: refusalShape.optional(),
    receipt: receiptShape.optional(),
    ...consequences,
    payload: z.unknown().optional(),
  })
  .meta({ id: 'Act' });

function refusalOf(verdict: Verdict | undefined) {
  if (!verdict || verdict.accepted) return {};
  const { code, clause, say, lawful, earliest } = verdict.refusal;
  return {
    refusal: {
      code,
      clause,
      say,
      lawful,
      ...(earliest !== undefined && { earliest: formatInstant(earliest) }),
    },
  };
}

export function actOf(a: StoredAct, payload?: unknown) {
  const verdict = (a.verdict ?? undefined) as Verdict | undefined;
  return {
    id: a.act,
    file: a.file,
    number: a.number,
    type: a.type,
    unit: a.unit,
    officer: a.officer,
    hash: a.hash,
    receivedAt: when(a.receivedAt)!,
    arrivedAt: when(a.arrivedAt)!,
    state:
      verdict === undefined
        ? ('pending' as const)
        : verdict.accepted
          ? ('accepted' as const)
          : ('refused' as const),
    ...(verdict?.accepted && verdict.timing && { timing: verdict.timing }),
    ...(verdict?.accepted && verdict.force && { force: verdict.force }),
    ...(verdict?.accepted && verdict.duty && { duty: verdict.duty }),
    ...consequencesOf(verdict),
    ...refusalOf(verdict),
    ...(payload !== undefined && { payload }),
  };
}

/** QY-10.3  Before the door is opened: that an act was filed and refused, not by whom nor why. */
export const told = (scope: Scope, act: ReturnType<typeof actOf>): ReturnType<typeof actOf> => {
  if (scope !== 'withheld') return act;
  const { refusal: _why, started: _started, warnings: _warnings, ...rest } = act;
  return { ...rest, officer: '—' };
};
