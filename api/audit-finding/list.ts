/** 智能审核发现清单 The findings that have come in, and which files rest on them (TJ51-11). */
import { z } from 'zod';
import { findingsOf, type FindingRow } from '../../db/audit-finding/store.ts';
import { officerId, subjectId } from '../../domain/law/shapes.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { linkable } from '../intake/linkable.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { tag } from './routes.ts';
import { requireFindingReader } from './systems.ts';

const text = z.string().nullable();
const rowShape = z
  .object({
    source: z.string(),
    finding: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    rule: z.string(),
    from: z.string(),
    until: z.string(),
    claims: z.int(),
    amountFen: z.number(),
    detail: z.string(),
    arrivedAt: z.string(),
    withdrawnAt: text,
    withdrawnReason: text,
    files: z.array(z.string()).meta({
      description:
        '引用该发现、查阅人可见的案卷 Files that rest on it, as far as the reader may read them',
    }),
  })
  .meta({ id: 'AuditFindingRow' });

const rowOf = ({ subjectKind, subject, ...f }: FindingRow) => ({
  ...f,
  subject: { kind: subjectKind, id: subject },
  arrivedAt: when(f.arrivedAt)!,
  withdrawnAt: when(f.withdrawnAt),
});

const columns: readonly Column<FindingRow>[] = [
  ['来源 source', (f) => f.source],
  ['发现 finding', (f) => f.finding],
  ['主体 subject', (f) => f.subject],
  ['规则 rule', (f) => f.rule],
  ['自 from', (f) => f.from],
  ['至 until', (f) => f.until],
  ['笔数 claims', (f) => f.claims],
  ['金额（分） amount in fen', (f) => f.amountFen],
  ['说明 detail', (f) => f.detail],
  ['收到 arrived', (f) => when(f.arrivedAt)],
  ['撤销 withdrawn', (f) => when(f.withdrawnAt)],
  ['案卷 files', (f) => f.files.join(' ')],
];

export function findingList(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/audit-findings',
      tag,
      summary: '智能审核发现 — Findings of the audit, newest first',
      auth: 'caller',
      reads: 'narrative',
      query: z.strictObject({
        ...pageQuery,
        subject: subjectId.optional(),
        source: officerId.optional(),
        rule: z.string().max(40).optional(),
      }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(rowShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      requireFindingReader(caller);
      const { cursor, limit = 100, format, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id, at.id]));
      const rows = await findingsOf(
        sql,
        { ...filter, bureau: caller.bureau },
        after && { arrivedAt: after[0], source: after[1], finding: after[2] },
        limit + 1,
      );
      const page = paged(rows, limit, (f) => [f.arrivedAt, f.source, f.finding]);
      const items = await withReadable(sql, caller, page.items);
      const headers = linkToNext(req, page.next);
      if (wantsCsv(req, format))
        return sendCsv(res, 'audit-findings', csv(columns, items), headers);
      return { body: { items: items.map(rowOf), next: page.next }, headers };
    },
  );
}

/** Nothing of a file that the caller may not read. */
async function withReadable(
  sql: ActDeps['sql'],
  caller: Caller,
  rows: readonly FindingRow[],
): Promise<FindingRow[]> {
  const readable = new Map<string, boolean>();
  for (const file of new Set(rows.flatMap(({ files }) => files)))
    readable.set(file, (await linkable(sql, caller, file)) !== undefined);
  return rows.map((row) => ({ ...row, files: row.files.filter((file) => readable.get(file)) }));
}
