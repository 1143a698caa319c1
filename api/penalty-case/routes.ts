/** /v1/penalty-cases: a case is filed, the register of cases, and the measures that were decided (TJ51-14.1, 13.2, 16.2). */
import { z } from 'zod';
import { casesOf, measureCounts, type CaseRow } from '../../db/penalty-case/store.ts';
import { filingShape } from '../../domain/penalty-case/forms.ts';
import { matterCodes } from '../../domain/penalty-case/terms.ts';
import { day, subjectId, unitId } from '../../domain/law/shapes.ts';
import { addDays, civilDate, startOfDay } from '../../domain/time/civil-date.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { partiesOf } from '../intake/authority.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { fileCase } from './open.ts';

const tag = '立案查处 Penalty cases';
const text = z.string().nullable();

export function penaltyCaseRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/penalty-cases',
        tag,
        summary: '立案 — File a penalty case',
        description:
          'TJ51-14.1：监督所立案，经负责人批准；立案 → 调查 → 法制审核 → 处理处罚 → 执行 → 结案，不得颠倒。同一主体、同一案由只有一件未决的案件：再次提交的并入该案（200，joined），已作出决定的另立新案。已结案的决定被撤销、变更的，写明 supersedes 重新立案。',
        body: filingShape,
        opens: { type: 'penalty-filing', clause: 'TJ51-14.1' },
        again: '重复提交，或者已并案 Sent again, or joined',
        problems: [
          'no-legal-basis',
          'paper-void',
          'not-found',
          'not-owed-by-you',
          'in-the-future',
          'before-trigger',
          'basis-missing',
          'approver-unfit',
          'demand-missing',
          'link-unknown',
          'origin-of-another',
          'case-elsewhere',
          'duplicate',
          'not-awaited',
        ],
      },
      (body, caller, key) => fileCase(deps, caller, key, body),
    );
    list(api, deps);
    measures(api, deps);
  };
}

const measureShape = z.object({
  measure: z.string(),
  amountFen: z.int().optional(),
  by: z.string().optional(),
  endsOn: z.string().optional(),
  reviewOn: z.string().optional(),
});
const caseShape = z
  .object({
    file: z.string(),
    caseNo: z.string(),
    stage: z.string(),
    unit: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    matter: z.string(),
    filedAt: z.string(),
    severe: z.boolean().meta({ description: '拒不改正，应当从重 A refusal to correct' }),
    origins: z
      .array(z.string())
      .meta({ description: '查阅人可以查看的来源案卷 The origins that the reader may read' }),
    supersedes: text,
    supervision: z
      .object({ unit: z.string(), level: z.string(), until: z.string() })
      .nullable()
      .meta({ description: '挂牌督办 As it stands' }),
    decision: z
      .object({
        outcome: z.string(),
        state: z.string().meta({
          description: 'decided 待送达、served 已送达生效、fallen 已撤销、changed 已变更',
        }),
        decidedAt: z.string(),
        servedAt: text,
        measures: z.array(measureShape),
      })
      .nullable(),
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text,
  })
  .meta({ id: 'PenaltyCase' });

const caseOf = (c: CaseRow): z.input<typeof caseShape> => ({
  file: c.file,
  caseNo: c.caseNo,
  stage: c.stage,
  unit: c.unit,
  subject: { kind: c.subjectKind, id: c.subject },
  matter: c.matter,
  filedAt: when(c.filedAt)!,
  severe: c.severe,
  origins: c.origins,
  supersedes: c.supersedes,
  supervision:
    c.flagUnit === null
      ? null
      : { unit: c.flagUnit, level: c.flagLevel ?? '', until: c.flagUntil ?? '' },
  decision:
    c.decision === null
      ? null
      : {
          outcome: c.decision,
          state: c.decisionState!,
          decidedAt: when(c.decidedAt)!,
          servedAt: when(c.servedAt),
          measures: c.measures ?? [],
        },
  openedAt: when(c.openedAt)!,
  nextDue: when(c.nextDue),
  closedAt: when(c.closedAt),
  outcome: c.outcome,
});

const columns: readonly Column<CaseRow>[] = [
  ['案卷 file', (c) => c.file],
  ['案号 case no', (c) => c.caseNo],
  ['阶段 stage', (c) => c.stage],
  ['单位 unit', (c) => c.unit],
  ['主体类别 subject kind', (c) => c.subjectKind],
  ['主体 subject', (c) => c.subject],
  ['案由 matter', (c) => c.matter],
  ['立案 filed', (c) => when(c.filedAt)],
  ['从重 severe', (c) => (c.severe ? '是' : '')],
  ['来源 origins', (c) => c.origins.join(' ')],
  ['挂牌单位 supervised by', (c) => c.flagUnit],
  ['督办期限 supervised until', (c) => c.flagUntil],
  ['决定 decision', (c) => c.decision],
  ['决定状态 state', (c) => c.decisionState],
  ['措施 measures', (c) => (c.measures ?? []).map((m) => m.measure).join(' ')],
  ['送达 served', (c) => when(c.servedAt)],
  ['到期 next due', (c) => when(c.nextDue)],
  ['结案 closed', (c) => when(c.closedAt)],
  ['结果 outcome', (c) => c.outcome],
];

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/penalty-cases',
      tag,
      summary: '立案查处登记簿 — The register of penalty cases, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(['open', 'closed']).optional(),
        unit: unitId.optional(),
        subject: subjectId.optional(),
        matter: z.enum(matterCodes).optional(),
        supervised: z
          .enum(['true', 'false'])
          .optional()
          .meta({ description: '挂牌督办 Under supervision' }),
      }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(caseShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, supervised, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await casesOf(
        sql,
        {
          ...filter,
          ...(supervised && { supervised: supervised === 'true' }),
          bureau: caller.bureau,
          parties: await partiesOf(sql, caller),
          reader: caller.unit,
        },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (c) => [c.openedAt, c.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'penalty-cases', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(caseOf), next }, headers: linkToNext(req, next) };
    },
  );
}

function measures(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/penalty-cases/measures',
      tag,
      summary:
        '处理处罚措施统计 — The measures of decisions that were served in a period and stand',
      auth: 'caller',
      query: z.strictObject({ from: day.optional(), until: day.optional() }),
      responses: {
        200: {
          description: '各项措施的件数和金额 How often each, and how much',
          schema: z.object({
            items: z.array(
              z.object({
                measure: z.string(),
                decisions: z.int(),
                amountFen: z.number().nullable(),
              }),
            ),
          }),
        },
      },
    },
    async ({ query, caller }) => ({
      body: {
        items: [
          ...(await measureCounts(sql, {
            bureau: caller.bureau,
            from: startOfDay(query.from ?? civilDate('1990-01-01')),
            until: startOfDay(addDays(query.until ?? civilDate('2200-12-31'), 1)),
            parties: await partiesOf(sql, caller),
          })),
        ],
      },
    }),
  );
}
