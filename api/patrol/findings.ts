/** GET /v1/patrol-findings: what systems of the monitoring have reported, and which patrol has taken it (TJ51-4.2). */
import { z } from 'zod';
import { reportedFindings, type FindingRow } from '../../db/patrol/findings.ts';
import { officerId, subjectId } from '../../domain/law/shapes.ts';
import { matterCodes } from '../../domain/penalty-case/terms.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { unitsReadInFull } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();
const rowShape = z
  .object({
    source: z.string(),
    finding: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    matter: z.string(),
    matterRef: text,
    foundAt: z.string(),
    arrivedAt: z.string(),
    unit: z.string().meta({ description: '收到的监督机构 The body that it went to' }),
    detail: z.string(),
    file: text.meta({
      description:
        '立卷或者并入的巡查，查阅人可以查看的；尚未立卷的为空 The patrol that has taken it, as far as the reader may read it; null while none has',
    }),
  })
  .meta({ id: 'PatrolFindingRow' });

const rowOf = ({ kind, subject, ...f }: FindingRow): z.input<typeof rowShape> => ({
  ...f,
  subject: { kind, id: subject },
  foundAt: when(f.foundAt)!,
  arrivedAt: when(f.arrivedAt)!,
});

const columns: readonly Column<FindingRow>[] = [
  ['来源 source', (f) => f.source],
  ['发现 finding', (f) => f.finding],
  ['主体类别 subject kind', (f) => f.kind],
  ['主体 subject', (f) => f.subject],
  ['案由 matter', (f) => f.matter],
  ['发现时间 found', (f) => when(f.foundAt)],
  ['收到 arrived', (f) => when(f.arrivedAt)],
  ['单位 unit', (f) => f.unit],
  ['说明 detail', (f) => f.detail],
  ['巡查 patrol', (f) => f.file],
];

const query = z.strictObject({
  ...pageQuery,
  subject: subjectId.optional(),
  source: officerId.optional(),
  matter: z.enum(matterCodes).optional(),
  taken: z.enum(['true', 'false']).optional(),
});

export function reportedList({ sql }: ActDeps) {
  return (api: Api): void => {
    api.route(
      {
        method: 'get',
        path: '/v1/patrol-findings',
        tag,
        summary: '监控发现清单 — Reported findings, newest first',
        description:
          '监督机构查阅送到本单位和已经并入其可以查看的巡查的发现，监管人员查阅全局的；taken=false 为尚未立卷的。 A body reads what was sent to it and what stands in patrols that it may read, a regulator reads all.',
        auth: 'caller',
        reads: 'narrative',
        query,
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
        const { cursor, limit = 100, format, taken, ...filter } = query;
        const after = readCursor(cursor, z.tuple([at.instant, at.id, at.id]));
        const rows = await reportedFindings(
          sql,
          {
            ...filter,
            ...(taken && { taken: taken === 'true' }),
            bureau: caller.bureau,
            units: await unitsReadInFull(sql, caller),
            reader: caller.unit,
          },
          after && { arrivedAt: after[0], source: after[1], finding: after[2] },
          limit + 1,
        );
        const { items, next } = paged(rows, limit, (f) => [f.arrivedAt, f.source, f.finding]);
        const headers = linkToNext(req, next);
        if (wantsCsv(req, format))
          return sendCsv(res, 'patrol-findings', csv(columns, items), headers);
        return { body: { items: items.map(rowOf), next }, headers };
      },
    );
  };
}
