/** 名单 Who is on it, and who was: registered ones by their id, persons without their names. */
import { z } from 'zod';
import { listedOf, type ListedRow } from '../../db/joint-punishment/store.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();
const states = ['proposed', 'listed', 'rejected', 'removed', 'fallen'] as const;
const kinds = ['institution', 'practitioner', 'person'] as const;
const rowShape = z
  .object({
    id: z.int(),
    subjectKind: z.enum(kinds),
    subject: text,
    decision: z.string(),
    servedOn: z.string(),
    finality: z.string(),
    finalOn: z.string(),
    gravity: z.string(),
    state: z.string(),
    proposedBy: z.string(),
    proposedAt: z.string(),
    decidedBy: text,
    decidedAt: text,
    removalWhy: text,
    removalBy: text,
    endedAt: text,
    endedWhy: text,
    step: z.int().meta({ description: '步骤号，决定时写明 Named by whoever decides' }),
    creditRecords: z.array(z.string()).meta({
      description: '同一机构、同一案件的信用记录（QHD） Credit records of the same case',
    }),
  })
  .meta({ id: 'JointPunishment' });

const columns: readonly Column<ListedRow>[] = [
  ['编号 id', (j) => j.id],
  ['对象类别 kind', (j) => j.subjectKind],
  ['对象 subject', (j) => j.subject],
  ['决定 decision', (j) => j.decision],
  ['送达 served', (j) => j.servedOn],
  ['最终 final', (j) => j.finalOn],
  ['情节 gravity', (j) => j.gravity],
  ['状态 state', (j) => j.state],
  ['列入 listed', (j) => when(j.decidedAt)],
  ['移出 ended', (j) => when(j.endedAt)],
  ['移出原因 why', (j) => j.endedWhy],
  ['步骤 step', (j) => j.step],
  ['信用记录 credit records', (j) => j.creditRecords.join(' ')],
];

const listRoute = describeRoute({
  method: 'get',
  path: '/v1/joint-punishments',
  tag,
  summary: '联合惩戒名单 — The list for joint punishment, with what was taken off',
  auth: 'caller',
  reads: 'narrative',
  query: z.strictObject({
    ...pageQuery,
    state: z.enum(states).optional(),
    kind: z.enum(kinds).optional(),
    only: z.enum(['undecided']).optional().meta({
      description: '待决定的列入和移出 What waits for a decision, a listing or a removal',
    }),
  }),
  problems: ['bad-cursor'],
  responses: {
    200: {
      description: '名单 The list',
      schema: z.object({ items: z.array(rowShape), next: text }),
      csv: true,
    },
  },
});

export function listedList(api: Api, { sql }: ActDeps): void {
  api.route(listRoute, async ({ query, caller, req, res }) => {
    requireReader(caller);
    const { cursor, limit = 100, format, state, kind, only } = query;
    const rows = await listedOf(
      sql,
      { bureau: caller.bureau, state, kind, undecided: only === 'undecided' },
      readCursor(cursor, at.number),
      limit + 1,
    );
    const { items, next } = paged(rows, limit, (j) => j.id);
    if (wantsCsv(req, format))
      return sendCsv(res, 'joint-punishments', csv(columns, items), linkToNext(req, next));
    const shown = items.map((j) => ({
      ...j,
      proposedAt: when(j.proposedAt)!,
      decidedAt: when(j.decidedAt),
      endedAt: when(j.endedAt),
    }));
    return { body: { items: shown, next }, headers: linkToNext(req, next) };
  });
}
