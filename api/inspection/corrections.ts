/** 更正检查历史 POST /v1/inspection-corrections: of which items were inspected, of what was found, and of the end after its year; also in histories taken over (QY-12.1, 15.1, 15.2). */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  correctHistory,
  lockedHistory,
  type CorrectedRow,
} from '../../db/inspection/corrections.ts';
import type { Querying } from '../../db/client.ts';
import { bound } from '../../db/queries/turns.ts';
import { unknownItems } from '../../db/inspection-registries/known.ts';
import {
  changesOf,
  clauseOf,
  type CorrectionAsked,
  refuseHistoryCorrection,
} from '../../domain/inspection/correction.ts';
import { findingsOfViolation } from '../../domain/inspection/terms.ts';
import { day, document, line } from '../../domain/law/shapes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { registering } from '../inspection-registries/entering.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';
import { today } from '../registries/terms.ts';
import { tag } from './reading.ts';
import { listing } from './correction-list.ts';

const itemId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/, {
  error: '编号：1–64 位字母、数字、. 或 - | An id: 1–64 of letters, digits, . or -',
});
const shape = z
  .strictObject({
    inspection: fileId.meta({
      description:
        '检查案卷；接收的历史检查填其编号 The file of the inspection, or the id under which it was taken over',
    }),
    items: z
      .array(itemId)
      .min(1)
      .max(100)
      .refine((all) => new Set(all).size === all.length, { error: '不得重复 | No duplicates' })
      .optional()
      .meta({ description: '实际检查的事项（全部） The items that were inspected, all of them' }),
    found: z
      .enum(findingsOfViolation)
      .optional()
      .meta({ description: '实际查明：有无问题 What it found' }),
    endedOn: day.optional().meta({
      description:
        '实际结束之日；窗口案卷仍开着的，在窗口案卷更正 The day on which it ended; while its window is open, the window corrects it',
    }),
    evidence: document.optional(),
    reason: line(500).optional(),
  })
  .refine((c) => c.items !== undefined || c.found !== undefined || c.endedOn !== undefined, {
    error: '没有更正内容 | Nothing is corrected',
  });
const done = z.object({ id: z.string(), changed: z.boolean() }).meta({ id: 'InspectionCorrected' });

export function inspectionCorrectionRoutes(deps: ActDeps) {
  return (api: Api): void => {
    correcting(api, deps);
    listing(api, deps);
  };
}

const correctionRoute = describeRoute({
  method: 'post',
  path: '/v1/inspection-corrections',
  tag,
  summary: '更正检查历史 — Correct what an inspection inspected and found',
  auth: ['registrar', 'head'],
  headers: keyHeader,
  body: shape,
  description:
    '须有证据和理由；更正前后和理由入登记变更链。窗口、频次和限制随之变化，并告知因此解除或者受限的方案。 With evidence and reason; before, after and why are entered in the chain. Windows, caps and bars follow, and the plans that this frees or bars are told.',
  responses: {
    200: { description: '重复提交 Sent again', schema: done },
    201: { description: '已更正 Corrected', schema: done },
  },
  problems: [
    'no-legal-basis',
    'officer-removed',
    'not-found',
    'other-bureau',
    'not-authorised',
    'evidence-missing',
    'reason-missing',
    'own-record',
    'end-missing',
    'not-awaited',
    'item-unknown',
    'nothing-corrected',
    'in-the-future',
    'end-before-start',
    'idempotency-key-missing',
  ],
});

function correcting(api: Api, { sql }: ActDeps): void {
  api.route(correctionRoute, async ({ body, caller, headers }) => {
    // The same key again is the same correction.
    const id = `gz-${createHash('sha256')
      .update(`${caller.bureau}|${caller.id}|${keyOf(headers)}`)
      .digest('hex')
      .slice(0, 20)}`;
    const on = today(api.deps);
    return registering(sql, caller, on, async ({ tx }) => {
      const [known] = await tx`select 1 from inspection_correction where id = ${id}`;
      if (known) return { status: 200, body: { id, changed: false } };
      const { inspection, evidence, reason, ...asked } = body;
      const history = await lockedHistory(tx as never, inspection, on);
      if (!history) throw new Problem('not-found');
      assertMay(history, caller);
      const full = {
        ...asked,
        endedOn: asked.endedOn as never,
        evidence: evidence !== undefined,
        reasonGiven: reason !== undefined,
      };
      const refusal = refuseHistoryCorrection(full, history, {
        today: on,
        officer: caller.id,
        unknownItems: await strangersAmong(tx, history, asked.items),
      });
      if (refusal) throw Problem.refused(refusal);
      const at = formatInstant(api.deps.clock.now());
      const change = changeOf(full, history);
      await correctHistory(tx as never, {
        ...change,
        id,
        plan: history.plan,
        bureau: history.bureau,
        evidence,
        reason,
        by: caller.id,
        at,
        entry: entryOf(id, change, caller, at, evidence!.sha256),
      });
      return { status: 201, body: { id, changed: true } };
    });
  });
}

interface Change {
  before: Readonly<Record<string, unknown>>;
  after: ReturnType<typeof changesOf>;
}
const changeOf = (full: CorrectionAsked, history: CorrectedRow): Change => {
  const after = changesOf(full, history);
  const was = (name: string) => history[name as 'items' | 'found' | 'endedOn'];
  return { before: Object.fromEntries(Object.keys(after).map((name) => [name, was(name)])), after };
};

/** The register goes out: the words of the reason stay in the chain, under the id of the correction. */
function entryOf(
  id: string,
  { before, after }: Change,
  { id: by, unit }: Caller,
  at: string,
  evidence: string,
) {
  const why = { reasonGiven: true, evidence };
  const body = { correction: id, before, after, by, unit, at, why };
  return bound({
    key: `corrected:${id}`,
    type: 'inspection-corrected',
    clause: clauseOf(after),
    body,
  });
}

/** The items that are to be entered and that the list does not have; what was inspected already is not asked again. */
const strangersAmong = (
  tx: Querying,
  { bureau, items }: CorrectedRow,
  asked: readonly string[] = [],
): ReturnType<typeof unknownItems> =>
  unknownItems(
    tx,
    bureau,
    asked.filter((item) => !items.includes(item)),
  );

/** A registrar corrects what the bureau has on record, a head in post what the own body has done or what was done in its name. */
function assertMay({ bureau, heads }: CorrectedRow, caller: Caller): void {
  if (bureau !== caller.bureau) throw new Problem('other-bureau');
  if (!holds(caller, 'registrar') && !heads.includes(caller.id))
    throw new Problem('not-authorised');
}
