/** /v1/district-cooperations: what city and districts did together is recorded, and the register of it (TJ51-8.2). */
import { z } from 'zod';
import { cooperationsOf, type CooperationRow } from '../../db/district-cooperation/store.ts';
import { cooperationKinds } from '../../domain/district-cooperation/acts.ts';
import { recordShape } from '../../domain/district-cooperation/forms.ts';
import { unitId } from '../../domain/law/shapes.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { partiesOf } from '../intake/authority.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { recordCooperation } from './open.ts';

export const tag = '市区协同 City and districts';
const text = z.string().nullable();

export function cooperationRoutes(api: Api, deps: ActDeps): void {
  openingRoute(
    api,
    {
      path: '/v1/district-cooperations',
      tag,
      summary: '记录市区协同 — Record what city and districts did together',
      description:
        'TJ51-8.2：市级对区级的培训、指导，以及信息共享、联合检查、案件会商，每次一件，各方确认后办结。期限为管理设定，不是违期。',
      body: recordShape,
      opens: { type: 'cooperation-record', clause: 'TJ51-8.2' },
      problems: [
        'no-legal-basis',
        'cooperation-unit',
        'in-the-future',
        'attendee-unknown',
        'link-unknown',
      ],
    },
    (body, caller, key) => recordCooperation(deps, caller, key, body),
  );
  list(api, deps);
}

const rowShape = z
  .object({
    file: z.string(),
    kind: z.string(),
    on: z.string(),
    stage: z.string(),
    recorder: z.string(),
    with: z.array(z.string()),
    about: z.array(z.string()).meta({ description: '涉及的案卷 The files it is about' }),
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text,
  })
  .meta({ id: 'DistrictCooperation' });

const rowOf = (c: CooperationRow) => ({
  ...c,
  openedAt: when(c.openedAt)!,
  nextDue: when(c.nextDue),
  closedAt: when(c.closedAt),
});

const columns: readonly Column<CooperationRow>[] = [
  ['案卷 file', (c) => c.file],
  ['种类 kind', (c) => c.kind],
  ['日期 on', (c) => c.on],
  ['阶段 stage', (c) => c.stage],
  ['记录 recorder', (c) => c.recorder],
  ['参加 with', (c) => c.with.join(' ')],
  ['涉及案卷 about', (c) => c.about.join(' ')],
  ['登记时间 opened', (c) => when(c.openedAt)],
  ['到期 next due', (c) => when(c.nextDue)],
  ['结束 closed', (c) => when(c.closedAt)],
  ['结果 outcome', (c) => c.outcome],
];

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/district-cooperations',
      tag,
      summary: '市区协同登记簿 — The register of cooperation, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        kind: z.enum(cooperationKinds).optional(),
        unit: unitId.optional(),
      }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(rowShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await cooperationsOf(
        sql,
        { ...filter, bureau: caller.bureau, parties: await partiesOf(sql, caller) },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (c) => [c.openedAt, c.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'district-cooperations', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(rowOf), next }, headers: linkToNext(req, next) };
    },
  );
}
