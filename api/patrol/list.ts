/** GET /v1/patrols: the register of patrols (TJ51-4.1). */
import { z } from 'zod';
import { patrolsOf, type PatrolRow } from '../../db/patrol/store.ts';
import { subjectId, unitId } from '../../domain/law/shapes.ts';
import { stages } from '../../domain/patrol/terms.ts';
import { matterCodes } from '../../domain/penalty-case/terms.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { partiesOf } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();
const outcomes = [
  'nothing-found',
  'corrected',
  'refused-to-correct',
  'relapsed',
  'subject-ended',
] as const;

const patrolRow = z
  .object({
    file: z.string(),
    stage: z.string(),
    unit: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    matter: z.string(),
    matterRef: text,
    foundAt: z.string(),
    follows: text.meta({ description: '前一巡查 The patrol before' }),
    followedBy: z.array(z.string()),
    filing: text.meta({
      description: '转立案：pending 办理中，或者未能立案的问题代码 Pending, or why it was refused',
    }),
    stages: z.array(
      z.object({
        stage: z.string(),
        enteredAt: z.string(),
        officer: z.string(),
        unit: z.string(),
        evidence: z.string(),
        skipped: z
          .array(z.string())
          .meta({ description: '说明理由越过的阶段 What was left out for a reason' }),
      }),
    ),
    demands: z.array(
      z.object({
        item: z.string(),
        on: z.string(),
        by: z.string(),
        state: z.string().meta({
          description:
            'open 待落实、met 已改正、met-late 逾期改正、refused 拒绝、let-pass 逾期未改',
        }),
      }),
    ),
    findings: z.array(z.object({ source: z.string(), finding: z.string() })),
    origins: z.array(z.string()),
    cases: z.array(z.string()).meta({
      description: '查阅人可以查看的立案查处案卷 The penalty cases that the reader may read',
    }),
    dwelling: z.boolean().meta({ description: '有管理时限已过 A management period has passed' }),
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text,
  })
  .meta({ id: 'Patrol' });

const rowOf = ({ subjectKind, subject, ...p }: PatrolRow): z.input<typeof patrolRow> => ({
  ...p,
  subject: { kind: subjectKind, id: subject },
  foundAt: when(p.foundAt)!,
  stages: p.stages.map((s) => ({ ...s, enteredAt: when(s.enteredAt)! })),
  openedAt: when(p.openedAt)!,
  nextDue: when(p.nextDue),
  closedAt: when(p.closedAt),
});

const columns: readonly Column<PatrolRow>[] = [
  ['案卷 file', (p) => p.file],
  ['阶段 stage', (p) => p.stage],
  ['单位 unit', (p) => p.unit],
  ['主体类别 subject kind', (p) => p.subjectKind],
  ['主体 subject', (p) => p.subject],
  ['案由 matter', (p) => p.matter],
  ['发现 found', (p) => when(p.foundAt)],
  ['前一巡查 follows', (p) => p.follows],
  ['经过阶段 stages', (p) => p.stages.map((s) => `${s.stage} ${when(s.enteredAt)}`).join(' ')],
  ['改正要求 demands', (p) => p.demands.map((d) => `${d.by}:${d.state}`).join(' ')],
  ['来源 origins', (p) => p.origins.join(' ')],
  ['立案查处 cases', (p) => p.cases.join(' ')],
  ['滞留 dwelling', (p) => (p.dwelling ? '是' : '')],
  ['到期 next due', (p) => when(p.nextDue)],
  ['结束 closed', (p) => when(p.closedAt)],
  ['结果 outcome', (p) => p.outcome],
];

const yesOrNo = z.enum(['true', 'false']).optional();
const query = z.strictObject({
  ...pageQuery,
  state: z.enum(['open', 'closed']).optional(),
  stage: z.enum(stages).optional(),
  unit: unitId.optional(),
  subject: subjectId.optional(),
  matter: z.enum(matterCodes).optional(),
  outcome: z.enum(outcomes).optional(),
  dwelling: yesOrNo.meta({ description: '滞留 A management period has passed' }),
  filing: z
    .enum(['pending', 'refused'])
    .optional()
    .meta({ description: '转立案办理中、被退回 A filing that is pending, or was refused' }),
});

export function patrolList(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/patrols',
      tag,
      summary: '巡查登记簿 — The register of patrols, newest first',
      auth: 'caller',
      // Findings by their ids only: what they say is in the file.
      reads: 'none',
      query,
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(patrolRow), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, dwelling, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await patrolsOf(
        sql,
        {
          ...filter,
          ...(dwelling && { dwelling: dwelling === 'true' }),
          bureau: caller.bureau,
          parties: await partiesOf(sql, caller),
          reader: caller.unit,
        },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (p) => [p.openedAt, p.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'patrols', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(rowOf), next }, headers: linkToNext(req, next) };
    },
  );
}
