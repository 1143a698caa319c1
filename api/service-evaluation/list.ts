/** 评价清单和比率 The evaluations without their words, and the exact figures of a period (QJ-2.2b). */
import { z } from 'zod';
import {
  evaluationCounts,
  evaluationsOf,
  type EvaluationRow,
} from '../../db/service-evaluation/store.ts';
import { day } from '../../domain/law/shapes.ts';
import { rate } from '../../domain/service-evaluation/rate.ts';
import { gradeNames, grades } from '../../domain/service-evaluation/terms.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { partiesOf, requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();
const rowShape = z
  .object({
    evaluation: z.string(),
    platform: z.string(),
    number: z.string(),
    grade: z.enum(grades),
    evaluatedAt: z.string(),
    service: text,
    unit: text,
    anonymous: z.boolean(),
    words: z.boolean().meta({ description: '有密封的内容 There are sealed words' }),
    file: text,
    stage: text,
    rectifiedOn: text,
    mistaken: z.boolean(),
    revisitedOn: text,
    unreachable: z.boolean(),
    appraisal: text,
    contests: text.meta({
      description: '同一编号先归集的评价，内容不同 What was collected first under its number',
    }),
    settledFor: text.meta({ description: '核定为平台的评价 Which of the two is the platform’s' }),
    void: z.boolean().meta({ description: '作废，不计入 Not the platform’s: not counted' }),
  })
  .meta({ id: 'ServiceEvaluation' });

const columns: readonly Column<EvaluationRow>[] = [
  ['评价 evaluation', (e) => e.evaluation],
  ['平台 platform', (e) => e.platform],
  ['编号 number', (e) => e.number],
  ['等级 grade', (e) => gradeNames[e.grade]],
  ['评价时间 evaluated', (e) => when(e.evaluatedAt)],
  ['事项 service', (e) => e.service],
  ['被评价部门 section', (e) => e.unit],
  ['匿名 anonymous', (e) => e.anonymous],
  ['案卷 file', (e) => e.file],
  ['环节 stage', (e) => e.stage],
  ['整改 rectified', (e) => e.rectifiedOn],
  ['误评 mistaken', (e) => e.mistaken],
  ['回访 revisited', (e) => e.revisitedOn],
  ['未能回访 unreachable', (e) => e.unreachable],
  ['用户评议 appraisal', (e) => e.appraisal && gradeNames[e.appraisal]],
  ['存疑 contests', (e) => e.contests],
  ['核定 settled for', (e) => e.settledFor],
  ['作废 void', (e) => e.void],
];

const yes = z.enum(['true', 'false']).transform((value) => value === 'true');

const listRoute = describeRoute({
  method: 'get',
  path: '/v1/service-evaluations',
  tag,
  summary: '评价清单 — Evaluations without their words, the latest first',
  description: '不显示针对查阅人本人的评价。What is about the reader is not shown to the reader.',
  auth: 'caller',
  reads: 'none',
  query: z.strictObject({
    ...pageQuery,
    from: day.optional(),
    until: day.optional(),
    bad: yes.optional(),
    open: yes.optional().meta({ description: '差评是否在办 Whether the file is open' }),
    contested: yes.optional().meta({ description: '待核定 To be settled' }),
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

export function evaluationList(api: Api, { sql }: ActDeps): void {
  api.route(listRoute, async ({ query, caller, req, res }) => {
    const { cursor, limit = 100, format, ...filter } = query;
    const after = readCursor(cursor, z.tuple([at.instant, at.id]));
    const rows = await evaluationsOf(
      sql,
      {
        ...filter,
        bureau: caller.bureau,
        reader: caller.id,
        parties: await partiesOf(sql, caller),
      },
      after && { at: after[0], id: after[1] },
      limit + 1,
    );
    const { items, next } = paged(rows, limit, (e) => [e.evaluatedAt, e.evaluation]);
    if (wantsCsv(req, format))
      return sendCsv(res, 'service-evaluations', csv(columns, items), linkToNext(req, next));
    return {
      body: { items: items.map((e) => ({ ...e, evaluatedAt: when(e.evaluatedAt)! })), next },
      headers: linkToNext(req, next),
    };
  });
}

export const rateShape = z
  .object({
    numerator: z.int(),
    denominator: z.int(),
    percent: z.string().meta({
      description:
        '百分比，舍去至两位小数；分母为零的为“无” Cut to two decimals; 无 where the denominator is zero',
    }),
    complete: z.boolean().meta({ description: '达到 100% Whether it is 100 %' }),
  })
  .meta({ id: 'ExactRate' });

const figuresShape = z.object({
  from: z.string(),
  until: z.string(),
  received: z.int(),
  bad: z.int(),
  mistaken: z.int(),
  dissatisfied: z.int().meta({ description: '回访时仍不满意 Not content at the revisit' }),
  contested: z.int().meta({ description: '待核定 To be settled' }),
  defaultMarks: z.int().meta({
    description: '系统默认的好评，不计入 Marks by default: counted, and no evaluations',
  }),
  rectified: rateShape,
  revisited: rateShape,
});

export function evaluationFigures(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/service-evaluations/figures',
      tag,
      summary: '整改率、回访率 — The rates over all bad evaluations received in a period',
      description:
        'QJ-2.2b：分母为期间内收到的全部差评，在办的、误评的均计入；误评不计为已整改，未能联系的不计为已回访。起止日均包含。',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({ from: day, until: day }),
      responses: {
        200: {
          description: '比率 The rates',
          schema: figuresShape,
        },
      },
    },
    async ({ query: { from, until }, caller }) => {
      requireReader(caller);
      const n = await evaluationCounts(sql, { bureau: caller.bureau, from, until });
      return {
        body: {
          from,
          until,
          received: n.received,
          bad: n.bad,
          mistaken: n.mistaken,
          dissatisfied: n.dissatisfied,
          contested: n.contested,
          defaultMarks: n.defaultMarks,
          rectified: rate(n.rectified, n.bad),
          revisited: rate(n.revisited, n.bad),
        },
      };
    },
  );
}
