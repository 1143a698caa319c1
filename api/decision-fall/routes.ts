/** /v1/decision-falls, /v1/decision-retractions: that a final decision fell, or stands again, and the register of it (TJ51-A1-1.5b). */
import { z } from 'zod';
import { fallsOf, type FallRow } from '../../db/decision-fall/store.ts';
import { clauseFor } from '../../domain/decision-fall/duties.ts';
import { fallShape, retractionShape } from '../../domain/decision-fall/forms.ts';
import { causes, outcomes } from '../../domain/decision-fall/terms.ts';
import { subjectId } from '../../domain/law/shapes.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { fileId } from '../files/file-shape.ts';
import { partiesOf } from '../intake/authority.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { recordFall, takeBack } from './open.ts';

const tag = '决定撤销、变更 Decisions that fell';
const text = z.string().nullable();
const clause = clauseFor('institution');
const shared = [
  'no-legal-basis',
  'final-decision-unknown',
  'decision-of-a-case',
  'not-owed-by-you',
  'fall-recorded',
  'same-person',
  'approver-missing',
] as const;

export function decisionFallRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/decision-falls',
        tag,
        summary: '决定撤销、变更登记 — Record that a final decision of a rapid response fell',
        description:
          '附件1（五）：行政复议、法院裁判或者自行纠正使处理决定全部或者部分不再成立的，由监督所或者支付处凭文书登记，由另一名负责人确认（不是登记人，也不是作出原决定的人）；原案卷已经办结的也可以登记。确认后曝光须撤回，名单须更正；变更后的决定另行曝光和通报。依据立案查处作出的，该案处罚决定被撤销时随之撤销，无须登记。',
        body: fallShape,
        opens: { type: 'decision-fall-record', clause },
        problems: [
          ...shared,
          'already-fallen',
          'contradictory-measures',
          'reason-missing',
          'harsher-than-noticed',
          'left-unchanged',
          'before-trigger',
          'in-the-future',
        ],
      },
      (body, caller, key) => recordFall(deps, caller, key, body),
    );
    openingRoute(
      api,
      {
        path: '/v1/decision-retractions',
        tag,
        summary: '登记有误的撤回 — Take back a record that a decision fell',
        description:
          '已经确认的登记有误的，凭文书另立一卷撤回，同样由另一名负责人确认。确认后决定恢复成立：仍在撤回的曝光继续发布，已经撤回的可以重新拟稿；已经更正的名单再次更正。所依据的处罚决定此间被撤销的，不恢复成立，改记为随案撤销；随案撤销的不得撤回。',
        body: retractionShape,
        opens: { type: 'decision-fall-retraction', clause },
        problems: [...shared, 'fall-not-standing', 'ground-annulled'],
      },
      (body, caller, key) => takeBack(deps, caller, key, body),
    );
    list(api, deps);
  };
}

const fallenShape = z
  .object({
    file: z.string(),
    kind: z.enum(['fall', 'stand']).meta({
      description: 'fall 不再成立、stand 恢复成立 It fell, or stands again',
    }),
    state: z.enum(['recorded', 'confirmed', 'rejected', 'withdrawn']),
    decision: z.object({ file: z.string(), number: z.int() }),
    subject: z.object({ kind: z.string(), id: z.string() }),
    cause: z.enum(causes).meta({
      description: '复议 review、法院 court、自行纠正 self、随案 penalty-case、登记有误 mistake',
    }),
    outcome: z.enum(outcomes),
    measures: z
      .array(z.object({ measure: z.string(), amountFen: z.int().optional() }))
      .nullable()
      .meta({ description: '变更后的措施 What is left of a decision that was changed' }),
    documentNo: text,
    decidedAt: z.string(),
    effectiveAt: z.string(),
    recordedAt: z.string(),
    settledAt: text,
    takesBack: text.meta({ description: '所撤回的登记 The record that it takes back' }),
    restsOn: text.meta({ description: '所依据的立案查处案卷 The penalty case behind it' }),
  })
  .meta({ id: 'DecisionFall' });

const shown = ({
  decisionFile,
  decisionNumber,
  subjectKind,
  subject: id,
  openedAt: _openedAt,
  measures,
  ...r
}: FallRow): z.input<typeof fallenShape> => ({
  ...r,
  state: r.state as 'recorded',
  cause: r.cause as 'court',
  outcome: r.outcome as 'annulled',
  decision: { file: decisionFile, number: decisionNumber },
  subject: { kind: subjectKind, id },
  measures:
    measures?.map(({ measure, amountFen }) => ({
      measure,
      ...(amountFen !== undefined && { amountFen }),
    })) ?? null,
  decidedAt: when(r.decidedAt)!,
  effectiveAt: when(r.effectiveAt)!,
  recordedAt: when(r.recordedAt)!,
  settledAt: when(r.settledAt),
});

const columns: readonly Column<FallRow>[] = [
  ['案卷 file', (r) => r.file],
  ['类别 kind', (r) => r.kind],
  ['状态 state', (r) => r.state],
  ['决定案卷 decision', (r) => r.decisionFile],
  ['决定序号 number', (r) => r.decisionNumber],
  ['主体类别 subject kind', (r) => r.subjectKind],
  ['主体 subject', (r) => r.subject],
  ['原因 cause', (r) => r.cause],
  ['结果 outcome', (r) => r.outcome],
  ['变更后的措施 left', (r) => r.measures?.map((m) => m.measure).join(' ') ?? ''],
  ['文号 document', (r) => r.documentNo],
  ['作出 decided', (r) => when(r.decidedAt)],
  ['生效 effective', (r) => when(r.effectiveAt)],
  ['登记 recorded', (r) => when(r.recordedAt)],
  ['办结 settled', (r) => when(r.settledAt)],
  ['撤回的登记 takes back', (r) => r.takesBack],
  ['依据的案件 rests on', (r) => r.restsOn],
];

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/decision-falls',
      tag,
      summary: '决定撤销、变更登记簿 — The register of decisions that fell, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(['recorded', 'confirmed', 'rejected', 'withdrawn']).optional(),
        subject: subjectId.optional(),
        decision: fileId.optional(),
      }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(fallenShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await fallsOf(
        sql,
        { ...filter, bureau: caller.bureau, parties: await partiesOf(sql, caller) },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (r) => [r.openedAt, r.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'decision-falls', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}
