/** /v1/credit/reports: the reports of periods and what is in one; /v1/credit/trainings: the log of training and publicity (QHD-2.3, 2.5c, 3.3). */
import { z } from 'zod';
import {
  contentOfReport,
  enterTraining,
  reportsOf,
  trainingsOf,
} from '../../db/credit-report/store.ts';
import { CLAUSE } from '../../domain/credit-report/duties.ts';
import { day, document, line } from '../../domain/law/shapes.ts';
import { requireSection } from '../credit-record/tag.ts';
import { fileId } from '../files/file-shape.ts';
import { databaseToday } from '../http/clock.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { scopeOf, requireReader } from '../intake/authority.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { openDue } from './open.ts';

const tag = '信用信息报告 Reports of credit records';
const TRAINING = 'QHD-3.3';
const text = z.string().nullable();

export function creditReportRoutes(deps: ActDeps) {
  return (api: Api): void => {
    due(api, deps);
    list(api, deps);
    content(api, deps);
    training(api, deps);
    trainings(api, deps);
  };
}

function due(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/reports/due',
      tag,
      summary: '期满立卷 — Open the reports of the periods that are over',
      description:
        'QHD-2.3、2.5c：系统每十分钟自行查看；此处立即查看一次。各期相接，不重不漏，同一期只立一卷；周期和期限为管理设定。',
      auth: ['handler', 'head'],
      clause: CLAUSE,
      body: z.strictObject({}),
      responses: {
        200: {
          description: '新立的案卷，最早的一期在前 The files that were opened, the oldest first',
          schema: z.object({ opened: z.array(z.string()) }),
        },
      },
      problems: ['not-owed-by-you'],
    },
    async ({ caller }) => {
      requireSection(caller, CLAUSE);
      return { body: { opened: await openDue(deps, caller.bureau) } };
    },
  );
}

const reportView = z
  .object({
    file: z.string(),
    stage: z.string(),
    from: z.string(),
    until: z.string().meta({ description: '期间止日的次日 The day after the last one' }),
    entries: z.int(),
    late: z.int().meta({ description: '其中补报 Of them, recorded before the period' }),
    corrections: z.int().meta({ description: '其中更正 Of them, fallen since they were told' }),
    sha256: z.string(),
    due: text,
    deliveredAt: text.meta({ description: '市信用办收到的时间 Receipt by the credit office' }),
    deliveredLate: z.boolean().nullable().meta({ description: '是否迟于管理期限' }),
  })
  .meta({ id: 'CreditReport' });

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/reports',
      tag,
      summary: '信用信息报告登记簿 — The reports to the credit office, newest first',
      auth: 'caller',
      reads: 'none',
      responses: {
        200: { description: '登记簿', schema: z.object({ items: z.array(reportView) }) },
      },
    },
    async ({ caller }) => {
      requireReader(caller);
      const rows = await reportsOf(sql, caller.bureau);
      const items = rows.map((r) => ({
        ...r,
        due: when(r.due),
        deliveredAt: when(r.deliveredAt),
        deliveredLate: r.deliveredAt === null || r.due === null ? null : r.deliveredAt > r.due,
      }));
      return { body: { items } };
    },
  );
}

function content(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/reports/:id/content',
      tag,
      summary: '报告内容 — What is in a report, in the bytes that were fixed',
      description:
        'QHD-2.3、2.5b、2.5c：期满时固定，逐字节不变；标头 Duban-Content-Sha256 为其 SHA-256，报送时填写。须写明用途并记入查阅登记。',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      reads: 'export',
      responses: {
        200: {
          description: '报告 The report',
          media: 'application/json',
          headers: ['Duban-Content-Sha256'],
        },
      },
      problems: ['not-found', 'not-authorised', 'other-bureau'],
    },
    async ({ params, caller, res }) => {
      const file = await fileOr404(sql, params.id);
      if (file.procedure !== 'credit-report') throw new Problem('not-found');
      if ((await scopeOf(sql, caller, file)) !== 'full') throw new Problem('not-authorised');
      const report = (await contentOfReport(sql, caller.bureau, file.id))!;
      res.set('Duban-Content-Sha256', report.sha256);
      res.type('application/json').send(Buffer.from(report.content, 'utf8'));
    },
  );
}

function training(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/trainings',
      tag,
      summary: '登记宣传、培训 — Enter a training or an act of publicity',
      auth: ['handler', 'head'],
      clause: TRAINING,
      body: z.strictObject({
        kind: z.enum(['training', 'publicity']).meta({ description: '培训、宣传' }),
        heldOn: day,
        topic: line(200),
        audience: line(200).meta({ description: '对象 For whom' }),
        attendees: z.int().min(0).max(1_000_000).optional(),
        document,
      }),
      responses: { 200: { description: '已登记 Entered', schema: z.object({ id: z.int() }) } },
      problems: ['not-owed-by-you', 'in-the-future'],
    },
    async ({ body, caller }) => {
      requireSection(caller, TRAINING);
      if (body.heldOn > databaseToday()) throw new Problem('in-the-future', { clause: TRAINING });
      const id = await enterTraining(sql, { ...body, bureau: caller.bureau, by: caller.id });
      return { body: { id } };
    },
  );
}

function trainings(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/trainings',
      tag,
      summary: '宣传、培训登记 — The log of training and publicity, newest first',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({
            items: z.array(
              z.object({
                id: z.int(),
                kind: z.string(),
                heldOn: z.string(),
                topic: z.string(),
                audience: z.string(),
                attendees: z.int().nullable(),
                document,
                enteredBy: z.string(),
              }),
            ),
            next: text,
          }),
        },
      },
    },
    async ({ query, caller, req }) => {
      requireReader(caller);
      const { cursor, limit = 100 } = query;
      const after = readCursor(cursor, z.tuple([at.day, at.number]));
      const rows = await trainingsOf(sql, caller.bureau, after, limit + 1);
      const { items, next } = paged(rows, limit, (t) => [t.heldOn, t.id]);
      return { body: { items, next }, headers: linkToNext(req, next) };
    },
  );
}
