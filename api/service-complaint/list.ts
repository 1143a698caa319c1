/** 投诉清单 Complaints about services without their words. */
import { z } from 'zod';
import { complaintsOf, type ComplaintRow } from '../../db/service-complaint/store.ts';
import { day } from '../../domain/law/shapes.ts';
import { sources } from '../../domain/service-complaint/terms.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { partiesOf } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();
const rowShape = z
  .object({
    file: z.string(),
    source: z.enum(sources),
    number: text,
    receivedAt: z.string(),
    service: text,
    unit: text,
    handling: z.string(),
    stage: z.string(),
    firstAnsweredAt: text,
    founded: text,
    closedAt: text,
  })
  .meta({ id: 'ServiceComplaint' });
const shown = (c: ComplaintRow) => ({
  ...c,
  source: sources.find((source) => source === c.source)!,
  receivedAt: when(c.receivedAt)!,
  firstAnsweredAt: when(c.firstAnsweredAt),
  closedAt: when(c.closedAt),
});

const columns: readonly Column<ComplaintRow>[] = [
  ['案卷 file', (c) => c.file],
  ['来源 source', (c) => c.source],
  ['交办编号 number', (c) => c.number],
  ['收到 received', (c) => when(c.receivedAt)],
  ['事项 service', (c) => c.service],
  ['被投诉部门 section', (c) => c.unit],
  ['承办 handling', (c) => c.handling],
  ['环节 stage', (c) => c.stage],
  ['首次响应 first answer', (c) => when(c.firstAnsweredAt)],
  ['结论 founded', (c) => c.founded],
  ['办结 concluded', (c) => when(c.closedAt)],
];

const listRoute = describeRoute({
  method: 'get',
  path: '/v1/service-complaints',
  tag,
  summary: '投诉清单 — Complaints without their words, the latest first',
  description: '不显示针对查阅人本人的投诉。What is about the reader is not shown to the reader.',
  auth: 'caller',
  reads: 'none',
  query: z.strictObject({
    ...pageQuery,
    from: day.optional(),
    until: day.optional(),
    source: z.enum(sources).optional(),
    state: z.enum(['open', 'closed']).optional(),
  }),
  problems: ['bad-cursor'],
  responses: {
    200: {
      description: '清单 List',
      schema: z.object({ items: z.array(rowShape), next: text }),
      csv: true,
    },
  },
});

export function complaintList(api: Api, { sql }: ActDeps): void {
  api.route(listRoute, async ({ query, caller, req, res }) => {
    const { cursor, limit = 100, format, ...filter } = query;
    const after = readCursor(cursor, z.tuple([at.instant, at.id]));
    const parties = await partiesOf(sql, caller);
    const rows = await complaintsOf(
      sql,
      { ...filter, bureau: caller.bureau, reader: caller.id, parties },
      after && { at: after[0], id: after[1] },
      limit + 1,
    );
    const { items, next } = paged(rows, limit, (c) => [c.receivedAt, c.file]);
    if (wantsCsv(req, format))
      return sendCsv(res, 'service-complaints', csv(columns, items), linkToNext(req, next));
    return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
  });
}
