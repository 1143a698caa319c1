/** 公开 GET /v1/publications/inspections: results of inspections as anybody may read them (QY-6.3); prominent cases (QY-13.4). No person's name, no narrative, nothing before the result was served. */
import { z } from 'zod';
import {
  isHeadOf,
  prominentCases,
  prominentKnowledge,
  publishedInspections,
  publishProminent,
  type PublishedRow,
} from '../../db/inspection/publications.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { areaCode, bureauId, day, line } from '../../domain/law/shapes.ts';
import { url } from '../../domain/special-inspection/forms.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';
import { refusing } from '../../domain/law/refuse.ts';

const tag = '公开 Publications';
const text = z.string().nullable();
const place = z.tuple([at.day, at.id]);

export function publicationRoutes({ sql }: ActDeps) {
  return (api: Api): void => {
    inspections(api, sql);
    caseList(api, sql);
    publicising(api, sql);
  };
}

const rowShape = z
  .object({
    id: z.string(),
    publishedOn: z.string(),
    url: text,
    body: text.meta({ description: '检查主体 The inspecting body' }),
    inNameOf: text,
    level: z.string(),
    kind: z.string(),
    onSite: z.boolean(),
    institution: z.object({ name: z.string(), code: z.string(), area: z.string() }),
    items: z.array(z.object({ item: z.string(), name: text })),
    officers: z.array(z.string()).meta({ description: '姓名已作遮蔽 Names are masked' }),
    startedOn: z.string(),
    endedOn: text,
    toldOn: z.string(),
    found: z.string(),
    outcomes: z.array(z.string()),
  })
  .meta({ id: 'PublishedInspection' });
const shown = ({ body, ...row }: PublishedRow) => ({ ...row, ...body });
const columns: readonly Column<PublishedRow>[] = [
  ['公开 published', (r) => r.publishedOn],
  ['主体 body', (r) => r.body.body],
  ['机构 institution', (r) => r.body.institution.name],
  ['编码 code', (r) => r.body.institution.code],
  ['事项 items', (r) => r.body.items.map((i) => i.name ?? i.item).join('；')],
  ['开始 started', (r) => r.body.startedOn],
  ['结束 ended', (r) => r.body.endedOn],
  ['结论 found', (r) => r.body.found],
  ['处理 outcomes', (r) => r.body.outcomes.join(' ')],
  ['网址 url', (r) => r.url],
];

function inspections(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/publications/inspections',
      tag,
      summary: '检查结果公开 — Published results of inspections',
      auth: 'public',
      limit: 'calculator',
      description:
        '双随机、一公开的“公开”（QY-6.3）：只有编码和日期，人员姓名已遮蔽；结果送达之前没有任何内容。',
      query: z.strictObject({
        ...pageQuery,
        bureau: bureauId.optional(),
        from: day.optional(),
        until: day.optional(),
        found: z.enum(['no-violation', 'violation', 'unknown']).optional(),
        area: areaCode.optional(),
      }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(rowShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const rows = await publishedInspections(sql, filter, readCursor(cursor, place), limit + 1);
      const { items, next } = paged(rows, limit, (r) => [r.publishedOn, r.id]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'inspections', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}

const caseShape = z.strictObject({
  file: fileId,
  title: line(200),
  summary: line(4000).meta({ description: '不得出现个人姓名 No person is named' }),
  url,
});

function caseList(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/publications/cases',
      tag,
      summary: '典型案例 — Cases that are publicised',
      auth: 'public',
      limit: 'calculator',
      query: z.strictObject({ ...pageQuery, bureau: bureauId.optional() }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({
            items: z.array(
              z.object({
                id: z.string(),
                title: z.string(),
                summary: z.string(),
                publishedOn: z.string(),
                url: z.string(),
              }),
            ),
            next: text,
          }),
        },
      },
    },
    async ({ query: { cursor, limit = 100, bureau }, req }) => {
      const { items, next } = paged(
        await prominentCases(sql, bureau, readCursor(cursor, place), limit + 1),
        limit,
        (r) => [r.publishedOn, r.id],
      );
      return { body: { items, next }, headers: linkToNext(req, next) };
    },
  );
}

function publicising(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'post',
      path: '/v1/publications/cases',
      tag,
      summary: '通报曝光突出案例 — Publicise a case that stands out',
      auth: 'caller',
      body: caseShape,
      description: '由主体负责人批准；结果已经告知并公开、查实违法的，方可通报（QY-13.4）。',
      responses: { 201: { description: '已公开 Published', schema: z.object({ id: z.string() }) } },
      problems: [
        'not-found',
        'approver-not-head',
        'not-awaited',
        'person-named',
        'result-not-served',
        'not-authorised',
        'conflict',
      ],
    },
    async ({ body, caller }) => ({ status: 201, body: { id: await publicise(sql, caller, body) } }),
  );
}

async function publicise(
  sql: ActDeps['sql'],
  caller: Caller,
  { file, ...given }: z.output<typeof caseShape>,
): Promise<string> {
  const known = await prominentKnowledge(sql, file, `${given.title}\n${given.summary}`);
  if (!known || known.bureau !== caller.bureau) throw new Problem('not-found');
  const on = databaseToday();
  const refusal = refuseCase({ ...known, head: await isHeadOf(sql, caller.id, known.body, on) });
  if (refusal) throw Problem.refused(refusal);
  const id = await publishProminent(sql, {
    ...given,
    bureau: known.bureau,
    plan: known.plan,
    by: caller.id,
    on,
  });
  if (!id)
    throw new Problem('conflict', {
      say: { zh: '该检查已经通报。', en: 'It has been publicised.' },
    });
  return id;
}

const refuse = refusing('QY-13.4');

function refuseCase(k: {
  head: boolean;
  published: boolean;
  found: string;
  named: boolean;
}): Refusal | undefined {
  if (!k.head)
    return refuse(
      'approver-not-head',
      '通报须由主体负责人批准。',
      'The head of the body approves it.',
      '由登记的正职或者分管负责人提交。',
      'Let the registered head submit it.',
    );
  if (!k.published)
    return refuse(
      'result-not-served',
      '结果告知并公开之前不得通报。',
      'Nothing is publicised before the result is served and published.',
      '先告知并公开结果。',
      'Serve and publish the result first.',
    );
  if (k.found !== 'violation')
    return refuse(
      'not-awaited',
      '没有查实违法，不得通报。',
      'No violation was found.',
      '只通报查实的问题。',
      'Only what was found is publicised.',
    );
  return k.named
    ? refuse(
        'person-named',
        '内容出现个人姓名。',
        'A person is named in it.',
        '遮蔽个人姓名后提交。',
        'Mask the names.',
      )
    : undefined;
}
