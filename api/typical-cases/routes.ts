/** /v1/typical-cases: the periods of typical cases, and those that are due (TJ51-7). */
import { z } from 'zod';
import { typicalCasesOf, type TypicalRow } from '../../db/typical-cases/store.ts';
import { CLAUSE } from '../../domain/typical-cases/duties.ts';
import { holds } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { partiesOf, requireOffice } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { openDuePeriods } from './open.ts';

const tag = '典型案例 Typical cases';
const text = z.string().nullable();

export function typicalCasesRoutes(deps: ActDeps) {
  return (api: Api): void => {
    due(api, deps);
    list(api, deps);
  };
}

const rowShape = z
  .object({
    file: z.string(),
    stage: z.string(),
    unit: z.string(),
    from: z.string(),
    until: z.string().meta({ description: '期间止日的次日 The day after the last one' }),
    cases: z.array(z.string()).meta({ description: '选定的曝光案卷 The publicities selected' }),
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text.meta({ description: 'published 已刊发、none 本期没有' }),
  })
  .meta({ id: 'TypicalCases' });

const rowOf = (r: TypicalRow): z.input<typeof rowShape> => ({
  ...r,
  openedAt: when(r.openedAt)!,
  nextDue: when(r.nextDue),
  closedAt: when(r.closedAt),
});

const columns: readonly Column<TypicalRow>[] = [
  ['案卷 file', (r) => r.file],
  ['阶段 stage', (r) => r.stage],
  ['单位 unit', (r) => r.unit],
  ['起 from', (r) => r.from],
  ['止（不含） until', (r) => r.until],
  ['案例 cases', (r) => r.cases.join(' ')],
  ['到期 next due', (r) => when(r.nextDue)],
  ['结束 closed', (r) => when(r.closedAt)],
  ['结果 outcome', (r) => r.outcome],
];

function due(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/typical-cases/due',
      tag,
      summary: '期满立卷 — Open the periods of typical cases that are over',
      description:
        'TJ51-7：系统每十分钟自行查看；此处立即查看一次。各期相接，同一期只立一卷；周期为管理设定，默认每季度。',
      auth: 'caller',
      clause: CLAUSE,
      body: z.strictObject({}),
      responses: {
        200: {
          description: '新立的案卷，最早的一期在前 The files that were opened, the oldest first',
          schema: z.object({ opened: z.array(z.string()) }),
        },
      },
      problems: ['not-authorised'],
    },
    async ({ caller }) => {
      requireOffice(caller);
      const mine = caller.unitRoles.includes('supervision-body') && caller.kind === 'person';
      if (!mine && !holds(caller, 'coordinator', 'regulator', 'registrar'))
        throw new Problem('not-authorised');
      return { body: { opened: await openDuePeriods(deps, caller.bureau) } };
    },
  );
}

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/typical-cases',
      tag,
      summary: '典型案例登记簿 — The periods of typical cases, newest first',
      auth: 'caller',
      query: z.strictObject({ ...pageQuery, state: z.enum(['open', 'closed']).optional() }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(rowShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, state } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await typicalCasesOf(
        sql,
        { state, bureau: caller.bureau, parties: await partiesOf(sql, caller) },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (r) => [r.openedAt, r.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'typical-cases', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(rowOf), next }, headers: linkToNext(req, next) };
    },
  );
}
