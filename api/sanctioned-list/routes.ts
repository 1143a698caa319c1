/** /v1/sanctioned-lists: the register of lists, what is in one, and the periods that are due (TJ51-15). */
import { z } from 'zod';
import { listsOf, type ListRow } from '../../db/sanctioned-list/store.ts';
import { CLAUSE } from '../../domain/sanctioned-list/duties.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { partiesOf, requireOffice } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { holds } from '../http/authentication.ts';
import { listContent } from './content.ts';
import { openDue } from './open.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();
const count = z.int().nullable();

export function sanctionedListRoutes(deps: ActDeps) {
  return (api: Api): void => {
    due(api, deps);
    list(api, deps);
    listContent(api, deps);
  };
}

const listShape = z
  .object({
    file: z.string(),
    kind: z.enum(['period', 'correction']),
    stage: z.string(),
    unit: z.string(),
    from: text,
    until: text.meta({ description: '期间止日的次日 The day after the last one' }),
    corrects: text.meta({ description: '所更正的名单 Which list it corrects' }),
    entries: count.meta({ description: '未确认的为空，0 为零报告 Null before the confirmation' }),
    late: count.meta({ description: '其中补报 Of them, served before the period' }),
    corrections: count.meta({ description: '其中更正 Of them, fallen since they were told' }),
    sha256: text,
    fixedAt: text,
    delivered: z.array(
      z.object({
        recipient: z.string(),
        to: text.meta({ description: '送交之日登记的部门 As it was registered on that day' }),
        deliveredAt: z.string(),
        acknowledgedAt: text,
      }),
    ),
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text,
  })
  .meta({ id: 'SanctionedList' });

const listOf = (l: ListRow): z.input<typeof listShape> => ({
  ...l,
  fixedAt: when(l.fixedAt),
  delivered: l.delivered.map((d) => ({
    recipient: d.recipient,
    to: d.to,
    deliveredAt: when(d.deliveredAt)!,
    acknowledgedAt: when(d.acknowledgedAt),
  })),
  openedAt: when(l.openedAt)!,
  nextDue: when(l.nextDue),
  closedAt: when(l.closedAt),
});

const acknowledged = (l: ListRow, recipient: string): string | null =>
  when(l.delivered.find((d) => d.recipient === recipient)?.acknowledgedAt ?? null);
const columns: readonly Column<ListRow>[] = [
  ['案卷 file', (l) => l.file],
  ['类别 kind', (l) => l.kind],
  ['阶段 stage', (l) => l.stage],
  ['单位 unit', (l) => l.unit],
  ['起 from', (l) => l.from],
  ['止（不含） until', (l) => l.until],
  ['更正名单 corrects', (l) => l.corrects],
  ['项数 entries', (l) => l.entries],
  ['补报 late', (l) => l.late],
  ['更正 corrections', (l) => l.corrections],
  ['SHA-256', (l) => l.sha256],
  ['确认 fixed', (l) => when(l.fixedAt)],
  ['卫健签收 health', (l) => acknowledged(l, 'health')],
  ['市场监管签收 market', (l) => acknowledged(l, 'market')],
  ['到期 next due', (l) => when(l.nextDue)],
  ['结束 closed', (l) => when(l.closedAt)],
  ['结果 outcome', (l) => l.outcome],
];

function due(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/sanctioned-lists/due',
      tag,
      summary: '期满立卷 — Open the lists of the periods that are over',
      description:
        'TJ51-15：系统每十分钟自行查看；此处立即查看一次。各期相接，不重不漏，同一期只立一卷；周期为管理设定。',
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
      return { body: { opened: await openDue(deps, caller.bureau) } };
    },
  );
}

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/sanctioned-lists',
      tag,
      summary: '处罚名单通报登记簿 — The register of lists and corrections, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(['open', 'closed']).optional(),
        kind: z.enum(['period', 'correction']).optional(),
      }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(listShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await listsOf(
        sql,
        { ...filter, bureau: caller.bureau, parties: await partiesOf(sql, caller) },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (l) => [l.openedAt, l.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'sanctioned-lists', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(listOf), next }, headers: linkToNext(req, next) };
    },
  );
}
