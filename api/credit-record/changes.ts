/** /v1/credit/changes: a record is withdrawn or corrected by two persons; it stays, and is not counted (QHD-2.3, 2.5a). */
import { z } from 'zod';
import {
  changesOf,
  decideChange,
  proposeChange,
  type ChangeRow,
} from '../../db/credit-record/changes.ts';
import { findRecord } from '../../db/credit-record/records.ts';
import { REGISTER } from '../../domain/credit-record/recording.ts';
import { changeShape, decisionShape } from '../../domain/credit-record/shapes.ts';
import { changeStates } from '../../domain/credit-record/terms.ts';
import { document } from '../../domain/law/shapes.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { assertPerson } from '../registries/two-persons.ts';
import { checkedFacts } from './recording.ts';
import { entryId, recordProblems } from './records.ts';
import { barred, requireSection, tag } from './tag.ts';

const text = z.string().nullable();
const changeView = z
  .object({
    id: z.int(),
    record: z.string(),
    kind: z.string(),
    replacement: z.looseObject({}).nullable(),
    reason: z.string(),
    document,
    proposedBy: z.string(),
    proposedAt: z.string(),
    state: z.enum(changeStates),
    decidedBy: text,
    decidedAt: text,
    decidedReason: text,
    became: text.meta({ description: '更正后的记录 The record that stands instead' }),
  })
  .meta({ id: 'CreditChange' });

const shown = (c: ChangeRow): z.input<typeof changeView> => ({
  ...c,
  replacement: c.replacement && { ...c.replacement },
  state: c.state as z.input<typeof changeView>['state'],
  proposedAt: when(c.proposedAt)!,
  decidedAt: when(c.decidedAt),
});

const reasonMissing = (): Problem =>
  new Problem('reason-missing', {
    clause: REGISTER,
    lawful: { zh: '写明理由。', en: 'State the reason.' },
  });

export function changeRoutes(deps: ActDeps) {
  return (api: Api): void => {
    proposal(api, deps);
    decision(api, deps);
    list(api, deps);
  };
}

const proposing = describeRoute({
  method: 'post',
  path: '/v1/credit/records/:id/changes',
  tag,
  summary: '提出撤回、更正 — Propose to withdraw or correct a record',
  description:
    '记录不改：撤回的不计，更正的由新记录代替；原记录保留。由另一人复核后生效，附理由和依据。',
  auth: ['handler', 'head'],
  params: z.strictObject({ id: entryId }),
  body: changeShape,
  clause: REGISTER,
  responses: {
    202: { description: '待复核 To be decided by another', schema: z.object({ id: z.int() }) },
  },
  problems: [
    ...recordProblems,
    'not-found',
    'reason-missing',
    'record-fallen',
    'change-proposed',
    'proposal-person',
  ],
});

function proposal(api: Api, { sql }: ActDeps): void {
  api.route(proposing, async ({ params, body, caller }) => {
    requireSection(caller, REGISTER);
    assertPerson(caller);
    const { bureau, id: by } = caller;
    const row = await findRecord(sql, bureau, params.id);
    if (!row) throw new Problem('not-found');
    const { kind, reason, document: basis } = body;
    if (reason === undefined) throw reasonMissing();
    if (basis === undefined) throw new Problem('evidence-missing', { clause: REGISTER });
    const replacement =
      kind === 'correction'
        ? await checkedFacts(
            sql,
            { bureau, kind: row.subjectKind },
            { ...body.replacement, evidence: body.replacement.evidence ?? row.evidence },
          )
        : null;
    const change = { bureau, entry: row.id, kind, replacement, reason, document: basis, by };
    const proposed = await proposeChange(sql, change);
    if (proposed.bar) throw barred(proposed.bar, REGISTER);
    return { status: 202, body: { id: proposed.id } };
  });
}

function decision(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/changes/:id/decision',
      tag,
      summary: '复核撤回、更正 — Another person decides on a proposed change',
      auth: ['handler', 'head'],
      params: z.strictObject({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
      body: decisionShape,
      clause: REGISTER,
      responses: {
        200: {
          description: '已复核 Decided',
          schema: z.object({
            became: z.string().nullable().meta({ description: '更正后的记录 What stands instead' }),
          }),
        },
      },
      problems: [
        'not-found',
        'not-owed-by-you',
        'reason-missing',
        'change-decided',
        'change-own',
        'act-recorded',
        'act-day-differs',
        'act-objected',
        'assessment-recorded',
        'proposal-person',
      ],
    },
    async ({ params, body, caller }) => {
      requireSection(caller, REGISTER);
      assertPerson(caller);
      if (body.reason === undefined) throw reasonMissing();
      const done = await decideChange(sql, {
        bureau: caller.bureau,
        id: params.id,
        state: body.decision,
        reason: body.reason,
        by: caller.id,
      });
      if (done.bar) throw barred(done.bar, 'X-7');
      return { body: { became: done.became ?? null } };
    },
  );
}

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/changes',
      tag,
      summary: '撤回、更正登记 — Changes of records, newest first',
      auth: 'caller',
      reads: 'narrative',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        state: z.enum(changeStates).optional(),
        record: entryId.optional(),
      }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(changeView), next: text }),
        },
      },
    },
    async ({ query, caller, req }) => {
      requireReader(caller);
      const { cursor, limit = 100, ...filter } = query;
      const before = readCursor(cursor, z.tuple([at.number]));
      const rows = await changesOf(
        sql,
        { ...filter, bureau: caller.bureau },
        before?.[0],
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (c) => [c.id]);
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}
